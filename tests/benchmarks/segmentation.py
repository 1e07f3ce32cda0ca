"""Sentence segmentation beside punkt, sentencex and kiwipiepy.

    python -m tests.benchmarks.segmentation [--gold DIR] [--part held-out|tuning|all] [--files]
    python -m tests.benchmarks.segmentation --worst-cases

The gold is ``DIR/seg``: running text with the places of its sentences. In every
file the paragraphs 0, 2, 4, … were read while the rules were written: the tuning
part. The others are held out: no rule was made from an error in them, though
their totals were looked at now and then, and the beginnings of the kss files
were read. Sets named "no stops" are Korean sets of which all full stops at sentence
ends were taken away, to see what is found without them.

Sentence F1 counts exact spans; boundary precision, recall and F1 count the ends
of sentences but for the last of every paragraph. Characters per second are per
second of CPU time in one thread, after a first run that loads the models.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from aligner.sentences import english, korean
from aligner.types import Span

Splitter = Callable[[str], list[Span]]


@dataclass(frozen=True)
class Paragraph:
    text: str
    sentences: tuple[Span, ...]


@dataclass
class Counts:
    sentences_right: int = 0
    sentences_found: int = 0
    sentences_gold: int = 0
    ends_right: int = 0
    ends_found: int = 0
    ends_gold: int = 0

    def add(self, paragraph: Paragraph, found: list[Span]) -> None:
        text, gold = paragraph.text, set(paragraph.sentences)
        spans = {_trimmed(text, span) for span in found}
        last = len(text)
        ends, gold_ends = ({end for _, end in some} - {last} for some in (spans, gold))
        self.sentences_right += len(spans & gold)
        self.sentences_found += len(spans)
        self.sentences_gold += len(gold)
        self.ends_right += len(ends & gold_ends)
        self.ends_found += len(ends)
        self.ends_gold += len(gold_ends)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    parser.add_argument("--part", choices=["held-out", "tuning", "all"], default="held-out")
    parser.add_argument("--files", action="store_true", help="a row for every file, not every set")
    parser.add_argument("--worst-cases", action="store_true", help="1 MB of one thing, timed")
    arguments = parser.parse_args()
    if arguments.worst_cases:
        time_worst_cases()
    else:
        compare(arguments.gold / "seg", arguments.part, arguments.files)


def compare(folder: Path, part: str, by_file: bool) -> None:
    tools = {"ko": korean_tools(), "en": english_tools()}
    print(f"{part} paragraphs of {folder}\n")
    print(
        "set               tool       sentences   sent. F1   bound. P      R     F1        chars/s"
    )
    for (name, side), paragraphs in sorted(read_sets(folder, part, by_file).items()):
        for tool, splitter in tools[side].items():
            counts, speed = measure(splitter, paragraphs)
            sentence = f_one(counts.sentences_right, counts.sentences_found, counts.sentences_gold)
            boundary = f_one(counts.ends_right, counts.ends_found, counts.ends_gold)
            precision = counts.ends_right / max(counts.ends_found, 1)
            recall = counts.ends_right / max(counts.ends_gold, 1)
            print(
                f"{name:18}{tool:11}{counts.sentences_gold:9}{100 * sentence:11.2f}"
                f"{100 * precision:11.2f}{100 * recall:7.2f}{100 * boundary:7.2f}{speed:15,.0f}"
            )


def measure(splitter: Splitter, paragraphs: list[Paragraph]) -> tuple[Counts, float]:
    counts = Counts()
    for paragraph in paragraphs:
        counts.add(paragraph, splitter(paragraph.text))
    characters, started = 0, time.process_time()
    while (spent := time.process_time() - started) < 0.2:
        for paragraph in paragraphs:
            splitter(paragraph.text)
            characters += len(paragraph.text)
    return counts, characters / spent


def f_one(right: int, found: int, gold: int) -> float:
    return 2 * right / (found + gold) if found + gold else 1.0


def read_sets(folder: Path, part: str, by_file: bool) -> dict[tuple[str, str], list[Paragraph]]:
    sets: dict[tuple[str, str], list[Paragraph]] = defaultdict(list)
    for path in sorted(folder.glob("*.raw.txt")):
        name, side = path.name.removesuffix(".raw.txt").rsplit(".", 1)
        label = name if by_file else name.split("_")[0]
        for number, paragraph in enumerate(read_paragraphs(path)):
            if part != "all" and (number % 2 == 0) != (part == "tuning"):
                continue
            sets[f"{label}.{side}", side].append(paragraph)
            if side == "ko" and label in ("kaist", "ntrex"):
                sets[f"{label}.{side} no stops", side].append(without_stops(paragraph))
    return sets


def read_paragraphs(path: Path) -> Iterator[Paragraph]:
    text = path.read_text(encoding="utf-8")
    bounds = path.with_name(path.name.replace(".raw.txt", ".bounds.json"))
    sentences = json.loads(bounds.read_text(encoding="utf-8"))["sentences"]
    for match in re.finditer(r"(?s)\S.*?(?=\n\s*\n|\s*\Z)", text):
        inside = (span for span in sentences if match.start() <= span[0] < match.end())
        yield Paragraph(
            match[0], tuple((start - match.start(), end - match.start()) for start, end in inside)
        )


def without_stops(paragraph: Paragraph) -> Paragraph:
    pieces = [
        re.sub(r"\.+([\"”’)]*)$", r"\1", paragraph.text[start:end])
        for start, end in paragraph.sentences
    ]
    spans, start = [], 0
    for piece in pieces:
        spans.append((start, start + len(piece)))
        start += len(piece) + 1
    return Paragraph(" ".join(pieces), tuple(spans))


def _trimmed(text: str, span: Span) -> Span:
    sentence = text[span[0] : span[1]]
    start = span[0] + len(sentence) - len(sentence.lstrip())
    return start, start + len(sentence.strip())


def korean_tools() -> dict[str, Splitter]:
    tools: dict[str, Splitter] = {"aligner": korean.split}
    if (kiwipiepy := installed("kiwipiepy")) is not None:
        kiwi = kiwipiepy.Kiwi(num_workers=1)
        tools["kiwipiepy"] = lambda text: [(s.start, s.end) for s in kiwi.split_into_sents(text)]
    return tools | sentencex_for("ko")


def english_tools() -> dict[str, Splitter]:
    tools: dict[str, Splitter] = {"aligner": english.split}
    if (punkt := installed("punkt")) is not None:
        tokenizer = punkt.tokenizer_for("english")
        tools["punkt"] = lambda text: list(tokenizer.span_tokenize(text))
    return tools | sentencex_for("en")


def sentencex_for(language: str) -> dict[str, Splitter]:
    if (sentencex := installed("sentencex")) is None:
        return {}
    return {
        "sentencex": lambda text: [
            (boundary["start_index"], boundary["end_index"])
            for boundary in sentencex.get_sentence_boundaries(language, text)
        ]
    }


def installed(name: str):
    try:
        return import_module(name)
    except ImportError:
        print(f"{name} is not installed and is left out.")
        return None


WORST_CASES = {
    "full stops": ".",
    "full stops, spaces": ". ",
    "question marks": "?",
    "spaced question marks": " ?",
    "lost characters": "a?b ",
    "ellipses": "… ",
    "double quotes": '"',
    "quotes after stops": '." ',
    "quoted questions": '"A?" Kim ',
    "opening brackets": "(",
    "closing brackets": ")",
    "asides": "(a. ",
    "square brackets": "[",
    "open credits": "[사진=",
    "digits": "1",
    "dates": "2023. 10. ",
    "letters": "a",
    "abbreviations": "U.S. ",
    "titles": "Mr. A ",
    "Hangul": "가",
    "다": "다 ",
    "했다": "했다 ",
    "polite endings": "해요 ",
    "laughter": "ㅋ",
    "spaced laughter": "ㅋㅋ ",
    "tildes": "~ ",
    "faces": "😀 ",
    "spaces": " ",
    "line of addresses": "a@b.co/c?d=e. ",
}


def time_worst_cases() -> None:
    print("CPU seconds; twice the text should take about twice the time\n")
    print("text                     splitter    0.5 MB     1 MB   ratio")
    for name, unit in WORST_CASES.items():
        for splitter in (korean, english):
            half, whole = (seconds(splitter.split, unit, size) for size in (500_000, 1_000_000))
            tool = splitter.__name__.rsplit(".", 1)[-1]
            ratio = whole / max(half, 1e-6)
            print(f"{name:25}{tool:10}{half:8.3f}{whole:9.3f}{ratio:8.1f}", flush=True)


def seconds(splitter: Splitter, unit: str, size: int) -> float:
    text = (unit * (size // len(unit) + 1))[:size]
    runs = []
    for _ in range(3):
        started = time.process_time()
        splitter(text)
        runs.append(time.process_time() - started)
    return min(runs)


if __name__ == "__main__":
    main()
