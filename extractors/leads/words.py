"""Words by which a page of a partner or certification program is told from its neighbours on a vendor's site."""

from __future__ import annotations

import re

MATTER = re.compile(
    r"partner\w*|partenai\w+|パートナー|resellers?|systems? integrators?|alliances?|certif\w+|zertifi\w+|認定\w*|"
    r"memberships?|credentials?|accredit\w+|speciali[sz]ations?|competenc(?:y|ies)|designations?|badges?|co-?sell\w*|"
    r"sp[ée]cialisations?|spezialisierung\w*|especializaci\w+|"
    r"recertif\w+|channel program\w*",
    re.IGNORECASE,
)
"""What programs are about, wherever it stands."""
STRONG = re.compile(
    r"partner(?:ship|s)?[ -](?:\w+[ -]){0,2}?(?:program\w*|network|portal|directory|locator|finder|tiers?|levels?|benefits?|"
    r"requirements?|agreement|guide|handbook|badges?|designations?|speciali[sz]ations?|competenc\w+|certif\w+|academy|training|"
    r"enablement|incentives?|university|onboarding)|"
    r"(?:find|search|locate|become|apply as|certified|accredited|authori[sz]ed|solutions?|services?|training|consulting|"
    r"implementation|delivery) (?:\w+ ){0,2}?partners?\b|"
    r"(?:reseller|channel|alliance|integrator|certification|accreditation|credential\w*|badge|competency|speciali[sz]ation|"
    r"designation|isv|oem|msp|provider|integration|membership) program\w*|"
    r"(?:certification|recertification|credential|exam|badge|speciali[sz]ation|competency|designation|accreditation)s? "
    r"(?:polic\w+|requirements?|guide|handbook|faqs?|renewal|overview|tracks?|paths?|courses?|exams?|prep\w*|checklist)|"
    r"(?:partner|program|membership) fees?|co-?sell|partnerprogramm\w*|programme (?:de )?partenaires?|"
    r"programa de (?:partners|socios)|パートナー(?:プログラム|ネットワーク)",
    re.IGNORECASE,
)
"""What a heading says that is a program's own business."""
CREDENTIAL = re.compile(
    r"\b(?:(?:re)?certifications?|speciali[sz]ations?|competenc(?:y|ies)|designations?|accreditations?|certificates?|credentials?|"
    r"learning paths?|exam guides?|zertifizierung\w*|certificaci\w+)\b|認定",
    re.IGNORECASE,
)
"""What a heading names that is shown by passing a test."""
TITLE = re.compile(r"\b(?:Certified|Accredited) (?:[A-Z]\w+ ?){2,}|\b[A-Z]\w+ Certified [A-Z]\w+")
"""What a certification calls those who hold it."""
PROGRAM = re.compile(r"\bprogram(?:me|ma)?s?\b", re.IGNORECASE)
"""A heading with this beside words of :data:`MATTER` names one of a vendor's programs."""


def matter(text: str) -> list[str]:
    """The words of programs in a text, in order, in lower case."""
    return [found.group().lower() for found in MATTER.finditer(text)]
