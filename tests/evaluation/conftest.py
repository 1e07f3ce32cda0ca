import importlib.util
import io
import os
from pathlib import Path

import pytest

GOLD = Path(os.environ.get("ALIGNER_GOLD", Path(__file__).parents[2].parent / "shared" / "gold"))


@pytest.fixture(scope="session")
def gold_folder():
    """The gold that is kept outside the repository, for it is text by others."""
    if not (GOLD / "manifest.json").is_file():
        pytest.skip(f"no gold at {GOLD}; name its folder in ALIGNER_GOLD")
    return GOLD


@pytest.fixture(scope="session")
def reference():
    """The scorer that comes with the gold, which ours has to agree with."""
    path = GOLD / "score.py"
    if not path.is_file():
        pytest.skip(f"no scorer at {path}; name the folder of the gold in ALIGNER_GOLD")
    spec = importlib.util.spec_from_file_location("reference_scorer", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    # Its own leaves the files to the garbage collector, of which Python warns.
    module._open = lambda name: io.StringIO(Path(name).read_text("utf-8"))
    return module
