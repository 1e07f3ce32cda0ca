"""How an encoder measures: what it says of translations, and of unrelated sentences.

Encoders differ in scale: one gives unrelated sentences a cosine of 0.05, another
0.8. Two dozen pairs of sentences with known translations, written for this,
tell for any encoder what its numbers mean. They also stand in for a background
where a document is too short to have one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

PAIRS: tuple[tuple[str, str], ...] = (
    ("시는 내년 봄부터 시내버스 요금을 100원 올리기로 했다.",
     "The city will raise bus fares by 100 won starting next spring."),
    ("연구진은 새 배터리가 영하 20도에서도 작동한다고 밝혔다.",
     "The researchers said the new battery works even at minus 20 degrees Celsius."),
    ("대표팀은 후반 40분에 터진 결승골로 2대 1로 이겼다.",
     "The national team won 2-1 with a decisive goal in the 40th minute of the second half."),
    ("전시는 다음 달 말까지 계속되며 입장료는 없다.",
     "The exhibition runs through the end of next month, and admission is free."),
    ("경찰은 사고 원인을 조사하고 있다.",
     "Police are investigating the cause of the accident."),
    ("“우리는 더 오래 기다릴 수 없다”고 주민 대표가 말했다.",
     "“We cannot wait any longer,” a representative of the residents said."),
    ("신청은 누리집에서 할 수 있으며 전화로도 문의할 수 있다.",
     "Applications can be made on the website, and inquiries are also taken by phone."),
    ("수출은 석 달 연속 늘었지만 내수는 여전히 부진하다.",
     "Exports rose for a third straight month, but domestic demand remains weak."),
    ("그 소설은 세 나라 말로 옮겨졌다.",
     "The novel has been translated into three languages."),
    ("의사들은 충분한 수면이 면역력을 높인다고 조언한다.",
     "Doctors advise that enough sleep strengthens the immune system."),
    ("회사는 공장 두 곳의 문을 닫고 직원 300명을 다른 곳에 배치한다.",
     "The company will close two factories and reassign 300 employees."),
    ("두 나라 장관은 국경 문제를 논의하려고 만났다.",
     "Ministers of the two countries met to discuss the border issue."),
    ("내일은 전국에 비가 오고 바람이 강하게 불겠다.",
     "Tomorrow it will rain across the country with strong winds."),
    ("농민들은 가뭄으로 수확량이 절반으로 줄었다고 호소했다.",
     "Farmers complained that the drought had cut their harvest in half."),
    ("법원은 증거가 부족하다며 무죄를 선고했다.",
     "The court acquitted the defendant, citing a lack of evidence."),
    ("학생들은 방과 후에 도서관에서 책을 읽는다.",
     "Students read books at the library after school."),
    ("이 프로그램은 파일을 저장하기 전에 오류를 검사한다.",
     "The program checks for errors before it saves the file."),
    ("어머니는 시장에서 생선과 채소를 샀다.",
     "My mother bought fish and vegetables at the market."),
    ("위성은 지구에서 500킬로미터 높이의 궤도를 돈다.",
     "The satellite orbits 500 kilometers above the Earth."),
    ("국회는 예산안을 찬성 160표로 통과시켰다.",
     "The National Assembly passed the budget bill with 160 votes in favor."),
    ("오래된 다리 복원 사업 착수", "Work Begins to Restore Old Bridge"),
    ("집값 상승세 주춤", "Rise in Home Prices Slows"),
    ("왜 아무도 책임지지 않는가?", "Why does no one take responsibility?"),
    ("관객은 자리에서 일어나 오랫동안 박수를 보냈다.",
     "The audience rose to its feet and applauded for a long time."),
)  # fmt: skip


_LEAST_SIGNAL = 0.02
_MIDDLING_SIGNAL = 0.5
"""For an encoder to which these sentences all look alike: it was made for other texts."""


@dataclass(frozen=True)
class Yardstick:
    """The yardstick's sentences as unit vectors (pairs, d), and what they show.

    ``signal`` is the mean similarity of the translations, centred as
    `aligner.alignment.features` centres: the unit in which similarities count.
    """

    ko: Floats
    en: Floats
    signal: float

    @classmethod
    def of(cls, ko: Floats, en: Floats) -> Yardstick:
        """The yardstick of the encoder that gave `PAIRS` these unit vectors."""
        similarity = ko @ en.T
        level = (similarity.mean(axis=1) + similarity.mean(axis=0)) / 2
        signal = float((similarity.diagonal() - level).mean())
        return cls(ko, en, signal if signal >= _LEAST_SIGNAL else _MIDDLING_SIGNAL)


def texts() -> tuple[Sequence[str], Sequence[str]]:
    """The Korean sentences and the English ones."""
    return [ko for ko, _ in PAIRS], [en for _, en in PAIRS]
