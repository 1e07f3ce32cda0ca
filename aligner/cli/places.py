"""A file or folder of this machine, as an argument or option."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click


class Local(click.Path):
    """A path, or the file:// URL of one; any other URL would be taken for a folder called s3:."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """What was named, if it is on this machine."""
        if isinstance(value, str) and "://" in value:
            from aligner.documents.remote import is_remote, located

            if is_remote(value):
                self.fail(
                    f"'{value}' is not on this machine; name a local place, and copy from or to "
                    "the store with a tool of the store's",
                    param,
                    ctx,
                )
            value = located("", value)
        return super().convert(value, param, ctx)


LOCAL = Local(path_type=Path)
LOCAL_NAME = Local()
"""The same as a string, which may be ``-``."""
