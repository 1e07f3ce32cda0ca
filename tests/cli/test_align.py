import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"
HEADER = "doc\tko\ten\ttype\tsimilarity\tconfidence\tfindings\tko_spans\ten_spans"
COMMAND = [sys.executable, "-m", "aligner"]


def test_a_table_of_pairs_goes_to_standard_output_and_the_summary_to_standard_error(run, files):
    status, out, err = run("align", *files)
    assert status == 0
    rows = out.splitlines()
    assert rows[0] == HEADER
    assert [row.split("\t")[1:3] for row in rows[1:4]] == [
        ["새 다리가 열렸다", "New bridge opens"],
        ["다리는 17일 열렸다.", "The bridge opened on the 17th."],
        ["시장이 첫 번째로 건넜다.", "The mayor crossed it first."],
    ]
    assert all(row.split("\t")[0] == "bridge" for row in rows[1:])
    for part in ("4 Korean, 4 English", "4 × 1-1", "2 × E101", "1 × E102", "4 rows"):
        assert part in " ".join(err.split())


def test_the_summary_tells_which_ends_of_sentences_one_side_has_alone(run):
    status, _, err = run("align", SAMPLES / "festival.ko.txt", SAMPLES / "festival.en.txt")
    assert status == 0
    said = " ".join(err.split())
    assert "sentence ends 12 in both texts, 1 in the Korean alone, 0 in the English alone" in said


def test_quiet_says_nothing(run, files):
    status, out, err = run("align", *files, "--quiet")
    assert (status, err) == (0, "")
    assert out.startswith(HEADER)


def test_spans_point_into_the_files(run, files, tmp_path):
    status, _, _ = run("align", *files, "-o", tmp_path / "out.jsonl", "--unaligned")
    assert status == 0
    ko, en = (file.read_text(encoding="utf-8") for file in files)
    for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        assert list(record) == [
            "doc", "ko", "en", "ko_sentences", "en_sentences", "ko_spans", "en_spans",
            "type", "similarity", "confidence", "findings",
        ]  # fmt: skip
        for side, text in (("ko", ko), ("en", en)):
            spans = record[f"{side}_spans"]
            assert " ".join(text[start:end] for start, end in spans) == (record[side] or "")


def test_repair_applies_safe_fixes_and_says_how_many(run, files):
    status, out, err = run("align", *files, "--repair")
    assert status == 0
    assert "don’t want to wait for the next bridge—the third—so long." in out
    assert "3 findings, by safe fixes" in " ".join(err.split())


def test_the_settings_of_check_hold(run, files, tmp_path, monkeypatch):
    def codes(*options):
        status, out, _ = run("align", *files, "--format", "jsonl", *options)
        assert status == 0
        return {f["code"] for line in out.splitlines() for f in json.loads(line)["findings"]}

    assert codes() >= {"E101", "E102"}
    assert codes("--select", "E102") & {"E101", "E102"} == {"E102"}
    assert codes("--ignore", "E1").isdisjoint({"E101", "E102"})
    glossary = tmp_path / "terms.tsv"
    glossary.write_text("ko\ten\n시장\tgovernor\n", "utf-8")
    assert "T701" in codes("--glossary", str(glossary))
    (tmp_path / "aligner.toml").write_text('ignore = ["E101"]\n', "utf-8")
    monkeypatch.chdir(tmp_path)
    assert "E101" not in codes()
    assert "E101" in codes("--isolated")


def test_a_code_that_is_none_is_told_before_anything_is_read(run):
    status, _, err = run("align", "absent.ko.txt", "absent.en.txt", "--select", "X9")
    assert status == 2
    assert (
        err
        == "aligner: no rule's code begins with 'X9': codes begin with B2, C6, E1, L4, N3, P5, T7.\n"
    )


def test_min_confidence_leaves_out_and_says_so(run, files):
    status, out, err = run("align", *files, "--min-confidence", "1")
    assert status == 0
    assert out.splitlines() == [HEADER]
    assert "4 of a confidence below 1" in " ".join(err.split())


def test_unaligned_sentences_are_written_on_request(run, files):
    ko, en = files
    with ko.open("a", encoding="utf-8") as stream:
        stream.write("\n본문 바로가기\n")
    assert "본문 바로가기" not in run("align", ko, en)[1]
    status, out, _ = run("align", ko, en, "--unaligned")
    [row] = [row.split("\t") for row in out.splitlines() if "본문 바로가기" in row]
    assert (status, row[2], row[3], row[4]) == (0, "", "1-0", "")
    assert "B201" in row[6]


def test_the_summary_counts_the_rows_that_a_format_has_room_for(run, files, tmp_path):
    ko, en = files
    with ko.open("a", encoding="utf-8") as stream:
        stream.write("\n본문 바로가기\n")
    for name, said in (
        ("a.ko", "4 rows in {s} s; 1 row without a partner not"),
        ("a.tsv", "5 rows in {s} s"),
        ("a.tmx", "5 rows in {s} s"),
        ("a.xliff", "5 rows in {s} s"),
    ):
        status, _, err = run("align", ko, en, "--unaligned", "-o", tmp_path / name)
        shown = re.sub(r"[0-9.]+ s\b", "{s} s", err.splitlines()[-1])
        assert (status, shown.split(maxsplit=1)) == (0, ["written", said])
    assert (tmp_path / "a.ko").read_text("utf-8").count("\n") == 4
    assert (tmp_path / "a.tmx").read_text("utf-8").count("<tu ") == 5
    assert (tmp_path / "a.xliff").read_text("utf-8").count("<trans-unit ") == 5


def test_lines_are_not_taken_apart(run, tmp_path):
    ko, en = tmp_path / "a.ko", tmp_path / "a.en"
    ko.write_text("비가 왔다. 길이 젖었다.\n우산을 샀다.\n", encoding="utf-8")
    en.write_text("It rained. The road got wet.\nI bought an umbrella.\n", encoding="utf-8")
    status, out, _ = run("align", ko, en, "--lines", "--format", "jsonl")
    assert status == 0
    assert [json.loads(line)["ko"] for line in out.splitlines()] == [
        "비가 왔다. 길이 젖었다.",
        "우산을 샀다.",
    ]


def test_files_the_other_way_round_are_swapped_with_a_notice(run, files):
    ko, en = files
    straight = run("align", ko, en)
    swapped = run("align", en, ko)
    assert swapped[0] == 0
    assert [row.split("\t")[1:] for row in swapped[1].splitlines()] == [
        row.split("\t")[1:] for row in straight[1].splitlines()
    ]
    assert "swapped" in swapped[2]


def test_save_text_writes_what_the_spans_point_into(run, files, tmp_path):
    ko, en = files
    ko.write_bytes(ko.read_text(encoding="utf-8").replace("\n", "\r\n").encode("cp949"))
    status, _, _ = run("align", ko, en, "--save-text", tmp_path / "texts")
    assert status == 0
    saved = (tmp_path / "texts" / "bridge.ko.txt").read_bytes().decode("utf-8")
    assert saved.startswith("새 다리가 열렸다\n\n다리는")


@pytest.mark.parametrize("text", ["없는 다리가 열렸다. " * 3])
def test_one_text_may_come_from_standard_input(files, text):
    result = subprocess.run(
        [*COMMAND, "align", "-", str(files[1]), "-q"],
        input=text.encode(),
        capture_output=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert result.stdout.decode().startswith(HEADER)


def bad(kind, ko, en, tmp_path):
    """Arguments that cannot work, and what the line about them says."""
    empty, blank, binary, other = (
        tmp_path / name for name in ("empty", "blank", "binary", "other")
    )
    empty.write_bytes(b"")
    blank.write_text(" \n\n\t\n")
    binary.write_bytes(bytes(range(256)) * 20)
    other.write_bytes("안녕하세요. 반갑습니다.".encode() + b"\xff\xfa\x80\x81" * 30)
    korean = tmp_path / "second.ko.txt"
    korean.write_text("이 글도 한국어다. 영어가 아니다.\n", encoding="utf-8")
    english = tmp_path / "second.en.txt"
    english.write_text("This is English as well.\n", encoding="utf-8")
    moses_twin = tmp_path / "bridge.ko"
    (tmp_path / "bridge.en").symlink_to(en)
    return {
        "missing": ([tmp_path / "none.txt", en], "none.txt: no such file"),
        "directory": ([tmp_path, en], "a directory"),
        "empty": ([empty, en], "no text in it"),
        "blank": ([ko, blank], "no text in it"),
        "binary": ([binary, en], "binary"),
        "undecodable": ([other, en], "convert it to UTF-8"),
        "same file": ([ko, ko], "the same file twice"),
        "both Korean": ([ko, korean], "both texts are Korean"),
        "both English": ([english, en], "no Korean text"),
        "both from standard input": (["-", "-"], "only one of the two"),
        "unknown model": ([ko, en, "--model", "use-multilingal"], "did you mean"),
        "unknown format": ([ko, en, "--format", "docx"], "no format is called"),
        "unknown ending": ([ko, en, "-o", tmp_path / "out.docx"], "cannot tell the format"),
        "no such folder": ([ko, en, "-o", tmp_path / "none" / "out.tsv"], "create it first"),
        "output is a folder": ([ko, en, "-o", tmp_path], "a directory"),
        "output is an input": ([ko, en, "-o", ko, "--format", "tsv"], "input file"),
        "one of two outputs is an input": (
            [ko, en, "-o", moses_twin, "--format", "moses"],
            "input",
        ),
        "saved text is an input": ([ko, en, "--save-text", ko.parent], "input file"),
        "two files on standard output": ([ko, en, "--format", "moses"], "moses is two files"),
        "confidence": ([ko, en, "--min-confidence", "2"], "--min-confidence"),
        "one file": ([ko], "Missing argument"),
        "unknown option": ([ko, en, "--wrong"], "No such option"),
    }[kind]


KINDS = [
    "missing", "directory", "empty", "blank", "binary", "undecodable", "same file", "both Korean",
    "both English", "both from standard input", "unknown model", "unknown format",
    "unknown ending", "no such folder", "output is a folder", "output is an input",
    "one of two outputs is an input", "saved text is an input", "two files on standard output",
    "confidence", "one file", "unknown option",
]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_bad_input_is_one_clear_line(kind, run, files, tmp_path):
    arguments, says = bad(kind, *files, tmp_path)
    before = sorted(path.name for path in tmp_path.iterdir())
    contents = [file.read_bytes() for file in files]
    status, out, err = run("align", *arguments)
    assert status == 2
    assert says in err
    assert err.count("\n") == 1
    assert err.startswith("aligner: ")
    assert out == ""
    assert sorted(path.name for path in tmp_path.iterdir()) == before
    assert [file.read_bytes() for file in files] == contents


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file(run, files):
    files[0].chmod(0)
    status, _, err = run("align", *files)
    assert status == 2
    assert "no permission" in err


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full here")  # noqa: PTH110
def test_a_full_disk(files):
    for target in (["-o", "/dev/full", "--format", "tsv"], []):
        with open("/dev/full", "wb") as full:  # noqa: PTH123
            result = subprocess.run(
                [*COMMAND, "align", *map(str, files), "-q", *target],
                stdout=full if not target else subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                check=False,
            )
        assert result.returncode == 2
        assert b"No space left" in result.stderr
        assert result.stderr.count(b"\n") == 1


def test_odd_characters_survive(run, tmp_path):
    ko, en = tmp_path / "a.ko", tmp_path / "a.en"
    ko.write_bytes("첫 문장\x00이다. 둘째 \ud800 문장이다.\n".encode("utf-8", "surrogatepass"))
    en.write_text(
        "The first \x00 sentence. The second \u200b one.\u2028 Third.\n", encoding="utf-8"
    )
    for form in ("tsv", "jsonl", "tmx", "xliff"):
        status, out, err = run("align", ko, en, "--format", form, "--unaligned")
        assert status == 0, err
        assert "첫 문장" in out


@pytest.mark.parametrize("filling", ["가나 다라 ", "?"])
def test_a_megabyte_in_one_line(run, tmp_path, filling):
    ko, en = tmp_path / "a.ko", tmp_path / "a.en"
    ko.write_text("가 " + filling * (10**6 // len(filling.encode())), encoding="utf-8")
    en.write_text("One sentence only, and a short one.\n", encoding="utf-8")
    status, out, err = run("align", ko, en, "-q", "--lines")
    assert status == 0, err
    assert out.startswith(HEADER)


def test_one_sentence_against_ten_thousand(run, tmp_path):
    ko, en = tmp_path / "a.ko", tmp_path / "a.en"
    ko.write_text("시장은 예산이 다음 달에 늘어난다고 말했다.\n", encoding="utf-8")
    lines = [f"Sentence number {n} says nothing of the kind.\n" for n in range(10_000)]
    lines[7_000] = "The mayor said that the budget would grow next month.\n"
    en.write_text("".join(lines), encoding="utf-8")
    status, out, err = run("align", ko, en)
    assert status == 0, err
    assert "The mayor said that the budget would grow next month." in out


def test_a_closed_pipe_is_no_error(files):
    process = subprocess.Popen(
        [*COMMAND, "align", *map(str, files)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    process.stdout.close()
    errors = process.stderr.read()
    process.stderr.close()
    assert process.wait() == 0
    assert b"Traceback" not in errors
    assert b"Error" not in errors


def test_an_interrupt_ends_with_130_and_leaves_nothing(files, tmp_path):
    en = files[1]
    fifo = tmp_path / "pipe"
    os.mkfifo(fifo)
    out = tmp_path / "out.tsv"
    process = subprocess.Popen(
        [*COMMAND, "align", str(fifo), str(en), "-o", str(out)],
        stderr=subprocess.PIPE,
        # A shell's background job ignores interrupts, and what it starts inherits that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    # Opening for writing returns once the aligner reads, so it is in the middle of its work.
    with fifo.open("wb"):
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        errors = process.stderr.read()
    process.stderr.close()
    assert process.wait() == 130
    assert errors.strip() == b"aligner: interrupted"
    assert not out.exists()
    assert not list(tmp_path.glob(".aligner*"))


def test_unrelated_texts_are_remarked_on(run, files, tmp_path):
    ko = tmp_path / "other.ko.txt"
    ko.write_text(
        "연구진은 새 배터리가 영하 20도에서도 작동한다고 밝혔다.\n"
        "의사들은 충분한 수면이 면역력을 높인다고 조언한다.\n"
        "어머니는 시장에서 생선과 채소를 샀다.\n"
        "법원은 증거가 부족하다며 무죄를 선고했다.\n"
        "위성은 지구에서 500킬로미터 높이의 궤도를 돈다.\n",
        encoding="utf-8",
    )
    en = tmp_path / "other.en.txt"
    en.write_text(
        "The museum will close its doors for repairs.\nTwo roads meet at the old market.\n"
        "She had never seen the sea before.\nPrices of rice fell a little.\n"
        "The choir sang until midnight.\nNobody claimed the lost umbrella.\n",
        encoding="utf-8",
    )
    assert "do not look like translations" in run("align", ko, en)[2]
    assert "do not look like translations" not in run("align", *files)[2]


@pytest.mark.parametrize(
    ("ko", "en"),
    [
        ("비가 왔다.", "The court rejected the appeal."),
        (
            "연구진은 새 배터리를 공개했다. 어머니는 시장에서 생선을 샀다.",
            "The choir sang until midnight. Nobody claimed the lost umbrella.",
        ),
    ],
)
def test_short_unrelated_texts_are_remarked_on_too(run, tmp_path, ko, en):
    for name, text in (("a.ko.txt", ko), ("a.en.txt", en)):
        (tmp_path / name).write_text(text, "utf-8")
    told = run("align", tmp_path / "a.ko.txt", tmp_path / "a.en.txt")[2]
    assert "do not look like translations" in told


def test_short_translations_are_not_doubted(run, tmp_path):
    (tmp_path / "a.ko.txt").write_text("법원은 항소를 기각했다.", "utf-8")
    (tmp_path / "a.en.txt").write_text("The court rejected the appeal.", "utf-8")
    told = run("align", tmp_path / "a.ko.txt", tmp_path / "a.en.txt")[2]
    assert "do not look like translations" not in told


def test_a_terminal_that_lacks_a_character_is_no_obstacle(files):
    result = subprocess.run(
        [*COMMAND, "align", *map(str, files), "-o", "/dev/null", "--format", "tsv"],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        check=False,
    )
    assert result.returncode == 0, result.stderr


def test_a_closed_standard_input_is_one_line(files):
    command = f"{sys.executable} -m aligner align - {files[1]} <&-"
    result = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
    assert result.returncode == 2
    assert result.stderr.count(b"\n") == 1
