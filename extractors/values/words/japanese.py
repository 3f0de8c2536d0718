"""The Japanese words of values; every character is a token of its own, counters stand in place of nouns."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from extractors.values.words.making import among, apart, meanings, phrases
from extractors.values.words.record import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

T = TypeVar("T")
_DIGITS = "一二三四五六七八九"
_TEN = 10
_COMPOUNDS = {
    _TEN * tens + ones: " ".join(
        ("" if tens == 1 else _DIGITS[tens - 1]) + "十" + (_DIGITS[ones - 1] if ones else "")
    )
    for tens in range(1, 10)
    for ones in range(10)
    if tens > 1 or ones
}
_LONG = ("か", "ヶ", "カ", "ケ", "ヵ", "箇")
_MONTHS = ",".join(f"{mark}月,{mark}月間" for mark in _LONG)


def _spans(table: Mapping[T, str]) -> dict[T, str]:
    return {meaning: apart(written) for meaning, written in table.items()}


JAPANESE = Words(
    decimal_comma=False,
    day_first=False,
    unspaced=True,
    cardinals={digit: place for place, digit in enumerate(_DIGITS, 1)} | {"十": _TEN},
    compounds=meanings(_COMPOUNDS),
    multipliers={"百": 100, "千": 1_000, "万": 10_000, "億": 100_000_000, "兆": 1_000_000_000_000},
    suffixes={"百": 100, "千": 1_000, "万": 10_000, "億": 100_000_000, "k": 1_000, "m": 1_000_000},
    date_marks=("年", "月", "日", "末", "度"),
    periods={"年": "Y", "日": "D", "秒": "s"},
    period_phrases=meanings(
        _spans(
            {
                "Y": "年間,カ年,か年,ヶ年",
                "Q": "四半期",
                "M": _MONTHS,
                "W": "週間,週",
                "D": "日間,暦日",
                "H": "時間",
                "m": "分間",
            }
        )
    ),
    glued_periods={"分": "m"},
    period_adjectives=among("営"),
    working=among("業"),  # the second half of 営業
    rhythms=meanings(
        _spans(
            {
                "P1Y": "毎年,年次,年1回,年に1回,年一回,年に一度,年1度,年に1度,一年ごと,年ごと,年間",
                "P6M": "半年ごと,半年に1回,半年毎,半年間,半年,半期ごと",
                "P3M": "四半期ごと,四半期毎,毎四半期,四半期に1回,四半期",
                "P1M": "毎月,月次,月1回,月に1回,月額",
                "P1W": "毎週,週次,週1回,週に1回",
                "P1D": "毎日",
                "P2Y": "隔年,二年ごと,二年に一度",
            }
        )
    ),
    ambiguous_rhythms=phrases(apart("隔月刊")),
    rate=phrases("/"),
    window=phrases(apart("過去,直近,直近の,過去の")),
    comparators=meanings(
        _spans(
            {
                ">=": "最低,少なくとも,最低でも,最小,≥,最低限,下限",
                "<=": "最大,最長,最高,多くとも,≤,上限,最大で",
                "=": "合計,計,約",
            }
        )
    ),
    comparators_after=meanings(
        _spans(
            {
                ">=": "以上,以上の,は必要,が必要,が必要です,必要",
                ">": "超,を超える,より多い,を上回る",
                "<=": "以内,以内に,以下,まで,までに,を上限,を超えない,を限度",
                "<": "未満,を下回る",
            }
        )
    ),
    comparator_fillers=among("は が の で に :"),
    notice=among("前"),
    date_comparators=meanings(_spans({"<=": "遅くとも", "=": "は"})),
    date_comparators_after=meanings(
        _spans(
            {
                "<=": "まで,までに,以前,まで有効",
                "<": "より前,の前",
                ">=": "以降,から,より,より有効,付け,付で発効",
                ">": "より後",
            }
        )
    ),
    quarters={},
    fiscal=among("fy"),
    to=among("- – — ‑ ‒ − ~ 〜 ～"),
    out_of=phrases(apart("/,点中")),
    scoring=among("合 格 点"),
    percent=meanings(_spans({"percent": "%,％,パーセント", "percentage points": "ポイント差"})),
    currency_words=meanings(
        _spans({"JPY": "円,日本円", "USD": "ドル,米ドル,米国ドル", "EUR": "ユーロ", "GBP": "ポンド"})
    ),
    free=phrases(apart("無料,無償,費用はかかりません,無料で,料金はかかりません")),
    naming=among("第 版 v レ ル"),
    qualifying=phrases(apart("うち,最低,最大,ただし,以上,少なくとも")),
    counters=meanings(
        _spans(
            {
                "people": "名,人,名の,人の",
                "companies": "社,社の",
                "cases": "件,件の,例,事例",
                "points": "点,ポイント",
                "times": "回,度",
                "questions": "問,問題",
                "items": "個,つ,項目,つの,個の",
                "courses": "科目,コース",
                "countries": "か国,カ国,ヶ国",
                "projects": "プロジェクト",
                "credits": "単位",
                "certifications": "資格,認定",
                "exams": "試験",
            }
        )
    ),
    a_half=among("半"),
    points=among("点"),
)
