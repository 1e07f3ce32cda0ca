from __future__ import annotations

from typing import Any

import pytest

from aligner.embedding import load
from aligner.errors import ModelError


def test_names_and_aliases_give_one_encoder() -> None:
    assert load() is load("use") is load("use-multilingual")


def test_an_encoder_is_handed_back() -> None:
    class Mine:
        def encode(self, texts: list[str]) -> list[list[float]]:
            return [[1.0] for _ in texts]

    mine: Any = Mine()
    assert load(mine) is mine


@pytest.mark.parametrize("thing", [None, 3, object(), ["use"]])
def test_anything_else_is_refused(thing: object) -> None:
    with pytest.raises(ModelError, match=r"a model is a name or an object with encode"):
        load(thing)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["", "nonsense", "USE multilingual"])
def test_unknown_names_are_answered_with_those_there_are(name: str) -> None:
    with pytest.raises(ModelError, match="use-multilingual, multilingual-e5-small") as caught:
        load(name)
    assert "\n" not in str(caught.value)


@pytest.mark.usefixtures("no_network")
def test_a_hub_id_without_a_network_is_one_clear_line() -> None:
    with pytest.raises(ModelError) as caught:
        load("nobody-here/no-such-model")
    assert str(caught.value) == (
        "nobody-here/no-such-model is neither a folder nor in the local cache, and the model hub "
        "cannot be reached; embedded models need no network: "
        "use-multilingual, multilingual-e5-small"
    )
