from aligner.evaluation import Scores, Tally, as_json, render_table, score_rows

SCORES = {
    "clean": Scores({"strict": Tally(1, 1, 1, 1), "null": Tally()}, documents=1),
    "hard2": Scores({"strict": Tally(1, 2, 1, 2), "null": Tally(1, 2, 1, 1)}, documents=3),
}


def test_rows_end_with_all_sets_together():
    assert score_rows(SCORES, ["strict", "null"]) == [
        ("set", "documents", "strict F1", "null F1"),
        ("clean", "1", "1.0000", "0.0000"),
        ("hard2", "3", "0.5000", "0.6667"),
        ("all", "4", "0.6667", "0.6667"),
    ]


def test_rows_can_show_precision_and_recall():
    header, row = score_rows({"hard2": SCORES["hard2"]}, ["null"], ("precision", "recall"))
    assert header == ("set", "documents", "null P", "null R")
    assert row == ("hard2", "3", "0.5000", "1.0000")


def test_the_table_is_aligned():
    lines = render_table(score_rows(SCORES, ["strict"])).split("\n")
    assert len({len(line) for line in lines}) == 1


def test_json_has_every_measure_unrounded():
    assert as_json(SCORES)["hard2"] == {
        "documents": 3,
        "uncovered": 0,
        "strict": {"precision": 0.5, "recall": 0.5, "f1": 0.5},
        "null": {"precision": 0.5, "recall": 1.0, "f1": 2 / 3},
    }
