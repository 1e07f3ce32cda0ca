"""Short pairs of documents, encoders and folders to compare, for the tests of building."""

from __future__ import annotations

import json
import os
import signal
import time
import zlib
from pathlib import Path
from typing import Any

import numpy as np

KOREAN = ["시장이 새 다리를 열었다.", "비가 {n}일 동안 왔다.", "주민 {n}명이 모였다."]
ENGLISH = ["The mayor opened a new bridge.", "It rained for {n} days.", "{n} residents met."]


def documents(folder: Path, count: int) -> Path:
    """The list of ``count`` pairs of short documents, all of them different."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = ["ko\ten\tid\tsource\n"]
    for n in range(count):
        for side, lines in (("ko", KOREAN), ("en", ENGLISH)):
            text = "\n\n".join(line.format(n=n + 2) for line in lines)
            (folder / f"{n}.{side}.txt").write_text(text, encoding="utf-8")
        rows.append(f"{n}.ko.txt\t{n}.en.txt\td{n}\tmade\n")
    manifest = folder / "list.tsv"
    manifest.write_text("".join(rows), encoding="utf-8")
    return manifest


class Counting:
    """A quick encoder that writes down each document it is asked about."""

    name, dimensions = "counting", 16

    def __init__(self, log: Path | None = None) -> None:
        self.log = log

    def encode(self, texts: list[str]) -> Any:
        if self.log:
            with self.log.open("a", encoding="utf-8") as stream:
                stream.writelines(f"{text}\n" for text in texts)
        seeds = [zlib.crc32(text.encode()) for text in texts]
        return [np.random.default_rng(seed).normal(size=self.dimensions) for seed in seeds]


class Working(Counting):
    """An encoder that tells which process it is in, takes its time, and can be deadly."""

    def __init__(self, folder: Path, deadly: str = "", log: Path | None = None) -> None:
        super().__init__(log)
        self.folder, self.deadly = folder, deadly

    def encode(self, texts: list[str]) -> Any:
        (self.folder / str(os.getpid())).touch()
        time.sleep(0.05)
        if self.deadly and any(self.deadly in text for text in texts):
            os.kill(os.getpid(), signal.SIGKILL)
        return super().encode(texts)


class Hungry(Counting):
    """An encoder that takes 100 MB after the other, 5 GB at most, for one text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def encode(self, texts: list[str]) -> Any:
        held = []
        while any(self.text in text for text in texts) and len(held) < 50:
            held.append(b"x" * 100_000_000)
            time.sleep(0.05)
        return super().encode(texts)


def contents(folder: Path) -> dict[str, bytes]:
    """All files of a corpus; of ``run.json`` what does not differ between runs."""
    found = {
        os.fspath(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
    if "run.json" in found:
        run = json.loads(found["run.json"])
        del run["performance"]
        found["run.json"] = json.dumps(run).encode()
    return found


def is_alive(pid: int | str) -> bool:
    """Whether there is such a process (Linux); a zombie is none."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
