import pytest

from aligner.errors import InputError
from aligner.evaluation import (
    GoldDocument,
    fingerprint,
    gate_failures,
    measure_lines,
    measure_spans,
    read_floors,
)
from aligner.types import Bead, Pair


def document(name, collection="mine"):
    """Two lines and two sentences of running text, aligned one to one."""
    return GoldDocument(
        collection,
        name,
        False,
        ("가.", "나."),
        ("A.", "B."),
        (((0,), (0,)), ((1,), (1,))),
        "가. 나.",
        "A. B.",
        ((((0, 2),), ((0, 2),)), (((3, 5),), ((3, 5),))),
    )


# Of these two articles only the first is held out; see test_split.
HELD_OUT, FITTED = document("udhr"), document("park_0400")


def half_right(gold):
    return [Bead((0,), (0,)), Bead((1,), ()), Bead((), (1,))]


def floors(tmp_path, text):
    path = tmp_path / "floors.toml"
    path.write_text(text)
    return read_floors(path)


def failures(tmp_path, text, documents=(HELD_OUT, FITTED)):
    return gate_failures(floors(tmp_path, text), measure_lines(documents, half_right))


def test_floors_that_hold_say_nothing(tmp_path):
    assert failures(tmp_path, "[mine]\nstrict_recall = 0.5\nlax_f1 = 0.3\n") == []


def test_a_score_below_its_floor_is_one_line(tmp_path):
    assert failures(tmp_path, "[mine]\nstrict_recall = 0.75\n") == [
        "mine: strict_recall is 0.5000, below its floor of 0.7500 (documents: 2)"
    ]


def test_only_the_documents_asked_for_count(tmp_path):
    text = '[first]\nset = "mine"\nstrict_recall = 1\n'
    (line,) = failures(tmp_path, text + 'documents = "park_*"\n')
    assert line.endswith("(documents: 1)")
    assert line.startswith("first: ")
    (line,) = failures(tmp_path, text + "held_out = true\n", [FITTED])
    assert line == "first: no document was measured; give the folder of mine"


def test_another_gold_is_noticed(tmp_path):
    same = fingerprint([HELD_OUT, FITTED])
    assert failures(tmp_path, f'[mine]\nsha256 = "{same}"\nstrict_recall = 0.5\n') == []
    (line,) = failures(tmp_path, f'[mine]\nsha256 = "{same}"\nstrict_recall = 0.5\n', [HELD_OUT])
    assert "the gold is not the one" in line
    assert fingerprint([HELD_OUT]) in line


def test_a_floor_for_which_nothing_was_measured_fails(tmp_path):
    assert failures(tmp_path, "[mine]\nexact_f1 = 0.1\n") == [
        "mine: exact_f1 was not measured; its floor is 0.1000"
    ]


def test_lines_and_running_text_can_share_a_table(tmp_path):
    results = measure_lines([HELD_OUT], half_right) + measure_spans(
        [HELD_OUT], lambda gold: [Pair("", "", "", ko_spans=k, en_spans=e) for k, e in gold.spans]
    )
    requirements = floors(tmp_path, "[mine]\nexact_f1 = 1\nstrict_recall = 0.6\n")
    assert gate_failures(requirements, results) == [
        "mine: strict_recall is 0.5000, below its floor of 0.6000 (documents: 1)"
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "sets no floors"),
        ("[mine", "is not TOML"),
        ("strict_f1 = 0.9", "strict_f1 stands outside a table"),
        ("[mine]\nstrict = 0.9", "strict in [mine] means nothing"),
        ("[mine]\nstrict_f2 = 0.9", "strict_f2 in [mine] means nothing"),
        ("[mine]\nstrict_f1 = 93", "strict_f1 in [mine] is not a number from 0 to 1"),
        ("[mine]\nstrict_f1 = true", "strict_f1 in [mine] is not a number from 0 to 1"),
        ("[mine]\nstrict_f1 = nan", "strict_f1 in [mine] is not a number from 0 to 1"),
        ("[mine]\nheld_out = 1\nstrict_f1 = 0.9", "held_out in [mine] is not a bool"),
        ('[mine]\ndocuments = "a*"', "[mine] sets no floor"),
    ],
)
def test_a_file_that_would_check_nothing_is_refused(tmp_path, text, message):
    with pytest.raises(InputError) as caught:
        floors(tmp_path, text)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(InputError, match=r"cannot read .*none\.toml"):
        read_floors(tmp_path / "none.toml")
