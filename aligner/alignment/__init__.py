"""From vectors to beads: which sentences translate which."""

from __future__ import annotations

from aligner.alignment import corridor, scoring, search
from aligner.alignment.confidence import calibrated
from aligner.alignment.crossing import crossing_beads
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
    beads, ko_alone, en_alone = [], {}, {}
    for step in search.best_path(lattice):
        match step.type:
            case (1, 0):
                ko_alone[step.ko] = float(posterior.ko_null[step.ko])
            case (0, 1):
                en_alone[step.en] = float(posterior.en_null[step.en])
            case (n, m):
                rows, columns = range(step.ko, step.ko + n), range(step.en, step.en + m)
                probability = search.probability(posterior, lattice, step)
                beads.append((tuple(rows), tuple(columns), probability))
    for crossed in crossing_beads(ko, en, [*ko_alone], [*en_alone], signal, fitted):
        beads.append(crossed)
        for number in crossed[0]:
            del ko_alone[number]
        for number in crossed[1]:
            del en_alone[number]
    found = [
        Bead(rows, columns, _similarity(ko, en, rows, columns), calibrated(p, fitted.calibration))
        for rows, columns, p in beads
    ]
    found += [
        Bead((number,), (), None, calibrated(p, fitted.null_calibration))
        for number, p in ko_alone.items()
    ]
    found += [
        Bead((), (number,), None, calibrated(p, fitted.null_calibration))
        for number, p in en_alone.items()
    ]
    return found


def _similarity(
    ko: Evidence, en: Evidence, rows: tuple[int, ...], columns: tuple[int, ...]
) -> float:
    return float(ko.windows[len(rows) - 1, rows[0]] @ en.windows[len(columns) - 1, columns[0]])
