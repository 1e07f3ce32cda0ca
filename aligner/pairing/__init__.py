"""Which Korean and English files belong together, proposed from folders.

    files = read_files([Path("ko"), Path("en")])
    pairing = pair_files(files.ko, files.en, load())
    lines = render(pairing, Path())

numpy and scipy are imported with it, the model only when it is loaded.
"""

from aligner.pairing.files import File, Files, read_files
from aligner.pairing.manifest import relative, render
from aligner.pairing.proposal import Pairing, Proposal, pair_files
from aligner.pairing.unreadable import with_unreadable

__all__ = [
    "File",
    "Files",
    "Pairing",
    "Proposal",
    "pair_files",
    "read_files",
    "relative",
    "render",
    "with_unreadable",
]
