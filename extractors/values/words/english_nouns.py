"""The longer lists of English words: around counted nouns, currencies, what costs nothing."""

from __future__ import annotations

from extractors.values.words.making import among, mapped, meanings, phrases

NAMING = among("""
    exam exams group groups levels tiers steps phases years modules level tier step version versions
    phase section figure fig table chapter page appendix annex article clause item note footnote release
    iso iec soc tls ssl rfc nist pci dss oauth saml http ipv top fortune global web server
    stage day year month week round wave cohort part lesson line row
    column option room suite floor building box unit no number # № § ref id code zone grade class
    category type priority severity gen generation edition volume vol issue act title rule form schedule
    exhibit attachment copyright © inc domain objective task
""")
"""A number after these is a name, in whatever case they are written: level 2, ISO 27001."""

STOPS = among("""
    x the a an and or of for to in on at by with from within without into onto over under per each every
    that which who whom whose when where while if unless until till before after during since as than
    then is are was were be been being has have had do does did can could may might must shall should
    will would not no nor but so because also only just this these those it its they them their you your
    we our us he she his her i there here up down out off about against between through across toward
    towards upon among via plus minus gets get got earns earn contributes contribute means mean applies
    apply counts count gives give makes make requires require required needed needs need includes
    include including remains remain becomes become takes take minimum maximum min max ahead ago later
    earlier prior following depending based using having completing earning holding passing achieved
    obtained earned awarded added more less fewer greater both either neither never always often usually
    typically automatically respectively approximately e g i.e etc total worth due expires expire
    whenever whereas however therefore thus once twice again already still yet even what how why all any
    some such same other vs versus except excluding regardless according provided demonstrating showing
    covering totaling totalling employed drawn annually monthly quarterly yearly weekly daily
""")
"""They end a noun phrase."""

NOT_PLURAL = among("""
    sales business services operations analytics systems solutions communications gross access process
    address plus always success across class less status basis bonus campus focus press previous various
    series sales-specific has was is this us as thus its saas paas iaas cross express progress
    logistics ops devops customs professional-services pass apps news
""")
"""They only look like plurals."""

UNITS = mapped(
    {
        "people": """
            people person persons individual individuals employee employees consultant consultants
            professional professionals practitioner practitioners engineer engineers developer
            developers architect architects specialist specialists administrator administrators
            technician technicians expert experts staff personnel seller sellers resource resources fte
            ftes member members headcount trainer trainers educator educators worker workers salesperson
            salespeople technologist technologists analyst analysts scientist scientists holder holders
            candidate candidates attendee attendees strategist strategists
        """,
        "points": "point points pts pt",
        "questions": "question questions",
        "references": "reference references",
        "certifications": "certification certifications certificate certificates",
        "deployments": "deployment deployments",
        "projects": "project projects",
        "customers": "customer customers client clients adds additions",
        "times": "time times",
    }
)
"""The normal unit of a head noun."""

CURRENCY_WORDS = meanings(
    {
        "USD": """
            us dollars, us dollar, u . s . dollars, dollars, dollar, american dollars, bucks
        """,
        "AUD": "australian dollars",
        "CAD": "canadian dollars",
        "EUR": "euros, euro",
        "GBP": "pounds sterling, british pounds, pounds, sterling",
        "JPY": "japanese yen, yen",
        "CHF": "swiss francs, francs",
        "CNY": "yuan, renminbi, rmb",
        "INR": "indian rupees, rupees",
        "KRW": "won",
        "SEK": "swedish kronor, kronor",
        "DKK": "danish kroner",
        "NOK": "norwegian kroner",
        "BRL": "reais",
    }
)
"""Currencies by their names."""

FREE = phrases("""
    free of charge, free of cost, at no cost, at no charge, at no extra cost, at no additional cost, at
    no extra charge, at no additional charge, no charge, no cost, no extra cost, no additional cost, no
    extra charge, no additional charge, without charge, without cost, without extra cost, without any
    extra cost, without additional cost, without any additional cost, without any cost, for free, is
    free of charge, are free of charge, is free, are free, no fee, no fees, no membership fee, no annual
    fee, no program fee, no application fee, free retake, free exam, free membership, free enrollment,
    free attempt, free registration, free to join, cost - free, free - of - charge, no - cost
""")
"""What costs nothing."""

QUALIFYING = phrases("""
    minimum, min, maximum, max, at least, at most, up to, no more than, no fewer than, not more than,
    including, incl, of which, of whom, with, excluding, except, any, must, one of which, two of which,
    in addition, plus, only, a minimum, a maximum, more than, not including, each, per, both
""")
"""They open a bracket that qualifies a value."""
