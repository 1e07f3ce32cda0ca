import shutil

import pytest

from aligner.embedding import load
from aligner.errors import InputError
from aligner.formats import read_pairs
from aligner.review.applying import ConflictError, RefusedError
from aligner.review.desk import Desk
from aligner.review.scoring import Score, Scorer
from aligner.types import Pair
from aligner.viewing import open_source


def texts(desk):
    return [(row["ko"], row["en"]) for row in desk.rows(desk.state.beads)]


def codes(row):
    return [finding["code"] for finding in row["findings"]]


def test_the_state_after_a_restart_is_the_same(desk_of):
    desk = desk_of()
    for request in ({"do": "merge", "bead": 2}, {"do": "confirm", "bead": 0}, {"do": "undo"}):
        desk.act(request, desk.state.revision)
    desk.journal.close()
    again = Desk(desk.source)
    assert again.state == desk.state
    again.act({"do": "redo"}, again.state.revision)
    again.journal.close()


def test_a_row_is_told_as_the_file_has_it_until_it_changes(desk_of):
    pairs = [
        Pair("d", "다리가 안 열렸다.", "It wasn?t open.", similarity=0.7, confidence=0.9),
        Pair("d", "비가 많이 왔다.", "It rained a lot.", confidence=0.8),
    ]
    desk = desk_of(pairs)
    first = desk.rows(desk.state.beads)[0]
    assert (first["origin"], first["confidence"], codes(first)) == ("file", 0.9, ["E102"])
    [merged] = desk.act({"do": "merge", "bead": 0}, 0)["rows"]
    assert (merged["origin"], merged["confidence"]) == ("waiting", None)
    assert "E102" in codes(merged)
    [back, _] = desk.act({"do": "undo"}, 1)["rows"]
    assert (back["origin"], back["confidence"]) == ("file", 0.9)


def test_accepting_a_finding_writes_its_fix_and_the_finding_is_gone(desk_of):
    desk = desk_of([Pair("d", "다리가 안 열렸다.", "It wasn?t open. It isn?t.")])
    finding = desk.rows(desk.state.beads)[0]["findings"][1]
    request = {"do": "accept", "bead": 0, **{k: finding[k] for k in ("code", "side")}}
    [row] = desk.act({**request, "span": list(finding["span"])}, 0)["rows"]
    assert row["en"] == ["It wasn?t open. It isn’t."]
    assert codes(row) == ["E102"]
    with pytest.raises(RefusedError, match="there no longer"):
        desk.act({**request, "span": list(finding["span"])}, 1)


def test_a_dismissed_finding_is_told_as_such(desk_of):
    desk = desk_of([Pair("d", "다리가 안 열렸다.", "It wasn?t open.")])
    request = {"do": "dismiss", "bead": 0, "code": "E102", "side": "en", "span": [7, 8]}
    assert desk.act(request, 0)["rows"][0]["findings"][0]["dismissed"]
    [row] = desk.act({**request, "dismissed": False}, 1)["rows"]
    assert not row["findings"][0]["dismissed"]


def test_a_side_without_known_sentences_is_cut_by_the_rules_first(desk_of):
    desk = desk_of([Pair("d", "비가 왔다. 길이 젖었다.", "It rained. The road got wet.")], "a.tsv")
    desk.act({"do": "split", "bead": 0}, 0)
    assert texts(desk) == [(["비가 왔다.", "길이 젖었다."], ["It rained.", "The road got wet."])]
    desk.act({"do": "split", "bead": 0}, 1)
    assert texts(desk) == [
        (["비가 왔다."], ["It rained."]),
        (["길이 젖었다."], ["The road got wet."]),
    ]
    with pytest.raises(RefusedError, match="one sentence on each side"):
        desk.act({"do": "split", "bead": 0}, 2)


def test_two_tabs_cannot_change_the_same_row_unseen(desk_of):
    desk = desk_of()
    desk.act({"do": "edit", "bead": 1, "side": "ko", "sentence": 0, "text": "하나."}, 0)
    desk.act({"do": "confirm", "bead": 5}, 0)
    with pytest.raises(ConflictError, match="another tab"):
        desk.act({"do": "confirm", "bead": 1}, 0)
    desk.act({"do": "confirm", "bead": 1}, 2)


def test_a_file_without_text_is_refused(tmp_path):
    path = tmp_path / "a.tsv"
    path.write_text("ko\ten\n \t \n", "utf-8")
    with pytest.raises(InputError, match="no text"):
        Desk(open_source(path))


@pytest.fixture(scope="module")
def scored(sample, tmp_path_factory):
    """A desk over the sample with the default model."""
    path = shutil.copy(sample, tmp_path_factory.mktemp("scored"))
    desk = Desk(open_source(path))
    desk.scorer = Scorer(load())
    yield desk
    desk.journal.close()


def test_a_row_that_nobody_changed_scores_as_the_aligner_scored_it(scored, sample):
    article = tuple(bead for bead in scored.state.beads if scored.judge.of_article(bead))
    pairs = read_pairs(sample)
    assert len(article) > 20
    doubted = 0
    for bead in article:
        score = scored.scorer.score(bead, article)
        # The aligner may doubt whether a row is one; a person sees that it is.
        assert score.confidence >= pairs[bead.id].confidence - 1e-3
        doubted += score.confidence > pairs[bead.id].confidence + 1e-3
        if not bead.is_null:
            assert score.similarity == pytest.approx(pairs[bead.id].similarity, abs=1e-3)
    assert doubted <= 2


def test_a_wrong_row_scores_low_and_a_right_one_high_again(scored):
    start = scored.state.revision
    at = next(n for n, b in enumerate(scored.state.beads) if b.type == "1-1" and n > 3)
    bead = scored.state.beads[at]
    change = scored.act({"do": "swap", "bead": bead.id}, start)
    for work in scored.work(scored.state.beads):
        scored.judge.learn(work.bead, scored.scorer.score(work.bead, work.document))
    changed = scored.rows(scored.state.beads[change["at"] : change["at"] + 2])
    assert [row["origin"] for row in changed] == ["again", "again"]
    assert all(row["confidence"] is None or row["confidence"] < 0.2 for row in changed)
    scored.act({"do": "undo"}, scored.state.revision)


def test_the_best_split_is_the_one_that_the_aligner_had(scored):
    at = next(
        n
        for n, (one, two) in enumerate(
            zip(scored.state.beads, scored.state.beads[1:], strict=False)
        )
        if one.type == two.type == "1-1"
    )
    first = scored.state.beads[at]
    [merged] = scored.act({"do": "merge", "bead": first.id}, scored.state.revision)["rows"]
    assert (len(merged["ko"]), len(merged["en"])) == (2, 2)
    split = scored.act({"do": "split", "bead": first.id}, scored.state.revision)["rows"]
    assert [(len(row["ko"]), len(row["en"])) for row in split] == [(1, 1), (1, 1)]
    for _ in range(2):
        scored.act({"do": "undo"}, scored.state.revision)


def test_what_the_aligner_has_no_bead_for_has_no_confidence(scored):
    beads = [bead for bead in scored.state.beads if bead.type == "1-1"]
    from dataclasses import replace

    apart = replace(beads[0], ko=(beads[0].ko[0], beads[4].ko[0]))
    score = scored.scorer.score(apart, tuple(scored.state.beads))
    assert score.confidence is None
    assert score.similarity is not None
    assert scored.scorer.score(beads[0], (beads[0],)) != Score(None, None)
