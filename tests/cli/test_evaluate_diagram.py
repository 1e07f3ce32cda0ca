import xml.etree.ElementTree as ElementTree

import pytest

SAMPLE = ("evaluate", "corpus/samples", "--spans", "--documents", "festival")


@pytest.fixture(autouse=True)
def in_the_checkout(monkeypatch, request):
    monkeypatch.chdir(request.config.rootpath)


def test_the_diagram_is_drawn_beside_the_table(run, tmp_path):
    status, out, _ = run(*SAMPLE, "--calibration", "--diagram", tmp_path / "d.svg")
    assert status == 0
    assert "expected calibration error" in out
    text = "".join(ElementTree.parse(tmp_path / "d.svg").getroot().itertext())
    assert "running text: 14 pairs, ECE" in text


def test_only_what_it_can_draw_is_promised(run, tmp_path):
    status, _, err = run(*SAMPLE, "--diagram", tmp_path / "d.png")
    assert status == 2
    assert err.count("\n") == 1
    assert ".svg" in err
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_not_there_is_named(run, tmp_path):
    status, out, err = run(*SAMPLE, "--diagram", tmp_path / "none" / "d.svg")
    assert status == 2
    assert "festival" not in err
    assert "create the folder first" in err
    assert "exact F1" in out
