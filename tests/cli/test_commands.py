import json
from pathlib import Path

import pytest

from aligner.checks import RULES

SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"


def test_help_needs_nothing_heavy(imported_by):
    heavy = {"numpy", "torch", "pandas", "sentencepiece", "rich", "ftfy", "py3langid", "punkt"}
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


def test_rule_knows_names_and_families(run):
    assert run("rule", "lost-dash") == run("rule", "Lost-Dash") == run("rule", "E101")
    status, out, _ = run("rule", "n3")
    assert status == 0
    assert [line.split()[0] for line in out.splitlines()] == [
        rule.code for rule in RULES if rule.code.startswith("N3")
    ]


@pytest.mark.parametrize("family", ["P9", "x"])
def test_rule_says_that_no_code_begins_so(run, family):
    status, _, err = run("rule", family)
    assert status == 2
    assert f"code begins with {family!r}" in err
    assert "did you mean" not in err
    assert err.count("\n") == 1


def test_rule_lists_a_family_of_one(run):
    (first,) = [rule for rule in RULES if rule.code == "E101"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("aligner.checks.RULES", (first,))
        status, out, _ = run("rule", "e1")
    assert status == 0
    assert out.count("\n") == 1
    assert out.startswith("E101  ")


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


def test_without_a_command_the_help_is_shown(run):
    status, _, err = run()
    assert status == 2
    assert err.startswith("Usage: aligner [OPTIONS] COMMAND")
    assert err.count("\n") > 10
