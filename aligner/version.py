"""The version of this installation, for what is written into files."""

from __future__ import annotations

from importlib import metadata


def version() -> str:
    """The installed version; ``unknown`` in a checkout that was never installed.

    >>> isinstance(version(), str)
    True
    """
    try:
        return metadata.version("aligner")
    except metadata.PackageNotFoundError:
        return "unknown"
