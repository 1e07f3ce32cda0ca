"""The card of a dataset: what it is, where it comes from, how good it is, what is wrong with it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from aligner.checks import rule
from aligner.corpus.statistics import Statistics
from aligner.errors import UsageError

_LICENCES = {
    "apache-2.0", "mit", "cc0-1.0", "cc-by-4.0", "cc-by-sa-4.0", "cc-by-nc-4.0", "cc-by-nd-4.0",
    "cc-by-nc-sa-4.0", "cc-by-nc-nd-4.0", "cc-by-3.0", "cc-by-sa-3.0", "cc-by-2.0", "odc-by",
    "odbl", "gpl-3.0", "bsd-3-clause", "unlicense",
}  # fmt: skip
"""Names of licences that the Hugging Face hub knows, of those that texts have."""

_SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"), (10_000_000, "1M<n<10M"))  # fmt: skip
_FINDINGS_LISTED = 15


def card(counted: Statistics, run: Mapping[str, Any], files: Mapping[str, str], name: str) -> str:
    """README.md of a dataset folder, with the front matter that `datasets.load_dataset` reads.

    ``counted`` are its pairs, ``run`` is ``run.json`` of the corpus, ``files`` maps each
    split to its file, ``name`` is what the folder is called.
    """
    return "\n".join([*_front_matter(counted, files), *_body(counted, run, name)]) + "\n"


def _front_matter(counted: Statistics, files: Mapping[str, str]) -> Iterator[str]:
    yield "---"
    yield "language:\n- ko\n- en"
    yield f"license: {_licence(counted.licences)}"
    yield "task_categories:\n- translation\n- sentence-similarity"
    yield f"size_categories:\n- {_size(counted.pairs)}"
    yield "configs:\n- config_name: default\n  data_files:"
    for split, path in files.items():
        yield f"  - split: {split}\n    path: {path}"
    yield "---\n"


def _licence(licences: Mapping[str, object]) -> str:
    """The hub's name of the one licence there is; ``unknown`` for none, else ``other``."""
    names = {name.lower() for name in licences}
    if not any(names):
        return "unknown"
    return names.pop() if len(names) == 1 and names <= _LICENCES else "other"


def _size(pairs: int) -> str:
    return next((name for most, name in _SIZES if pairs < most), "10M<n<100M")


def _body(counted: Statistics, run: Mapping[str, Any], name: str) -> Iterator[str]:
    yield "# Korean–English sentence pairs\n"
    yield (
        f"{counted.pairs:,} pairs of {counted.documents:,} documents, aligned by "
        "aligner: Korean originals and their English translations, sentence by sentence.\n"
    )
    yield (
        "```python\nfrom datasets import load_dataset\n\n"
        f"dataset = load_dataset({json.dumps(name, ensure_ascii=False)})\n```\n"
    )
    yield from _columns()
    yield "## Parts\n"
    yield from _table("part", counted.splits, "all")
    yield "## Sources and licences\n"
    yield from _table("source", counted.sources, "not given")
    yield from _table("licence", counted.licences, "not given")
    if "" in counted.licences:
        yield (
            "For documents whose licence is not given nothing is known of what may be done with "
            "their texts; find out before this dataset is passed on.\n"
        )
    yield from _quality(counted)
    yield from _faults(counted)
    yield "## How it was made\n"
    yield from _chain(run)


def _columns() -> Iterator[str]:
    yield "## Columns\n"
    yield (
        "`doc` the document, `ko` and `en` the pair, `type` the number of sentences on each side, "
        "`similarity` the cosine of the two sides, `confidence` the calibrated probability that "
        "the pair is exactly right, `findings` the codes of what is wrong with it "
        "(`aligner rule CODE` explains one), `date`, `source`, `licence` of the document.\n"
    )


def _table(what: str, rows: Mapping[str, Mapping[str, int]], empty: str) -> Iterator[str]:
    yield f"| {what} | documents | pairs |\n| --- | ---: | ---: |"
    for name, counts in sorted(rows.items()):
        yield f"| {_cell(name) or empty} | {counts['documents']:,} | {counts['pairs']:,} |"
    yield ""


def _cell(text: str) -> str:
    for character in "\\|<>`*_[]":
        text = text.replace(character, f"\\{character}")
    return text


def _quality(counted: Statistics) -> Iterator[str]:
    yield "## Quality\n"
    confidence = counted.mean_confidence
    if confidence is not None:
        yield f"- expected share of pairs that are exactly right: {confidence:.1%}"
    if counted.were_checked:
        share = counted.clean / max(counted.pairs, 1)
        yield f"- pairs without an error or a warning: {share:.1%}"
    coverage = counted.mean_coverage
    if coverage is not None:
        yield f"- of the Korean text of a document its translation covers, on average: {coverage:.1%}"
    types = ", ".join(f"{kind} {count:,}" for kind, count in counted.types.most_common(6))
    yield f"- types: {types}" if types else "- no pairs"
    for side, name in (("ko", "Korean"), ("en", "English")):
        mean = counted.characters[side] / max(counted.pairs, 1)
        yield f"- {name}: {counted.words[side]:,} words, {mean:.0f} characters a pair"
    yield ""


def _faults(counted: Statistics) -> Iterator[str]:
    yield "## Known faults\n"
    if not counted.were_checked:
        yield "None; it is not known whether these pairs were ever checked.\n"
        return
    if not counted.codes:
        yield "No pair has a finding. What no check knows is not in this list.\n"
        return
    yield "| code | | pairs |\n| --- | --- | ---: |"
    for code, count in counted.codes.most_common(_FINDINGS_LISTED):
        yield f"| {code} | {_name(code)} | {count:,} |"
    rest = len(counted.codes) - _FINDINGS_LISTED
    yield f"\n… and {rest} rarer ones.\n" if rest > 0 else ""
    yield "What no check knows is not in this list.\n"


def _name(code: str) -> str:
    try:
        return rule(code).name
    except UsageError:
        return ""


def _chain(run: Mapping[str, Any]) -> Iterator[str]:
    """The steps from the documents on, from ``run.json`` and what stands under its ``from``."""
    steps: list[Mapping[str, Any]] = []
    step: Any = run
    while isinstance(step, dict) and step:
        steps.insert(0, step)
        step = step.get("from")
    for number, each in enumerate(steps, 1):
        if "file" in each:
            yield f"{number}. read from {each['file']}"
            continue
        facts = [f"aligner {each['aligner']}"] if "aligner" in each else []
        facts += [
            f"{key} {each[key]}" for key in ("model", "signature") if _is_plain(each.get(key))
        ]
        options = each.get("options")
        if isinstance(options, dict):
            facts += [f"{key} {_plain(value)}" for key, value in options.items()]
        yield f"{number}. {each.get('made_by', 'build')}: {_cell('; '.join(facts))}"
    yield ""


def _is_plain(value: object) -> bool:
    return isinstance(value, str | int | float)


def _plain(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {_plain(each)}" for key, each in value.items())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(map(_plain, value))
    return str(value)
