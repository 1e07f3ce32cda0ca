from pathlib import Path

import pytest

from aligner.cli.settings import Settings, load_settings, read_glossary
from aligner.errors import InputError, UsageError

EVERY_KEY = """
select = ["e1", "L"]
ignore = ["E142"]
fail-on = "info"
format = "concise"
glossary = "terms.tsv"
date = 2024-05-17
low-confidence = 0.25

[per-file-ignores]
"web/*.tsv" = ["b2"]
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A working directory below one that has no settings either."""
    here = tmp_path / "project" / "pairs"
    here.mkdir(parents=True)
    monkeypatch.chdir(here)
    return here


def test_every_key_is_read(folder):
    (folder / "aligner.toml").write_text(EVERY_KEY, "utf-8")
    settings = load_settings()
    assert settings.select == ("E1", "L")
    assert settings.ignore == ("E142",)
    assert (settings.fail_on, settings.format) == ("info", "concise")
    assert settings.glossary == folder / "terms.tsv"
    (folder / "terms.tsv").write_text("ko\ten\n개통식\topening ceremony\n", "utf-8")
    options = settings.options()
    assert [(term.ko, term.en) for term in options.glossary] == [("개통식", "opening ceremony")]
    assert (str(options.date), options.low_confidence) == ("2024-05-17", 0.25)
    assert settings.ignored_for("web/a.tsv") == ("E142", "B2")
    assert settings.ignored_for("a.tsv") == ("E142",)


def test_without_a_file_there_are_the_defaults(folder):
    assert load_settings() == Settings()


def test_the_nearest_file_counts_and_aligner_toml_goes_before_pyproject(folder):
    project = folder.parent
    (project / "pyproject.toml").write_text('[tool.aligner]\nformat = "json"\n', "utf-8")
    assert load_settings().format == "json"
    (project / "aligner.toml").write_text('format = "concise"\n', "utf-8")
    assert load_settings().format == "concise"
    (folder / "pyproject.toml").write_text('[tool.ruff]\nselect = ["E"]\n', "utf-8")
    assert load_settings().format == "concise"
    (folder / "pyproject.toml").write_text("[tool.aligner]\n", "utf-8")
    assert load_settings().format == "full"


def test_patterns_are_relative_to_the_file_with_the_settings(folder):
    (folder.parent / "aligner.toml").write_text('[per-file-ignores]\n"pairs/*" = ["B2"]\n', "utf-8")
    assert load_settings().ignored_for("a.tsv") == ("B2",)
    assert load_settings().ignored_for("../a.tsv") == ()


def test_the_command_line_goes_before_the_file():
    settings = Settings(select=("E",), format="json", fail_on="info")
    assert settings.over(select=("L",), format=None, fail_on="error") == Settings(
        select=("L",), format="json", fail_on="error"
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("selct = []", "there is no setting 'selct'; there are select, ignore"),
        ("low_confidence = 0.5", "there is no setting 'low_confidence'"),
        ('select = "E1"', "select must be a list of codes, not 'E1'"),
        ("ignore = [1]", "ignore must be a list of codes"),
        ('fail-on = "never"', "fail-on must be one of error, warning, info, not 'never'"),
        ("format = []", "format must be one of full, concise, json"),
        ("glossary = 1", "glossary must be a text"),
        ('date = "yesterday"', "date must be a date such as 2024-05-17"),
        ("date = 2024-05-17T10:00:00", "date must be a date such as 2024-05-17"),
        ("low-confidence = true", "low-confidence must be a number"),
        ('per-file-ignores = ["B2"]', "per-file-ignores must be a table"),
        ('[per-file-ignores]\na = "B2"', "per-file-ignores must be a list of codes"),
        ("select = [", "is not TOML"),
    ],
)
def test_what_is_wrong_in_a_file_is_one_line_that_names_it(folder, content, message):
    path = folder / "aligner.toml"
    path.write_text(content, "utf-8")
    with pytest.raises(UsageError) as caught:
        load_settings()
    assert message in str(caught.value)
    assert str(caught.value).startswith(str(path))
    assert "\n" not in str(caught.value)


def test_files_that_are_no_settings(folder):
    with pytest.raises(UsageError, match="cannot read"):
        load_settings(Path("none.toml"))
    (folder / "binary.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(UsageError, match="is not TOML"):
        load_settings(Path("binary.toml"))
    (folder / "pyproject.toml").write_text("[tool]\naligner = 1\n", "utf-8")
    with pytest.raises(UsageError, match=r"tool\.aligner is not a table"):
        load_settings()
    (folder / "pyproject.toml").write_text("[project]\n", "utf-8")
    with pytest.raises(UsageError, match=r"has no \[tool\.aligner\]"):
        load_settings(Path("pyproject.toml"))


def test_a_glossary_needs_both_sides(tmp_path):
    path = tmp_path / "terms.tsv"
    path.write_text("id\ten\tko\n1\tA \t가\n2\t\t나\n", "utf-8")
    with pytest.raises(InputError, match=r"terms\.tsv, line 3: a term needs both"):
        read_glossary(path)
