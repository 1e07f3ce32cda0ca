"""What is exported, and where to."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.corpus import DocumentRow, write_corpus
from aligner.corpus.duplicates import jaccard, shingles
from aligner.corpus.exports import Options, export, hard_negatives
from aligner.corpus.exports.chat import WORDINGS, examples
from aligner.corpus.exports.selection import choose
from aligner.corpus.exports.spreadsheet import LONGEST_CELL
from aligner.corpus.filters import Limits, filters_of
from aligner.corpus.normalised import comparable
from aligner.errors import InputError, OutputError, UsageError
from aligner.formats import read_pairs
from aligner.types import Pair


def test_splits_are_files_of_a_folder(corpus, tmp_path, pairs):
    counts = export(corpus, tmp_path / "out", "jsonl")
    assert counts == {"train.jsonl": 13, "test.jsonl": 3}
    found = read_pairs(tmp_path / "out" / "train.jsonl") + read_pairs(
        tmp_path / "out" / "test.jsonl"
    )
    assert found == pairs
    assert export(corpus, tmp_path / "test.tsv", "tsv", split="test") == {"test.tsv": 3}
    with pytest.raises(UsageError, match="there are test, train"):
        export(corpus, tmp_path / "dev.tsv", "tsv", split="dev")


@pytest.mark.parametrize("format", ["tsv", "hf"])
def test_documents_without_a_split_are_no_less(tmp_path, format):
    def corpus(*splits):
        rows = [
            (DocumentRow(str(n), split=split), [Pair(str(n), "하나.", f"One {n}.")])
            for n, split in enumerate(splits)
        ]
        return write_corpus(tmp_path / "-".join(splits).replace("/", "_"), rows, {})

    def parts(counts):
        return {name.removesuffix(".tsv"): count for name, count in counts.items()}

    some = export(corpus("train", "", "train"), tmp_path / "some", format)
    assert parts(some) == {"unsplit": 1, "train": 2}
    assert parts(export(corpus("", ""), tmp_path / "none", format)) == {"train": 2}
    with pytest.raises(InputError, match="cannot be a file name"):
        export(corpus("../up", "a"), tmp_path / "up", format)


def test_limits_choose_pairs(corpus, tmp_path):
    def limits():
        return filters_of(Limits(confidence=0.95))

    assert export(corpus, tmp_path / "x.tsv", "tsv", filters=limits) == {"x.tsv": 2}


def test_context_is_what_stands_before(corpus):
    [_, document] = choose(corpus, filters_of(Limits(confidence=0.5)))
    *_, last = examples([document], Options(direction="ko-en", context=3, prompts="en"))
    assert last.text == "아무도 없었다."
    assert last.instruction.endswith("not to be translated:\n공원은 문을 닫았다. 길이 젖었다.")
    *_, back = examples([document], Options(direction="en-ko", context=9, prompts="ko"))
    assert back.instruction.endswith("번역하지 마세요:\nThe park was closed. The road got wet.")


def test_what_must_not_be_seen_is_no_context(corpus, tmp_path):
    (tmp_path / "test.txt").write_text("The road got wet.\n비가 왔다.\n저런 일이 생겼다.", "utf-8")
    filters = filters_of(Limits(evaluation=(tmp_path / "test.txt",)))
    [_, document] = choose(corpus, filters)
    assert [bead.en for bead in document.pairs] == ["The park was closed.", "Nobody was there."]
    *_, last = examples([document], Options(direction="en-ko", context=9))
    assert "The road" not in last.instruction


def test_wordings_vary_and_stay(tmp_path):
    pairs = [Pair("a", f"{n}번째 문장이다.", f"This is sentence {n}.") for n in range(200)]
    corpus = write_corpus(tmp_path / "c", [(DocumentRow("a"), pairs)], {})

    def instructions(**options):
        found = examples(choose(corpus, []), Options(direction="ko-en", **options))
        return [example.instruction for example in found]

    wordings = WORDINGS["ko"]
    assert set(instructions()) == {*wordings["ko"], *wordings["en"]}
    assert set(instructions(prompts="ko")) == {*wordings["ko"]}
    assert instructions() == instructions() != instructions(seed=1)


def test_hard_negatives_are_near_and_wrong():
    class Encoder:
        """Vectors by the first word: texts that begin alike are alike."""

        def encode(self, texts):
            import numpy as np

            words = {"다리": 0, "The": 0, "A": 0, "공원": 1, "Parks": 1, "비": 2, "Rain": 2}
            vectors = np.eye(3, dtype=np.float32)[[words[text.split()[0]] for text in texts]]
            # Only near, not equal: later texts are a little further off.
            bent = np.arange(len(texts), dtype=np.float32)[:, None] * 0.06
            vectors = vectors + bent * np.roll(vectors, 1, axis=1)
            return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)

    ko = [
        "다리 하나가 열렸다.",
        "다리 하나가 열렸다!",
        "비 때문에 일찍 돌아갔다.",
        "공원 문이 닫혔다.",
        "다리 밑에는 물이 흐른다.",
    ]
    en = [
        "The bridge has opened.",
        "The bridge has opened!",
        "Rain sent us home.",
        "Parks were closed.",
        "A river is below it.",
    ]
    found = hard_negatives.mine(ko, en, ("ko", "en"), Encoder(), 1)
    assert 1 not in found[0]  # nearly the same text as its own translation
    assert 0 not in found[1]
    assert all(row not in negatives for row, negatives in enumerate(found))
    with pytest.raises(InputError, match="too few"):
        hard_negatives.mine(ko, en, ("ko", "en"), Encoder(), 4)


def near(first, second, side):
    one, other = (
        shingles(comparable(text), hard_negatives.SHINGLE[side]) for text in (first, second)
    )
    return one == other or jaccard(one, other) >= hard_negatives.NEARLY_SAME


@given(
    rows=st.lists(
        st.tuples(
            st.sampled_from(["다리가 열렸다.", "다리가 열렸다!", "비가 왔다.", "공원 문", "…"]),
            st.sampled_from(
                ["The bridge.", "the bridge", "Rain fell.", "A park", "Snow", "…", "!"]
            ),
        ),
        min_size=2,
        max_size=12,
    ),
    seed=st.integers(0, 99),
)
def test_no_hard_negative_is_a_translation_known_anywhere(rows, seed):
    class Encoder:
        def encode(self, texts):
            vectors = np.random.default_rng(seed).normal(size=(len(texts), 4)).astype(np.float32)
            return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)

    ko, en = map(list, zip(*rows, strict=True))
    try:
        found = hard_negatives.mine(ko, en, ("ko", "en"), Encoder(), 2)
    except InputError:
        return
    for row, negatives in enumerate(found):
        known = [e for k, e in rows if near(k, ko[row], "ko")]
        texts = [en[other] for other in negatives]
        assert not any(near(text, right, "en") for text in texts for right in known)
        assert not near(*texts, "en")


def test_the_same_translation_elsewhere_is_no_hard_negative():
    class Encoder:
        def encode(self, texts):
            return np.eye(4, dtype=np.float32)[: len(texts)] * 0.5 + np.float32(0.5)

    # "Rain fell." is said of the bridge in row 2: in row 1 it is the same text.
    ko = ["다리가 열렸다.", "비가 왔다.", "다리가 열렸다.", "공원 문이 닫혔다."]
    en = ["The bridge opened.", "Rain fell.", "Rain fell!", "A park was closed."]
    assert hard_negatives.mine(ko, en, ("ko", "en"), Encoder(), 1)[0] == [3]


def test_triplets_by_the_embedded_encoder(tmp_path):
    texts = [
        ("다리가 17일 열렸다.", "The bridge opened on the 17th."),
        ("다리는 내년에 닫힌다.", "The bridge will be closed next year."),
        ("시장이 다리를 건넜다.", "The mayor crossed the bridge."),
        ("비가 많이 왔다.", "It rained a lot."),
        ("비가 곧 그칠 것이다.", "The rain will stop soon."),
        ("비가 많이 왔다!", "It rained a lot!"),
    ]
    pairs = [Pair("a", ko, en) for ko, en in texts]
    corpus = write_corpus(tmp_path / "c", [(DocumentRow("a"), pairs)], {})
    options = Options(direction="ko-en", negatives=1)
    export(corpus, tmp_path / "x.jsonl", "sentence-transformers", options)
    rows = [json.loads(line) for line in (tmp_path / "x.jsonl").read_text("utf-8").splitlines()]
    assert [list(row) for row in rows] == [["anchor", "positive", "negative_1"]] * 6
    assert [(row["anchor"], row["positive"]) for row in rows] == texts
    negatives = [row["negative_1"] for row in rows]
    assert "bridge" in negatives[0]
    assert negatives[3] == "The rain will stop soon."
    assert negatives[4] in {"It rained a lot.", "It rained a lot!"}


def test_a_cell_that_is_too_long_is_no_silent_loss(tmp_path):
    pairs = [Pair("a", "가" * (LONGEST_CELL + 1), "A")]
    corpus = write_corpus(tmp_path / "c", [(DocumentRow("a"), pairs)], {})
    with pytest.raises(InputError, match="--max-length"):
        export(corpus, tmp_path / "x.xlsx", "xlsx")
    assert not (tmp_path / "x.xlsx").exists()


@pytest.mark.parametrize("format", ["xlsx", "jsonl", "parquet"])
def test_a_full_disk_is_one_line(tmp_path, format):
    resource = pytest.importorskip("resource")
    pairs = [Pair("a", f"{n * n}번째 문장.", f"Sentence {n**3}.") for n in range(3000)]
    corpus = write_corpus(tmp_path / "c", [(DocumentRow("a"), pairs)], {})
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8192, before[1]))
    try:
        (tmp_path / "new").mkdir()
        with pytest.raises(OutputError, match=r"cannot write .*/out/train\.\w+: .*ulimit"):
            export(corpus, tmp_path / "new" / "out", format)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert not list((tmp_path / "new").iterdir())


def test_what_is_there_stays(corpus, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "file").touch()
    for format in ("tsv", "hf"):
        with pytest.raises(OutputError, match="exists already"):
            export(corpus, tmp_path / "out", format)
    with pytest.raises(UsageError, match="no format is called 'csv'"):
        export(corpus, tmp_path / "x", "csv")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["file"]


@pytest.mark.parametrize("format", ["hf", "tmx", "xliff2", "parquet", "xlsx", "openai"])
def test_no_pairs_give_empty_files(tmp_path, format):
    corpus = write_corpus(tmp_path / "c", [(DocumentRow("a"), [])], {})
    assert sum(export(corpus, tmp_path / "out", format).values()) == 0
