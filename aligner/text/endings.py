"""How a line ends that is a sentence."""

from __future__ import annotations

import re

LEAST_SENTENCE_SHARE = 0.3
"""Of the lines of an article so many end or lead on, and hardly one of the strings of a program."""

_SENTENCE_END = re.compile(r"[.!?。！？…][\"'”’」』)\]]*$")


def ends_as_sentence(line: str) -> bool:
    """Whether a line ends on a full stop, a question mark or the like, in quotation marks or not.

    >>> ends_as_sentence("“The bridge is open.”"), ends_as_sentence("Bridge opens")
    (True, False)
    """
    return _SENTENCE_END.search(line) is not None


_LEADS_ON = re.compile(r"[.!?。！？…:;,][\"'”’」』)\]]*$")


def ends_or_leads_on(line: str) -> bool:
    """Whether a line ends as a sentence, or on a mark that another line follows, as strings seldom do.

    >>> ends_or_leads_on("He said:"), ends_or_leads_on("Save as")
    (True, False)
    """
    return _LEADS_ON.search(line) is not None
