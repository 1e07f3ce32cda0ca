"""Files that belong together; each pair of names that is expected shares a number or word."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from aligner.pairing import pair_files, read_files
from aligner.pairing.judgement import assigned

SAMPLES = [
    "accident",
    "baseball",
    "delegation",
    "economy",
    "editorial",
    "exhibition",
    "festival",
    "notice",
    "politics",
    "press",
    "science",
    "typhoon",
    "webpage",
]

FLOOD_KO = (
    "가람시 동부에 밤새 {rain}㎜의 비가 내려 주택 {homes}채가 물에 잠겼다.\n"
    "시는 주민 {people}명을 학교로 대피시켰다.\n다친 사람은 없다.\n"
    "복구에는 {days}일이 걸릴 것으로 보인다.\n시장은 “피해 조사를 서두르겠다”고 말했다.\n"
)
FLOOD_EN = (
    "Overnight rain of {rain} millimeters flooded {homes} homes in eastern Garam.\n"
    "The city moved {people} residents to a school.\nNo one was hurt.\n"
    "Recovery is expected to take {days} days.\n"
    "“We will hurry to assess the damage,” the mayor said.\n"
)
FIGURES = [
    {"rain": 120, "homes": 45, "people": 130, "days": 9},
    {"rain": 84, "homes": 17, "people": 61, "days": 4},
    {"rain": 203, "homes": 92, "people": 310, "days": 21},
]
MARKET_KO = "시장 상인들은 새 지붕이 생긴 뒤 손님이 늘었다고 말한다.\n지붕은 지난겨울에 세워졌다.\n"
MARKET_EN = "Market traders say customers have increased since the new roof.\nThe roof was built last winter.\n"


def pairs(pairing):
    return {(one.ko.name, one.en.name) for one in pairing.proposals}


def without_names(texts):
    """Files whose names say nothing: a letter of the Greek alphabet for each English one."""
    files = {}
    for number, (ko, en) in enumerate(texts):
        files[f"가{chr(0xAC00 + 28 * number)}.txt"] = ko
        files[f"x{chr(0x3B1 + number)}.txt"] = en
    expected = {
        (f"가{chr(0xAC00 + 28 * number)}.txt", f"x{chr(0x3B1 + number)}.txt")
        for number in range(len(texts))
    }
    return files, expected


def test_contents_alone(paired, sample):
    files, expected = without_names([(sample(name, "ko"), sample(name, "en")) for name in SAMPLES])
    pairing = paired(files)
    assert pairs(pairing) == expected
    assert {one.how for one in pairing.proposals} == {"content"}
    assert min(one.score for one in pairing.proposals) > 0.9


def test_what_has_no_partner_stays_alone(paired, sample):
    texts = [(sample(name, "ko"), sample(other, "en")) for name, other in
             itertools.zip_longest(SAMPLES[:6], SAMPLES[3:9])]  # fmt: skip
    files, _ = without_names(texts)
    pairing = paired(files)
    assert len(pairing.proposals) == 3
    assert (len(pairing.ko_alone), len(pairing.en_alone)) == (3, 3)
    by_text = {one.ko.read_text(encoding="utf-8"): one for one in pairing.proposals}
    for name in SAMPLES[3:6]:
        assert by_text[sample(name, "ko")].en.read_text(encoding="utf-8") == sample(name, "en")


def test_nothing_but_strangers(paired, sample):
    files, _ = without_names(
        [(sample(a, "ko"), sample(b, "en")) for a, b in zip(SAMPLES[:6], SAMPLES[6:], strict=False)]
    )
    assert paired(files).proposals == ()


def test_reports_of_one_kind_are_told_apart_by_their_figures(paired):
    files, expected = without_names(
        [(FLOOD_KO.format(**some), FLOOD_EN.format(**some)) for some in FIGURES]
    )
    pairing = paired(files, min_score=0)
    assert pairs(pairing) == expected


def test_two_sentences_suffice_where_nothing_is_like_them(paired, sample):
    texts = [(MARKET_KO, MARKET_EN), *((sample(n, "ko"), sample(n, "en")) for n in SAMPLES[:4])]
    files, expected = without_names(texts)
    assert pairs(paired(files)) == expected


def test_names_and_contents_together(paired, sample):
    files = {f"{n}.{side}.txt": sample(n, side) for n in SAMPLES[:4] for side in ("ko", "en")}
    pairing = paired(files)
    assert pairs(pairing) == {(f"{n}.ko.txt", f"{n}.en.txt") for n in SAMPLES[:4]}
    assert [one.id for one in pairing.proposals] == SAMPLES[:4]
    assert {one.how for one in pairing.proposals} == {"both"}
    assert pairing.contradicted == ()


def test_contents_outweigh_names_that_were_mixed_up(paired, sample):
    a, b, c = SAMPLES[:3]
    files = {f"{n}.ko.txt": sample(n, "ko") for n in (a, b, c)}
    files |= {f"{n}.en.txt": sample(m, "en") for n, m in ((a, b), (b, a), (c, c))}
    pairing = paired(files)
    assert pairs(pairing) == {
        (f"{a}.ko.txt", f"{b}.en.txt"), (f"{b}.ko.txt", f"{a}.en.txt"), (f"{c}.ko.txt", f"{c}.en.txt"),
    }  # fmt: skip
    assert {(one.ko.name, one.en.name) for one in pairing.contradicted} == {
        (f"{n}.ko.txt", f"{n}.en.txt") for n in (a, b)
    }


def test_the_only_two_files_are_no_pair_for_being_the_only_ones(paired):
    ko = "시장은 다리가 섬 주민의 생활을 바꿀 것이라고 말했다. 공사는 3년이 걸렸다.\n"
    other = "Apple growers had a rich harvest. The museum will open its doors again in May.\n"
    assert not pairs(paired({"x.ko.txt": ko, "y.en.txt": other}))
    right = "The mayor said the bridge would change the lives of the islanders. It took 3 years.\n"
    assert pairs(paired({"x.ko.txt": ko, "y.en.txt": right}))


def test_files_of_one_name_are_doubted_if_they_are_the_only_ones_and_short(paired):
    files = {
        "x.ko.txt": "어머니는 시장에서 생선을 샀다.\n",
        "x.en.txt": "The choir sang until midnight.\n",
    }
    pairing = paired(files)
    assert [one.ko.name for one in pairing.contradicted] == ["x.ko.txt"]
    assert pairing.contradicted[0].score < 0.9


def test_the_score_tells_that_names_agree_and_contents_do_not(paired, sample):
    files = {f"{n}.{side}.txt": sample(n, side) for n in SAMPLES[:4] for side in ("ko", "en")}
    ko, en = (sample("science", "ko"), sample("typhoon", "ko")), (sample("press", "en"), "More.\n")
    files |= {"x.ko.txt": "\n".join(ko), "x.en.txt": "\n".join(en)}
    pairing = paired(files)
    (doubtful,) = pairing.contradicted
    assert (doubtful.ko.name, doubtful.en.name, doubtful.how) == ("x.ko.txt", "x.en.txt", "name")
    assert doubtful.score < 0.5
    assert ("x.ko.txt", "x.en.txt") not in pairs(pairing)
    assert ("x.ko.txt", "x.en.txt") in pairs(paired({}, min_score=0))


def test_names_alone(paired):
    files = {"1.ko.txt": MARKET_KO, "1.en.txt": "Something else.", "둘.txt": "다른 글이다."}
    pairing = paired(files, names_only=True)
    (one,) = pairing.proposals
    assert (one.ko.name, one.en.name, one.score, one.how) == (
        "1.ko.txt", "1.en.txt", pytest.approx(0.98), "name",
    )  # fmt: skip
    assert [path.name for path in pairing.ko_alone] == ["둘.txt"]


def test_a_name_that_two_files_share_is_left_to_the_contents(paired, sample):
    files = {"a/p.ko.txt": sample("press", "ko"), "b/p.ko.txt": sample("notice", "ko"),
             "c/p.en.txt": sample("notice", "en"), "d/p.en.txt": sample("press", "en")}  # fmt: skip
    found = {(one.ko.parent.name, one.en.parent.name) for one in paired(files).proposals}
    assert found == {("a", "d"), ("b", "c")}
    assert paired({}, names_only=True).proposals == ()


def test_identities_differ(paired, sample):
    files = {"p_1.ko.txt": sample("press", "ko"), "p-1.ko.txt": sample("notice", "ko"),
             "x.en.txt": sample("notice", "en"), "y.en.txt": sample("press", "en")}  # fmt: skip
    assert sorted(one.id for one in paired(files).proposals) == ["p-1", "p-1-2"]


def test_a_side_without_files(folder, encoder):
    read = read_files([folder({"a.txt": MARKET_KO})])
    pairing = pair_files(read.ko, read.en, encoder)
    assert pairing.proposals == ()
    assert len(pairing.ko_alone) == 1


@given(
    arrays.arrays(
        np.float64,
        st.tuples(st.integers(1, 6), st.integers(1, 6)),
        elements=st.integers(-20, 20).map(float),
    )
)
def test_the_best_assignment_is_found(odds):
    chosen = assigned(odds, 0.0)
    assert len({row for row, _ in chosen}) == len({column for _, column in chosen}) == len(chosen)
    assert all(odds[cell] > 0 for cell in chosen)
    small = odds if odds.shape[0] <= odds.shape[1] else odds.T
    best = max(
        np.maximum(small[np.arange(len(small)), list(columns)], 0).sum()
        for columns in itertools.permutations(range(small.shape[1]), len(small))
    )
    assert sum(odds[cell] for cell in chosen) == pytest.approx(best)
