"""What docs/corpus.md and docs/fine-tuning.md tell one to type does what it says."""

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


def test_the_recipe_is_the_one_that_is_measured():
    recipe = (DOCS / "fine-tuning.md").read_text("utf-8")
    benchmark = (Path(__file__).parents[1] / "benchmarks" / "training.py").read_text("utf-8")
    for setting in ("learning_rate", "warmup_steps", "MultipleNegativesRankingLoss(model)"):
        assert setting in recipe
        assert setting in benchmark
