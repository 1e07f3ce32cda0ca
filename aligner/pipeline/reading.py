"""The two files of a pair, read and the right way round."""

from __future__ import annotations

from dataclasses import dataclass

from aligner.documents import DEFAULT_LIMIT, laid_out, name_of, read_extracted
from aligner.pipeline.orientation import is_swapped
from aligner.types import Document


@dataclass(frozen=True, slots=True)
class Sides:
    """Two documents, Korean first; ``swapped`` if the files were given the other way round.

    ``notices`` say in words what had to be done to the texts.
    """

    ko: Document
    en: Document
    swapped: bool
    notices: tuple[str, ...]


def read_sides(ko: str, en: str, *, lines: bool = False, max_size: int = DEFAULT_LIMIT) -> Sides:
    """Read both files of a pair. Raises as `read_document`, and if both are in one language."""
    paths = ko, en
    texts = (
        read_extracted(ko, "ko", max_size=max_size),
        read_extracted(en, "en", max_size=max_size),
    )
    swapped = is_swapped(texts[0].text, texts[1].text, f"{name_of(ko)} and {name_of(en)}")
    if swapped:
        paths, texts = (en, ko), (texts[1], texts[0])
    names = [name_of(path) for path in paths]
    return Sides(
        laid_out(texts[0], "ko", names[0], lines=lines),
        laid_out(texts[1], "en", names[1], lines=lines),
        swapped,
        tuple(
            f"{name}: {notice}"
            for name, text in zip(names, texts, strict=True)
            for notice in text.notices
        ),
    )
