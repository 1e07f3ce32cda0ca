"""The page on checking says what the command does."""

import re
import tomllib
from pathlib import Path

from aligner.checks import RULES
from aligner.cli.settings import load_settings

PAGE = Path(__file__).parents[2] / "docs" / "check.md"
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE)


def test_the_example_is_what_the_command_prints(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    plain = [text for kind, text in BLOCKS if not kind]
    pairs = next(text for text in plain if text.startswith("ko\ten\n"))
    Path("festival.tsv").write_text(pairs, "utf-8")
    status, out, err = run("check", "festival.tsv", "--isolated")
    assert status == 1
    assert out in plain
    assert err in plain


def test_the_settings_can_be_read(tmp_path):
    text = next(text for kind, text in BLOCKS if kind == "toml")
    (tmp_path / "aligner.toml").write_text(text, "utf-8")
    (tmp_path / "terms.tsv").write_text("ko\ten\n개통식\topening ceremony\n", "utf-8")
    settings = load_settings(tmp_path / "aligner.toml")
    assert set(tomllib.loads(text)) == {
        "select", "ignore", "fail-on", "format", "glossary", "low-confidence", "odd-length",
        "per-file-ignores",
    }  # fmt: skip
    assert settings.options().odd_length == 4.0


def test_every_family_is_described():
    told = set(re.findall(r"^\| ([A-Z][0-9]) ", PAGE.read_text("utf-8"), re.MULTILINE))
    assert told == {rule.code[:2] for rule in RULES}
