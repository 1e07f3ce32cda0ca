"""Faults of language (L4xx)."""

from __future__ import annotations

import random
import re
from dataclasses import replace

from aligner.types import Pair
from tests.benchmarks.faults.fault import Fault, edited

FOREIGN = (
    "大統領は火曜日に新しい計画を発表した。", "市民たちは橋の上で花火を見ていた。",
    "总统星期二宣布了一项新的计划。", "许多居民昨天走过了那座新桥。",
    "Президент объявил во вторник о новом плане.", "Жители города вчера перешли новый мост.",
    "وأعلن الرئيس خطة جديدة يوم الثلاثاء.", "ประธานาธิบดีประกาศแผนใหม่เมื่อวันอังคาร",
)  # fmt: skip

LATIN = (
    "Le président a annoncé mardi un nouveau plan pour les transports.",
    "Beaucoup d'habitants se sont promenés hier au bord de la rivière.",
    "Der Bürgermeister hat am Dienstag einen neuen Fahrplan vorgestellt.",
    "Viele Menschen gingen gestern bei schönem Wetter am Fluss spazieren.",
    "La alcaldesa presentó el martes un nuevo plan para los autobuses.",
    "Ayer muchos vecinos pasearon por la orilla del río con sus hijos.",
    "Il sindaco ha presentato martedì un nuovo piano per gli autobus.",
    "O prefeito apresentou na terça-feira um novo plano para os ônibus.",
    "De burgemeester heeft dinsdag een nieuw plan voor de bussen voorgesteld.",
    "Thị trưởng đã công bố kế hoạch mới cho xe buýt.",
    "Wali kota mengumumkan rencana baru untuk bus kota.",
    "Belediye başkanı otobüsler için yeni bir plan açıkladı.",
    "Le maire ouvre le pont.",
    "Die Kinder spielen am Fluss.",
    "Los precios siguen subiendo.",
)


def korean_word_left(pair: Pair, chance: random.Random) -> Pair | None:
    """A Korean word stands where an English one should."""
    words = re.findall(r"[가-힣]{2,}", pair.ko or "")
    places = list(re.finditer(r"\b[a-z]{4,}\b", pair.en or ""))
    if not words or not places or pair.en is None:
        return None
    place = chance.choice(places)
    return replace(
        pair, en=pair.en[: place.start()] + chance.choice(words) + pair.en[place.end() :]
    )


def english_clause_left(pair: Pair, chance: random.Random) -> Pair | None:
    """The second half of the Korean was not written, the English stands there."""
    ko, en = (pair.ko or "").split(" "), (pair.en or "").split(" ")
    if len(ko) < 6 or len(en) < 12 or not pair.en or '"' in pair.en:
        return None
    return replace(pair, ko=" ".join(ko[: len(ko) // 2] + en[len(en) // 2 :]))


def hanja(text: str, chance: random.Random) -> str | None:
    """One character of a word, as newspapers abbreviate."""
    places = [match.start() for match in re.finditer(r"(?<=\s)[가-힣](?=[가-힣])", text)]
    if not places:
        return None
    place = chance.choice(places)
    return text[:place] + chance.choice("大國市學金黨") + text[place + 1 :]


def foreign(text: str, chance: random.Random) -> str | None:
    return chance.choice(FOREIGN)


def latin(text: str, chance: random.Random) -> str | None:
    return chance.choice(LATIN)


FAULTS: tuple[Fault, ...] = (
    Fault("a Korean word left", "L401", korean_word_left),
    Fault("a Chinese character", "L402", edited("ko", hanja)),
    Fault("an English clause left", "L403", english_clause_left),
    Fault("the source copied", "L404", lambda pair, chance: replace(pair, en=pair.ko)),
    Fault("the translation copied", "L404", lambda pair, chance: replace(pair, ko=pair.en)),
    Fault("another language", "L405", edited("en", foreign)),
    Fault("another language in Latin letters", "L405", edited("en", latin)),
    Fault("the original in another language", "L405", edited("ko", foreign)),
    Fault("sides exchanged", "L405", lambda pair, chance: replace(pair, ko=pair.en, en=pair.ko)),
)
