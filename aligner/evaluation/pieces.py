"""Gold documents cut into shorter ones that still translate each other."""

from __future__ import annotations

from aligner.evaluation.gold import GoldDocument


def pieces(document: GoldDocument, beads: int) -> list[tuple[str, str]]:
    """The running text of both sides, cut every ``beads`` beads or soon after.

    A cut is made only where nothing crosses it on either side, and the last piece has
    at least half as many beads as the others.

    >>> spans = tuple((((3 * n, 3 * n + 2),), ((3 * n, 3 * n + 2),)) for n in range(5))
    >>> text = "A. B. C. D. E."
    >>> pieces(GoldDocument("set", "one", False, (), (), None, text, text, spans), 2)
    [('A. B.', 'A. B.'), ('C. D.', 'C. D.'), ('E.', 'E.')]
    """
    ends = sorted(
        (ko[0][0], max(end for _, end in ko), min(start for start, _ in en), max(e for _, e in en))
        for ko, en in document.spans or ()
        if ko and en
    )
    result: list[tuple[str, str]] = []
    ko_from = en_from = count = 0
    for place, (ko_next, _, _, _) in enumerate(ends):
        if count >= beads and 2 * (len(ends) - place) >= beads:
            en_next = min(bead[2] for bead in ends[place:])
            crossed = any(bead[1] > ko_next or bead[3] > en_next for bead in ends[:place])
            if not crossed:
                result.append(
                    (document.ko_text[ko_from:ko_next], document.en_text[en_from:en_next])
                )
                ko_from, en_from, count = ko_next, en_next, 0
        count += 1
    result.append((document.ko_text[ko_from:], document.en_text[en_from:]))
    return [(ko.strip(), en.strip()) for ko, en in result]
