"""The list of documents for ``aligner build``: a file, or made of two folders."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import click

from aligner.cli.wording import counted


@contextmanager
def listed(
    sources: tuple[str, ...],
    output: Path,
    model: str,
    *,
    resume: bool,
    elsewhere: bool,
    quiet: bool,
) -> Iterator[str]:
    """The list of documents; that of two folders is made, and kept in the corpus folder.

    It goes again if the work ends before anything came of it.
    """
    from aligner.corpus.store import RUN, WORK
    from aligner.errors import AlignerError
    from aligner.pipeline.workfolder import MANIFEST

    folders = _folders(sources)
    kept = output / MANIFEST
    if not folders:
        yield sources[0]
        return
    if resume and kept.is_file():
        yield str(kept)
        return
    was_there = output.exists()
    _require_new(output, resume=resume)
    _pair(folders, kept, model, absolute=elsewhere, quiet=quiet)
    try:
        yield str(kept)
    except AlignerError:
        if not any((output / name).exists() for name in (RUN, WORK)):
            kept.unlink(missing_ok=True)
            if not was_there:
                with suppress(OSError):
                    output.rmdir()
        raise


def _folders(sources: tuple[str, ...]) -> list[Path]:
    """The Korean and the English folder; none if a list was named."""
    from aligner.errors import InputError, UsageError

    if len(sources) > 2:
        raise UsageError("name a list of documents, or a Korean and an English folder")
    paths = [Path(source) for source in sources]
    if len(paths) == 1:
        if paths[0].is_dir():
            raise InputError(f"{paths[0]}: a folder; name the one with the translations as well")
        return []
    for path in paths:
        if not path.is_dir():
            raise InputError(f"{path}: there is no such folder; two folders, or one list")
    return paths


def _require_new(output: Path, *, resume: bool) -> None:
    from aligner.corpus.store import RUN, WORK
    from aligner.errors import OutputError, UsageError

    if resume and any((output / name).exists() for name in (RUN, WORK)):
        raise UsageError(
            f"{output}: was begun with a list of documents, not with two folders; name it"
        )
    if output.exists() and (not output.is_dir() or any(output.iterdir())):
        raise OutputError(
            f"{output}: exists already; name a new folder"
            + ", or go on with --resume" * (not resume)
        )


def _pair(folders: list[Path], manifest: Path, model: str, *, absolute: bool, quiet: bool) -> None:
    """Write the list of what belongs together, and say what is not in it."""
    from aligner.cli.pair import notices, require_both
    from aligner.cli.summary import stage_display
    from aligner.embedding import load
    from aligner.errors import InputError, OutputError
    from aligner.formats import atomic_writer
    from aligner.pairing import pair_files, read_files, render, with_unreadable

    with stage_display(quiet=quiet) as stage:
        stage("reading")
        files = read_files(folders)
        require_both(files, folders)
        pairing = pair_files(files.ko, files.en, load(model), progress=stage)
    pairing = with_unreadable(pairing, files, folders)
    if not pairing.proposals:
        raise InputError(f"{folders[0]} and {folders[1]}: no two files belong together")
    output = manifest.parent
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"cannot make {output}: {error.strerror or error}") from None
    with atomic_writer(manifest) as stream:
        lines = render(pairing, None if absolute else output, unmatched=True)
        stream.write("".join(lines).encode())
    if not quiet:
        for line in notices(files, pairing, listed=True):
            click.echo(line, err=True)
        alone = len(pairing.ko_alone) + len(pairing.en_alone)
        without = f"{counted(alone, 'file')} without a partner"
        click.echo(
            f"paired     {counted(len(pairing.proposals), 'document')}, {without}"
            + (f"; see {manifest}" if alone and not absolute else ""),
            err=True,
        )


@contextmanager
def listed_for_now(
    sources: tuple[str, ...], output: Path, model: str, *, quiet: bool
) -> Iterator[str]:
    """The list of documents for the time of a look at it; nothing is kept."""
    import tempfile

    from aligner.pipeline.workfolder import MANIFEST

    folders, kept = _folders(sources), output / MANIFEST
    if not folders or kept.is_file():
        yield str(kept) if folders else sources[0]
        return
    with tempfile.TemporaryDirectory(prefix="aligner-") as temporary:
        manifest = Path(temporary, MANIFEST)
        _pair(folders, manifest, model, absolute=True, quiet=quiet)
        yield str(manifest)
