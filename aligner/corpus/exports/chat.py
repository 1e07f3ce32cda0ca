"""Translation as chat, one example a line: for OpenAI's API, Alpaca and ShareGPT.

The instruction is one of several wordings, so that a model does not learn a single one by
heart; which one is decided by the pair and the seed. It may stand in either language,
whatever the direction. With context the prompt shows the sentences that stand before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal, get_args

from aligner.corpus.duplicates import fingerprint
from aligner.corpus.exports.options import Options, PromptLanguage, sides
from aligner.corpus.exports.selection import Chosen
from aligner.formats.jsonl import json_line
from aligner.types import Side

ChatFormat = Literal["openai", "alpaca", "sharegpt"]
CHAT_FORMATS: tuple[ChatFormat, ...] = get_args(ChatFormat)

WORDINGS: dict[Side, dict[Side, tuple[str, ...]]] = {
    "ko": {
        "en": (
            "Translate the following Korean text into English.",
            "Translate this into English, faithfully and in natural language.",
            "Please give me an English translation of this Korean text.",
            "What is this in English?",
            "You are a Korean–English translator. Translate the text below.",
        ),
        "ko": (
            "다음 한국어를 영어로 번역해 주세요.",
            "아래 글을 자연스러운 영어로 옮기세요.",
            "이 문장을 영어로 번역해 줘.",
            "다음 글의 영어 번역을 써 주십시오.",
            "영어로는 어떻게 쓰나요?",
        ),
    },
    "en": {
        "en": (
            "Translate the following English text into Korean.",
            "Translate this into Korean, faithfully and in natural language.",
            "Please give me a Korean translation of this English text.",
            "What is this in Korean?",
            "You are an English–Korean translator. Translate the text below.",
        ),
        "ko": (
            "다음 영어를 한국어로 번역해 주세요.",
            "아래 글을 자연스러운 한국어로 옮기세요.",
            "이 문장을 한국어로 번역해 줘.",
            "다음 글의 한국어 번역을 써 주십시오.",
            "한국어로는 어떻게 쓰나요?",
        ),
    },
}
"""The instructions, by the language translated from and the language they are in."""

_CONTEXT: dict[Side, str] = {
    "en": "The text before it, for context only, not to be translated:",
    "ko": "앞에 나온 글이니 참고만 하고 번역하지 마세요:",
}


@dataclass(frozen=True, slots=True)
class Example:
    """An instruction (with the context, if there is any), a text and its translation."""

    instruction: str
    text: str
    translation: str


def render(
    documents: Iterable[Chosen], options: Options, format: ChatFormat = "openai"
) -> Iterator[str]:
    """The file, line by line."""
    shape = {"openai": _openai, "alpaca": _alpaca, "sharegpt": _sharegpt}[format]
    for example in examples(documents, options):
        yield json_line(shape(example))


def examples(documents: Iterable[Chosen], options: Options) -> Iterator[Example]:
    """Every pair that is wanted, in every direction that is wanted."""
    for document in documents:
        for number in document.wanted:
            for source in options.sources:
                text, translation = sides(document.beads[number], source)
                key = fingerprint(f"{options.seed}\t{document.row.id}\t{source}\t{text}")
                context = document.before(number, source, options.context)
                instruction = _instruction(source, options.prompts, key, context)
                yield Example(instruction, text, translation)


def _instruction(source: Side, language: PromptLanguage, key: int, context: list[str]) -> str:
    languages: dict[PromptLanguage, tuple[Side, ...]] = {
        "ko": ("ko",),
        "en": ("en",),
        "both": ("ko", "en"),
    }
    choices = [
        (wording, each) for each in languages[language] for wording in WORDINGS[source][each]
    ]
    wording, spoken = choices[key % len(choices)]
    if not context:
        return wording
    return f"{wording}\n\n{_CONTEXT[spoken]}\n{' '.join(context)}"


def _openai(example: Example) -> dict[str, Any]:
    return {
        "messages": [
            {"role": "user", "content": f"{example.instruction}\n\n{example.text}"},
            {"role": "assistant", "content": example.translation},
        ]
    }


def _alpaca(example: Example) -> dict[str, Any]:
    return {
        "instruction": example.instruction,
        "input": example.text,
        "output": example.translation,
    }


def _sharegpt(example: Example) -> dict[str, Any]:
    return {
        "conversations": [
            {"from": "human", "value": f"{example.instruction}\n\n{example.text}"},
            {"from": "gpt", "value": example.translation},
        ]
    }
