import json
import os
import subprocess
import sys
import threading

import pytest

from aligner.formats import read_pairs

ROWS = [
    ("다리가 안 열렸다.", "The bridge wasn?t open."),
    ("비가 왔다.", "It rained."),
    ("그는 '기적'이라고 했다.", "He called it a ?miracle? at the opening."),
]


@pytest.fixture(autouse=True)
def _no_settings(tmp_path, monkeypatch):
    """What stands in the checkout's own pyproject.toml is none of our business."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "aligner.toml").touch()


@pytest.fixture
def pairs(tmp_path):
    """A table that somebody else made: only ko and en, and another column."""
    path = tmp_path / "pairs.tsv"
    lines = [f"{number}\t{ko}\t{en}\n" for number, (ko, en) in enumerate(ROWS, 1)]
    path.write_text("id\tko\ten\n" + "".join(lines), encoding="utf-8")
    return path


def test_full_shows_both_sentences_with_the_span_underlined(run, pairs):
    status, out, _ = run("check", pairs, "--select", "E102")
    assert status == 0
    assert out == (
        "E102 [*] warning: `?` stands where an apostrophe was lost; put ’ in its place\n"
        f" --> {pairs}:2:en:16\n"
        "   |\n"
        "ko | 다리가 안 열렸다.\n"
        "en | The bridge wasn?t open.\n"
        "   |                ^\n"
        "   = safe fix: put `’` there\n\n"
    )


def test_carets_stand_under_hangul_which_is_two_columns_wide(run, tmp_path):
    path = tmp_path / "a.tsv"
    path.write_text("ko\ten\n다리는 북?러 사이에 있다.\tThe bridge is there.\n", "utf-8")
    lines = run("check", path, "--select", "E104")[1].splitlines()
    assert lines[3] == "ko | 다리는 북?러 사이에 있다."
    assert lines[4] == "   | " + " " * 9 + "^"


def test_a_long_text_is_shown_around_the_span_and_without_escape_sequences(run, tmp_path):
    path = tmp_path / "a.tsv"
    path.write_text(f"ko\ten\n{'가' * 500}\t{'a ' * 300}\x1b[31m isn?t {'b ' * 300}\n", "utf-8")
    _, out, _ = run("check", path, "--select", "E102")
    assert "\x1b" not in out
    assert max(map(len, out.splitlines())) < 200
    [carets] = [line for line in out.splitlines() if line.endswith("^")]
    [text] = [line for line in out.splitlines() if line.startswith("en |")]
    assert text[len(carets) - 1] == "?"


def test_concise_is_one_line_each(run, pairs):
    _, out, _ = run("check", pairs, "--format", "concise", "--select", "E")
    assert [line.split(" ")[:2] for line in out.splitlines()] == [
        [f"{pairs}:2:en:16:", "E102"],
        [f"{pairs}:4:en:16:", "E103"],
        [f"{pairs}:4:en:24:", "E103"],
    ]


def test_json_has_one_object_each(run, pairs):
    _, out, _ = run("check", pairs, "--format", "json", "--select", "E102")
    finding = json.loads(out)
    assert (finding["file"], finding["line"], finding["pair"]) == (str(pairs), 2, 1)
    assert (finding["code"], finding["name"]) == ("E102", "lost-apostrophe")
    assert (finding["fix"], finding["applicability"]) == ("’", "safe")
    assert finding["span"] == [15, 16]


def test_statistics_count_by_code_the_most_frequent_first(run, pairs):
    _, out, _ = run("check", pairs, "--statistics", "--select", "E")
    assert out == "2  E103  [-] lost-quotation-mark\n1  E102  [*] lost-apostrophe\n"
    _, out, _ = run("check", pairs, "--statistics", "--select", "E", "--format", "json")
    assert [json.loads(line)["count"] for line in out.splitlines()] == [2, 1]


def test_statistics_mark_what_has_a_fix(run, tmp_path):
    path = tmp_path / "pairs.tsv"
    path.write_text("ko\ten\n구스만이 왔다.\tThe painter Guzm?n came.\n", "utf-8")
    _, out, _ = run("check", path, "--statistics", "--select", "E")
    assert out == "1  E106  [ ] lost-accent\n"
    path.write_text("ko\ten\n카페였다.\tIt was a caf?, and Guzm?n came.\n", "utf-8")
    _, out, _ = run("check", path, "--statistics", "--select", "E")
    assert out == "2  E106  [*] lost-accent\n"


def test_repeated_options_add_up(run, pairs):
    both = run("check", pairs, "--select", "E102,E103", "--format", "concise")[1]
    assert (
        run("check", pairs, "--select", "E103", "--select", "E102", "--format", "concise")[1]
        == both
    )
    one = run("check", pairs, "--select", "E102", "--format", "concise")[1]
    assert one
    assert one != both
    ignored = run(
        "check",
        pairs,
        "--select",
        "E102,E103,E104",
        "--ignore",
        "E103",
        "--ignore",
        "E104",
        "--format",
        "concise",
    )
    assert ignored[1] == one


def test_it_fails_on_request(run, pairs):
    assert run("check", pairs, "--select", "E,B", "--fail-on", "warning")[0] == 1
    assert run("check", pairs, "--select", "E,B", "--fail-on", "error")[0] == 0
    assert run("check", pairs, "--select", "E,B", "--fail-on", "warning", "--ignore", "E1")[0] == 0


def test_it_counts_and_says_what_can_be_fixed(run, pairs):
    err = run("check", pairs, "--select", "E")[2]
    assert err == (
        "3 pairs checked, 3 findings\ncan be fixed: 1 with --fix, 2 with --fix --unsafe-fixes\n"
    )
    assert run("check", pairs, "--select", "B")[2] == "3 pairs checked, no findings\n"
    assert run("check", pairs, "-q")[2] == ""


def test_it_says_how_much_is_translated(run, tmp_path):
    path = tmp_path / "a.tsv"
    path.write_text(
        "doc\tko\ten\na\t다리가 열렸다.\tThe bridge opened.\na\t비가 많이 왔다.\t\nb\t끝났다.\tIt ended.\n",
        "utf-8",
    )
    err = run("check", path, "--select", "E")[2]
    assert err.startswith("a: 50.0% of the Korean is translated\n3 pairs")


def test_safe_fixes_go_into_another_file_and_other_columns_stay(run, pairs, tmp_path):
    before = pairs.read_bytes()
    status, out, err = run("check", pairs, "--select", "E", "--fix", "-o", tmp_path / "new.tsv")
    assert status == 0
    assert "E102" not in out
    assert "E103" in out
    assert "3 pairs checked, 2 findings left, 1 fixed" in err
    assert (tmp_path / "new.tsv").read_text("utf-8").splitlines() == [
        "id\tko\ten\tfindings",
        "1\t다리가 안 열렸다.\tThe bridge wasn’t open.\t",
        "2\t비가 왔다.\tIt rained.\t",
        "3\t그는 '기적'이라고 했다.\tHe called it a ?miracle? at the opening.\tE103|E103",
    ]
    assert pairs.read_bytes() == before


def test_unsafe_fixes_are_applied_when_asked_for(run, pairs, tmp_path):
    arguments = ["--select", "E", "--fix", "--unsafe-fixes", "--fail-on", "info"]
    status, out, _ = run("check", pairs, *arguments, "-o", tmp_path / "new.jsonl")
    assert (status, out) == (0, "")
    assert "‘miracle’" in read_pairs(tmp_path / "new.jsonl")[2].en


def test_diff_shows_what_would_change_and_writes_nothing(run, pairs, tmp_path):
    status, out, _ = run("check", pairs, "--diff", "--select", "E", "--fail-on", "warning")
    assert status == 1
    assert out == (f"@@ {pairs}:2:en @@\n-The bridge wasn?t open.\n+The bridge wasn’t open.\n")
    assert "‘miracle’" in run("check", pairs, "--diff", "--select", "E", "--unsafe-fixes")[1]
    assert {path.name for path in tmp_path.iterdir()} == {"pairs.tsv", "aligner.toml"}


@pytest.mark.parametrize(
    "arguments",
    [
        ["--fix"],
        ["--unsafe-fixes"],
        ["--diff", "-o", "x.tsv"],
        ["--select", "Q9"],
        ["--select", ","],
        ["--fix", "-o", "INPUT"],
        ["--format", "x"],
        ["--date", "17.5.2024"],
        ["--glossary", "none.tsv"],
        ["--config", "none.toml"],
        ["--config", "aligner.toml", "--isolated"],
        ["--jobs", "0"],
        ["INPUT", "-o", "x.tsv"],
        ["none.tsv"],
    ],
)
def test_it_refuses_what_makes_no_sense(run, pairs, arguments):
    before = pairs.read_bytes()
    status, _, err = run("check", pairs, *(pairs if a == "INPUT" else a for a in arguments))
    assert status == 2
    assert err.count("\n") == 1
    assert pairs.read_bytes() == before


def test_it_writes_over_neither_file_of_its_input(run, tmp_path):
    for side, text in (("ko", "비가 왔다.\n"), ("en", "It rained.\n")):
        (tmp_path / f"c.{side}").write_text(text, encoding="utf-8")
    status, _, err = run("check", tmp_path / "c.ko", "-o", tmp_path / "c.en")
    assert status == 2
    assert "input file" in err


def test_moses_is_checked_by_its_lines(run, tmp_path):
    (tmp_path / "c.ko").write_text("비가 왔다.\n안 열렸다.\n", "utf-8")
    (tmp_path / "c.en").write_text("It rained.\nIt wasn?t open.\n", "utf-8")
    _, out, _ = run("check", tmp_path / "c.ko", "--select", "E", "--format", "concise")
    assert out.startswith(f"{tmp_path / 'c.ko'}:2:en:8: E102")


def test_standard_input_is_read_twice(pairs):
    command = [sys.executable, "-m", "aligner", "check", "-", "--input-format", "tsv"]
    command += ["--format", "concise", "--select", "E102"]
    result = subprocess.run(command, input=pairs.read_bytes(), capture_output=True, check=False)
    assert result.returncode == 0
    assert result.stdout.startswith(b"standard input:2:en:16: E102")


def test_a_pipe_is_read_twice(run, pairs, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=lambda: pipe.write_bytes(pairs.read_bytes()))
    writer.start()
    _, out, _ = run("check", pipe, "--input-format", "tsv", "--format", "concise")
    writer.join()
    assert f"{pipe}:2:en:16: E102" in out


def test_several_processes_print_what_one_prints(run, tmp_path):
    path = tmp_path / "many.tsv"
    rows = [f"{ko} {n}\t{en} {n}\t{n}\n" for n in range(250) for ko, en in ROWS]
    path.write_text("ko\ten\tn\n" + "".join(rows), "utf-8")
    alone = run("check", path, "--format", "json", "--jobs", "1", "--fix", "-o", tmp_path / "1.tsv")
    pool = run("check", path, "--format", "json", "--jobs", "3", "--fix", "-o", tmp_path / "3.tsv")
    assert alone == pool
    assert len(alone[1].splitlines()) >= 500
    assert (tmp_path / "1.tsv").read_bytes() == (tmp_path / "3.tsv").read_bytes()


def test_settings_come_from_the_file_and_the_command_line_goes_before(run, pairs, tmp_path):
    (tmp_path / "aligner.toml").write_text(
        'select = ["E102"]\nformat = "concise"\nfail-on = "warning"\n', "utf-8"
    )
    status, out, _ = run("check", pairs)
    assert (status, out.count("\n")) == (1, 1)
    assert run("check", pairs, "--select", "E103")[1].count("\n") == 2
    assert run("check", pairs, "--fail-on", "error")[0] == 0
    assert run("check", pairs, "--isolated", "--select", "E")[0] == 0
    (tmp_path / "other.toml").write_text('[per-file-ignores]\n"*.tsv" = ["E"]\n', "utf-8")
    assert run("check", pairs, "--config", "other.toml", "--select", "E")[1] == ""


def test_wrong_settings_are_one_line(run, pairs, tmp_path):
    (tmp_path / "aligner.toml").write_text('selct = ["E102"]\n', "utf-8")
    status, _, err = run("check", pairs)
    assert status == 2
    assert err.count("\n") == 1
    assert "selct" in err


BILLION_LAUGHS = (
    b"<?xml version='1.0'?><!DOCTYPE tmx [<!ENTITY a 'ha'>"
    + b"".join(b"<!ENTITY %c '%s'>" % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]><tmx><body><tu><tuv xml:lang='ko'><seg>&j;</seg></tuv></tu></body></tmx>"
)


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.tsv", "하나\tOne\n".encode(), "line 1: the header names no column ko and no en"),
        ("a.tsv", b"ko\ten\n1\tA\n2\tB\tx\n", "line 3: 3 cells under a header of 2"),
        ("a.tsv", "ko\ten\n1\tA\n".encode("utf-16"), "is UTF-16; save the file as UTF-8"),
        ("a.tsv", "ko\ten\n하나\tA\n".encode("cp949"), "line 2: byte 0xc7 is not UTF-8"),
        ("a.jsonl", b'{"ko": "1", "en": "A"}\n{"ko": 1}\n', "line 2: the object has no key 'en'"),
        ("a.tmx", b"<tmx>\n<body></tmx>", "line 2: not XML (mismatched tag)"),
        ("a.tmx", BILLION_LAUGHS, "uses the entity &"),
        ("a.xlf", b"", "not XML (no element found)"),
        ("a.xlf", "<xliff/>".encode("utf-16")[:-1], "not in the encoding"),
    ],
)
def test_unusable_input_is_one_line_and_nothing_is_written(run, tmp_path, name, data, message):
    path = tmp_path / name
    path.write_bytes(data)
    status, out, err = run("check", path, "-o", tmp_path / f"new{path.suffix}")
    assert (status, out) == (2, "")
    assert err.count("\n") == 1
    assert message in err
    assert not (tmp_path / f"new{path.suffix}").exists()


def test_keep_going_passes_over_bad_rows_and_exits_with_2(run, tmp_path):
    path = tmp_path / "a.tsv"
    rows = "ko\ten\n하나.\tIt isn?t.\n둘.\n셋.\tIt can?t.\n"
    path.write_bytes(rows.encode() + b"\xff\tB\n")
    arguments = ["--keep-going", "--select", "E", "--fix", "-o", tmp_path / "b.tsv"]
    status, _, err = run("check", tmp_path / "none.tsv", path, "--keep-going")
    assert status == 2
    assert "there is no file" in err
    status, _, err = run("check", path, *arguments)
    assert status == 2
    assert [line for line in err.splitlines() if line.startswith("aligner: ")] == [
        f"aligner: {path}, line 3: 1 cell under a header of 2; "
        "look for a tab or a line break inside a cell",
        f"aligner: {path}, line 5: byte 0xff is not UTF-8; "
        "save the file as UTF-8 (from Korean Windows: iconv -f CP949 -t UTF-8)",
    ]
    assert "2 pairs checked, no findings left, 2 fixed" in err
    assert "passed over: 2 places that could not be read" in err
    assert [pair.en for pair in read_pairs(tmp_path / "b.tsv")] == ["It isn’t.", "It can’t."]


def test_terms_of_a_glossary_are_kept_to(run, tmp_path):
    (tmp_path / "terms.tsv").write_text("ko\ten\n개통식\topening ceremony\n", "utf-8")
    path = tmp_path / "a.tsv"
    path.write_text("ko\ten\n개통식이 열렸다.\tThe launch was held.\n", "utf-8")
    without = run("check", path, "--select", "T", "--format", "concise")[1]
    found = run("check", path, "--select", "T", "--format", "concise", "--glossary", "terms.tsv")[1]
    assert without == ""
    assert "개통식" in found or "opening ceremony" in found


def test_a_megabyte_in_a_cell_is_checked(run, tmp_path):
    path = tmp_path / "a.tsv"
    path.write_text(f"ko\ten\n{'가 ' * 200_000}\t{'a ' * 300_000}isn?t\n", "utf-8")
    status, out, _ = run("check", path, "--select", "E", "--format", "concise")
    assert (status, out.count("E102")) == (0, 1)


def test_the_file_is_written_though_nobody_reads_the_findings(tmp_path):
    path = tmp_path / "many.tsv"
    path.write_text("ko\ten\n" + "안 열렸다.\tIt isn?t open.\n" * 3000, "utf-8")
    command = [sys.executable, "-m", "aligner", "check", path, "-o", tmp_path / "new.tsv"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        err = process.stderr.read()
    assert b"cannot" not in err
    assert len(read_pairs(tmp_path / "new.tsv")) == 3000


def test_a_corpus_folder_is_told_from_a_file(run, tmp_path):
    corpus = tmp_path / "news"
    corpus.mkdir()
    (corpus / "run.json").write_text("{}")
    status, _, err = run("check", corpus)
    assert status == 2
    assert "is a corpus" in err
    assert "aligner export" in err
    assert err.count("\n") == 1
