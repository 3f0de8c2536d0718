"""`validity` and `renewal`: how long something stays valid, and what renews it."""

from __future__ import annotations

from extractors.kinds.rule import Rule, named, words

VALIDITY = Rule(
    kind="validity",
    strong=words(
        r"valid (?:for|until|through|till|from|period)",
        r"validity",
        r"remains? (?:valid|active|in effect|unchanged|certified)",
        r"stays? (?:valid|active)",
        r"expir(?:es?|ed|ation|y)\b",
        r"is valid\b",
        r"are valid\b",
        r"laps(?:es?|ed)\b",
        r"retire[sd]?\b",
        r"good for\b",
        r"in effect until",
        r"months? of validity",
        r"active for\b",
        r"certified for\b",
        r"anniversary date is",
    ),
    weak=words(r"valid\b", r"anniversary", r"period", r"effective"),
    context=words(r"validity", r"expir", r"valid\b", r"how long"),
    unless=words(r"valid(?:,| ) (?:unexpired|government|e-?mail)", r"before expiry"),
    states=None,
    values=frozenset({"duration", "date"}),
    duty=False,
    attributes=named(
        ("validity", r"valid|expir|remain|stays?\b|active for|good for|certified for"),
        ("retired", r"retire"),
        ("anniversary date", r"anniversary"),
    ),
)

RENEWAL = Rule(
    kind="renewal",
    nouns=words(r"e-?mails?", r"reminders?", r"credits?", r"points?", r"hours?", r"certif", r"exams?", r"courses?", r"assessments?", r"references?", r"activit", r"notices?"),
    strong=words(
        r"renew",
        r"re-?certif",
        r"re-?validat",
        r"re-?enrol",
        r"re-?qualif",
        r"anniversar",
        r"re-?assess",
        r"grace period",
        r"before expir",
        r"lapsed",
        r"re-?accredit",
        r"re-?audit",
        r"every other year", r"(?:met|determined|requalif\w+) annually",
        r"stay certified",
        r"maintain (?:your|the|their|its) (?:certification|credential|status|tier|designation|specialization)",
        r"keep (?:your|the|their) (?:certification|credential|status)",
        r"continuing education",
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
    context=words(r"renew", r"re-?certif", r"maintain\w* (?:your|status|certif)", r"anniversary", r"expir"),
    unless=words(r"register\w* again"),
    states=words(
        r"renewal (?:is|before|window|process|requires?|period)",
        r"renew(?:s|ed|al)?\b.{0,40}\b(?:by|requires?|within|before|after|means|process|automatically)",
        r"(?:window|process) (?:opens|is triggered|starts)",
        r"re-?certification (?:is|requires)",
        r"if you don[’']t renew",
        r"lapsed credential",
        r"automatically (?:renewed|re-enrolled)",
    ),
    values=frozenset({"duration", "date", "count", "percent", "money", "points", "score"}),
    attributes=named(
        ("grace period", r"grace"),
        ("renewal window", r"window"),
        ("renewal fee", r"(?:renew|expir).{0,40}(?:fee|cost|price|free|[$€£])"),
        ("reminder", r"remind|email"),
        ("qualification period", r"qualification period"),
        ("renewal period", r"every|annual|yearly|revalidat|once a year|each year|renew"),
    ),
)

RULES = (VALIDITY, RENEWAL)
