from aligner.documents.headline_lists import listed_headlines


class Counted(list):
    """Lines that count how often they are looked at."""

    looks = 0

    def __getitem__(self, number):
        self.looks += 1
        return super().__getitem__(number)


def test_a_list_of_nothing_but_titles_is_read_once():
    lines = Counted(["관련 기사"] * 500)
    assert listed_headlines(lines, [False] * 500, [False] * 500) == set(range(1, 500))
    assert lines.looks <= 500


def test_a_title_at_the_end_of_another_list_has_one_of_its_own():
    lines = ["많이 본 뉴스", "강변 축제 개막", "관련 기사", "새 다리 개통", "시장 문 열어"]
    gaps = [False, False, False, True, False]
    assert listed_headlines(lines, gaps, [False] * 5) == {1, 2, 3, 4}
