"""Pairs and requests for the tests of the review."""

from __future__ import annotations

import random
from pathlib import Path

from aligner.formats import write_pairs
from aligner.types import Pair

HOSTILE = (
    "<script>window.hacked = 1</script>",
    '<img src=x onerror="window.hacked = 1">',
    "\u202eright to left\u202c and \u2067isolated",
    "a lone \ud83d surrogate and a whole 😀 one",
    "</article></div><style>*{display:none}</style>",
    "' \" ` ${window.hacked = 1} {{ 7 * 7 }} {% raw %}",
    "\u200b\u200f\u2028 separators \u0085",
)


def article(sentences=12, doc="article", seed=1):
    """Pairs of a made-up article with true spans, null beads and beads of two sentences."""
    dice = random.Random(seed)
    pairs, ko_end, en_end, ko_number, en_number = [], 0, 0, 0, 0
    for row in range(sentences):
        ko_count, en_count = dice.choice([(1, 1)] * 5 + [(2, 1), (1, 2), (1, 0), (0, 1)])
        ko_spans, en_spans, ko_texts, en_texts = [], [], [], []
        for n in range(ko_count):
            text = f"{row}번째 줄의 {n}번 문장이 여기에 있다."
            ko_spans.append((ko_end, ko_end + len(text)))
            ko_texts.append(text)
            ko_end += len(text) + 1
        for n in range(en_count):
            text = f"Sentence {n} of line {row} stands here."
            en_spans.append((en_end, en_end + len(text)))
            en_texts.append(text)
            en_end += len(text) + 1
        pairs.append(
            Pair(
                doc=doc,
                ko=" ".join(ko_texts) or None,
                en=" ".join(en_texts) or None,
                ko_sentences=tuple(range(ko_number, ko_number + ko_count)),
                en_sentences=tuple(range(en_number, en_number + en_count)),
                ko_spans=tuple(ko_spans),
                en_spans=tuple(en_spans),
                type=f"{ko_count}-{en_count}",
                similarity=0.8 if ko_count and en_count else None,
                confidence=round(dice.uniform(0.3, 1.0), 4),
            )
        )
        ko_number, en_number = ko_number + ko_count, en_number + en_count
    return pairs


def written(folder: Path, pairs, name="pairs.jsonl") -> Path:
    """The pairs as a file."""
    path = folder / name
    write_pairs(pairs, path)
    return path


def random_request(dice: random.Random, state):
    """Something that a page could ask for, sense or not."""
    bead = dice.choice(state.beads)
    side = dice.choice(["ko", "en"])
    return dice.choice(
        [
            {"do": "confirm", "bead": bead.id, "confirmed": dice.random() < 0.8},
            {"do": "move", "bead": bead.id, "side": side, "direction": dice.choice(["up", "down"])},
            {"do": "merge", "bead": bead.id},
            {"do": "split", "bead": bead.id, "ko": dice.randint(0, 2), "en": dice.randint(0, 2)},
            {"do": "cut", "bead": bead.id, "places": [[side, 0, dice.randint(0, 30)]]},
            {"do": "set-aside", "bead": bead.id},
            {"do": "swap", "bead": bead.id},
            {
                "do": "edit",
                "bead": bead.id,
                "side": side,
                "sentence": 0,
                "text": f"{dice.random()}",
            },
            {"do": "dismiss", "bead": bead.id, "code": "E101", "side": side, "span": [0, 1]},
            {"do": "undo"},
            {"do": "redo"},
        ]
    )
