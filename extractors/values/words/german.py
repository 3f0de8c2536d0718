"""The German words of values."""

from __future__ import annotations

from extractors.values.words.making import among, inverted, mapped, meanings, numbered, phrases
from extractors.values.words.record import Words

_BELOW_TWENTY = """
    null, eins ein eine einen einem einer eines, zwei, drei, vier, fünf, sechs, sieben, acht, neun, zehn, elf, zwölf,
    dreizehn, vierzehn, fünfzehn, sechzehn, siebzehn, achtzehn, neunzehn
"""
_TENS = numbered("zwanzig, dreißig dreissig, vierzig, fünfzig, sechzig, siebzig, achtzig, neunzig", 20, 10)
_DIGITS = ["ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"]
_JOINED = {  # fünfundzwanzig
    f"{digit}und{ten}": value + place
    for ten, value in _TENS.items()
    for place, digit in enumerate(_DIGITS, 1)
}
_HUNDREDS = {f"{digit}hundert": 100 * place for place, digit in enumerate(_DIGITS, 1)}
_ENDINGS = ("", "e", "en", "er", "es", "em")
_UNITS = mapped({"Y": "jährig jährlich", "M": "monatig", "W": "wöchig", "D": "tägig"})
_LASTING = {  # zweijährig, dreimonatige
    f"{number}{unit}{ending}": f"P{value}{letter}"
    for number, value in numbered(_BELOW_TWENTY).items()
    if value > 1
    for unit, letter in _UNITS.items()
    for ending in _ENDINGS
}
_RHYTHMS = {
    f"{word}{ending}": iso
    for word, iso in mapped(
        {
            "P1Y": "jährlich einjährig alljährlich ganzjährig",
            "P6M": "halbjährlich halbjährig",
            "P3M": "vierteljährlich quartalsweis",
            "P1M": "monatlich",
            "P1W": "wöchentlich",
            "P1D": "täglich",
            "PT1H": "stündlich",
        }
    ).items()
    for ending in _ENDINGS
}

GERMAN = Words(
    decimal_comma=True,
    day_first=True,
    spaced_groups=True,
    capital_nouns=True,
    one_is_article=True,
    cardinals={"hundert": 100, "tausend": 1000} | numbered(_BELOW_TWENTY) | _TENS | _JOINED | _HUNDREDS,
    multipliers=mapped(
        {
            100: "hundert",
            12: "dutzend",
            1000: "tausend tsd k",
            1_000_000: "million millionen mio",
            1_000_000_000: "milliarde milliarden mrd",
        }
    ),
    suffixes=mapped({1000: "k", 1_000_000: "m mio", 1_000_000_000: "mrd"}),
    joiner=among("und"),
    months=numbered(
        """
        januar jan jänner, februar feb, märz mrz, april apr, mai, juni jun, juli jul, august aug, september sep
        sept, oktober okt, november nov, dezember dez
        """,
        1,
    ),
    abbreviated=among("mio mrd tsd"),
    periods=mapped(
        {
            "Y": """
                jahr jahre jahren jahres jahrs jährig jährige jährigen jähriger jähriges jährigem
            """,
            "Q": "quartal quartale quartalen quartals vierteljahr vierteljahre",
            "M": """
                monat monate monaten monats monatig monatige monatigen monatiger monatiges monatigem
            """,
            "W": "woche wochen wöchig wöchige wöchigen wöchiger wöchiges",
            "D": """
                tag tage tagen tages werktage werktagen arbeitstage arbeitstagen
                geschäftstage geschäftstagen kalendertage kalendertagen kalendertag tägig tägige tägigen tägiger
                tägiges
            """,
            "H": "h stunde stunden std stündig stündige stündigen stündiger",
            "m": "minute minuten min minütig minütige minütigen minütiger",
            "s": "sekunde sekunden",
        }
    ),
    lone_periods=among("jahr jahres quartal monat monats woche tag stunde minute vierteljahr"),
    glued_periods=mapped({"H": "h std", "m": "min", "M": "monate", "Y": "jahre", "D": "tage"}),
    period_adjectives=among("""
        aufeinanderfolgende aufeinanderfolgenden volle vollen weitere weiteren ganze ganzen zusätzliche
        zusätzlichen letzten vergangenen vorangegangenen vorherigen rollierenden laufende laufenden
    """),
    working=among("werktage werktagen arbeitstage arbeitstagen geschäftstage geschäftstagen"),
    rhythms=meanings(
        {"P1Y": "pro jahr, im jahr, p . a, einmal jährlich, einmal im jahr, einmal pro jahr, je jahr"}
    )
    | meanings({"P3M": "pro quartal, im quartal, je quartal", "P1M": "pro monat, im monat, je monat"})
    | inverted(_RHYTHMS)
    | inverted(_LASTING),
    every=phrases("jedes, jeden, jede, pro, je, einmal pro, einmal im, einmal jedes"),
    every_other=phrases("jedes zweite, jeden zweiten, jede zweite"),
    rate=phrases("pro, je, im, /, jedes, jeden"),
    window=phrases("""
        alle, in den letzten, in den vergangenen, in den vorangegangenen, in den vorherigen, während der
        letzten, innerhalb der letzten, der letzten, der vergangenen, letzten, vergangenen, über die letzten,
        aus den letzten, im laufe von, einmal alle, pro, je
    """),
    window_in=among("in"),
    lone_window=among("vergangenen letzten vorigen"),
    times={"einmal": 1, "zweimal": 2, "dreimal": 3, "viermal": 4},
    fold="fach",
    comparators=meanings(
        {
            ">=": """
                mindestens, wenigstens, zumindest, ein minimum von, minimum, mindestens :, min ., min, ab,
                nicht weniger als, ≥, > =, jeweils mindestens, insgesamt mindestens, von mindestens
            """,
            ">": "mehr als, über, größer als, länger als, höher als, >",
            "<=": """
                höchstens, maximal, bis zu, nicht mehr als, max ., max, ein maximum von, maximum, innerhalb
                von, innerhalb, binnen, begrenzt auf, auf maximal, spätestens, nicht länger als, ≤, < =, nur,
                längstens, bis zu maximal, auf höchstens
            """,
            "<": "weniger als, unter, kleiner als, <",
            "=": "genau, insgesamt, exakt",
        }
    ),
    comparators_after=meanings(
        {
            ">=": """
                oder mehr, oder höher, oder länger, und mehr, +, erforderlich, mindestens, minimum, sind
                erforderlich, ist erforderlich, benötigt
            """,
            "<=": "oder weniger, maximal, höchstens, oder darunter",
        }
    ),
    comparator_fillers=among("""
        der die das den dem des etwa ca rund ungefähr circa jeweils je insgesamt nächsten ersten weiteren
        letzten vergangenen ihre ihrer unsere seine diese dieser zusätzlich von
    """),
    bounds=mapped(
        {
            ">=": "mindestpunktzahl mindestdauer mindestumsatz mindestanzahl mindestens",
            "<=": "höchstdauer höchstzahl maximaldauer",
        }
    ),
    notice=among("vor vorher zuvor"),
    only=among("nur"),
    date_comparators=meanings(
        {
            "<=": """
                bis, bis zum, bis zu, bis spätestens, bis spätestens zum, spätestens am, spätestens bis zum,
                spätestens zum, gültig bis, gültig bis zum, endet am, läuft am, bis einschließlich
            """,
            "<": "vor, vor dem",
            ">=": "ab, ab dem, seit, seit dem, vom, von, beginnend am, frühestens am, gültig ab, wirksam ab",
            ">": "nach, nach dem",
            "=": "am, im, in, den, zum, der, per, um",
        }
    ),
    year_openers=among("bis ab seit in im vor nach jahr jahres geschäftsjahr kalenderjahr anfang mitte"),
    end_of=meanings(
        {
            "end": """
                ende, ende des jahres, zum ende des jahres, jahresende, ende von, zum ende, ende des, zum
                jahresende
            """,
            "start": "anfang, beginn, anfang des, beginn des, anfang des jahres",
        }
    ),
    quarters=mapped(
        {
            1: "erstes erste ersten",
            2: "zweites zweite zweiten",
            3: "drittes dritte dritten",
            4: "viertes vierte vierten",
        }
    ),
    halves=mapped({1: "erstes erste ersten", 2: "zweites zweite zweiten"}),
    quarter=among("quartal quartals q"),
    half=among("halbjahr halbjahres halbjahrs h"),
    fiscal=among("fy gj geschäftsjahr geschäftsjahres"),
    year=among("jahr jahres"),
    the=among("der die das den dem des"),
    is_=among("ist sind beträgt betragen liegt"),
    for_=among("für"),
    listed=among("und oder dann"),
    of=among("von des der"),
    to=among("bis - – — ‑ ‒ −"),
    and_=among("und"),
    or_=among("oder"),
    between=among("zwischen"),
    from_=among("von"),
    changed=among("verlängert erhöht gesenkt reduziert geändert angehoben verkürzt"),
    out_of=phrases("von, von insgesamt, aus, /, von möglichen, von maximal"),
    scale=phrases("auf einer skala von, skala von, auf einer skala"),
    scoring=among("""
        punktzahl mindestpunktzahl bestehensgrenze ergebnis bestehen bestanden punktestand bewertung score
    """),
    percent=meanings({"percent": "%, prozent, v . h", "percentage points": "prozentpunkte, prozentpunkten"}),
    currency_words=meanings(
        {
            "EUR": "euro, euros",
            "USD": "us - dollar, dollar, us dollar",
            "CHF": "schweizer franken, franken",
            "GBP": "pfund, britische pfund",
            "JPY": "yen",
        }
    ),
    free=phrases("""
        kostenlos, kostenfrei, gebührenfrei, unentgeltlich, gratis, kostenlose, kostenloser, kostenlosen,
        kostenfreie, ohne gebühr, ohne kosten, ohne zusätzliche kosten, keine gebühr, keine gebühren, keine
        kosten
    """),
    naming=among("""
        stufe level version phase abschnitt kapitel seite artikel schritt nr iso iec tls server
        § absatz anhang punkt gruppe top option teil modul tier
        ebene klasse kategorie
    """),
    not_one=among("der die das dieser diese jedes jede kein keine"),
    stops=among("""
        der die das den dem des ein eine einen einem einer und oder aber in im an am auf aus bei mit nach von
        vom zu zum zur für über unter vor seit bis durch gegen ohne um als wie dass wenn weil ist sind war
        waren wird werden wurde wurden hat haben muss müssen soll sollen sollte kann können darf dürfen nicht
        sie er es wir ihr man pro je jährlich monatlich lang mehr weniger sowie bzw beträgt gilt gelten
        innerhalb ab alle sich auch nur noch erforderlich
    """),
    determiners=among("der die das den dem des ihrer ihre ihren seiner unserer aller dieser diese"),
    qualifying=phrases("""
        mindestens, maximal, höchstens, davon, einschließlich, inklusive, inkl, ohne, jeweils, pro, je, bis
        zu, ausgenommen
    """),
    units=mapped({"points": "punkt pkt", "times": "mal", "people": "leute fachkräfte fachkräften"}),
    unit_endings=tuple(
        mapped(
            {
                "people": """
                    person personen mitarbeiter mitarbeitern mitarbeitende mitarbeitenden berater beratern
                    entwickler entwicklern architekten ingenieure ingenieuren experten spezialisten
                    beschäftigte beschäftigten teilnehmer teilnehmern techniker technikern fachleute
                    vertriebsmitarbeiter mitglieder administratoren trainer fachpersonen
                """,
                "points": "punkte punkten",
                "questions": "frage fragen",
                "references": "referenz referenzen",
                "certifications": "zertifizierung zertifizierungen zertifikat zertifikate zertifikaten",
                "deployments": "bereitstellung bereitstellungen implementierungen",
                "projects": "projekt projekte projekten",
                "customers": "kunde kunden neukunden",
            }
        ).items()
    ),
    points=among("punkte punkten punkt"),
    following=among("folgenden folgende"),
)
