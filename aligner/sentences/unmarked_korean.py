"""What tells whether a Korean sentence ends behind a word that no mark follows."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from aligner.sentences.habits import Habits, bare
from aligner.sentences.verbal_nouns import VERBAL_NOUNS
from aligner.text.scripts import final_consonant, syllables_ending
from aligner.text.word_lists import word_set

TRAITS = (
    "always one",
    "side by side elsewhere",
    "elsewhere apart",
    "one syllable before",
    "ends in the 다 of a verb",
    "ends in another 다",
    "ends in a nominal form",
    "ends in a nominal form, opening",
    "ends in a particle",
    "ends in a connective",
    "ends in an adnominal form",
    "ends in 이 or 가",
    "ends in a digit",
    "ends in a Latin letter",
    "ends in a verbal noun",
    "ends in a verbal noun, opening",
    "ends in an indirect question",
    "closing bracket before",
    "colon before",
    "inside a quotation",
    "a word that opens sentences behind",
    "the sentence's first word again behind",
    "a topic right behind",
    "no particle before, a topic right behind",
    "digit behind",
    "Latin letter behind",
    "no topic or subject soon behind",
    "words of the left side soon behind",
    "share of the left side's words behind",
    "words behind",
    "first word before",
    "two words before",
    "last word behind",
    "opening, and not far in",
)

_CLOSERS = re.compile(r"[”’\"')\]」』…]+$")
_PARTICLES = (
    *("은", "는", "을", "를", "에", "에서", "으로", "로", "와", "과", "에게", "께", "까지", "부터"),
    *("의", "만", "보다", "처럼", "마다", "이나", "라는", "라고", "들이"),
)
_CONNECTIVES = (
    *("고", "며", "면", "서", "자", "니", "어", "아", "여", "지만", "는데", "던", "려", "게"),
    *("도록", "듯", "지", "라", "거나", "든", "야"),
)
_NOMINAL = frozenset("함음임됨")
_NEVER_LAST = ("은", "는", "을", "를", ",")
"""Endings behind which no sentence ends: the topic and the object wait for their verb."""
_OPENING = word_set(
    """
    하지만 그러나 그리고 한편 또 또한 그런데 이에 이는 그는 그녀는 이번 지난 그 이 만약 특히 한 우리는 나는 저는
    """
)
_LEANING = word_set(
    """
    - – — · / 위해 위한 위하여 위해서 대한 대해 대하여 대해서 통해 통한 통하여 의해 의한 인해 인한 관한 관해 따라 따른
    때문 때문에 때문이다 것 것이 것은 것을 것으로 것이다 것도 수 등 등이 등은 등을 등의 등에 및 뿐 뿐만 만큼 듯 바 데 채
    있는 있다 있던 있었다 있을 있어 있으며 있고 있습니다 있었습니다 않은 않는 않고 않다 않았다 않을 않아 않으면 않기
    않습니다 못한 못하는 못해 못했다 하는 하고 하며 하던 한다 했다 했던 해야 합니다 했습니다 되는 되고 된 된다 됐다
    되었다 됩니다 되어 싶다 싶은 싶어 같은 같다
    """
)
"""Words and marks that lean on the word before: no sentence begins with them."""
_TOPIC = re.compile(r"[은는이가][”’\"')]*$")
_VERB = re.compile(f"[{syllables_ending(4)}{syllables_ending(20)}이하되기리지내보]다$")
"""ㄴ다 and ㅆ다, and dictionary forms as machine translations have them; not 캐나다 or 바다."""
_QUESTION = re.compile(f"[는{syllables_ending(8)}]지$|[{syllables_ending(8)}]까$")
_COMPOUND = 4  # syllables; in a shorter word the last two are often a particle's: 회사의, 제주도
_ADNOMINAL = frozenset({4, 8})  # the final consonants ㄴ and ㄹ
_FAR = 25  # words; few headlines are longer


def traits(
    words: list[str], habits: Habits, opens: bool
) -> Iterator[tuple[int, tuple[float, ...]]]:
    """For each border that comes into question the number of words before it, and its `TRAITS`."""
    stems = [_stem(word) for word in words]
    count = len(words)
    for place in range(1, count):
        before, behind = words[place - 1], words[place]
        ending = _CLOSERS.sub("", before)
        if ending.endswith(_NEVER_LAST) or behind.rstrip(".,") in _LEANING:
            continue
        last = ending[-1:]
        left = " ".join(words[:place])
        left_stems = {each for each in stems[:place] if each}
        right_stems = [each for each in stems[place:] if each]
        repeated = len(left_stems & set(right_stems))
        soon = sum(each in left_stems for each in right_stems[:8])
        nominal = last in _NOMINAL
        topic = behind.endswith(("은", "는"))
        attached = ending.endswith((*_PARTICLES, *_CONNECTIVES, "이", "가"))
        verbal = ending in VERBAL_NOUNS or (
            len(ending) >= _COMPOUND and ending[-2:] in VERBAL_NOUNS
        )
        verb = _VERB.search(ending) is not None
        yield (
            place,
            (
                1.0,
                float(min(habits.together(before, behind) - 1, 2)),
                float(habits.apart(before, behind)),
                float(len(ending) == 1),
                float(verb and ending == before),
                float(last == "다" and not verb),
                float(nominal),
                float(nominal and opens),
                float(ending.endswith(_PARTICLES)),
                float(ending.endswith(_CONNECTIVES)),
                float(final_consonant(last) in _ADNOMINAL),
                float(ending.endswith(("이", "가"))),
                float(last.isdigit()),
                float(_is_latin(last)),
                float(verbal),
                float(verbal and opens),
                float(_QUESTION.search(ending) is not None),
                float(before.endswith(")")),
                float(before.endswith(":")),
                float(_is_open(left)),
                float(behind in _OPENING),
                float(bool(stems[place]) and stems[place] == stems[0]),
                float(topic),
                float(topic and not attached),
                float(behind[0].isdigit()),
                float(_is_latin(behind[0])),
                float(not any(map(_TOPIC.search, words[place : place + 4]))),
                min(soon, 4) / 2,
                repeated / max(1, len(left_stems)),
                math.log(count - place),
                float(place == 1),
                float(place == 2),
                float(place == count - 1),
                float(opens and place < _FAR),
            ),
        )


def _stem(word: str) -> str:
    """The first two syllables: particles and endings come behind; empty for a shorter word."""
    word = bare(word)
    return word[:2].lower() if len(word) > 1 else ""


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalpha()


def _is_open(text: str) -> bool:
    """Whether a quotation or a bracket is still open at the end."""
    return (
        text.count("“") > text.count("”")
        or text.count('"') % 2 == 1
        or text.count("(") > text.count(")")
    )
