"""The style sheets and scripts that lie beside the code."""

from __future__ import annotations

from importlib.resources import files


def asset(package: str, name: str) -> str:
    """The text of a file that lies beside the modules of a package.

    >>> "--paper" in asset("aligner.viewing", "base.css")
    True
    """
    return files(package).joinpath(name).read_text("utf-8")
