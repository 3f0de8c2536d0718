"""The words of values, one frozen record per language; the grammar itself knows no word.

To read another language, fill a `Words` record and enter it in `LANGUAGES`. Phrases are written as their
tokens, lower case, separated by spaces (``"min ."``); a CJK character is a token of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extractors.values.phrases import Phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from extractors.records import Comparator


@dataclass(frozen=True, eq=False)
class Words:
    """All that the grammar has to know of a language."""

    decimal_comma: bool  # 1.000,50 rather than 1,000.50
    day_first: bool  # 01/02/2027 is the first of February; False: not known
    cardinals: Mapping[str, int]
    multipliers: Mapping[str, int]  # spelled, multiply what stands before: hundred, thousand, million
    suffixes: Mapping[str, int]  # glued to digits: 300K
    joiner: frozenset[str]  # one hundred AND fifty
    articles: frozenset[str]
    months: Mapping[str, int]
    months_also_words: frozenset[str]  # may, march: only with a capital
    periods: Mapping[str, str]  # unit words of lengths of time -> ISO unit: Y M W D H m s Q
    lone_periods: frozenset[str]  # stand without a number: every YEAR
    glued_periods: Mapping[str, str]  # 24h, 90min
    period_adjectives: frozenset[str]  # 30 CALENDAR days
    working: frozenset[str]  # 10 BUSINESS days
    rhythms: Phrases[str]  # annually -> P1Y
    ambiguous_rhythms: Phrases[str]
    every: Phrases[str]  # every, each, once a: before a period word
    every_other: Phrases[str]
    rate: Phrases[str]  # per, a, /: before a period word, after a value
    window: Phrases[str]  # in the last, trailing: before a length of time
    window_in: frozenset[str]  # IN 90 days: the period of a count before it, for days and longer
    lone_window: frozenset[str]  # in the PAST year
    lone_after: frozenset[str]  # WITHIN a year
    times: Mapping[str, int]  # once, twice
    fold: str  # fivefold
    comparators: Phrases[Comparator]  # in front of an amount
    comparators_after: Phrases[Comparator]
    comparator_fillers: frozenset[str]  # at least THE LAST 12 months
    bounds: Mapping[str, Comparator]  # MINIMUM passing score of 70%
    notice: frozenset[str]  # up to 24 hours BEFORE: at least so long
    only: frozenset[str]
    date_comparators: Phrases[Comparator]
    year_openers: frozenset[str]  # words after which a bare year is a date
    end_of: Phrases[str]  # -> end | start | whole
    quarters: Mapping[str, int]  # fourth quarter of 2026
    halves: Mapping[str, int]
    quarter: frozenset[str]
    half: frozenset[str]
    fiscal: frozenset[str]
    year: frozenset[str]
    a_half: frozenset[str]  # one and a HALF
    the: frozenset[str]
    is_: frozenset[str]
    for_: frozenset[str]
    listed: frozenset[str]  # join the numbers of a list: 14, THEN 30
    plural_endings: tuple[str, ...]
    singular_endings: tuple[str, ...]  # of words that only look plural
    of: frozenset[str]
    to: frozenset[str]
    and_: frozenset[str]
    or_: frozenset[str]
    between: frozenset[str]
    from_: frozenset[str]
    changed: frozenset[str]  # extended FROM 6 TO 12 months: the new value counts
    out_of: Phrases[str]
    scale: Phrases[str]  # on a scale of
    scoring: frozenset[str]
    percent: Phrases[str]
    currency_words: Phrases[str]
    free: Phrases[str]
    naming: frozenset[str]  # a number after these is a name: Level 2, ISO 27001
    not_one: frozenset[str]  # before "one": the one, each one
    stops: frozenset[str]  # end a noun phrase
    determiners: frozenset[str]
    plurals: frozenset[str]  # plural without -s
    not_plural: frozenset[str]
    qualifying: Phrases[str]  # open a bracket that qualifies a value
    units: Mapping[str, str]  # head noun -> normal unit
    points: frozenset[str]
    following: frozenset[str]  # one of the FOLLOWING


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _each(value: str, words: Iterable[str]) -> dict[str, str]:
    return dict.fromkeys(words, value)


def _comparators(table: Mapping[Comparator, str]) -> Phrases[Comparator]:
    return Phrases({phrase.strip(): sign for sign, phrases in table.items() for phrase in phrases.split(",")})


def _phrases(phrases: str, value: str = "") -> Phrases[str]:
    return Phrases({phrase.strip(): value for phrase in phrases.split(",")})


_BELOW_TWENTY = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_CARDINALS = {word: number for number, word in enumerate(_BELOW_TWENTY.split())} | {
    word: 10 * number for number, word in enumerate(_TENS.split(), start=2)
}

_PERIODS = {
    "Y": "year years yr yrs",
    "Q": "quarter quarters",
    "M": "month months mth mths mo mos",
    "W": "week weeks wk wks",
    "F": "fortnight fortnights",
    "D": "day days",
    "H": "hour hours hr hrs",
    "m": "minute minutes min mins",
    "s": "second seconds sec secs",
}

_UNITS = {
    "people": "people person persons individual individuals employee employees consultant consultants "
    "professional "
    "professionals practitioner practitioners engineer engineers developer developers architect "
    "architects specialist "
    "specialists administrator administrators technician technicians expert experts staff personnel "
    "seller sellers "
    "resource resources fte ftes member members headcount trainer trainers educator educators worker workers "
    "salesperson salespeople technologist technologists analyst analysts scientist scientists holder holders "
    "candidate candidates attendee attendees strategist strategists",
    "points": "point points pts pt",
    "questions": "question questions",
    "references": "reference references",
    "certifications": "certification certifications certificate certificates",
    "deployments": "deployment deployments",
    "projects": "project projects",
    "customers": "customer customers client clients adds additions",
    "times": "time times",
}

ENGLISH = Words(
    decimal_comma=False,
    day_first=False,
    cardinals=_CARDINALS,
    multipliers={
        "hundred": 100,
        "dozen": 12,
        "thousand": 1_000,
        "lakh": 100_000,
        "million": 1_000_000,
        "mn": 1_000_000,
        "mio": 1_000_000,
        "crore": 10_000_000,
        "billion": 1_000_000_000,
        "bn": 1_000_000_000,
        "trillion": 1_000_000_000_000,
    },
    suffixes={
        "k": 1_000,
        "m": 1_000_000,
        "mm": 1_000_000,
        "mn": 1_000_000,
        "mio": 1_000_000,
        "b": 1_000_000_000,
        "bn": 1_000_000_000,
        "t": 1_000_000_000_000,
    },
    joiner=_set("and"),
    articles=_set("a an"),
    months={
        name: number
        for number, names in enumerate(
            (
                "january jan",
                "february feb",
                "march mar",
                "april apr",
                "may",
                "june jun",
                "july jul",
                "august aug",
                "september sept sep",
                "october oct",
                "november nov",
                "december dec",
            ),
            start=1,
        )
        for name in names.split()
    },
    months_also_words=_set("may march mar jan sep dec jun"),
    periods={word: unit for unit, words in _PERIODS.items() for word in words.split()},
    lone_periods=_set("year quarter month week fortnight day hour minute"),
    glued_periods={
        "h": "H",
        "hr": "H",
        "hrs": "H",
        "hours": "H",
        "min": "m",
        "mins": "m",
        "minutes": "m",
        "mo": "M",
        "mos": "M",
        "months": "M",
        "yr": "Y",
        "yrs": "Y",
        "years": "Y",
        "days": "D",
        "weeks": "W",
        "wks": "W",
    },
    period_adjectives=_set(
        "calendar consecutive full rolling continuous additional more further fiscal complete whole "
        "successive contiguous "
        "extra trailing total elapsed"
    ),
    working=_set("business working"),
    rhythms=Phrases(
        _each(
            "P1Y",
            ("annually", "annual", "yearly", "per annum", "p . a", "year - on - year", "year over year"),
        )
        | _each("P2Y", ("biennially", "biennial"))
        | _each(
            "P6M",
            (
                "semiannually",
                "semiannual",
                "semi - annually",
                "semi - annual",
                "half - yearly",
                "half yearly",
            ),
        )
        | _each("P3M", ("quarterly",))
        | _each("P1M", ("monthly",))
        | _each("P2W", ("fortnightly",))
        | _each("P1W", ("weekly",))
        | _each("P1D", ("daily",))
        | _each("PT1H", ("hourly",))
    ),
    ambiguous_rhythms=_phrases(
        "biannually, biannual, bi - annually, bi - annual, bimonthly, bi - monthly, biweekly, bi - "
        "weekly, biyearly, "
        "bi - yearly"
    ),
    every=_phrases("every, each, per, once a, once per, once every, once each, once in a, once an"),
    every_other=_phrases("every other, every second, once every other"),
    rate=_phrases("per, a, an, each, every, /"),
    window=_phrases(
        "in the last, in the past, in the previous, in the preceding, in the trailing, in the prior, over"
        " the last, "
        "over the past, over the previous, over the preceding, over the trailing, over the prior, during "
        "the last, "
        "during the past, during the previous, during the preceding, during the trailing, during the "
        "prior, within the last, "
        "within the past, within the previous, within the preceding, within the prior, within the "
        "trailing, for the last, "
        "for the past, for the previous, for the preceding, for the trailing, from the last, from the "
        "past, from the previous, "
        "in last, in past, in previous, in preceding, in trailing, in prior, over last, over past, over "
        "trailing, over a rolling, over a trailing, "
        "over any, in any, in a rolling, in any rolling, within any, within a rolling, per rolling, per, "
        "every, each, the last, "
        "the past, the previous, the preceding, the prior, the trailing, a rolling, a trailing, last, "
        "past, previous, "
        "preceding, prior, trailing, rolling, in each, any, once every, once in every, once per, once each"
    ),
    window_in=_set("in over during"),
    lone_window=_set("past previous preceding trailing prior given"),
    lone_after=_set(
        "within for after of than over in once twice least about approximately every until lasts last "
        "takes most to under "
        "times"
    ),
    times={"once": 1, "twice": 2, "thrice": 3},
    fold="fold",
    comparators=_comparators(
        {
            ">=": "at least, a minimum of, minimum of, a minimum, minimum, minimum :, minimum is, min, min "
            "., min :, "
            "no fewer than, no less than, not less than, not fewer than, upwards of, upward of, starting "
            "at, starting from, "
            "as few as, as little as, a total of at least, at a minimum, the minimum of, equal to or "
            "greater than, "
            "greater than or equal to, more than or equal to, ≥, > =, at minimum, a minimum average of, "
            "an average of at least, "
            "requires, require, required :, from as little as",
            ">": "more than, over, greater than, above, exceeding, exceeds, exceed, in excess of, higher "
            "than, beyond, >, "
            "longer than, older than, well over",
            "<=": "up to, at most, no more than, not more than, not to exceed, a maximum of, maximum of, "
            "maximum, a maximum, "
            "maximum :, max, max ., max of, max :, the maximum of, within, as many as, as much as, as "
            "long as, capped at, "
            "limited to, upto, until, only, no later than, no longer than, not exceed, not exceeding, "
            "less than or equal to, ≤, < =, "
            "cannot exceed, up to a maximum of, for up to a maximum of, up to a total of, a total of up "
            "to, for up to, not later than",
            "<": "fewer than, less than, under, below, lower than, <, shorter than",
            "=": "exactly, a total of, total of, precisely, equal to",
        }
    ),
    comparators_after=_comparators(
        {
            ">=": "or more, or greater, or higher, or above, or over, or better, and above, and up, and "
            "more, and over, or longer, "
            "or older, plus, +, minimum, min, at minimum, at a minimum, at the least, at least, required,"
            " is required, "
            "are required, is needed, are needed, needed, ( required ), ( minimum ), ( min ), ( at least "
            "), must be met, "
            "must be held, and higher",
            "<=": "or fewer, or less, or below, or lower, and below, and under, or under, maximum, max, at "
            "most, at the most, "
            "( maximum ), ( max ), or shorter, tops",
        }
    ),
    comparator_fillers=_set(
        "the a an another about approximately around roughly some next last first additional past "
        "previous preceding full "
        "your our their its any these those of just nearly almost approx trailing prior rolling further"
    ),
    bounds={"minimum": ">=", "min": ">=", "maximum": "<=", "max": "<="},
    notice=_set("before prior ahead"),
    only=_set("only"),
    date_comparators=_comparators(
        {
            "<=": "by, until, till, up to, through, thru, no later than, not later than, on or before, by "
            "no later than, "
            "up until, valid until, valid through, expires on, expires, expiring, ends on, ending, ending"
            " on, due, due on, due by, "
            "at the latest by, latest by, to, by or before, within, before or on",
            "<": "before, prior to, earlier than",
            ">=": "from, starting, starting on, starting from, starting in, beginning, beginning on, "
            "beginning in, "
            "beginning with, effective, effective from, effective on, effective as of, as of, since, on "
            "or after, as from, "
            "commencing, commencing on, no earlier than, not before, starts on, begins on, begins, after "
            "or on",
            ">": "after, later than, following",
            "=": "on, in, during, for, dated, around, circa",
        }
    ),
    year_openers=_set(
        "by until till through before after since from in during late early mid for to calendar fiscal "
        "starting "
        "beginning ending"
    ),
    end_of=Phrases(
        _each(
            "end",
            (
                "end of",
                "close of",
                "year - end",
                "year end",
                "end of year",
                "end of calendar year",
                "end of the year",
            ),
        )
        | _each("start", ("beginning of", "start of"))
    ),
    quarters={
        "first": 1,
        "second": 2,
        "third": 3,
        "fourth": 4,
        "last": 4,
        "1st": 1,
        "2nd": 2,
        "3rd": 3,
        "4th": 4,
    },
    halves={"first": 1, "second": 2, "latter": 2, "1st": 1, "2nd": 2},
    quarter=_set("quarter q"),
    half=_set("half h"),
    fiscal=_set("fy fiscal"),
    year=_set("year"),
    a_half=_set("half"),
    the=_set("the"),
    is_=_set("is are"),
    for_=_set("for"),
    listed=_set("and or then"),
    plural_endings=("s",),
    singular_endings=("ss", "us", "is", "'s", "’s"),
    of=_set("of"),
    to=_set("to through - – — ‑ ‒ −"),
    and_=_set("and"),
    or_=_set("or"),
    between=_set("between"),
    from_=_set("from"),
    changed=_set(
        "extended increased increase raised reduced changed lowered moved moves rises rose grew grows "
        "went goes dropped "
        "decreased shortened upgraded updated increases changes extends"
    ),
    out_of=_phrases(
        "out of, of, of the, of a, of a possible, out of a, out of a possible, out of the, /, from a possible"
    ),
    scale=_phrases(
        "on a scale of, on a scale from, on the scale of, on a scaled range of, on a scaled range from, "
        "on a range of, "
        "in a range of, on a scaled score of, on a scaled score from, scaled score from, scaled score of,"
        " scale of, scale from, "
        "scale :, scaled score between, on a scale, range of, scored from, score range of, score range :,"
        " score range, scored on a scale of"
    ),
    scoring=_set("score scores scored scoring pass passing passes passmark mark grade passed passing cutoff"),
    percent=Phrases(
        {"%": "percent", "percent": "percent", "per cent": "percent", "pct": "percent", "％": "percent"}
    )
    | Phrases(_each("percentage points", ("percentage points", "percentage point", "pp"))),
    currency_words=Phrases(
        _each(
            "USD",
            ("us dollars", "us dollar", "u . s . dollars", "dollars", "dollar", "american dollars", "bucks"),
        )
        | _each("AUD", ("australian dollars",))
        | _each("CAD", ("canadian dollars",))
        | _each("EUR", ("euros", "euro"))
        | _each("GBP", ("pounds sterling", "british pounds", "pounds", "sterling"))
        | _each("JPY", ("japanese yen", "yen"))
        | _each("CHF", ("swiss francs", "francs"))
        | _each("CNY", ("yuan", "renminbi", "rmb"))
        | _each("INR", ("indian rupees", "rupees"))
        | _each("KRW", ("won",))
        | _each("SEK", ("swedish kronor", "kronor"))
        | _each("DKK", ("danish kroner",))
        | _each("NOK", ("norwegian kroner",))
        | _each("BRL", ("reais",))
    ),
    free=_phrases(
        "free of charge, free of cost, at no cost, at no charge, at no extra cost, at no additional cost,"
        " at no extra charge, "
        "at no additional charge, no charge, no cost, no extra cost, no additional cost, no extra charge,"
        " no additional charge, "
        "without charge, without cost, without extra cost, without any extra cost, without additional cost, "
        "without any additional cost, without any cost, for free, is free of charge, are free of charge, "
        "is free, are free, no fee, no fees, no membership fee, "
        "no annual fee, no program fee, no application fee, free retake, free exam, free membership, free"
        " enrollment, free attempt, "
        "free registration, free to join, cost - free, free - of - charge, no - cost"
    ),
    naming=_set(
        "exam exams group groups levels tiers steps phases years modules level tier step version versions"
        " phase section figure fig table chapter page appendix annex article clause item note footnote "
        "release iso iec soc tls ssl rfc nist pci dss oauth saml http ipv top fortune global web windows "
        "office microsoft "
        "dynamics server python java claude gemini gpt gemma llama sql visual exchange sharepoint intune "
        "project oracle sap "
        "ftse stage day year month week round wave cohort part lesson line row column option room suite "
        "floor building box "
        "unit no number # № § ref id code zone grade class category type priority severity gen generation"
        " edition volume vol "
        "issue act title rule form schedule exhibit attachment ubuntu debian rhel ios android macos "
        "angular react kubernetes "
        "terraform sonnet opus haiku r2 copyright © inc domain objective task"
    ),
    not_one=_set(
        "the this that each every no any which another every some other last next either neither first"
    ),
    stops=_set(
        "the a an and or of for to in on at by with from within without into onto over under per each "
        "every that which who whom "
        "whose when where while if unless until till before after during since as than then is are was "
        "were be been being has have "
        "had do does did can could may might must shall should will would not no nor but so because also "
        "only just this these "
        "those it its they them their you your we our us he she his her i there here up down out off "
        "about against between through "
        "across toward towards upon among via plus minus gets get got earns earn contributes contribute "
        "means mean applies apply "
        "counts count gives give makes make requires require required needed needs need includes include "
        "including remains remain "
        "becomes become takes take minimum maximum min max ahead ago later earlier prior following "
        "depending based using having "
        "completing earning holding passing achieved obtained earned awarded added more less fewer "
        "greater both either neither "
        "never always often usually typically automatically respectively approximately e g i.e etc total "
        "toward worth due expires expire whenever whereas however therefore thus "
        "once twice again already still yet even once what how why all any some such same other than vs "
        "versus except "
        "excluding regardless according provided demonstrating showing covering totaling totalling "
        "employed drawn annually "
        "monthly quarterly yearly weekly daily"
    ),
    determiners=_set("the a an your our their its these those this that all any such each of"),
    plurals=_set(
        "people personnel staff criteria data media men women salespeople children feedback headcount"
    ),
    not_plural=_set(
        "sales business services operations analytics systems solutions communications gross access "
        "process address plus "
        "always success across class less status basis bonus campus focus press previous various series "
        "sales-specific has was "
        "is this us as thus its aws kubernetes saas paas iaas cross express progress windows logistics "
        "ops devops customs "
        "professional-services pass sas apps news"
    ),
    qualifying=_phrases(
        "minimum, min, maximum, max, at least, at most, up to, no more than, no fewer than, not more "
        "than, including, incl, "
        "of which, of whom, with, excluding, except, any, must, one of which, two of which, in addition, "
        "plus, only, a minimum, "
        "a maximum, more than, not including, each, per, both"
    ),
    units={word: unit for unit, words in _UNITS.items() for word in words.split()},
    points=_set("points point pts pt"),
    following=_set("following these below above"),
)

LANGUAGES: Mapping[str, Words] = {"en": ENGLISH}
"""By primary language subtag (BCP 47)."""

_DECIMAL_COMMA = _set(
    "bg ca cs da de el es et fi fr hr hu id is it lt lv nb nl nn no pl pt ro ru sk sl sr sv tr uk vi"
)


def words(language: str | None) -> Words:
    """The words for a primary language subtag.

    A language that is not filled yet has the English words, with its own way to write numbers and dates.
    """
    subtag = language or "en"
    if subtag in LANGUAGES:
        return LANGUAGES[subtag]
    return replace(ENGLISH, decimal_comma=subtag in _DECIMAL_COMMA, day_first=subtag in _DECIMAL_COMMA)
