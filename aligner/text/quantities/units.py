"""Units of money, measure and time, and how both languages write them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from aligner.text.quantities.quantity import Kind


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: ``factor`` of them in the base of its ``dimension``.

    Currencies have the dimension ``money`` and as their factor a rough value in
    dollars, good enough to tell a conversion from a mistake.
    """

    name: str
    kind: Kind
    dimension: str
    factor: Fraction


def _units(kind: Kind, dimension: str, factors: Mapping[str, float | str]) -> list[Unit]:
    return [
        Unit(name, kind, dimension, Fraction(str(factor)).limit_denominator(10**9))
        for name, factor in factors.items()
    ]


UNITS: dict[str, Unit] = {
    unit.name: unit
    for unit in [
        *_units(
            "money",
            "money",
            {
                "dollars": 1, "won": 0.0008, "yen": 0.008, "yuan": 0.145, "euros": 1.12,
                "pounds": 1.4, "cents": 0.01, "pence": 0.014, "francs": 1, "rubles": 0.016,
                "rupees": 0.014, "pesos": 0.05, "reals": 0.2, "lira": 0.1,
                "baht": 0.03, "rupiah": 0.00007, "krona": 0.1, "rand": 0.06, "dirhams": 0.27,
                "riyals": 0.27, "ringgit": 0.22, "bitcoin": 30000,
            },
        ),
        *_units(
            "measure",
            "length",
            {
                "km": 1000, "m": 1, "cm": "0.01", "mm": "0.001", "miles": "1609.344",
                "feet": "0.3048", "inches": "0.0254", "yards": "0.9144",
                "nautical miles": 1852,
            },
        ),
        *_units(
            "measure",
            "mass",
            {
                "kg": 1, "g": "0.001", "mg": "0.000001", "tons": 1000, "lb": "0.45359237",
                "ounces": "0.02834952", "geun": "0.6",
            },
        ),
        *_units(
            "measure",
            "area",
            {
                "m²": 1, "km²": 10**6, "ha": 10**4, "acres": "4046.856", "ft²": "0.09290304",
                "mi²": "2589988", "pyeong": "3.305785",
            },
        ),
        *_units(
            "measure",
            "volume",
            {"l": 1, "ml": "0.001", "gallons": "3.785412", "barrels": "158.9873", "m³": 1000,
             "ft³": "28.316847"},
        ),
        *_units(
            "measure",
            "speed",
            {"km/h": 1, "m/s": "3.6", "mph": "1.609344", "knots": "1.852"},
        ),
        *_units("measure", "power", {"w": 1, "kw": 1000, "mw": 10**6, "gw": 10**9}),
        *_units("measure", "energy", {"kwh": 1, "mwh": 1000}),
        *_units("measure", "voltage", {"volts": 1}),
        *_units("measure", "frequency", {"hz": 1, "khz": 1000, "mhz": 10**6, "ghz": 10**9}),
        *_units(
            "measure", "data", {"kb": "0.001", "mb": 1, "gb": 1000, "tb": 10**6}
        ),
        *_units("measure", "pressure", {"hpa": 1}),
        *_units("measure", "loudness", {"db": 1}),
        *_units("measure", "temperature", {"degrees": 1, "°C": 1, "°F": "0.5555556"}),
        *_units("duration", "months", {"years": 12, "months": 1, "decades": 120, "centuries": 1200}),
        *_units(
            "duration",
            "seconds",
            {"weeks": 604800, "days": 86400, "hours": 3600, "minutes": 60, "seconds": 1},
        ),
        *_units("percent", "percent", {"percent": 1}),
        *_units("point", "point", {"percentage points": 1, "basis points": "0.01"}),
        *_units("times", "times", {"times": 1}),
        *_units("age", "age", {"years old": 1}),
    ]
}  # fmt: skip

_KOREAN: dict[str, str] = {
    "won": "원", "dollars": "달러|불", "yen": "엔", "yuan": "위안|위엔", "euros": "유로|€",
    "pounds": "파운드", "cents": "센트", "pence": "펜스", "francs": "프랑", "rubles": "루블",
    "rupees": "루피", "pesos": "페소", "reals": "헤알", "lira": "리라", "baht": "바트",
    "rupiah": "루피아", "krona": "크로나|크로네", "rand": "랜드", "dirhams": "디르함",
    "riyals": "리얄", "ringgit": "링깃", "bitcoin": "비트코인",
    "km": "킬로미터|㎞|km|KM|Km", "m": "미터|m|ｍ", "cm": "센티미터|센티|센치|㎝|cm",
    "mm": "밀리미터|밀리|㎜|mm", "miles": "마일", "feet": "피트", "inches": "인치", "yards": "야드",
    "nautical miles": "해리",
    "kg": "킬로그램|㎏|kg|KG|Kg|킬로", "g": "그램|g", "mg": "밀리그램|㎎|mg", "tons": "톤|t",
    "ounces": "온스", "lb": "lb", "geun": "근(?![가-힣]{2})(?![무로거본처접육교래])|근(?=이면)|근(?=이나)|근(?=까지)|근(?=만큼)|근(?=짜리)|근(?=이었)",
    "m²": "제곱미터|평방미터|㎡|m²", "km²": "제곱킬로미터|평방킬로미터|㎢|km²", "ha": "헥타르|㏊|ha",
    "acres": "에이커", "pyeong": "평", "ft²": "제곱피트|평방피트", "mi²": "제곱마일|평방마일",
    "l": "리터|ℓ|L", "ml": "밀리리터|㎖|ml|mL", "gallons": "갤런", "barrels": "배럴",
    "m³": "세제곱미터|입방미터|㎥|m³", "ft³": "세제곱피트|입방피트",
    "km/h": "km/h|㎞/h|KM/h", "m/s": "m/s", "knots": "노트",
    "w": "와트|W", "kw": "킬로와트|㎾|kW", "mw": "메가와트|㎿|MW", "gw": "기가와트|GW",
    "kwh": "킬로와트시|kWh|㎾h", "volts": "볼트|V", "hz": "헤르츠|Hz", "khz": "킬로헤르츠|kHz",
    "mhz": "메가헤르츠|㎒|MHz", "ghz": "기가헤르츠|GHz", "kb": "킬로바이트|KB", "mb": "메가바이트|MB",
    "gb": "기가바이트|GB", "tb": "테라바이트|TB", "hpa": "헥토파스칼|hPa|㍱", "db": "데시벨|dB|㏈",
    "degrees": "도|°", "°C": "℃|°C|도C", "°F": "℉|°F",
    "centuries": "세기", "years": "개년|년간|년|해", "months": "개월|달", "weeks": "주일|주간|주(?![기년일간])", "days": "일간|일",
    "hours": "시간", "minutes": "분간|분", "seconds": "초간|초",
    "percent": "퍼센트|%|프로", "basis points": "베이시스 ?포인트|bp|bps", "percentage points": "퍼센트 ?포인트|% ?포인트|%p|%P|% ?point",
    "times": "배", "years old": "세|살",
}  # fmt: skip

_ENGLISH: dict[str, str] = {
    "won": "won", "dollars": "dollars?|bucks", "yen": "yen", "yuan": "yuan|renminbi",
    "euros": "euros?", "pounds": "pounds?(?: sterling)?", "cents": "cents?|¢", "pence": "pence",
    "francs": "francs?", "rubles": "rou?bles?", "rupees": "rupees?", "pesos": "pesos?",
    "reals": "reais|reals", "lira": "liras?|lire", "baht": "baht",
    "rupiah": "rupiah", "krona": "kron[aoe]r?", "rand": "rand", "dirhams": "dirhams?",
    "riyals": "riyals?", "ringgit": "ringgit", "bitcoin": "bitcoins?",
    "km": "km|kms|kilomet(?:er|re)s?|kilometers", "m": "m|met(?:er|re)s?",
    "cm": "cm|centimet(?:er|re)s?", "mm": "mm|millimet(?:er|re)s?", "miles": "miles?|mi",
    "feet": "feet|foot|ft", "inches": "inch(?:es)?", "yards": "yards?|yd",
    "nautical miles": "nautical miles?",
    "kg": "kg|kgs|kilograms?|kilogrammes?|kilos?", "g": "g|grams?|grammes?", "mg": "mg|milligrams?",
    "tons": "(?:metric )?ton(?:ne)?s?", "lb": "lbs?", "ounces": "ounces?|oz", "geun": "geun|catt(?:y|ies)",
    "m²": "sq(?:uare|\\.)?[ -]?(?:met(?:er|re)s?|m)|m²|m2|㎡",
    "km²": "sq(?:uare|\\.)?[ -]?(?:kilomet(?:er|re)s?|km)|km²|km2|㎢",
    "ha": "hectares?|ha", "acres": "acres?", "ft²": "sq(?:uare|\\.)?[ -]?(?:feet|foot|ft)",
    "mi²": "sq(?:uare|\\.)?[ -]?(?:miles?|mi)", "pyeong": "pyeong",
    "l": "lit(?:er|re)s?|l", "ml": "ml|millilit(?:er|re)s?", "gallons": "gallons?",
    "barrels": "barrels?", "m³": "cubic met(?:er|re)s?|m³",
    "ft³": "cubic (?:feet|foot|ft)|ft³",
    "km/h": "km/h|kmh|kph|(?:kilomet(?:er|re)s?|km) (?:per|an) hour", "mph": "mph|miles? (?:per|an) hour",
    "m/s": "m/s|met(?:er|re)s? (?:per|a) second", "knots": "knots?",
    "w": "watts?|w", "kw": "kw|kilowatts?", "mw": "mw|megawatts?", "gw": "gw|gigawatts?",
    "kwh": "kwh|kilowatt[ -]hours?", "volts": "volts?", "hz": "hz|hertz", "khz": "khz|kilohertz",
    "mhz": "mhz|megahertz", "ghz": "ghz|gigahertz", "kb": "kb|kilobytes?", "mb": "mb|megabytes?",
    "gb": "gb|gigabytes?", "tb": "tb|terabytes?", "hpa": "hpa|hectopascals?", "db": "db|decibels?",
    "degrees": "degrees?|°", "°C": "(?:degrees?|°) ?(?:celsius|centigrade|c)|℃|c",
    "°F": "(?:degrees?|°) ?(?:fahrenheit|f)|℉|f",
    "years": "years?|yrs?|yr", "months": "months?", "decades": "decades?", "centuries": "centuries",
    "weeks": "weeks?", "days": "days?|nights?", "hours": "hours?|hrs?|hr", "minutes": "minutes?|mins?|min",
    "seconds": "seconds?|secs?|sec",
    "percent": "percent|per cent|%|pct", "basis points": "basis[ -]points?|bps?", "percentage points": "(?:percentage|percent|%)[ -]points?|pp",
    "times": "times|fold|x", "years old": "[- ]?years?[ -]?olds?|[- ]?years? of age",
}  # fmt: skip


def _pattern(spellings: Iterable[str]) -> str:
    """One alternative a unit, the longest spelling first, each under its own group."""
    return "|".join(f"(?P<u{number}>{spelling})" for number, spelling in enumerate(spellings))


_LATIN_END = r"(?![A-Za-z]|[0-9])"
_KOREAN_BY_LENGTH = sorted(
    ((spelling, name) for name, written in _KOREAN.items() for spelling in written.split("|")),
    key=lambda entry: -len(entry[0]),
)
_KOREAN_FIRSTS = "".join(sorted({spelling[0] for spelling, _ in _KOREAN_BY_LENGTH}))
_KOREAN_UNIT = re.compile(
    f" ?(?=[{_KOREAN_FIRSTS}])(?:"
    + _pattern(
        spelling + (_LATIN_END if spelling[-1].isascii() and spelling[-1].isalpha() else "")
        for spelling, _ in _KOREAN_BY_LENGTH
    )
    + ")"
)
_ENGLISH_BY_LENGTH = sorted(_ENGLISH.items(), key=lambda entry: -max(map(len, entry[1].split("|"))))
_ENGLISH_UNIT = re.compile(
    "(?:"
    + "|".join(
        f"(?P<u{number}>[ -]?(?:{spelling})(?![A-Za-z0-9]))"
        for number, (_, spelling) in enumerate(_ENGLISH_BY_LENGTH)
    )
    + ")",
    re.IGNORECASE,
)


def korean_unit(text: str, start: int) -> tuple[Unit, int] | None:
    """The unit that stands at a place of a Korean text, and its end.

    >>> unit, end = korean_unit("5만 달러를", 2)
    >>> unit.name, end
    ('dollars', 5)
    """
    match = _KOREAN_UNIT.match(text, start)
    if match is None or match.lastgroup is None:
        return None
    return UNITS[_KOREAN_BY_LENGTH[int(match.lastgroup[1:])][1]], match.end()


def english_unit(text: str, start: int) -> tuple[Unit, int] | None:
    """The unit that stands at a place of an English text, and its end.

    >>> unit, end = english_unit("20 square kilometers", 2)
    >>> unit.name, end
    ('km²', 20)
    """
    match = _ENGLISH_UNIT.match(text, start)
    if match is None or match.lastgroup is None:
        return None
    return UNITS[_ENGLISH_BY_LENGTH[int(match.lastgroup[1:])][0]], match.end()
