"""`customer_evidence` and `experience`: success shown at customers, and practice demanded."""

from __future__ import annotations

from extractors.kinds.rule import Rule, named, whole, words

NUMBER = r"(?:\d+|one|two|three|four|five|six|eight|ten|twelve)"
NOT_COUNTED = (
    r"(?:support|training|hundred|thousand|million|billion|days?|weeks?|months?|years?|hours?|after|of|for)\b"
)
"""What stands between a number and a noun that it does not count: "five days after go-live", "one million deployments"."""

CUSTOMER_EVIDENCE = Rule(
    kind="customer_evidence",
    around=True,
    nouns=words(
        r"references?",
        r"customers?",
        r"case",
        r"deployments?",
        r"installations?",
        r"roll-?outs?",
        r"go-lives?",
        r"projects?",
        r"implementations?",
        r"stor",
        r"engagements?",
        r"testimonials?",
        r"examples?",
        r"workloads?",
        r"wins?",
        r"opportunit",
    ),
    strong=words(
        r"customer (?:reference|success stor|stor(?:y|ies)|case|evidence|testimonial|example|win)",
        r"(?:client|public|reference|customer) references?\b",
        r"references? (?:from|of) (?:\w+ )?(?:customer|client)",
        r"case stud(?:y|ies)",
        r"testimonial",
        r"success stor(?:y|ies)",
        r"(?:customer|production|active|successful) (?:deployment|implementation|launch|go-live)s?",
        r"references?\b(?= per| required| (?:is|are) (?:not )?(?:required|needed)| submitted| from)",
        r"(?:\d+|one|two|three|four|five|six|ten|several) (?:\w+ )?references?\b(?! (?:to|guide|archit|implem|number))",
        r"deliver(?:s|ed|ing)? [^.;]{0,40}\bfor (?:\w+ )?(?:customers?|clients?)\b",
        NUMBER
        + r" (?:(?!"
        + NOT_COUNTED
        + r")\w[\w-]* ){0,2}(?:deployments?|installations?|implementations?|roll-?outs?|"
        r"go-lives?)\b(?! guide| partners?| specialists?| engineers?)",
        r"customer satisfaction evidence",
        r"reference customers?",
        r"deployments?\b(?=.{0,30}(?:customer|require))",
        r"launched opportunit",
        r"proof of (?:delivery|execution)",
    ),
    weak=words(r"references?\b", r"deployments?\b", r"customers?\b", r"projects?\b", r"implementations?\b"),
    context=words(
        r"customer (?:reference|success|evidence|stor)", r"case stud", r"references\b", r"deployments?\b"
    ),
    unless=words(
        r"support (?:for|to) customers",
        r"reference(?:s)? (?:guide|architecture|documentation)",
        r"customer success manager",
        r"for reference",
    ),
    values=frozenset({"count", "money", "duration", "percent", "date"}),
    attributes=named(
        ("customer references", r"references?\b"),
        ("case studies", r"case stud|success stor|testimonial"),
        ("deployments", r"deploy|implement|launch|go-live"),
    ),
)

EXPERIENCE = Rule(
    kind="experience",
    around=True,
    strong=words(
        r"(?:years?|months?)\b[^.;]{0,30}\bexperience",
        r"years? (?:of|in) (?:\w+[ -]){0,4}(?:experience|business|operation|practice)",
        r"(?:hands-on|production|professional|practical|prior|work|delivery|implementation|industry|"
        r"real[- ]world) (?:\w+ )?experience",
        r"months? of (?:\w+[ -]){0,4}experience",
        r"experience (?:with|in|of|as|[a-z]+ing)\b",
        r"deliver(?:s|ed|ing)? [^.;]{0,40}\bto (?:an?|the|its|your) (?:customers?|clients?)\b",
        r"shadow(?:s|ed|ing)? (?:an?|the|another|experienced|certified)",
        r"(?:years|months) (?:of|in) practice",
        r"(?:be|been) in (?:the )?business (?:of|for|since)",
        r"hands-on project",
        r"capstone",
        r"in business (?:for|since)",
        r"track record",
        r"years? in business",
        r"(?:completed|finished|delivered) (?:\w+ ){0,2}projects?\b",
        r"projects? (?:completed|finished|delivered|carried out)\b",
        r"work(?:ed|ing)? on (?:[\w-]+ ){0,4}projects?\b",
        r"experienced (?:engineers|staff|professionals)",
    ),
    weak=words(r"experience", r"projects?\b"),
    context=words(r"experience\b", r"track record"),
    unless=words(
        r"(?:customer|user|learning|brand|partner|developer) experiences?",
        r"your experience",
        r"improve",
        r"(?:deep|unmatched|decades of|extensive) ",
        r"\b(?:has|have|with|brings?|boasts?|offers?) (?:over|more than|nearly|almost) (?:\w+ ){1,2}"
        r"(?:years|decades)\b",
        r"\b(?:they|we|it|he|she) (?:already )?(?:has|have|had) (?:\w+ ){1,3}(?:of )?experience",
    ),
    values=frozenset({"duration", "count"}),
    heads=whole(
        r"(?:(?:recommended|required|minimum|suggested|prior|work|professional|industry|hands-on|relevant|practical) )*"
        r"experience(?: (?:required|level|recommended|in years))?",
        r"years (?:of|in) [\w -]{3,40}",
    ),
    attributes=named(
        ("experience", r"experience"), ("projects", r"project"), ("in business", r"in business")
    ),
)

RULES = (CUSTOMER_EVIDENCE, EXPERIENCE)
