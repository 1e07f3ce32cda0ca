from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from aligner.embedding import card, cards
from aligner.errors import ModelError


def test_names_and_aliases_are_unique() -> None:
    names = [name for found in cards() for name in (found.name, *found.aliases)]
    assert len(names) == len(set(names))
    assert names.count("default") == 1


def test_the_default_comes_first() -> None:
    assert "default" in cards()[0].aliases


@pytest.mark.parametrize("found", cards(), ids=lambda found: found.name)
def test_cards_are_complete(found: object) -> None:
    chosen = card(found.name)  # type: ignore[attr-defined]
    assert chosen.path.stem == chosen.name
    assert chosen.kind in ("use", "e5")
    assert chosen.source.startswith("https://")
    assert chosen.files
    assert all(re.fullmatch("[0-9a-f]{64}", digest) for digest in chosen.files.values())
    assert set(chosen.retrieval) == {"tatoeba", "ntrex", "pud", "park", "jhe"}
    for row in chosen.retrieval.values():
        assert all(0.5 < value <= 1 for value in (*row.cosine, *row.margin))


def test_versions_are_those_that_the_project_pins() -> None:
    path = Path(__file__).parents[2] / "pyproject.toml"
    project = tomllib.loads(path.read_text(encoding="utf-8"))["project"]
    for chosen in cards():
        pins = (
            project["optional-dependencies"][chosen.extra]
            if chosen.extra
            else project["dependencies"]
        )
        assert f"{chosen.package}=={chosen.version}" in pins


@pytest.mark.parametrize(
    ("name", "guess"),
    [("use-multilingal", "use-multilingual"), ("E5-Small", "e5-small"), ("defualt", "default")],
)
def test_a_near_miss_is_answered_with_the_name_meant(name: str, guess: str) -> None:
    with pytest.raises(ModelError, match=f"did you mean '{guess}'"):
        card(name)


def test_a_far_miss_is_answered_with_the_list() -> None:
    with pytest.raises(ModelError) as caught:
        card("zzzz")
    text = str(caught.value)
    assert "did you mean" not in text
    assert all(chosen.name in text for chosen in cards())
    assert "\n" not in text
