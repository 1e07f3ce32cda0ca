import json
import subprocess
import sys
from pathlib import Path

import pytest

from aligner.checks import RULES

SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"


def test_help_needs_nothing_heavy(imported_by):
    heavy = {"numpy", "torch", "pandas", "sentencepiece", "rich", "ftfy", "punkt"}
    modules = imported_by(
        "from aligner.cli import commands\ncommands(['--help'], standalone_mode=False)"
    )
    assert "click" in modules
    assert not heavy & modules


def test_rule_lists_every_code(run):
    status, out, _ = run("rule")
    assert status == 0
    assert [line.split()[0] for line in out.splitlines()] == [rule.code for rule in RULES]


@pytest.mark.parametrize("code", ["E101", "b201"])
def test_rule_explains_one(run, code):
    status, out, _ = run("rule", code)
    assert status == 0
    assert code.upper() in out
    assert "Example" in out


def test_rule_does_not_know_a_code(run):
    status, _, err = run("rule", "X999")
    assert status == 2
    assert err.count("\n") == 1


def test_models(run):
    status, out, _ = run("models")
    assert status == 0
    assert "use-multilingual" in out
    assert (
        "sha256" in run("models", "show", "default")[1]
        or "[files]" in run("models", "show", "default")[1]
    )


def test_evaluate_over_the_samples(run):
    status, out, _ = run("evaluate", SAMPLES, "--spans", "--json", "--calibration")
    assert status == 0
    report = json.loads(out)
    assert report["sets"]["samples"]["documents"] == 13
    assert report["sets"]["samples"]["exact"]["f1"] > 0.9
    assert report["calibration"]["running text"]["bins"]


def test_a_gate_fails_below_its_floor(run, tmp_path):
    gate = tmp_path / "floors.toml"
    gate.write_text('[samples]\ndocuments = "festival"\nexact_f1 = 0.5\n')
    assert run("evaluate", SAMPLES, "--spans", "--gate", gate)[0] == 0
    gate.write_text('[samples]\ndocuments = "webpage"\nexact_recall = 1.0\nnull_chars_f1 = 1.0\n')
    status, _, err = run("evaluate", SAMPLES, "--spans", "--gate", gate)
    assert status == 1
    assert "below its floor" in err


def test_evaluate_without_gold(run, tmp_path):
    status, _, err = run("evaluate", tmp_path)
    assert status == 2
    assert err.count("\n") == 1


@pytest.fixture
def pairs(tmp_path):
    """A table that somebody else made: only ko and en, and another column."""
    path = tmp_path / "pairs.tsv"
    path.write_text(
        "id\tko\ten\n1\t다리가 안 열렸다.\tThe bridge wasn?t open.\n2\t비가 왔다.\tIt rained.\n",
        encoding="utf-8",
    )
    return path


def test_check_prints_findings_with_the_place_underlined(run, pairs):
    status, out, _ = run("check", pairs)
    assert status == 0
    assert "pair 1 en: warning E102" in out
    assert "The bridge wasn?t open." in out
    assert "^" in out


def test_check_fails_on_request(run, pairs):
    assert run("check", pairs, "--fail-on", "warning")[0] == 1
    assert run("check", pairs, "--fail-on", "warning", "--ignore", "E1")[0] == 0
    assert run("check", pairs, "--fail-on", "warning", "--select", "B")[0] == 0


def test_check_as_json(run, pairs):
    _, out, _ = run("check", pairs, "--format", "json")
    [finding] = map(json.loads, out.splitlines())
    assert (finding["code"], finding["pair"], finding["fix"]) == ("E102", 1, "’")


def test_check_fixes_into_another_file(run, pairs, tmp_path):
    status, _, err = run("check", pairs, "--fix", "-o", tmp_path / "fixed.jsonl")
    assert status == 0
    assert "1 findings fixed" in err
    first = (tmp_path / "fixed.jsonl").read_text(encoding="utf-8").splitlines()[0]
    assert json.loads(first)["en"] == "The bridge wasn’t open."


@pytest.mark.parametrize(
    "arguments",
    [["--fix"], ["--select", "Q9"], ["--select", ","], ["--fix", "-o", "INPUT"], ["--format", "x"]],
)
def test_check_refuses_what_makes_no_sense(run, pairs, arguments):
    before = pairs.read_bytes()
    status, _, err = run("check", pairs, *(pairs if a == "INPUT" else a for a in arguments))
    assert status == 2
    assert err.count("\n") == 1
    assert pairs.read_bytes() == before


def test_check_counts_and_says_so(run, pairs):
    assert "2 pairs checked, 1 findings" in run("check", pairs)[2]
    assert "2 pairs checked, no findings" in run("check", pairs, "--ignore", "E")[2]
    assert run("check", pairs, "--ignore", "E", "-q")[2] == ""


def test_check_with_fix_fails_only_for_what_is_left(run, pairs, tmp_path):
    arguments = ["check", pairs, "--fail-on", "warning"]
    assert run(*arguments)[0] == 1
    assert run(*arguments, "--fix", "-o", tmp_path / "out.tsv")[0] == 0


def test_check_writes_over_neither_file_of_its_input(run, tmp_path):
    for side, text in (("ko", "비가 왔다.\n"), ("en", "It rained.\n")):
        (tmp_path / f"c.{side}").write_text(text, encoding="utf-8")
    status, _, err = run("check", tmp_path / "c.ko", "-o", tmp_path / "c.en")
    assert status == 2
    assert "input file" in err


def test_check_reads_standard_input(pairs):
    command = [sys.executable, "-m", "aligner", "check", "-", "--input-format", "tsv"]
    result = subprocess.run(command, input=pairs.read_bytes(), capture_output=True, check=False)
    assert result.returncode == 0
    assert b"standard input: pair 1 en: warning E102" in result.stdout


def test_without_a_command_the_help_is_shown(run):
    status, _, err = run()
    assert status == 2
    assert err.startswith("Usage: aligner [OPTIONS] COMMAND")
    assert err.count("\n") > 10
