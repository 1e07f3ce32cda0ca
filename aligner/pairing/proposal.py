"""Which files belong together: by their names, by their contents, or by both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from aligner.alignment.yardstick import Yardstick, texts
from aligner.embedding import Encoder, normalised
from aligner.pairing.files import File
from aligner.pairing.judgement import assigned, fitted, log_odds, probability
from aligner.pairing.names import likelihoods
from aligner.pairing.portrait import portraits, sentences_each
from aligner.pairing.resemblance import features

How = Literal["name", "content", "both"]
Floats = NDArray[np.float64]

_IMPOSSIBLE = -1e3
DISAGREEING = 0.1
"""Below this probability by content alone, contents contradict a name."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A Korean file and the English one that is probably its translation.

    ``score`` is the probability of that; ``how`` tells what speaks for it.
    """

    ko: Path
    en: Path
    id: str
    score: float
    how: How


@dataclass(frozen=True, slots=True)
class Pairing:
    """Proposals in the order of the Korean files, and what has no partner.

    Each file is in one proposal at most. ``contradicted`` are files whose names say
    that they belong together and whose contents do not: proposed or not, somebody
    should look at them.
    """

    proposals: tuple[Proposal, ...]
    contradicted: tuple[Proposal, ...]
    ko_alone: tuple[Path, ...]
    en_alone: tuple[Path, ...]


def pair_files(
    ko: Sequence[File],
    en: Sequence[File],
    encoder: Encoder | None,
    *,
    min_score: float = 0.5,
    progress: Callable[[str], None] = lambda stage: None,
) -> Pairing:
    """Propose which files belong together, each with one other at most.

    Without an encoder only names count. What a name says is added to the log-odds
    of the contents, so that a name alone suffices where the contents leave a doubt and
    gives way where they are clear. ``progress`` is told, in words, what is being done.
    """
    named = likelihoods([file.name for file in ko], [file.name for file in en])
    by_content = None
    if encoder is not None and ko and en:
        by_content = _by_content(ko, en, encoder, progress)
    total = np.full((len(ko), len(en)), _IMPOSSIBLE) if by_content is None else by_content.copy()
    for cell, likelihood in named.items():
        # A name never speaks against a pair, however many files share it.
        evidence = max(0.0, log_odds(likelihood))
        total[cell] = log_odds(likelihood) if by_content is None else total[cell] + evidence
    progress("choosing the pairs")
    chosen = assigned(total, log_odds(min_score))

    doubt = log_odds(DISAGREEING)
    contradicted = [
        cell
        for cell, likelihood in sorted(named.items())
        if by_content is not None and likelihood > 0.5 and by_content[cell] < doubt
    ]
    used: dict[str, int] = {}

    def proposal(cell: tuple[int, int], *, identity: str = "") -> Proposal:
        agrees = by_content is not None and by_content[cell] >= 0
        how: How = "content" if cell not in named else "both" if agrees else "name"
        ko_file, en_file = ko[cell[0]], en[cell[1]]
        return Proposal(ko_file.path, en_file.path, identity, probability(total[cell]), how)

    rows, columns = ({cell[side] for cell in chosen} for side in (0, 1))
    return Pairing(
        tuple(proposal(cell, identity=_identity(ko[cell[0]], used)) for cell in chosen),
        tuple(proposal(cell) for cell in contradicted),
        tuple(file.path for row, file in enumerate(ko) if row not in rows),
        tuple(file.path for column, file in enumerate(en) if column not in columns),
    )


def _by_content(
    ko: Sequence[File], en: Sequence[File], encoder: Encoder, progress: Callable[[str], None]
) -> Floats:
    """The log-odds of every pair by what the documents say, (ko, en)."""
    at_most = sentences_each(len(ko) + len(en))
    sides = []
    for language, files in (("Korean", ko), ("English", en)):
        progress(f"embedding the {language} documents ({len(files):,})")
        sides.append(portraits([file.document for file in files], encoder, at_most))
    progress("comparing the documents")
    known = [normalised(np.asarray(encoder.encode(list(side)))) for side in texts()]
    return fitted()(features(sides[0], sides[1], Yardstick.of(known[0], known[1])))


def _identity(file: File, used: dict[str, int]) -> str:
    """A name for the pair that no other pair has: the Korean file's, numbered if need be."""
    return free_name(file.name.identity or "document", used)


def free_name(wanted: str, used: dict[str, int]) -> str:
    """The wanted name or one made of it that is not used yet; it is from then on.

    >>> used = {}
    >>> free_name("a", used), free_name("a", used)
    ('a', 'a-2')
    """
    while True:
        used[wanted] = used.get(wanted, 0) + 1
        if used[wanted] == 1:
            return wanted
        wanted = f"{wanted}-{used[wanted]}"
