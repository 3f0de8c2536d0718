"""`fee`, `neutrality`, `investment` and `target`: what taking part costs, what ties partners, and what was promised."""

from __future__ import annotations

from extractors.kinds.rule import Rule, named, whole, words

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

FEE = Rule(
    kind="fee",
    strong=words(
        r"fees?\b",
        r"dues\b",
        r"costs?\b(?! of living| management| optimi)",
        r"priced?\b",
        r"pricing",
        r"free of charge",
        r"free to (?:join|apply|enrol|participate)",
        r"no charge",
        r"at no (?:additional |extra )?cost",
        r"without (?:any )?(?:extra|additional) cost",
        r"charge[sd]?\b",
        r"subscription",
        r"membership (?:fee|price|cost)",
        r"payable",
        r"pays? (?:nothing|no\b)|(?:do|does) not pay\b|without paying\b",
        r"invoice",
        r"pay(?:s|ing)? (?:full|the|a|an)\b",
        r"off\b(?<=% off)",
        r"discounts?\b(?=.{0,40}(?:exam|certif|course|training|voucher))",
        r"per (?:submission|application|product|year)\b(?=.*[$€£])",
        r"refund",
        r"(?:purchas(?:e|es|ed|ing)|buy(?:s|ing)?) (?:\w+ ){0,4}(?:memberships?|designation|benefits package|exam|voucher|"
        r"certification|accreditation|courses?|training)\b",
    ),
    owed=words(
        r"pay(?:s|ing|able|ments?)?\b",
        r"paid\b",
        r"fees?\b",
        r"dues\b",
        r"be charged\b",
        r"waive",
        r"free of charge",
        r"no charge",
        r"refund",
        r"(?:purchas(?:e|es|ed|ing)|buy(?:s|ing)?) (?:\w+ ){0,4}(?:memberships?|designation|benefits package|exam|voucher|"
        r"certification|accreditation|courses?|training)\b",
    ),
    weak=words(
        r"pay(?:ment)?\b",
        r"free\b",
        r"discount",
        r"USD",
        r"EUR\b",
        r"purchase",
        r"annual(?:ly)?\b",
    ),
    context=words(
        r"fees?\b",
        r"pric(?:e|es|ing)\b",
        r"costs?\b",
        r"dues\b",
        r"discounts?\b",
        r"membership levels?",
        r"payment",
        r"purchase",
    ),
    unless=words(
        r"forfeit",
        r"cost (?:management|optimi[sz]ation|center|savings)",
        r"pricing (?:models?|plans?)",
        r"referral fee",
        r"reduce (?:the )?cost",
        r"ad spend",
        r"revenue",
        r"turnover",
        r"bookings\b",
        r"(?:gross|net|annual|booked|total|closed|minimum|product|software|licen[cs]e|new) (?:\w+ )?"
        r"(?:sales|bookings?|billings|spend|consumption|volume|ACV|ARR)\b",
        r"deals?\b.{0,12}[<>]",
    ),
    states=words(
        r"(?:there is |is |are |at )?(?:no|free of) charge",
        r"fee is\b",
        r"no (?:\w+ )?fees?\b",
        r"free to (?:join|apply|enrol|participate)",
        r"fees? (?:is|are) ",
        r"costs? (?:is|are) ",
        r"pays? full price",
        r"without any extra cost",
        r"(?:is|are) free\b",
        r"is the same as",
        r"waive",
    ),
    values=frozenset({"money", "percent"}),
    heads=whole(
        r"(?:\w+ ){0,3}(?:fees?|dues|costs?|prices?|pricing)(?: (?:per|a|each|every) \w+| in \w+)?",
        r"(?:fees?|costs?|prices?) (?:of|for) (?:an? |the )?(?:\w+ ?){1,3}",
    ),
    attributes=named(
        ("discount", r"discount|% off"),
        ("membership fee", r"member|annual|yearly"),
        ("course price", r"course|training|workshop|class|boot ?camp"),
        ("certification fee", r"certif|audit|submission|application"),
        ("fee", r"."),
    ),
)

NEUTRALITY = Rule(
    kind="neutrality",
    owed=words(
        r"exclusiv",
        r"compet(?:es?|ing|itors?)",
        r"conflicts?\b",
        r"independen",
        r"impartial",
        r"neutral",
        r"disclos",
        r"(?:eligible|qualif\w+|paid|earned|granted) (?:for |as )?(?:[\w-]+ ){0,4}"
        r"(?:incentive|rebate|discount|commission|margin|MDF|fund)",
    ),
    offered=True,
    values=frozenset({"money", "percent", "points", "count"}),
    nouns=words(r"points?", r"credits?"),
    strong=words(
        r"incentives?\b",
        r"rebates?\b",
        r"commissions?\b",
        r"kick-?backs?\b",
        r"margins?\b",
        r"deal registration",
        r"referral (?:fee|bonus|reward|commission)s?",
        r"market(?:ing)? development funds?",
        r"\bMDFs?\b",
        r"\bSPIFFs?\b",
        r"exclusiv(?:e|ity)\b(?! access| content| offer| event| invit)",
        r"multi-?vendor",
        r"revenue shar",
        r"vendor[- ]neutral",
        r"compet(?:es?|ing|itors?)\b",
        r"co-?sell (?:incentive|benefit|bonus)",
        r"partner[- ]earned credit",
        r"resell(?:er)? discount",
        r"finder[’']?s fee",
        r"conflicts? of interest",
        r"independen(?:t|ce) (?:of|from)",
        r"(?:cloud|usage|consumption) credits?",
        r"discount (?:on|off|for) (?:\w+ )?(?:licen[cs]es|products|sales|subscriptions|resale)",
        r"co-?op funds?",
        r"lead sharing fee",
        r"payouts?\b",
        r"partner discount",
        r"funding",
    ),
    weak=words(
        r"discounts?\b", r"bonus", r"credits?\b", r"earn(?:s|ed)?\b", r"reward", r"points?\b", r"percent"
    ),
    context=words(
        r"incentive",
        r"rebate",
        r"discount",
        r"margin",
        r"commission",
        r"compensation",
        r"referral",
        r"\bMDF\b",
        r"deal registration",
        r"benefits?",
    ),
    unless=words(
        r"exam",
        r"certif\w+ (?:exam|voucher)",
        r"competing priorities",
        r"off automatically",
        r"align(?:ed|ing|s|ment of)? (?:the )?incentives?",
    ),
    states=words(
        r"commission on\b",
        r"kick-?backs?\b",
        r"deal registration (?:discount|program|protection|incentive)",
        r"rebates?\b",
        r"referral (?:fee|bonus)s?",
        r"not exclusive",
        r"non-exclusive",
        r"(?:eligible|qualify) for (?:\w+ ){0,4}(?:incentive|rebate|discount|MDF|fund)",
        r"market(?:ing)? development funds?",
        r"may (?:not )?(?:also )?(?:sell|represent|offer) (?:competing|other vendors)",
    ),
    attributes=named(
        ("deal registration discount", r"deal reg"),
        ("commission", r"commission"),
        ("rebate", r"rebate|kick"),
        ("referral fee", r"referral|finder"),
        ("market development funds", r"MDF|market\w* development"),
        ("discount", r"discount|margin"),
        ("incentive", r"incentive|bonus|credit|fund"),
        ("exclusivity", r"exclusiv"),
    ),
)

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

RULES = (FEE, NEUTRALITY, INVESTMENT, TARGET)
