"""The French words of values."""

from __future__ import annotations

from extractors.values.words.making import among, inverted, mapped, meanings, numbered, phrases
from extractors.values.words.record import Words

_BELOW_SEVENTEEN = """
    zéro, un une, deux, trois, quatre, cinq, six, sept, huit, neuf, dix, onze, douze, treize, quatorze, quinze,
    seize
"""
_TENS = numbered(
    "vingt vingts, trente, quarante, cinquante, soixante, septante, octante huitante, nonante", 20, 10
)
_SMALL = numbered(_BELOW_SEVENTEEN) | {"dix - sept": 17, "dix - huit": 18, "dix - neuf": 19}
_COMPOUNDS = (
    {name: value for name, value in _SMALL.items() if " " in name}
    | {  # vingt-cinq, vingt et un
        f"{ten}{joint}{name}": value + digit
        for ten, value in _TENS.items()
        for name, digit in _SMALL.items()
        for joint in (" - ", " et ", " - et - ")
        if 0 < digit < 10  # noqa: PLR2004
    }
    | {  # soixante-dix, soixante et onze
        f"soixante{joint}{name}": 60 + digit
        for name, digit in _SMALL.items()
        for joint in (" - ", " et ")
        if digit >= 10  # noqa: PLR2004
    }
    | {f"quatre - vingt - {name}": 80 + digit for name, digit in _SMALL.items() if digit}
    | {"quatre - vingts": 80, "quatre - vingt": 80}
)

FRENCH = Words(
    decimal_comma=True,
    day_first=True,
    spaced_groups=True,
    head_first=True,
    one_is_article=True,
    cardinals={"cent": 100, "mille": 1000} | numbered(_BELOW_SEVENTEEN) | _TENS,
    compounds=inverted(_COMPOUNDS),
    multipliers=mapped(
        {
            100: "cent cents",
            12: "douzaine douzaines",
            1000: "mille milliers k",
            1_000_000: "million millions",
            1_000_000_000: "milliard milliards",
        }
    ),
    suffixes=mapped({1000: "k", 1_000_000: "m", 1_000_000_000: "md mds"}),
    joiner=among("et"),
    months=numbered(
        """
        janvier janv, février févr, mars, avril avr, mai, juin, juillet juil, août aout, septembre sept, octobre
        oct, novembre nov, décembre déc
        """,
        1,
    ),
    working=among("ouvrés ouvrables ouvré ouvrable"),
    period_adjectives=among("derniers dernières prochains prochaines premiers premières"),
    periods=mapped(
        {
            "Y": "an ans année années",
            "Q": "trimestre trimestres",
            "M": "mois",
            "W": "semaine semaines",
            "D": "jour jours",
            "H": "heure heures h",
            "m": "minute minutes min",
            "s": "seconde secondes",
        }
    ),
    period_phrases=meanings({"D": "jours calendaires, jours consécutifs, jours civils"}),
    lone_periods=among("an année trimestre mois semaine jour heure"),
    glued_periods=mapped({"H": "h", "m": "min", "M": "mois", "Y": "ans", "D": "j"}),
    rhythms=meanings(
        {
            "P1Y": """
                annuellement, annuel, annuelle, annuels, annuelles, par an, par année, l'an, chaque année, tous
                les ans, une fois par an, une fois l'an, à l'année
            """,
            "P6M": "semestriellement, semestriel, semestrielle, tous les semestres, chaque semestre, par semestre",
            "P3M": "trimestriellement, trimestriel, trimestrielle, trimestriels, par trimestre",
            "P1M": "mensuellement, mensuel, mensuelle, mensuels, mensuelles, par mois, tous les mois",
            "P1W": "hebdomadaire, hebdomadaires, par semaine, toutes les semaines",
            "P1D": "quotidien, quotidienne, quotidiennement, par jour, tous les jours",
            "P2Y": "bisannuel, bisannuelle, biennal, biennale",
        }
    ),
    ambiguous_rhythms=phrases("bimensuel, bimensuelle, bimestriel, bimestrielle"),
    every=phrases("chaque, tous les, toutes les, par, une fois par, une fois tous les"),
    rate=phrases("par, /, chaque, tous les, toutes les"),
    window=phrases("""
        tous les, toutes les, au cours des, au cours de, durant les, pendant les, dans les, sur les, une fois
        tous les, au cours des derniers, ces, par, pour chaque période de
    """),
    times={"une fois": 1},
    comparators=meanings(
        {
            ">=": """
                au moins, au minimum, un minimum de, minimum de, minimum, minimum :, pas moins de, à partir
                de, ≥, > =, au moins les, min, min ., d'au moins, moyenne d'au moins,
                supérieur ou égal à, supérieure ou égale à, égal ou supérieur à
            """,
            ">": "plus de, supérieur à, supérieure à, au - delà de, >, dépassant",
            "<=": """
                au plus, au maximum, un maximum de, maximum de, maximum, jusqu'à, jusqu'au, pas plus de, dans
                un délai de, dans un délai d', dans les, sous, d'ici, limité à, limitée à, limités à, ≤, < =, max, max .,
                dans
                le délai de, maximale de, maximal de, dans un délai maximum de
            """,
            "<": "moins de, inférieur à, inférieure à, <, en dessous de",
            "=": "exactement, un total de, au total",
        }
    ),
    comparators_after=meanings(
        {
            ">=": """
                ou plus, au moins, au minimum, minimum, +, et plus, requis, requises, exigés, exigées, sont
                requis, sont requises, est requis, est requise, minimum requis
            """,
            "<=": "ou moins, au plus, au maximum, maximum",
        }
    ),
    comparator_fillers=among("""
        les le la l des de environ quelque près prochains premiers derniers dernières vos votre ses leurs ces
        chacun les
    """),
    bounds={
        "minimum": ">=",
        "minimale": ">=",
        "minimal": ">=",
        "maximum": "<=",
        "maximale": "<=",
        "maximal": "<=",
    },
    notice=among("avant"),
    only=among("seulement"),
    date_comparators=meanings(
        {
            "<=": """
                avant fin, jusqu'au, jusqu'à, jusqu'en, au plus tard le, d'ici, d'ici le, d'ici la, d'ici au,
                d'ici à, d'ici à la,                au plus tard en, valable jusqu'au, expire le, expirant le, au plus tard
            """,
            "<": "avant le, avant",
            ">=": "à partir du, à compter du, dès le, depuis le, depuis, à partir de, à compter de, du, à dater du",
            ">": "après le, après",
            "=": "le, en, au, pour, du",
        }
    ),
    year_openers=among("en avant après depuis dès année ici exercice jusqu fin début"),
    end_of=meanings(
        {
            "end": """
                fin, la fin de, fin de l'année, à la fin de, la fin de l'année, fin de, la fin du, fin du, à
                la fin du mois de
            """,
            "start": "début, le début de, début de, au début de",
        }
    ),
    quarters={"premier": 1, "deuxième": 2, "second": 2, "troisième": 3, "quatrième": 4, "dernier": 4},
    halves={"premier": 1, "deuxième": 2, "second": 2},
    quarter=among("trimestre t q"),
    half=among("semestre s"),
    fiscal=among("fy exercice"),
    year=among("année fiscal"),
    a_half=among("demi demie"),
    the=among("le la les"),
    is_=among("est sont"),
    for_=among("pour"),
    listed=among("et ou puis"),
    plural_endings=("s", "x"),
    singular_endings=("ss", "us", "is"),
    of=among("de d du des"),
    to=among("à au - – — ‑ ‒ −"),
    and_=among("et"),
    or_=among("ou"),
    between=among("entre"),
    from_=among("de du"),
    changed=among("passe passée passent prolongée prolongé augmenté augmentée réduit réduite porté portée"),
    out_of=phrases("sur, sur un total de, / , sur les"),
    scale=phrases("sur une échelle de, échelle de"),
    scoring=among("score note résultat réussite points notation barème"),
    percent=meanings({"percent": "%, pour cent, pourcent", "percentage points": "points de pourcentage"}),
    currency_words=meanings(
        {
            "EUR": "euros, euro, d'euros",
            "USD": "dollars, dollar, dollars us, dollars américains, de dollars, $ us",
            "CAD": "dollars canadiens, $ ca",
            "CHF": "francs suisses",
            "GBP": "livres sterling, livres",
            "JPY": "yens, yen",
        }
    ),
    free=phrases("""
        gratuit, gratuite, gratuits, gratuites, gratuitement, sans frais, sans coût, sans frais
        supplémentaires, sans coût supplémentaire, aucun frais, aucune cotisation, sans supplément
    """),
    naming=among("""
        niveau niveaux version phase section chapitre page article étape n no nº iso iec tls server
        annexe groupe option partie module type catégorie classe
        palier
    """),
    not_one=among("le la l ce cet cette chaque aucun aucune"),
    stops=among("""
        le la les l un une des de du d et ou mais à au aux en dans sur sous par pour avec sans chez vers entre
        que qui dont où quand si est sont était a ont doit doivent peut peuvent sera seront être avoir ne pas
        plus moins vous nous il elle ils elles on ce cette ces son sa ses leur leurs votre vos avant après
        depuis pendant lors afin tous toutes chaque puis chacun minimum maximum se s y compris
    """),
    determiners=among("le la les l de d du des vos votre ses leurs ces"),
    not_plural=among("""
        nouveaux nouvelles autres grands grandes petites petits derniers dernières premiers premières vrais
        plusieurs différents différentes bons bonnes mois plus sans dans sous ans deux fois cas temps
    """),
    plurals=among("mois"),
    qualifying=phrases("""
        dont, minimum, maximum, au moins, au plus, y compris, sauf, hors, jusqu'à, par, chacun
    """),
    units=mapped(
        {
            "people": """
                personne personnes collaborateur collaborateurs employé employés employées salarié salariés
                consultant consultants ingénieur ingénieurs développeur développeurs architecte architectes
                expert experts spécialiste spécialistes professionnel professionnels individus technicien
                techniciens administrateurs membres participants formateurs candidats vendeurs commerciaux
            """,
            "points": "point points pts pt",
            "questions": "question questions",
            "references": "référence références",
            "certifications": "certification certifications certificat certificats",
            "deployments": "déploiement déploiements",
            "projects": "projet projets",
            "customers": "client clients",
            "times": "fois",
        }
    ),
    points=among("points point pts pt"),
    following=among("suivants suivantes"),
)
