"""What README.md, docs/corpus.md and docs/fine-tuning.md tell one to type does what it says."""

import json
import re
import shutil
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)

ELSEWHERE = ("aligner build", "pip install", "aligner models export")
"""Commands that make what the fixture gives, or take a minute."""


@pytest.fixture
def news(tmp_path, samples, monkeypatch):
    """The folder in which the pages begin: a corpus and an evaluation set."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("HF_DATASETS_CACHE", str(tmp_path / "cache"))
    shutil.copytree(samples, "news")
    for side in ("ko", "en"):
        Path(f"flores.{side}").write_text("세 마디 문장이다\n" if side == "ko" else "A short one\n")
    return tmp_path


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
@pytest.mark.parametrize("page", ["corpus.md", "fine-tuning.md"])
@pytest.mark.usefixtures("news", "tidying")
def test_what_is_printed_can_be_typed(run, page):
    blocks = BLOCK.findall((DOCS / page).read_text("utf-8"))
    commands = [
        line
        for language, block in blocks
        if not language
        for line in block.splitlines()
        if line.startswith("aligner ") and not line.startswith(ELSEWHERE)
    ]
    assert len(commands) > 4
    for command in commands:
        status, _, err = run(*command.split()[1:])
        assert status == 0, (command, err)
    for language, block in blocks:
        if language == "python" and "trainer.train()" not in block:
            exec(compile(block, page, "exec"), {})


def test_the_first_example_shows_what_comes_out(run):
    readme = (DOCS.parent / "README.md").read_text("utf-8")
    (example,) = (
        block for _, block in BLOCK.findall(readme) if block.startswith("$ aligner align")
    )
    shown = re.findall(r"^(\S+ \S+ ).*  (\d-\d)   (0\.\d{4})(?: +(\S+))?$", example, re.MULTILINE)
    assert len(shown) == 4
    sides = (DOCS.parent / "corpus" / "samples" / f"festival.{side}.txt" for side in ("ko", "en"))
    _, out, err = run("align", *sides, "--unaligned", "--format", "jsonl")
    pairs = [json.loads(line) for line in out.splitlines()]
    for start, kind, confidence, findings in shown:
        (pair,) = (pair for pair in pairs if (pair["ko"] or "").startswith(start))
        assert pair["type"] == kind
        assert pair["confidence"] == pytest.approx(float(confidence), abs=0.001)
        assert "|".join(finding["code"] for finding in pair["findings"]) == findings
    summary = [" ".join(line.split()) for line in example.partition("\n\n")[2].splitlines()]
    assert len(summary) > 5
    for line in summary[:-1]:  # the last one has the seconds
        assert line in " ".join(err.split())


def test_the_recipe_is_the_one_that_is_measured():
    recipe = (DOCS / "fine-tuning.md").read_text("utf-8")
    benchmark = (Path(__file__).parents[1] / "benchmarks" / "training.py").read_text("utf-8")
    for setting in ("learning_rate", "warmup_steps", "MultipleNegativesRankingLoss(model)"):
        assert setting in recipe
        assert setting in benchmark
