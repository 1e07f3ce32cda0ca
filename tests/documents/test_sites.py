"""The whole article, and nothing of what sites put around it."""

import pytest

from aligner.documents import html, laid_out
from aligner.types import TRANSLATABLE_KINDS
from tests.documents import sites
from tests.documents.article import ARTICLES


def lines(page, side):
    document = laid_out(html.read(page, "page.html"), side, "page.html")
    return [
        (document.text[block.start : block.end].lstrip("·○-▶▷◆▲ "), block.kind)
        for block in document.blocks
        if block.kind in TRANSLATABLE_KINDS
    ]


def without_credit(text):
    return text.removesuffix(" [Image source=Yonhap News]").removesuffix(" (사진=새벽일보)")


@pytest.mark.parametrize("side", ["ko", "en"])
@pytest.mark.parametrize("site", sites.SITES)
def test_the_article_and_nothing_else(site, side):
    parts = ARTICLES[side]
    found = lines(sites.SITES[site](parts), side)
    assert [without_credit(text) for text, _ in found] == [text for _, text in parts]


@pytest.mark.parametrize("site", sorted(sites.SITES.keys() - {"portal"}))
def test_kinds_by_markup_and_signs(site):
    found = lines(sites.SITES[site](ARTICLES["ko"]), "ko")
    assert [kind for _, kind in found] == [kind for kind, _ in ARTICLES["ko"]]


def test_cells_of_a_table_are_blocks_of_their_own():
    found = lines(sites.wire(ARTICLES["ko"], sites.TABLE), "ko")
    assert [text for text, _ in found[len(ARTICLES["ko"]) :]] == list(sites.CELLS)
    assert [kind for _, kind in found[len(ARTICLES["ko"]) :]] == ["caption"] + ["list-item"] * 6
