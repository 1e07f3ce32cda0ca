"""How a line ends that is a sentence."""

from __future__ import annotations

import re

_SENTENCE_END = re.compile(r"[.!?。！？…][\"'”’」』)\]]*$")


def ends_as_sentence(line: str) -> bool:
    """Whether a line ends on a full stop, a question mark or the like, in quotation marks or not.

    >>> ends_as_sentence("“The bridge is open.”"), ends_as_sentence("Bridge opens")
    (True, False)
    """
    return _SENTENCE_END.search(line) is not None
