"""From vectors to beads: which sentences translate which."""

from __future__ import annotations

from aligner.alignment import corridor, scoring, search
from aligner.alignment.confidence import calibrated
from aligner.alignment.crossing import with_crossings
from aligner.alignment.evidence import Evidence
from aligner.types import Bead

__all__ = ["align"]


def align(ko: Evidence, en: Evidence, signal: float) -> list[Bead]:
    """The most probable beads of two sides, each sentence in exactly one.

    In no particular order: beads with two sides first, then null beads. Both sides
    hold at least one sentence.

    ``signal`` is the centred similarity that a translation reaches with the encoder
    that made the vectors (see `aligner.alignment.yardstick`).
    """
    fitted = scoring.parameters()
    path = corridor.find(ko.windows[0], en.windows[0])
    lattice = scoring.lattice(ko, en, path, signal, fitted)
    posterior = search.posterior(lattice)
    on_path = [
        (
            tuple(range(step.ko, step.ko + step.type[0])),
            tuple(range(step.en, step.en + step.type[1])),
            search.probability(posterior, lattice, step),
        )
        for step in search.best_path(lattice)
        if all(step.type)
    ]
    beads = with_crossings(ko, en, on_path, signal, fitted)
    found = [
        Bead(rows, columns, _similarity(ko, en, rows, columns), calibrated(p, fitted.calibration))
        for rows, columns, p in beads
    ]
    ko_paired = {number for rows, _, _ in beads for number in rows}
    en_paired = {number for _, columns, _ in beads for number in columns}
    found += [
        Bead((number,), (), None, calibrated(float(p), fitted.null_calibration))
        for number, p in enumerate(posterior.ko_null)
        if number not in ko_paired
    ]
    found += [
        Bead((), (number,), None, calibrated(float(p), fitted.null_calibration))
        for number, p in enumerate(posterior.en_null)
        if number not in en_paired
    ]
    return found


def _similarity(
    ko: Evidence, en: Evidence, rows: tuple[int, ...], columns: tuple[int, ...]
) -> float:
    return float(ko.windows[len(rows) - 1, rows[0]] @ en.windows[len(columns) - 1, columns[0]])
