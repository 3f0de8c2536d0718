"""`monitoring`: how partners are watched, and what follows."""

from __future__ import annotations

from extractors.kinds.rule import Rule, named, words

STANDING = (
    r"(?:status|accreditations?|certifications?|certificates?|authori[sz]ations?|memberships?|badges?|marks?|credentials?|"
    r"designations?|speciali[sz]ations?|specialisms?|competenc(?:y|ies)|listings?|licen[cs]es?|approvals?|partnerships?|"
    r"level|tier|votes?|rights?)"
)
"""What somebody has by taking part, and can lose."""
TAKEN = (
    r"(?:suspended|withdrawn|revoked|cancell?ed|terminated|removed|forfeited|lost|put on hold|frozen|taken away|"
    r"downgraded)\b"
)
SURVEYED = (
    r"(?:is|are) (?:asked|invited|requested) to (?:fill (?:in|out)|complete|answer|take) (?:an? |our |the )?"
    r"(?:\w+ ){0,2}(?:survey|questionnaire|feedback form)"
)
"""How customers are asked for their opinion."""

RULES = (
    Rule(
        kind="monitoring",
        around=True,
        nouns=words(
            r"warnings?",
            r"strikes?",
            r"points?",
            r"complaints?",
            r"audits?",
            r"reviews?",
            r"surveys?",
            r"responses?",
            r"notices?",
        ),
        strong=words(
            r"must wait\b",
            r"after deauthori[sz]",
            r"audit(?:s|ed)? (?:partners|may|will|your|the|at any|by|process|is|are)",
            r"deauthori[sz]",
            r"revo(?:ke|cation|ked)",
            r"(?:be|is|are) (?:removed|demoted|downgraded|suspended|terminated|disqualified|delisted|"
            r"offboarded|withdrawn)",
            r"remov(?:e|al) (?:of )?(?:partner|your|the|from)",
            r"reserves? the right to (?:remove|revoke|terminate|suspend|audit|withdraw|review|change|reject)",
            r"demot",
            r"(?:annual|yearly|quarterly|regular|periodic|random|system|surveillance|compliance) (?:[\w-]+ )?audits?\b",
            r"(?:mov|drop|fall|lower|reduc|revert)(?:e|es|ed|s|ped|ps|ing)? (?:back )?to (?:an?|the) "
            r"(?:lower|previous|next (?:lower )?(?:tier|level))",
            r"downgrad",
            r"suspen(?:d|sion)",
            r"terminat(?:e|ed|ion)\b",
            r"spot[- ]check",
            r"scorecard",
            r"satisfaction (?:score|survey|rating)",
            r"\bNPS\b",
            r"\bCSAT\b",
            r"(?:checked|reviewed|monitored|evaluated|assessed|measured) (?:on a |at |every|each|daily|"
            r"monthly|quarterly|annually|once|periodically|regularly)",
            r"quarterly (?:business )?review",
            r"\bQBRs?\b",
            r"enforcement",
            r"non-?complian(?:ce|t)",
            r"fall(?:s|ing)? (?:out of|below)",
            r"(?:lose|forfeit)s? (?:your|their|its|the|all|any)\b",
            STANDING + r" (?:is|are|gets?) (?:then |automatically |immediately |temporarily )?" + TAKEN,
            r"(?:withdraw|revoke|cancel|suspend)s? (?:the|an?|this|their|your|its|any) (?:\w+ )?" + STANDING,
            r"(?:taken|struck) off\b",
            r"(?:restore|close|remedy|rectify|cure|correct|make good|resolve) (?:it|them|the (?:gap|shortfall|breach|"
            r"deficienc|situation|number|fault|problem)|this|that|such|any (?:gap|breach|deficienc|shortfall))",
            r"leads? to (?:the )?(?:exclusion|expulsion|removal|loss|suspension|termination|withdrawal|demotion)",
            r"(?:moves?|moved|goes|steps?|drops?|returned|falls?) (?:down|back) (?:one|an?|to)\b",
            r"(?:returned|moved) to the (?:level|tier) below",
            r"counts? as (?:an? )?(?:failed|breach|failure)",
            r"(?:check|audit|inspect|review|sample|verify|examine)s? (?:an? )?(?:random )?samples?\b",
            SURVEYED,
            r"myster(?:y|ious) (?:shopp|learner|custom|visit|call)",
            r"(?:improvement|warning) notices?\b",
            r"(?:after|once|if) (?:an?|the) failed (?:audit|review|inspection|check)",
            r"loss of (?:status|tier|benefits)",
            r"will be notified",
            r"probation",
            r"surveillance",
            r"not (?:list|display|feature) (?:it|them|your|the)",
            r"(?:cannot|can[’']t|will not|won[’']t|no longer) be (?:listed|considered|displayed|recogni[sz]ed|featured)",
            r"sanction",
            r"corrective action",
            r"out of compliance",
            r"performance review",
            r"will be reviewed",
        ),
        weak=words(
            r"audit",
            r"review",
            r"monitor",
            r"check",
            r"complian",
            r"survey",
            r"notif",
            r"remov",
            r"annual(?:ly)?",
        ),
        context=words(
            r"monitor",
            r"complian",
            r"enforcement",
            r"audit",
            r"termination",
            r"revocation",
            r"suspension",
            r"review process",
            r"consequence",
        ),
        unless=words(
            r"renewal window",
            r"audit can be scheduled",
            r"(?:pass|complet|undergo|schedul|requir)\w* (?:an?|the|any)? ?(?:[\w-]+ ){0,3}audits?\b",
        ),
        states=words(
            r"reserves? the right",
            r"(?:will|may|can) be (?:deauthori|revoked|removed|demoted|downgraded|suspended|terminated|"
            r"notified|audited|reviewed|withdrawn|disqualified)",
            r"(?:may|will) (?:revoke|remove|terminate|suspend|audit|withdraw|downgrade|demote)",
            r"(?:is|are) (?:checked|reviewed|monitored|audited|evaluated) ",
            r"(?:lose|forfeit)s? (?:your|their|its|the|all)\b",
            STANDING + r" (?:is|are|gets?) (?:then |automatically |immediately |temporarily )?" + TAKEN,
            r"leads? to (?:the )?(?:exclusion|expulsion|removal|loss|suspension|termination|withdrawal|demotion)",
            r"(?:moves?|moved|goes|steps?|drops?|returned|falls?) (?:down|back) (?:one|an?|to)\b",
            r"(?:returned|moved) to the (?:level|tier) below",
            r"(?:taken|struck) off\b",
            r"(?:may|will|can|shall) (?:cancel|forfeit)",
            r"counts? as (?:an? )?(?:failed|breach|failure)",
            SURVEYED,
            r"we (?:also |may |will )?(?:check|audit|inspect|review|sample|send mystery|ask (?:customers|clients))\b"
            r"(?!.{0,40}(?:application|email|request))",
            r"(?:(?:is|are|be) (?:moved|dropped|lowered|reduced)|falls?|drops?|reverts?) (?:back )?to (?:an?|the) "
            r"(?:lower|next|previous)",
            r"(?:cannot|will not|won[’']t|no longer) be (?:listed|considered|displayed|recogni[sz]ed)",
            r"audits? (?:take place|(?:is|are) (?:carried out|conducted|performed|held))",
            r"(?:status|tag|badge|tier|level) may change",
        ),
        attributes=named(
            ("notified in advance", r"notif|notice"),
            ("wait before reenrolling", r"wait"),
            ("requirements checked", r"checked|reviewed|evaluated|monitored|assessed"),
            ("audit", r"audit"),
            (
                "removal",
                r"remov|revo|deauthor|terminat|suspend|demot|downgrad|lose|withdraw|lower (?:tier|level)",
            ),
        ),
    ),
)
