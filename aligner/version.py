"""Which version of the aligner this is."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("aligner")
except PackageNotFoundError:  # a checkout that was never installed
    __version__ = "0.0.0"
