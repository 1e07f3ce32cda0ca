"""How often a text comes back whole from the encodings of twenty years, beside chardet.

Documents of the gold, whole and cut to 200 characters, put into each encoding (without the
characters that it does not have) and read without a word on which it is.

    python -m tests.benchmarks.encodings --gold ../shared/gold [--documents 150]
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from pathlib import Path

from aligner.errors import AlignerError
from aligner.text.decoding import decode

ENCODINGS = ("utf-8", "cp949", "utf-16-le", "utf-16", "johab", "cp1252", "iso2022_kr")
SIZES = {"whole": 10**9, "200": 200}
LARGEST_LOSS = 0.1  # of characters that an encoding does not have


def ours(data: bytes) -> str | None:
    try:
        return decode(data, "a").text
    except AlignerError:
        return None


def chardets(data: bytes) -> str | None:
    import chardet

    try:
        return data.decode(chardet.detect(data)["encoding"] or "ascii").removeprefix("\ufeff")
    except (UnicodeDecodeError, LookupError):
        return None


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    parser.add_argument("--documents", type=int, default=150)
    arguments = parser.parse_args()
    paths = sorted(arguments.gold.glob("real/*.raw.txt"))
    paths += sorted(arguments.gold.glob("hard_real/*.raw.txt"))
    random.Random(1).shuffle(paths)
    wrong: Counter[tuple[str, str, str, str]] = Counter()
    total: Counter[tuple[str, str, str]] = Counter()
    for path in paths[: arguments.documents]:
        side = path.name.split(".")[-3]
        for size, limit in SIZES.items():
            text = path.read_text(encoding="utf-8")[:limit]
            for encoding in ENCODINGS:
                data = text.encode(encoding, "ignore")
                kept = data.decode(encoding)
                if len(kept) < len(text) * (1 - LARGEST_LOSS):
                    continue
                total[encoding, side, size] += 1
                for name, reader in (("ours", ours), ("chardet", chardets)):
                    wrong[encoding, side, size, name] += reader(data) != kept
    for key, count in sorted(total.items()):
        print(f"{' '.join(key):24} of {count:4}  wrong: {wrong[*key, 'ours']:3} ours, "
              f"{wrong[*key, 'chardet']:3} chardet")  # fmt: skip
    for name in ("ours", "chardet"):
        print(name, sum(n for key, n in wrong.items() if key[3] == name), "of", total.total())


if __name__ == "__main__":
    main()
