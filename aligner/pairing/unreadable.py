"""Files that could not be read, paired by their names so that they are not forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from aligner.pairing.files import Files
from aligner.pairing.names import Name, likelihoods, name_of
from aligner.pairing.proposal import Pairing, Proposal, free_name
from aligner.types import SIDES, Side


def with_unreadable(
    pairing: Pairing, files: Files, folders: Sequence[Path], *, min_score: float = 0.5
) -> Pairing:
    """The pairing of a Korean and an English folder with the files that could not be read.

    One whose name belongs to a file without a partner, read or not, is proposed with it;
    the others stand among those without a partner.
    """
    unread = {path for path, _ in files.unreadable}
    sides: dict[Side, list[Path]] = {"ko": [*pairing.ko_alone], "en": [*pairing.en_alone]}
    for side, folder in zip(SIDES, folders, strict=True):
        others = {path for some in sides.values() for path in some}
        sides[side] += sorted(
            path for path in unread if path.is_relative_to(folder) and path not in others
        )
    ko, en = ([_named(path, folders) for path in sides[side]] for side in SIDES)
    used: dict[str, int] = {}
    for proposal in pairing.proposals:
        free_name(proposal.id, used)
    proposals: list[Proposal] = []
    taken: set[Path] = set()
    for (row, column), likelihood in sorted(
        likelihoods(ko, en).items(), key=lambda item: (-item[1], item[0])
    ):
        both = {sides["ko"][row], sides["en"][column]}
        if likelihood >= min_score and both & unread and not both & taken:
            taken |= both
            name = free_name(ko[row].identity or "document", used)
            proposals.append(
                Proposal(sides["ko"][row], sides["en"][column], name, likelihood, "name")
            )
    return replace(
        pairing,
        proposals=(*pairing.proposals, *proposals),
        ko_alone=tuple(path for path in sides["ko"] if path not in taken),
        en_alone=tuple(path for path in sides["en"] if path not in taken),
    )


def _named(path: Path, folders: Sequence[Path]) -> Name:
    folder = next(folder for folder in folders if path.is_relative_to(folder))
    return name_of(path.relative_to(folder))
