"""`validity` and `renewal`: how long something stays valid, and what renews it."""

from __future__ import annotations

from extractors.kinds.rule import Rule, named, whole, words

LASTING = (
    r"valid|expir|remain|stays?\b|active for|good for|certified for|current for|lasts?\b|laps|limit(?:ed|ation)|"
    r"(?:phase|term|period) of"
)
"""Words of how long something holds."""

VALIDITY = Rule(
    kind="validity",
    strong=words(
        r"offered until",
        r"how long (?:is|are|does|do)",
        r"released (?:on|in)",
        r"until (?:january|february|march|april|may|june|july|august|september|october|november|december)",
        r"remain eligible",
        r"(?:end|expiry|expiration) date",
        r"valid (?:for|until|through|till|from|period|an?\b|one|two|three|four|five|\d)",
        r"validity",
        r"remains? (?:valid|active|in effect|unchanged|certified)",
        r"stays? (?:valid|active)",
        r"expir(?:es?|ed|ation|y)\b",
        r"is valid\b",
        r"are valid\b",
        r"laps(?:es?|ed)\b",
        r"retire[sd]?\b",
        r"good for\b",
        r"current for\b",
        r"(?:certifications?|certificates?|credentials?|status|memberships?|designations?|badges?|accreditations?|"
        r"speciali[sz]ations?|specialisms?|competenc(?:y|ies)|authori[sz]ations?|approvals?|licen[cs]es?|"
        r"partnerships?|term) "
        r"(?:lasts?|runs?|(?:is|are) (?:granted|awarded|issued|given|conferred) for)\b",
        r"in effect until",
        r"months? of validity",
        r"active for\b",
        r"certified for\b",
        r"anniversary date is",
        r"limited in time",
        r"(?:approval|certification|limitation|membership|accreditation|agreement|initial|program(?:me)?|status) "
        r"(?:period|phase|term) (?:is|of|lasts|runs|shall be)",
        r"term of (?:the )?(?:\w+ )?(?:membership|agreement|certification|approval|status) (?:is|shall be|runs|lasts)",
    ),
    weak=words(r"valid\b", r"anniversary", r"period", r"effective"),
    context=words(r"validity", r"expir", r"valid\b", r"how long"),
    unless=words(r"valid(?:,| ) (?:unexpired|government|e-?mail)", r"before expiry"),
    states=None,
    values=frozenset({"duration", "date"}),
    heads=whole(
        r"(?:(?:certification|credential|certificate|badge|designation) )?(?:valid(?:ity)?|expir(?:y|ation|es)|lifespan)"
        r"(?: (?:periods?|for|until|through|terms?|dates?|in \w+|length|duration))?",
        r"(?:certification|credential|certificate) (?:terms?|periods?|duration)|(?:period|term|length) of validity|good for",
    ),
    duty=False,
    attributes=named(
        ("validity", LASTING),
        ("retired", r"retire"),
        ("anniversary date", r"anniversary"),
    ),
)

RENEWAL = Rule(
    kind="renewal",
    around=True,
    nouns=words(
        r"e-?mails?",
        r"reminders?",
        r"credits?",
        r"points?",
        r"hours?",
        r"certif",
        r"exams?",
        r"courses?",
        r"assessments?",
        r"references?",
        r"activit",
        r"notices?",
        r"units?",
        r"CP[ED]s?\b",
        r"CEUs?\b",
        r"PDUs?\b",
        r"continuing",
    ),
    strong=words(
        r"renew",
        r"re-?certif",
        r"re-?validat",
        r"re-?enrol",
        r"re-?qualif",
        r"anniversar",
        r"re-?assess",
        r"grace period",
        r"(?:go|goes|run|runs|look|looks) (?:through|over|at) (?:(?:the|your|their|all|its) )?(?:tier |level |program )?"
        r"(?:requirements|criteria|conditions)",
        r"(?:requirements|criteria|eligibility) (?:is|are) (?:re-?)?(?:checked|verified|confirmed|examined)",
        r"(?:is|are|be) (?:extended|prolonged) (?:by|for|if|when|once|automatically)\b",
        r"before expir",
        r"lapsed",
        r"re-?accredit",
        r"re-?audit",
        r"every other year",
        r"refreshed (?:every|each|annually|yearly)",
        r"(?:met|determined|requalif\w+) annually",
        r"stay certified",
        r"maintain (?:your|the|their|its) (?:certification|credential|status|tier|designation|"
        r"specialization)",
        r"keep (?:your|the|their) (?:certification|credential|status)",
        r"continuing (?:professional )?education",
        r"(?:CPE|CEU|PDU|CPD|CE)s?\b(?= credits?| hours?| units?| points?|s?\b.{0,40}\b(?:year|cycle|period))",
        r"maintenance (?:fee|module|exam|assessment|requirement|badge)s?\b",
        r"remain certified",
    ),
    weak=words(
        r"annual(?:ly)?\b",
        r"each year",
        r"every (?:year|\d+ (?:months|years)|two years|three years)",
        r"yearly",
        r"at least once a year",
        r"maintain",
        r"window",
        r"qualification period",
    ),
    context=words(
        r"renew", r"re-?certif", r"maintain\w* (?:your|status|certif)", r"anniversary", r"expir", r"grace"
    ),
    unless=words(r"register\w* again"),
    states=words(
        r"renewal (?:is|before|window|process|requires?|period)",
        r"to (?:renew|re-?certify|(?:keep|maintain) (?:your|the|a) (?:certif|credential|status)\w*)\b[^.;]{0,60}, \w+",
        r"renew(?:s|ed|al)?\b.{0,40}\b(?:by|requires?|within|before|after|means|process|automatically)",
        r"(?:window|process) (?:opens|is triggered|starts)",
        r"re-?certification (?:is|requires)",
        r"if you don[’']t renew",
        r"lapsed credential",
        r"(?:is|are) (?:extended|prolonged) (?:by|for|if|when|once|automatically)\b",
        r"grace period of",
        r"automatically (?:renewed|re-enrolled)",
    ),
    values=frozenset({"duration", "date", "count", "percent", "money", "points", "score"}),
    labels=words(
        r"how (?:do|can|does|may) (?:I|you|we|one|partners|candidates|it|the \w+) (?:\w+ ){0,3}"
        r"(?:renew|re-?certif|re-?validat|re-?qualif|maintain(?:ed)? (?:my|your|the|our)|keep (?:my|your|the|our))",
        r"how (?:to|is|are) (?:\w+ ){0,3}(?:renew|re-?certif|re-?validat)",
        r"what (?:\w+ ){1,5}to (?:renew|re-?certify|re-?validate)\b",
        r"(?:renewal|re-?certification|maintenance) (?:requirements?|method|options?|process|path)\b",
        r"(?:renewal|re-?certification)$",
    ),
    heads=whole(
        r"(?:certification |credential )?(?:renewals?|re-?certifications?|re-?accreditation|maintenance)"
        r"(?: (?:options?|requirements?|process|polic(?:y|ies)|methods?|cycles?|periods?|intervals?|fees?))?",
        r"(?:grace period|renewal window|renewal period)s?(?: (?:before|after|for|of|in|until)(?: [\w-]+){1,4})?",
        r"(?:ways?|methods?|means|forms?|manner|kind) of (?:renewal|re-?certification)",
        r"(?:annual |required )?(?:CPEs?|CEUs?|PDUs?|CEs?|continuing (?:professional )?education)"
        r"(?: (?:credits?|hours?|units?|points?))?(?: (?:per|each|every|a) (?:\w+ )?\w+)?",
    ),
    attributes=named(
        ("grace period", r"grace"),
        ("notice", r"notice\b"),
        ("continuing education", r"continuing|credits?\b|\bhours? (?:of|per|each|every|annual|a year)"),
        ("renewal window", r"window"),
        ("renewal fee", r"(?:renew|expir).{0,40}(?:fee|cost|price|free|[$€£])"),
        ("reminder", r"remind|email"),
        ("qualification period", r"qualification period"),
        ("renewal period", r"every|annual|yearly|revalidat|once a year|each year|renew"),
    ),
)

RULES = (VALIDITY, RENEWAL)
