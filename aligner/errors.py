"""Errors that a user can do something about.

    AlignerError
    ├── InputError     a file or text that cannot be used
    │   ├── DecodingError
    │   └── PassingError
    ├── OutputError    a result that cannot be written
    ├── ModelError     a model that is unknown, missing or damaged
    └── UsageError     options that do not make sense together

Each message is one line that says what was wrong, where, and what to do. The
command line prints it as it is and exits with 2; anything else that escapes is
a bug.
"""

from __future__ import annotations


class AlignerError(Exception):
    """Base of all errors that the aligner raises on purpose."""


class InputError(AlignerError):
    """A file or text that cannot be used: missing, empty, binary, one-sided."""


class DecodingError(InputError):
    """Bytes that are text in none of the encodings that were tried."""


class PassingError(InputError):
    """A file that could not be read now and may be readable later: in a store, or by a package that is missing."""


class OutputError(AlignerError):
    """A result that cannot be written: no such folder, a full disk."""


class ModelError(AlignerError):
    """A model that is unknown, not installed, damaged, or answers nonsense."""


class UsageError(AlignerError):
    """Options or arguments that do not make sense together."""
