"""Numbers in Korean text with what stands around them."""

from __future__ import annotations

import re
from fractions import Fraction

from aligner.text.quantities.exactness import bound_of, bounds, exactness_of
from aligner.text.quantities.numbers import NEAR, Number, currency_before
from aligner.text.quantities.quantity import SIGNED_KINDS, Kind, Quantity
from aligner.text.quantities.units import UNITS, korean_unit

_BEFORE = re.compile(
    r"(?:(?P<more>최소|최소한|적어도)|(?P<less>최대)|(?P<almost>거의|많게는)|(?P<about>약|대략|어림잡아|평균))(?: ?[$£€¥₩])? ?$"
)
_AFTER = re.compile(
    r"(?:[가-힣]{1,4}(?= ))?[이을를가에]? ?(?:(?P<odd>남짓)"
    r"|(?P<below>넘(?:지|을 수|어서는|겨서는|으면)는? ?[않못안없말]|초과(?:하지|할 수|해서는|하면)는? ?[않못안없말]"
    r"|밑돌|하회|못 ?미[치친쳐쳤]|미치지 못|미달)"
    r"|(?P<more>이상|초과|넘)|(?P<less>미만|이하|이내)|(?P<above>웃돌|상회|돌파)|(?P<almost>가까|육박)|(?P<about>가량|정도|쯤|안팎|내외|전후))"
)
_ODD = re.compile(r" ?(?:여(?![가-힣])|여 |여(?=[명개건대곳원년일])|남짓)")
_BAND = re.compile(r"대(?![가-힣])|대(?=[의에로를 ])")
_AND_A_HALF = re.compile(
    r" ?반(?:(?![가-힣]{2})|(?=짜리|이나|가량|정도|이상|쯤에|동안|이라|으로|에서|까지|부터|이었|이면))"
)
_METRES_AND_A_HALF = re.compile(r" ?반(?=$|[^가-힣]|[을이만의도에으])")
_CUPS_AND_A_HALF = re.compile(
    r" ?(?:컵|큰술|작은술|숟가락|스푼|술|잔|그릇|공기|개|근|모|쪽) ?반(?=$|[^가-힣]|[을이만의도에으])"
)

_ORDINAL_BEFORE = re.compile(r"(?<![가-힣])제 ?$")
_ORDINAL = re.compile(r" ?(?:번 ?째|째|위|등|차(?!례)|호|기|회|주[기년]|라운드|학년|세대|층)")
_NAMED_FIRST = re.compile(r"[가-힣]{2}")
"""제1야당: the largest one."""
_COUNTER = re.compile(
    r" ?(?:명|인(?!치)|사람|개|건|대|마리|채|곳|군데|권|장|척|번|차례|가지|종|팀|골|점|승|패|표|편|석|가구)"
)
_VEGETABLES = Fraction(2, 3)
"""A geun is 600 grams of meat, and 400 of vegetables."""
_TRILLION = 10**12
_PARTICLES = frozenset("은는이가을를의에로으와과도만까부보씩간여당째짜정쯤대마나뿐꼴밖였")
_QUALIFIER = re.compile(
    r"(시속|초속|시간당|(?:한|1) ?시간에|초당|1초에|섭씨|화씨) ?(?:최고 ?|평균 ?)?(?:영하 ?|약 ?|최대 ?)?$"
)
_QUALIFIED = {
    ("시속", "km"): "km/h", ("시속", "miles"): "mph", ("초속", "m"): "m/s",
    ("시간당", "km"): "km/h", ("시간에", "km"): "km/h", ("시간당", "miles"): "mph", ("시간에", "miles"): "mph",
    ("초당", "m"): "m/s", ("초에", "m"): "m/s",
    ("섭씨", "degrees"): "°C", ("화씨", "degrees"): "°F",
}  # fmt: skip


_EACH = re.compile("[당분]|에 (?:약 ?|최대 ?|평균 ?)?[0-9]")
"""1인당, and 1시간에 60km."""
_BELOW_ZERO = re.compile(
    r"(?:영하|마이너스)(?:의|로)? ?(?:약 ?|최고 ?|최저 ?|최대 ?)?$|(?<![0-9] )(?<![\w)%℃°\0-])-$"
)
"""영하 12도, (-3.2%), but neither 5-3 nor 서울-2."""


def korean_quantity(text: str, number: Number) -> Quantity:
    """The quantity that a number of a Korean text is part of; its span takes in the unit."""
    before = text[max(0, number.start - NEAR) : number.start]
    odd = _ODD.match(text, number.end)
    start, end = number.start, odd.end() if odd else number.end
    if sign := currency_before(before):
        kind: Kind = "money"
        unit, start = sign[0], start - sign[1]
    else:
        kind, unit, end = _kind_and_unit(text, before, number, end)
    value, end = _value(text, before, number, kind, end)
    behind = _AFTER.match(text, end)
    exactness = exactness_of(_BEFORE.search(before), behind)
    if odd or number.approximate:
        exactness = "odd"
    bound = bound_of(exactness, text, start, behind.end() if behind else end, "ko")
    if unit not in {"", "years old"} and _BAND.match(text, end):
        low, high = bounds(value, "odd")
    else:
        low, high = bounds(value, exactness)
    if not number.is_exact:
        low, high = number.low, number.high
    elif unit == "geun":
        low *= _VEGETABLES
    one = low == high == 1
    a_rate = one and bool(_EACH.match(text, end))
    in_a_word = kind == "number" and "가" <= text[start - 1 : start] <= "힣"
    named = kind == "ordinal" and one and bool(_NAMED_FIRST.match(text, end))
    return Quantity(
        kind,
        low,
        high,
        unit,
        (start, end),
        approximate=low != high,
        certain=(number.certain or value > number.low) and not (in_a_word or a_rate or named),
        negative=kind in SIGNED_KINDS
        and bool(_BELOW_ZERO.search(text, max(0, start - NEAR), start)),
        bound=bound if number.is_exact else None,
    )


def _kind_and_unit(text: str, before: str, number: Number, end: int) -> tuple[Kind, str, int]:
    """The kind and unit of a number, and where its unit ends."""
    if number.kind != "number":
        return number.kind, number.unit, end
    found = korean_unit(text, end)
    if found is not None and (found[0].kind == "money" or _is_whole(text, end, found[1])):
        unit, end = found
        if qualifier := _QUALIFIER.search(before):
            unit = UNITS[_QUALIFIED.get((qualifier[1].lstrip("한1 "), unit.name), unit.name)]
        elif unit.name == "degrees" and "화씨" in text and "섭씨" not in text:
            unit = UNITS["°F"]
        return unit.kind, unit.name, end
    if (following := _ORDINAL.match(text, end)) and _is_whole(text, end, following.end()):
        return "ordinal", "", following.end()
    if _ORDINAL_BEFORE.search(before):
        return "ordinal", "", end
    if following := _COUNTER.match(text, end):
        return "count", "", following.end()
    return "number", "", end


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether a unit is not the beginning of a longer word, as 분 in "3 분야"."""
    of_one_syllable = text[start] == " " and end - start == 2 and "가" <= text[end - 1] <= "힣"
    following = text[end : end + 1]
    return not of_one_syllable or not "가" <= following <= "힣" or following in _PARTICLES


def _value(text: str, before: str, number: Number, kind: Kind, end: int) -> tuple[Fraction, int]:
    """The value of a number, with the half that may stand behind its unit, and where the two end."""
    # 조 is an article of a law as well, and 2인 1조 a pair.
    if number.scale == _TRILLION and (_ORDINAL_BEFORE.search(before) or before.endswith("인 ")):
        return number.low / number.scale, end
    halved = _CUPS_AND_A_HALF.match(text, number.end)
    if kind in {"duration", "times"}:
        halved = _AND_A_HALF.match(text, end) or halved
    elif kind == "measure":
        halved = _METRES_AND_A_HALF.match(text, end) or halved
    if halved:
        return number.low + Fraction(1, 2), max(end, halved.end())
    return number.low, end
