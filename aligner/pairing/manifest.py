r"""The list of pairs of files that a corpus is built from: tab-separated, under a header.

The columns are ``ko en id score how``; nothing is quoted. Paths are relative to the
folder of the list, or absolute, with ``/`` between their parts. A file without a partner stands with
the other side, the score and ``how`` empty: whoever reads the list passes it over.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from aligner.corpus.manifest import UNWRITABLE
from aligner.errors import OutputError
from aligner.pairing.proposal import Pairing, Proposal

COLUMNS = ("ko", "en", "id", "score", "how")


def render(pairing: Pairing, folder: Path | None, *, unmatched: bool = False) -> Iterator[str]:
    """The lines of the list as it stands in ``folder``, with or without files that have no partner.

    Without a folder, for a list that will lie elsewhere, the paths are absolute.

    Raises OutputError for a path that such a list cannot hold.
    """
    yield "\t".join(COLUMNS) + "\n"
    for proposal in pairing.proposals:
        yield "\t".join(_cells(proposal, folder)) + "\n"
    if unmatched:
        for path in pairing.ko_alone:
            yield f"{relative(path, folder)}\t\t\t\t\n"
        for path in pairing.en_alone:
            yield f"\t{relative(path, folder)}\t\t\t\n"


def relative(path: Path, folder: Path | None) -> str:
    """The path from the folder on; without one, from the root.

    >>> relative(Path("news/en/a.txt"), Path("news/lists"))
    '../en/a.txt'
    >>> relative(Path("/news/en/a.txt"), None)
    '/news/en/a.txt'
    """
    found = path.absolute() if folder is None else Path(os.path.relpath(path, folder))
    text = found.as_posix()
    if UNWRITABLE.search(text):
        raise OutputError(
            f"{text!r}: a tab, a line break or a broken character in a file name; rename the file"
        )
    return text


def _cells(proposal: Proposal, folder: Path | None) -> Iterable[str]:
    ko, en = relative(proposal.ko, folder), relative(proposal.en, folder)
    return ko, en, proposal.id, f"{proposal.score:.4f}", proposal.how
