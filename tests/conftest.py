import gc
import subprocess
import sys
import warnings

import pytest
from hypothesis import settings

from tests.browsing import browser, new_page

__all__ = ["browser", "new_page"]  # one browser for all: Playwright cannot be started twice

# A slow machine is no reason for a test to fail.
settings.register_profile("aligner", deadline=None, derandomize=True)
settings.load_profile("aligner")


@pytest.fixture
def imported_by():
    """The modules that are loaded after some code ran in a Python of its own."""

    def imported(code):
        program = f"{code}\nimport sys\nprint('', *sys.modules, sep='\\n')"
        result = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, check=False, text=True
        )
        assert result.returncode == 0, result.stderr
        return set(result.stdout.split())

    return imported


@pytest.fixture
def run(monkeypatch, capfdbinary):
    """Run the command line in this process: (exit status, standard output, standard error)."""
    from aligner.cli import main

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["aligner", *map(str, arguments)])
        with pytest.raises(SystemExit) as caught:
            main()
        out, err = capfdbinary.readouterr()
        return caught.value.code, out.decode("utf-8"), err.decode("utf-8")

    return run


@pytest.fixture
def tidying():
    """For tests that call `datasets`, which leaves files open: not for a later test to be told."""
    yield
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()
