"""`support` and `directory`: what holds after deployment, and where a buyer can look a partner up."""

from __future__ import annotations

from extractors.kinds.rule import Rule, named, words

SUPPORT = Rule(
    kind="support",
    offered=True,
    nouns=words(r"tickets?", r"cases?", r"incidents?", r"engineers?", r"requests?", r"support", r"contacts?"),
    strong=words(
        r"support (?:hours|ticket|case|request|level|plan|agreement|contract|SLA|terms|incident|"
        r"services? (?:to|for)|response|team|channel|engineer)",
        r"\bSLAs?\b",
        r"response times?\b",
        r"(?:answers?|responds?|reacts?|repl(?:y|ies)) (?:to )?(?:\w+ ){0,4}(?:tickets?|issues|incidents?|cases?|"
        r"requests?|faults?|reports?|alarms?|outages?)(?: \w+){0,5},? within",
        r"(?:technical|customer|engineering|product|premium|priority|direct|dedicated|L[123]|tier [123]|"
        r"first[- ](?:line|level)|level [123]|24[x/]7|ongoing|post-?sales?|post-?deployment) (?:\w+ )?support",
        r"resolv(?:e|es|ing) (?:all |critical |other |customer )?(?:\w+ )?(?:issues|incidents|tickets|"
        r"cases|problems)",
        r"mainten?ance",
        r"maintain(?:ing|s)? (?:the|their|your) (?:provider|integration|plugin|product|module|software|"
        r"solution)",
        r"support (?:their|its|your) (?:provider|integration|customers|plugin|end)",
        r"escalat",
        r"support to (?:end[- ])?(?:customers|users)",
        r"security maintained",
        r"patch(?:ed|es|ing)\b",
        r"help ?desk",
        r"warranty",
        r"uptime",
        r"end[- ]of[- ]life",
        r"(?:bugs?|issues?|defects?|incidents?) (?:are|is|will be|must be|get) (?:\w+ )?"
        r"(?:fixed|resolved|patched|addressed|answered)",
        r"(?:acknowledg|respond|repl(?:y|ies)|answer)\w* (?:[\w-]+ ){0,6}"
        r"(?:requests?|tickets?|questions?|inquir\w+|complaints?)\b",
        r"(?:severity|priority|sev)[- ]?(?:[1-4]|one|two|three|four)\b",
        r"(?:access to|dedicated|assigned|named|direct) (?:\w+ ){0,5}(?:architects?|engineers?|engineering|experts?|"
        r"success managers?|partner managers?|account managers?|core team)\b",
        r"(?:integration|migration|implementation|deployment|onboarding|technical|development) "
        r"(?:assistance|help|guidance)\b",
        r"backward compatib",
    ),
    weak=words(
        r"support", r"issues?\b", r"maintain", r"respon[ds]", r"hours?\b", r"business days", r"customers?\b"
    ),
    context=words(
        r"support\b", r"maintenance", r"\bSLA", r"escalation", r"after (?:deployment|launch|publication)"
    ),
    unless=words(
        r"to support this ecosystem",
        r"support the (?:need|growth|goal)s?",
        r"vulnerabilit",
        r"documentation for our support",
        r"supporting evidence",
        r"support engineer certif",
        r"customers? (?:also )?(?:need|look|want|expect|demand|struggle|are looking)\b",
    ),
    states=words(
        r"(?:provides?|offers?|benefit from|receives?|gets?|access(?:es)?|"
        r"includes?) (?:\w+[ -]){0,4}support\b",
        r"support (?:is|are) (?:provided|available|included)",
        r"(?:answers?|responds?|reacts?|repl(?:y|ies)) (?:to )?(?:\w+ ){0,4}(?:tickets?|issues|incidents?|cases?|"
        r"requests?) within",
        r"(?:provides?) (?:ongoing|\w+ )maintenance",
        r"resolv(?:e|ing) (?:\w+ ){0,3}(?:issues|incidents)",
        r"(?:continue|ongoing) (?:\w+ ){0,3}maint",
        r"support(?:ed)? for (?:up to )?\d",
    ),
    attributes=named(
        ("acknowledgement", r"acknowledg"),
        ("resolve critical issues", r"critical"),
        ("resolve other issues", r"other issues|resolv"),
        ("response time", r"respon"),
        ("maintenance", r"maint|patch"),
        ("technical support", r"technical support|engineering support"),
        ("support", r"support"),
    ),
)

ADDED = (
    r"(?:be|get|are|is) (?:[\w-]+ ){0,6}added (?:on)?to (?:this|our|the) (?:\w+ ){0,2}"
    r"(?:page|director(?:y|ies)|list|registry|locator|finder|marketplace|catalog(?:ue)?|site|website)\b"
)
"""How a page says that those who take part get onto it."""
SHOWN = r"(?:listed|shown|found|appears?|published|entered|included|named|displayed|looked up)"
PUBLIC = (
    r"(?:[\w’'-]+ ){0,3}(?:registers?|registry|public list|list of|"
    r"director(?:y|ies)|catalog(?:ue)?s?|locator|finder|web ?site)\b"
)
"""Where a vendor shows who or what is certified, for anybody to see."""

DIRECTORY = Rule(
    kind="directory",
    offered=True,
    nouns=words(r"listings?", r"badges?", r"entries", r"profiles?"),
    strong=words(
        r"(?:partner|certification|expert|solution|provider|service|consultant|member|credential|public|"
        r"online|reseller|agency) (?:\w+ )?(?:director(?:y|ies)|locators?|finders?|registry|catalog(?:ue)?|"
        r"listings?|search|map)\b",
        r"partner page",
        r"find a (?:partner|certified|provider|consultant|reseller|member)",
        r"(?:list|listed|listing|featured|visible|published|displayed|appear|shown|promoted|highlighted|"
        r"searchable) (?:as |on|in|at|an?) .{0,60}(?:director|website|web ?site|registry|marketplace|"
        r"locator|page|landscape|site|finder|catalog|portal)",
        SHOWN + r"\b[^.;]{0,60} (?:in|on) " + PUBLIC,
        ADDED,
        r"marketplace listing",
        r"landscape\b",
        r"partner locator",
        r"look ?up",
        r"verif(?:y|ies|ied) (?:[\w’']+ ){1,4}(?:certifications?|credentials?|badges?|partners?|status)\b",
        r"publicly (?:listed|available|visible)",
        r"browse .{0,40}(?:partner|organi[sz]ation|compan|provider)",
        r"find (?:\w+ )?(?:trusted|certified|qualified|partners|a partner|the right (?:\w+ )?(?:partner|provider|"
        r"consult|expert|firm|agency|reseller|member|vendor))",
        r"appsource",
        r"digital badge",
        r"verification (?:page|portal|site|link)",
        r"(?:curated |public |full |complete )?(?:list|collection|catalog(?:ue)?|directory|matrix) of (?:\w+ ){0,3}"
        r"(?:partners|plugins|integrations|providers|members|consultants|resellers|agencies|certified|verified|approved)",
        r"visibility (?:across|in|on)\b",
        r"priority (?:positioning|listing|placement|ranking)",
    ),
    weak=words(r"list(?:ed|ing)\b", r"director", r"website", r"registry", r"badge", r"logo"),
    context=words(r"director(?:y|ies)", r"locator", r"find a partner", r"registry", r"listing", r"finder"),
    unless=words(
        r"claim (?:the|your) badge",
        r"active directory",
        r"directory (?:service|structure|path|named|called)",
        r"badge (?:email|invitation)",
        r"(?:price|fee) list",
        r"accounts? (?:is|are) required",
        r"(?:courses?|modules?|exams?|videos?) (?:visible|listed|published|available) (?:in|on)",
    ),
    states=words(
        r"browse\b",
        ADDED,
        SHOWN + r"\b[^.;]{0,60} (?:in|on) " + PUBLIC,
        r"(?:customers?|employers?|buyers?|anyone|clients?|the public|users?|prospects?) (?:can|may) (?:\w+ )?"
        r"(?:search|verify|look up|find|browse|check|confirm|view)\b",
        r"(?:visible|listed|featured|published|displayed|included|searchable) (?:in|on|as)\b",
        r"add (?:new )?partners to",
        r"on (?:the |our |their )?partner page",
        r"(?:curated |public |full |complete )?(?:list|collection|catalog(?:ue)?|directory) of (?:\w+ ){0,3}"
        r"(?:partners|plugins|integrations|providers|members|consultants|resellers|agencies|certified|verified|approved)"
        r".{0,80}\b(?:is|are|can be|available|shown|located|published|maintained|found)",
        r"(?:receive|get|earn|display)s? (?:\w+ ){0,2}badges? on (?:their|the|your) (?:\w+ )?(?:listing|profile|page)",
        r"find (?:trusted|certified|qualified|a partner|the right (?:\w+ )?(?:partner|provider|expert|firm))",
        r"listing (?:on|in)",
        r"features? partners on",
        r"(?:search|look up) (?:for )?(?:a |certified |our )?partner",
    ),
    values=frozenset({"count"}),
    labels=words(
        r"where (?:can|do|are|will|is) (?:\w+ ){1,4}(?:find|listed|displayed|published|verif|look(?:ed)? up|search)",
        r"how (?:can|do|does) (?:\w+ ){1,4}(?:verif|look up|confirm|find (?:a|an|certified) )",
    ),
    within=words(
        r"partners?\b", r"certif", r"credential", r"badge", r"members?\b", r"consultant", r"provider"
    ),
    attributes=named(
        ("partner locator", r"locator|finder|find a"),
        ("registry", r"registry"),
        ("marketplace listing", r"marketplace|appsource"),
        ("partner page", r"partner page|website|web site|page"),
        ("directory", r"director|landscape|catalog"),
        ("verification", r"verif|badge"),
    ),
)

RULES = (SUPPORT, DIRECTORY)
