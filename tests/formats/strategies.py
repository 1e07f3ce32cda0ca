"""Random pairs for the property tests of the formats."""

from hypothesis import strategies as st

from aligner.types import SEVERITIES, Finding, Pair

# Every code point, lone surrogates included, with those that break files made frequent.
NASTY = "\t\n\r\v\f\x00\x1c\x1d\x1e\x85\u2028\u2029\ufeff\ud800\"'|\\<>&가힣aA 1"
texts = st.text(st.one_of(st.sampled_from(NASTY), st.characters()), max_size=20)
numbers = st.lists(st.integers(0, 10**6), max_size=3, unique=True).map(lambda n: tuple(sorted(n)))
places = st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)).map(sorted).map(tuple)
spans = st.lists(places, max_size=3).map(tuple)
scores = st.none() | st.floats(-1, 1).map(lambda score: round(score, 4) + 0.0)
bead_types = st.builds("{}-{}".format, st.integers(0, 9), st.integers(0, 9))

findings = st.builds(
    Finding,
    code=st.from_regex(r"[A-Z][0-9]{3}", fullmatch=True),
    severity=st.sampled_from(SEVERITIES),
    side=st.sampled_from([None, "ko", "en"]),
    span=st.none() | places,
    message=texts,
    fix=st.none() | texts,
)

pairs = st.builds(
    Pair,
    doc=texts,
    ko=st.none() | texts,
    en=st.none() | texts,
    ko_sentences=numbers,
    en_sentences=numbers,
    ko_spans=spans,
    en_spans=spans,
    type=bead_types,
    similarity=scores,
    confidence=scores,
    findings=st.lists(findings, max_size=2).map(tuple),
)
