"""`investment` and `target`: what the vendor promised, in money, in numbers and by when."""

from __future__ import annotations

from extractors.kinds.rule import Rule, named, words

OFFER = (
    r"(?:program(?:me)?s?|networks?|certifications?|credentials?|badges?|tiers?|courses?|exams?|director(?:y|ies)|"
    r"designations?|speciali(?:[sz]ation|sm)s?|competenc(?:y|ies)|training|academy|tracks?|funds?|tests?|portal|assessments?|"
    r"applications|registration|enrol+ment|membership)"
)
"""What a vendor may promise to open."""
WHEN = (
    r"(?=.{0,60}\b(?:20\d\d|Q[1-4]\b|(?:later|early|mid|end of) (?:this|next|20)|next (?:year|month|quarter|week)|"
    r"(?:in|on|by|from) (?:january|february|march|april|may|june|july|august|september|october|november|december)|"
    r"(?:this|next) (?:spring|summer|fall|autumn|winter)))"
)
"""A time that follows."""

INVESTMENT = Rule(
    kind="investment",
    vendors=True,
    strong=words(
        r"invest(?:s|ed|ing|ment|ments)?\b",
        r"committ?(?:ed|ing|s|ment)?\b(?=.{0,60}(?:million|billion|[$€£]))",
        r"fund (?:of|to)\b",
        r"(?:put|puts|putting) (?:\w+ ){0,3}(?=[$€£\d])(?=.{0,60} (?:into|behind|towards?)\b)",
        r"(?:reserved|set aside|earmarked) for\b(?=.{0,60}(?:partner|program|training|projects))",
        r"(?:million|billion)\b(?=.{0,80}(?:partner|ecosystem|program|training|support))",
        r"pledg",
    ),
    weak=words(r"million", r"billion", r"ecosystem", r"fund"),
    context=None,
    unless=words(
        r"(?:partners?|compan(?:y|ies)|firms?|customers?|you) (?:\w+ ){0,3}(?:has|have) invested",
        r"revenue",
        r"valuation",
        r"raised",
        r"valued",
        r"market cap",
    ),
    values=frozenset({"money"}),
    duty=False,
    attributes=named(("investment", r".")),
)

TARGET = Rule(
    kind="target",
    vendors=True,
    nouns=words(
        r"people",
        r"consultants?",
        r"professionals?",
        r"individuals?",
        r"americans?",
        r"partners?",
        r"developers?",
        r"engineers?",
        r"practitioners?",
        r"educators?",
        r"teachers?",
        r"workers?",
        r"learners?",
        r"customers?",
        r"employees?",
        r"specialists?",
        r"experts?",
        r"certif",
        r"students?",
        r"K-12",
        r"organi[sz]ations?",
        r"startups?",
        r"users?",
        r"(?:two|three|four|five|six|eight|ten|\d+)[- ]?fold",
    ),
    strong=words(
        r"aims?\b",
        r"goals?\b",
        r"targets?\b",
        r"by the end of",
        r"by (?:19|20)\d\d",
        r"by (?:january|february|march|april|may|june|july|august|september|october|november|december)",
        r"plan(?:s|ned|ning)? (?:to|for)",
        r"we (?:want|hope|expect|intend|promise|mean)\b",
        r"push to",
        r"committ?ed to",
        r"commit(?:s|ment) to",
        r"pledge",
        r"on track to",
        r"(?:will|[’']ll|expected to|scheduled to|slated to|set to|due to) (?:also |soon )?"
        r"(?:launch|train|certify|reach|open|introduce|become available|go live|roll out|"
        r"start|begin|be (?:launched|available|released|introduced|opened|"
        r"rolled out))",
        r"(?:planned|scheduled|slated|set|expected|due) for\b",
        r"(?:launches|opens|starts|begins|coming|arrives) (?:in|on|later|next|early|this)\b",
        r"later this year",
        r"doubl(?:e|ing)\b",
        r"tripl(?:e|ing)\b",
        r"scal(?:e|ing) (?:\w+ ){0,5}(?:\w+fold|to)\b",
        r"to (?:certify|train|equip|upskill|reskill|skill)\b",
        r"certify(?:ing)?\b(?=.{0,30}\d)",
        r"intend(?:s|ed)? to (?:train|launch|certify)",
        r"over the next",
    ),
    weak=words(r"train", r"certif", r"will\b", r"launch", r"people", r"consultants", r"professionals"),
    context=None,
    unless=words(
        r"you(?:r)? (?:goal|target)",
        r"customers[’'] goals",
        r"analysts\b",
        r"forecast",
        r"market (?:for|size|of)\b",
        r"target(?:ed|ing)? (?:audience|customer|market)",
    ),
    states=words(
        OFFER + r"\b.{0,60}\b"
        r"(?:(?:is|are) (?:planned|scheduled|slated|expected|due|set) (?:for|to (?:launch|open|start|begin|be|become))|"
        r"will (?:also |soon |officially )?(?:launch|open|start|begin|become available|go live|roll out|"
        r"be (?:launched|available|released|introduced|opened|rolled out))|"
        r"(?:launch(?:es)?|opens?|starts?|begins?|coming|arrives?) (?:in|on|later|next|early)\b)" + WHEN,
        r"(?:launch|introduc|open|offer|add|releas)\w* (?:\w+ ){0,5}" + OFFER + WHEN,
        r"later this year,? (?:the )?\w+(?: will|[’']ll| plans? to) (?:launch|introduce|open|offer|add|release)",
    ),
    values=frozenset({"count", "money", "percent"}),
    duty=False,
    attributes=named(
        ("launch", r"launch|planned for|available"),
    ),
)

RULES = (INVESTMENT, TARGET)
