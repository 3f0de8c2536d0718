"""The grammar of values in German, French, Spanish and Japanese: what each writing gives."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_values import read

from extractors.values import values
from extractors.values.durations import iso
from extractors.values.words import LANGUAGES, words

DE = [
    ("gültig für 24 Monate", "duration = P24M"),
    ("alle zwei Jahre", "duration = P2Y"),
    ("mindestens fünf zertifizierte Mitarbeiter", "count >= 5 people [zertifizierte Mitarbeiter]"),
    ("Jahresgebühr von 1.500,00 €", "money = 1500 EUR"),
    ("18.750 USD pro Jahr", "money = 18750 USD /P1Y"),
    ("bis zum 31. Dezember 2026", "date <= 2026-12-31"),
    ("ab dem 1. Januar 2027", "date >= 2027-01-01"),
    ("innerhalb von 30 Tagen", "duration <= P30D"),
    ("maximal 3 Versuche", "count <= 3 versuche [Versuche]"),
    ("70 % der Punkte", "percent = 70 percent [Punkte]"),
    ("siebzig Prozent", "percent = 70 percent"),
    ("eine zweijährige Gültigkeit", "duration = P2Y"),
    ("jährlich", "duration = P1Y"),
    ("halbjährlich", "duration = P6M"),
    ("24-monatige Laufzeit", "duration = P24M [Laufzeit]"),
    ("mindestens eine Kundenreferenz", "count >= 1 references [Kundenreferenz]"),
    ("zwei (2) Jahre", "duration = P2Y"),
    ("18–24 Monate", "duration between P18M..P24M"),
    ("zwischen 3 und 5 Referenzprojekte", "count between 3..5 projects [Referenzprojekte]"),
    ("01.02.2027", "date = 2027-02-01"),
    ("01/02/2027", "date = 2027-02-01"),
    ("4. Quartal 2026", "date = 2026-Q4"),
    ("Ende 2026", "date = 2026-12-31"),
    ("bis Ende 2026", "date <= 2026-12-31"),
    ("mehr als 10 Berater", "count > 10 people [Berater]"),
    ("2,5 Mio. €", "money = 2500000 EUR"),
    (
        "20.000 Fachkräfte bis Ende 2026",
        "count = 20000 people [Fachkräfte] by 2026-12-31; date <= 2026-12-31",
    ),
    ("fünfundzwanzig Personen", "count = 25 people [Personen]"),
    ("in den letzten zwölf Monaten", "duration = P12M"),
    ("10 Werktage", "duration = P10D business days"),
    ("kostenlos", "money = 0"),
    ("ein Partner", ""),
    ("65 von 100 Punkten", "score = 65..100 points [Punkten]"),
    ("90 Minuten", "duration = PT90M"),
    ("EUR 1.500", "money = 1500 EUR"),
    ("Mindestpunktzahl von 700", "score >= 700 points"),
    ("3 Wochen oder länger", "duration >= P3W"),
    ("spätestens am 15. März 2027", "date <= 2027-03-15"),
    ("einmal pro Jahr", "duration = P1Y"),
    ("40 Stunden Schulung pro Jahr", "duration = PT40H /P1Y"),
    ("alle drei Jahre neu", "duration = P3Y"),
    ("jedes Jahr", "duration = P1Y"),
    ("vierteljährlich", "duration = P3M"),
    ("innerhalb eines Jahres", "duration <= P1Y"),
    ("ein Jahr", "duration = P1Y"),
    ("2 Jahre und 6 Monate", "duration = P2Y6M"),
    ("1,5 Jahre", "duration = P18M"),
    ("60-minütige Prüfung", "duration = PT60M [Prüfung]"),
    ("zwischen 30 und 60 Tagen", "duration between P30D..P60D"),
    ("innerhalb von 5 Werktagen", "duration <= P5D business days"),
    ("in den letzten drei Jahren", "duration = P3Y"),
    ("keine Gebühr", "money = 0"),
    ("über 1.000 Partner", "count > 1000 partner [Partner]"),
    ("12,5 %", "percent = 12.5 percent"),
    ("nicht mehr als zwei Versuche", "count <= 2 versuche [Versuche]"),
    ("zweihundert Kunden", "count = 200 customers [Kunden]"),
    ("drei Referenzen oder mehr", "count >= 3 references [Referenzen]"),
    ("Stufe 2", ""),
    ("ISO 27001", ""),
    ("im Juni 2027", "date = 2027-06"),
    ("zweites Halbjahr 2026", "date = 2026-H2"),
    ("Geschäftsjahr 2027", "date = FY2027"),
    ("vom 1. Januar bis 31. März 2027", "date between 2027-01-01..2027-03-31"),
    ("2 Tsd. Euro", "money = 2000 EUR"),
    ("99 Euro im Monat", "money = 99 EUR /P1M"),
    ("dreimonatige Frist", "duration = P3M"),
    ("1 h 30", "duration = PT1H30M"),
    ("2 k€", "money = 2000 EUR"),
    ("hundert Partner", "count = 100 partner [Partner]"),
]


FR = [
    ("valable 24 mois", "duration = P24M"),
    ("tous les deux ans", "duration = P2Y"),
    ("au moins cinq collaborateurs certifiés", "count >= 5 people [collaborateurs]"),
    ("cotisation annuelle de 1 500,00 €", "money = 1500 EUR /P1Y"),
    ("1 500 €", "money = 1500 EUR"),
    ("jusqu’au 31 décembre 2026", "date <= 2026-12-31"),
    ("à partir du 1er janvier 2027", "date >= 2027-01-01"),
    ("dans un délai de 30 jours", "duration <= P30D"),
    ("3 tentatives au maximum", "count <= 3 tentatives [tentatives]"),
    ("70 % des points", "percent = 70 percent [points]"),
    ("soixante-dix pour cent", "percent = 70 percent"),
    ("chaque année", "duration = P1Y"),
    ("tous les six mois", "duration = P6M"),
    ("au moins une référence client", "count >= 1 references [référence]"),
    ("deux (2) ans", "duration = P2Y"),
    ("de 18 à 24 mois", "duration between P18M..P24M"),
    ("entre 3 et 5 références", "count between 3..5 references [références]"),
    ("01/02/2027", "date = 2027-02-01"),
    ("T4 2026", "date = 2026-Q4"),
    ("fin 2026", "date = 2026-12-31"),
    ("d’ici fin 2026", "date <= 2026-12-31"),
    ("plus de 10 consultants", "count > 10 people [consultants]"),
    ("2,5 millions d’euros", "money = 2500000 EUR"),
    (
        "20 000 consultants d’ici la fin de 2026",
        "count = 20000 people [consultants] by 2026-12-31; date <= 2026-12-31",
    ),
    ("vingt-cinq personnes", "count = 25 people [personnes]"),
    ("quatre-vingt-dix jours", "duration = P90D"),
    ("au cours des 12 derniers mois", "duration = P12M"),
    ("gratuit", "money = 0"),
    ("un partenaire", ""),
    ("65 sur 100", "score = 65..100 points"),
    ("90 minutes", "duration = PT90M"),
    ("une fois par an", "duration = P1Y"),
    ("40 heures de formation par an", "duration = PT40H /P1Y"),
    ("99 $ par an", "money = 99 USD /P1Y"),
    ("trimestriel", "duration = P3M"),
    ("note minimale de 700", "score >= 700 points"),
    ("dans un délai d’un an", "duration <= P1Y"),
    ("10 jours ouvrés", "duration = P10D business days"),
    ("au cours des trois dernières années", "duration = P3Y"),
    ("plus de 1 000 partenaires", "count > 1000 partenaires [partenaires]"),
    ("12,5 %", "percent = 12.5 percent"),
    ("pas plus de deux tentatives", "count <= 2 tentatives [tentatives]"),
    ("deux cents clients", "count = 200 customers [clients]"),
    ("trois références ou plus", "count >= 3 references [références]"),
    ("niveau 2", ""),
    ("ISO 27001", ""),
    ("juin 2027", "date = 2027-06"),
    ("depuis 2019", "date >= 2019"),
    ("deuxième semestre 2026", "date = 2026-H2"),
    ("exercice 2027", "date = FY2027"),
    ("du 1er janvier au 31 mars 2027", "date between 2027-01-01..2027-03-31"),
    ("1 milliard d’euros", "money = 1000000000 EUR"),
    ("99 € par mois", "money = 99 EUR /P1M"),
    ("soixante-quinze personnes", "count = 75 people [personnes]"),
    ("quatre-vingt-onze jours", "duration = P91D"),
    ("1 h 30", "duration = PT1H30M"),
    ("au plus tard le 30 juin 2027", "date <= 2027-06-30"),
    ("avant le 1er juillet 2027", "date < 2027-07-01"),
    ("vingt et un jours", "duration = P21D"),
    ("2 k€", "money = 2000 EUR"),
]

ES = [
    ("válido durante 24 meses", "duration = P24M"),
    ("cada dos años", "duration = P2Y"),
    ("al menos cinco empleados certificados", "count >= 5 people [empleados]"),
    ("cuota anual de 1.500,00 €", "money = 1500 EUR /P1Y"),
    ("hasta el 31 de diciembre de 2026", "date <= 2026-12-31"),
    ("a partir del 1 de enero de 2027", "date >= 2027-01-01"),
    ("en un plazo de 30 días", "duration <= P30D"),
    ("un máximo de 3 intentos", "count <= 3 intentos [intentos]"),
    ("el 70 % de los puntos", "percent = 70 percent [puntos]"),
    ("setenta por ciento", "percent = 70 percent"),
    ("cada año", "duration = P1Y"),
    ("cada seis meses", "duration = P6M"),
    ("al menos una referencia de cliente", "count >= 1 references [referencia]"),
    ("dos (2) años", "duration = P2Y"),
    ("de 18 a 24 meses", "duration between P18M..P24M"),
    ("entre 3 y 5 referencias", "count between 3..5 references [referencias]"),
    ("01/02/2027", "date = 2027-02-01"),
    ("finales de 2026", "date = 2026-12-31"),
    ("más de 10 consultores", "count > 10 people [consultores]"),
    ("2,5 millones de euros", "money = 2500000 EUR"),
    (
        "20.000 consultores antes de finales de 2026",
        "count = 20000 people [consultores] by 2026-12-31; date < 2026-12-31",
    ),
    ("veinticinco personas", "count = 25 people [personas]"),
    ("treinta y cinco personas", "count = 35 people [personas]"),
    ("en los últimos 12 meses", "duration = P12M"),
    ("sin coste", "money = 0"),
    ("un socio", ""),
    ("65 de 100 puntos", "score = 65..100 points [puntos]"),
    ("90 minutos", "duration = PT90M"),
    ("una vez al año", "duration = P1Y"),
    ("40 horas de formación al año", "duration = PT40H /P1Y"),
    ("99 dólares al año", "money = 99 USD /P1Y"),
    ("trimestral", "duration = P3M"),
    ("cuarto trimestre de 2026", "date = 2026-Q4"),
    ("10 días hábiles", "duration = P10D business days"),
    ("en los tres últimos años", "duration = P3Y"),
    ("más de 1.000 socios", "count > 1000 socios [socios]"),
    ("12,5 %", "percent = 12.5 percent"),
    ("no más de dos intentos", "count <= 2 intentos [intentos]"),
    ("doscientos clientes", "count = 200 customers [clientes]"),
    ("tres referencias o más", "count >= 3 references [referencias]"),
    ("nivel 2", ""),
    ("ISO 27001", ""),
    ("junio de 2027", "date = 2027-06"),
    ("desde 2019", "date >= 2019"),
    ("segundo semestre de 2026", "date = 2026-H2"),
    ("ejercicio 2027", "date = FY2027"),
    ("del 1 de enero al 31 de marzo de 2027", "date between 2027-01-01..2027-03-31"),
    ("mil millones de dólares", "money = 1000000000 USD"),
    ("noventa y un días", "duration = P91D"),
    ("menos del 10 %", "percent < 10 percent"),
    ("1 hora y 30 minutos", "duration = PT1H30M"),
    ("antes del 1 de julio de 2027", "date < 2027-07-01"),
    ("dos mil quinientos euros", "money = 2500 EUR"),
]

JA = [
    ("有効期間は24か月です", "duration = P24M"),
    ("2年間有効", "duration = P2Y"),
    ("2 年ごとに更新", "duration = P2Y"),
    ("5名以上の認定技術者", "count >= 5 people [名]"),
    ("認定技術者 5 名以上", "count >= 5 people [名]"),
    ("年会費は20万円です", "money = 200000 JPY"),
    ("1,500円", "money = 1500 JPY"),
    ("2026年12月31日まで", "date <= 2026-12-31"),
    ("2027年1月1日以降", "date >= 2027-01-01"),
    ("30日以内", "duration <= P30D"),
    ("30 日以内に", "duration <= P30D"),
    ("最大3回まで", "count <= 3 times [回]"),
    ("合格点は70%", "score = 70 percent"),
    ("毎年", "duration = P1Y"),
    ("半年ごと", "duration = P6M"),
    ("少なくとも1件の導入事例", "count >= 1 cases [件の]"),
    ("18〜24か月", "duration between P18M..P24M"),
    ("2026年末", "date = 2026-12-31"),
    ("10社以上", "count >= 10 companies [社]"),
    ("３名以上", "count >= 3 people [名]"),
    ("90分", "duration = PT90M"),
    ("試験時間は 90 分", "duration = PT90M"),
    ("四半期ごと", "duration = P3M"),
    ("300万ドル", "money = 3000000 USD"),
    ("無料", "money = 0"),
    ("十分な経験", ""),
    ("一部の資格", ""),
    ("第三者", ""),
    ("三年", "duration = P3Y"),
    ("合格基準は700点以上", "points >= 700 points [点]"),
    ("年に1回", "duration = P1Y"),
    ("10営業日以内", "duration <= P10D business days"),
    ("2026年12月", "date = 2026-12"),
    ("2026年度", "date = FY2026"),
    ("3人", "count = 3 people [人]"),
    ("120分間", "duration = PT120M"),
    ("2026/12/31", "date = 2026-12-31"),
    ("パートナー3社", "count = 3 companies [社]"),
    ("1年以内", "duration <= P1Y"),
    ("1年半", "duration = P18M"),
    ("3〜5日間", "duration between P3D..P5D"),
    ("過去3年間", "duration = P3Y"),
    ("20パーセント", "percent = 20 percent"),
    ("20名", "count = 20 people [名]"),
    ("ISO 27001", ""),
    ("2027年3月", "date = 2027-03"),
    ("2019年以降", "date >= 2019"),
    ("500ユーロ", "money = 500 EUR"),
    ("1億円", "money = 100000000 JPY"),
    ("月額99ドル", "money = 99 USD /P1M"),
    ("18か月ごと", "duration = P18M"),
    ("1時間30分", "duration = PT1H30M"),
    ("最低3社", "count >= 3 companies [社]"),
    ("2027年7月1日より前", "date < 2027-07-01"),
    ("15,000円（税別）", "money = 15000 JPY"),
    ("第2版の手引き", ""),
    ("合計5件", "count = 5 cases [件]"),
]

WRITINGS = [
    (language, *row) for language, table in (("de", DE), ("fr", FR), ("es", ES), ("ja", JA)) for row in table
]
PERIODS = {
    "Y": {"en": " years", "de": " Jahre", "fr": " ans", "es": " años", "ja": "年間"},
    "M": {"en": " months", "de": " Monate", "fr": " mois", "es": " meses", "ja": "か月"},
    "W": {"en": " weeks", "de": " Wochen", "fr": " semaines", "es": " semanas", "ja": "週間"},
    "D": {"en": " days", "de": " Tage", "fr": " jours", "es": " días", "ja": "日間"},
    "H": {"en": " hours", "de": " Stunden", "fr": " heures", "es": " horas", "ja": "時間"},
    "m": {"en": " minutes", "de": " Minuten", "fr": " minutes", "es": " minutos", "ja": "分間"},
}
LEAST = {"en": "at least {}", "de": "mindestens {}", "fr": "au moins {}", "es": "al menos {}", "ja": "{}以上"}
WITHIN = {
    "en": "within {}",
    "de": "innerhalb von {}",
    "fr": "dans un délai de {}",
    "es": "en un plazo de {}",
    "ja": "{}以内",
}
PEOPLE = {"en": " people", "de": " Personen", "fr": " personnes", "es": " personas", "ja": "名"}
GROUPS = {"en": ",", "de": ".", "fr": "\u202f", "es": ".", "ja": ","}
MONTHS = {
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
}
every_language = st.sampled_from(sorted(PEOPLE))


def only(text: str, language: str) -> tuple[object, ...]:
    """Type, comparator, value and unit of the only value of a text."""
    (found,) = values(text, language)
    return found.type, found.comparator, found.value, found.unit


@pytest.mark.parametrize(("language", "text", "expected"), WRITINGS)
def test_writings(language: str, text: str, expected: str) -> None:
    """Each writing gives its value in ISO form, with comparator, unit, counted noun, period and due date."""
    assert read(text, language) == expected


def test_the_tables_hold_different_writings() -> None:
    """No writing stands twice."""
    assert len(WRITINGS) == len({row[:2] for row in WRITINGS})


@given(st.integers(2, 999), st.sampled_from(sorted(PERIODS)), every_language)
def test_a_length_of_time_is_the_same_in_every_language(number: int, unit: str, language: str) -> None:
    """So many years, months or minutes are one value, bare, as a minimum and as a limit."""
    written = f"{number}{PERIODS[unit][language]}"
    value = iso(number, unit)
    assert only(written, language) == ("duration", "=", value, None)
    assert only(LEAST[language].format(written), language) == ("duration", ">=", value, None)
    assert only(WITHIN[language].format(written), language) == ("duration", "<=", value, None)


@given(st.integers(2, 999_999).filter(lambda number: not 1900 <= number < 2100), every_language)
def test_a_count_is_the_same_in_every_language(number: int, language: str) -> None:
    """So many people are one value, with and without separators between groups."""
    for digits in (str(number), f"{number:,}".replace(",", GROUPS[language])):
        written = f"{digits}{PEOPLE[language]}"
        assert only(written, language) == ("count", "=", number, "people")
        assert only(LEAST[language].format(written), language) == ("count", ">=", number, "people")


@given(st.integers(1, 9_999_999), st.integers(0, 99), every_language)
def test_money_is_the_same_in_every_language(amount: int, cents: int, language: str) -> None:
    """An amount is one value, with the separators that the language has."""
    whole = f"{amount:,}".replace(",", GROUPS[language])
    point = "," if words(language).decimal_comma else "."
    assert only(f"{whole} €", language) == ("money", "=", amount, "EUR")
    exact = round(amount + cents / 100, 2)
    assert only(f"{whole}{point}{cents:02d} €", language) == ("money", "=", exact, "EUR")


@given(st.dates(dt.date(1980, 1, 1), dt.date(2059, 12, 31)))
def test_a_date_is_the_same_in_every_language(day: dt.date) -> None:
    """A day is one value in the long form of each language, and in digits."""
    of = {"de": ". ", "fr": " ", "es": " de "}
    for language, names in MONTHS.items():
        month = names.split()[day.month - 1]
        between = " de " if language == "es" else " "
        assert only(f"{day.day}{of[language]}{month}{between}{day.year}", language)[2] == day.isoformat()
        assert only(f"{day:%d/%m/%Y}", language)[2] == day.isoformat()
    assert only(f"{day.year}年{day.month}月{day.day}日", "ja")[2] == day.isoformat()
    assert only(f"{day.year} 年 {day.month} 月 {day.day} 日まで", "ja")[1:3] == ("<=", day.isoformat())


@given(st.integers(2, 9), st.integers(2, 9))
def test_numbers_in_words_come_back(tens: int, ones: int) -> None:
    """A number below a hundred is the same in words of every language and in digits."""
    number = 10 * tens + ones
    german = ["zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"]
    ten = ["zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"]
    assert only(f"{german[ones - 2]}und{ten[tens - 2]} Personen", "de")[2] == number
    spanish = ["dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"]
    decena = ["treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"]
    if tens > 2:
        assert only(f"{decena[tens - 3]} y {spanish[ones - 2]} personas", "es")[2] == number
    kanji = "二三四五六七八九"
    assert only(f"{kanji[tens - 2]}十{kanji[ones - 2]}名", "ja")[2] == number
    french = ["deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf"]
    dizaine = ["vingt", "trente", "quarante", "cinquante", "soixante"]
    if tens < 7:
        assert only(f"{dizaine[tens - 2]}-{french[ones - 2]} personnes", "fr")[2] == number


@given(st.text(max_size=120), every_language)
def test_any_text_is_read_in_every_language(text: str, language: str) -> None:
    """Any text gives ordered values within it and raises nothing."""
    behind = 0
    for found in values(text, language):
        assert behind <= found.start < found.end <= len(text)
        behind = found.end


@given(
    st.lists(
        st.sampled_from(
            sorted(
                {
                    "12",
                    "1.000",
                    "1 000",
                    "2026",
                    "€",
                    "%",
                    "(",
                    ")",
                    "-",
                    ",",
                    ".",
                    "年",
                    "日",
                    "\n",
                    "’",
                    "31",
                }
                | {
                    "alle",
                    "bis zum",
                    "Jahre",
                    "tous les",
                    "ans",
                    "au",
                    "cada",
                    "años",
                    "mil",
                    "以上",
                    "万",
                    "名",
                }
            )
        ),
        max_size=20,
    ),
    st.sampled_from(sorted(LANGUAGES)),
)
def test_any_mixture_of_a_language_is_read(pieces: list[str], language: str) -> None:
    """Any order of the grammar's words raises nothing."""
    for joint in ("", " "):
        values(joint.join(pieces), language)


@pytest.mark.parametrize(
    "piece", ["12 (", "1 000 ", "tous les ", "bis zum ", "年12月", "mil ", "最低", "d'", "1年", "und "]
)
@pytest.mark.parametrize("language", sorted(PEOPLE))
def test_long_lines_are_read(piece: str, language: str) -> None:
    """A line that repeats what opens a value is read in time in proportion to its length."""
    assert len(values(piece * 4000, language)) <= 8000
