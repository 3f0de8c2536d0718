"""The English words of values."""

from __future__ import annotations

from extractors.values.words.english_nouns import (
    CURRENCY_WORDS,
    FREE,
    NAMING,
    NOT_PLURAL,
    QUALIFYING,
    STOPS,
    UNITS,
)
from extractors.values.words.making import among, mapped, meanings, numbered, phrases
from extractors.values.words.record import Words

_BELOW_TWENTY = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen
"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_MONTHS = """
    january jan, february feb, march mar, april apr, may, june jun, july jul, august aug, september sept sep,
    october oct, november nov, december dec
"""

ENGLISH = Words(
    decimal_comma=False,
    day_first=False,
    cardinals=numbered(_BELOW_TWENTY) | numbered(_TENS, 20, 10),
    multipliers=mapped(
        {
            100: "hundred",
            12: "dozen",
            1000: "thousand",
            100_000: "lakh",
            1_000_000: "million mn mio",
            10_000_000: "crore",
            1_000_000_000: "billion bn",
            1_000_000_000_000: "trillion",
        }
    ),
    suffixes=mapped({1000: "k", 1_000_000: "m mm mn mio", 1_000_000_000: "b bn", 1_000_000_000_000: "t"}),
    joiner=among("and"),
    articles=among("a an"),
    months=numbered(_MONTHS, 1),
    months_also_words=among("may march mar jan sep dec jun"),
    periods=mapped(
        {
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
    ),
    lone_periods=among("year quarter month week fortnight day hour minute yr mo"),
    glued_periods=mapped(
        {
            "H": "h hr hrs hours",
            "m": "min mins minutes",
            "M": "mo mos months",
            "Y": "yr yrs years",
            "D": "days",
            "W": "weeks wks",
        }
    ),
    period_adjectives=among("""
        calendar consecutive full rolling continuous additional more further fiscal complete whole
        successive contiguous extra trailing total elapsed
    """),
    working=among("business working"),
    rhythms=meanings(
        {
            "P1Y": """
                annually, annual, yearly, per annum, p . a, year - on - year, year over year,
                every spring, every summer, every autumn, every fall, every winter, each spring, each summer,
                each autumn, each fall, each winter
            """,
            "P2Y": "biennially, biennial",
            "P6M": """
                semiannually, semiannual, semi - annually, semi - annual, half - yearly, half yearly
            """,
            "P3M": "quarterly",
            "P1M": "monthly",
            "P2W": "fortnightly",
            "P1W": "weekly",
            "P1D": "daily",
            "PT1H": "hourly",
        }
    ),
    ambiguous_rhythms=phrases("""
        biannually, biannual, bi - annually, bi - annual, bimonthly, bi - monthly, biweekly, bi - weekly,
        biyearly, bi - yearly
    """),
    every=phrases("""
        every, each, per, once a, once per, once every, once each, once in a, once an
    """),
    ordinals={"second": 2, "third": 3, "fourth": 4, "fifth": 5},
    every_other=phrases("every other, every second, once every other"),
    rate=phrases("per, a, an, each, every, /"),
    window=phrases("""
        in the last, in the past, in the previous, in the preceding, in the trailing, in the prior, over the
        last, over the past, over the previous, over the preceding, over the trailing, over the prior,
        during the last, during the past, during the previous, during the preceding, during the trailing,
        during the prior, within the last, within the past, within the previous, within the preceding,
        within the prior, within the trailing, for the last, for the past, for the previous, for the
        preceding, for the trailing, from the last, from the past, from the previous, in last, in past, in
        previous, in preceding, in trailing, in prior, over last, over past, over trailing, over a rolling,
        over a trailing, over any, in any, in a rolling, in any rolling, within any, within a rolling, per
        rolling, per, every, each, the last, the past, the previous, the preceding, the prior, the trailing,
        a rolling, a trailing, last, past, previous, preceding, prior, trailing, rolling, in each, any, once
        every, once in every, once per, once each
    """),
    window_in=among("in over during"),
    lone_window=among("past previous preceding trailing prior given"),
    lone_after=among("""
        within for after of than over in once twice least about approximately every until lasts last takes
        most to under times
    """),
    times={"once": 1, "twice": 2, "thrice": 3},
    fold="fold",
    comparators=meanings(
        {
            ">=": """
                at least, a minimum of, minimum of, a minimum, minimum, minimum :, minimum is, min, min .,
                min :, no fewer than, no less than, not less than, not fewer than, upwards of, upward of,
                starting at, starting from, as few as, as little as, a total of at least, at a minimum, the
                minimum of, equal to or greater than, greater than or equal to, more than or equal to, ≥, >
                =, at minimum, a minimum average of, an average of at least, requires, require, required :,
                from as little as
            """,
            ">": """
                more than, over, greater than, above, exceeding, exceeds, exceed, in excess of, higher than,
                beyond, >, longer than, older than, well over
            """,
            "<=": """
                up to, up to and including, at most, no more than, not more than, not to exceed, a maximum of, maximum of,
                maximum, a maximum, maximum :, max, max ., max of, max :, the maximum of, within, as many
                as, as much as, as long as, capped at, limited to, upto, until, only, no later than, no
                longer than, not exceed, not exceeding, less than or equal to, ≤, < =, cannot exceed, up to
                a maximum of, for up to a maximum of, up to a total of, a total of up to, for up to, not
                later than
            """,
            "<": "fewer than, less than, under, below, lower than, <, shorter than",
            "=": "exactly, a total of, total of, precisely, equal to",
        }
    ),
    comparators_after=meanings(
        {
            ">=": """
                or more, or greater, or higher, or above, or over, or better, and above, and up, and more,
                and over, or longer, or older, plus, +, minimum, min, at minimum, at a minimum, at the
                least, at least, required, is required, are required, is needed, are needed, needed, (
                required ), ( minimum ), ( min ), ( at least ), must be met, must be held, and higher
            """,
            "<=": """
                or fewer, or less, or below, or lower, and below, and under, or under, maximum, max, at
                most, at the most, ( maximum ), ( max ), or shorter, tops
            """,
        }
    ),
    comparator_fillers=among("""
        the a an another about approximately around roughly some next last first additional past previous
        preceding full your our their its any these those of just nearly almost approx trailing prior
        rolling further
    """),
    bounds=mapped({">=": "minimum min", "<=": "maximum max"}),
    notice=among("before prior ahead"),
    only=among("only"),
    date_comparators=meanings(
        {
            "<=": """
                by, until, till, up to, through, thru, no later than, not later than, on or before, by no
                later than, up until, valid until, valid through, expires on, expires, expiring, ends on,
                ending, ending on, due, due on, due by, at the latest by, latest by, to, by or before,
                within, before or on
            """,
            "<": "before, prior to, earlier than",
            ">=": """
                from, starting, starting on, starting from, starting in, beginning, beginning on, beginning
                in, beginning with, effective, effective from, effective on, effective as of, as of, since,
                on or after, as from, commencing, commencing on, no earlier than, not before, starts on,
                begins on, begins, after or on
            """,
            ">": "after, later than, following",
            "=": "on, in, during, for, dated, around, circa",
        }
    ),
    year_openers=among("""
        by until till through before after since from in during late early mid for to calendar fiscal
        starting beginning ending
    """),
    end_of=meanings(
        {
            "end": """
                end of, close of, year - end, year end, end of year, end of calendar year, end of the year
            """,
            "start": "beginning of, start of",
        }
    ),
    quarters=mapped({1: "first 1st", 2: "second 2nd", 3: "third 3rd", 4: "fourth last 4th"}),
    halves=mapped({1: "first 1st", 2: "second latter 2nd"}),
    quarter=among("quarter q"),
    half=among("half h"),
    fiscal=among("fy fiscal"),
    year=among("year"),
    a_half=among("half"),
    the=among("the"),
    is_=among("is are"),
    for_=among("for"),
    listed=among("and or then"),
    plural_endings=("s",),
    singular_endings=("ss", "us", "is", "'s", "’s"),
    of=among("of"),
    to=among("to through - – — ‑ ‒ −"),
    and_=among("and"),
    or_=among("or"),
    between=among("between"),
    from_=among("from"),
    changed=among("""
        extended increased increase raised reduced changed lowered moved moves rises rose grew grows went
        goes dropped decreased shortened upgraded updated increases changes extends
    """),
    out_of=phrases("""
        out of, of, of the, of a, of a possible, out of a, out of a possible, out of the, /, from a possible
    """),
    scale=phrases("""
        on a scale of, on a scale from, on the scale of, on a scaled range of, on a scaled range from, on a
        range of, in a range of, on a scaled score of, on a scaled score from, scaled score from, scaled
        score of, scale of, scale from, scale :, scaled score between, on a scale, range of, scored from,
        score range of, score range :, score range, scored on a scale of
    """),
    scoring=among("""
        score scores scored scoring pass passing passes passmark mark grade passed cutoff
    """),
    percent=meanings(
        {
            "percent": "%, percent, per cent, pct, ％",
            "percentage points": "percentage points, percentage point, pp",
        }
    ),
    currency_words=CURRENCY_WORDS,
    free=FREE,
    naming=NAMING,
    not_one=among("""
        the this that each every no any which another some other last next either neither first
    """),
    stops=STOPS,
    determiners=among("the a an your our their its these those this that all any such each of"),
    plurals=among("""
        people personnel staff criteria data media men women salespeople children feedback headcount
    """),
    not_plural=NOT_PLURAL,
    qualifying=QUALIFYING,
    units=UNITS,
    points=among("points point pts pt"),
    following=among("following these below above"),
)
