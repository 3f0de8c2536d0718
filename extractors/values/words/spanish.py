"""The Spanish words of values."""

from __future__ import annotations

from extractors.values.words.making import among, inverted, mapped, meanings, numbered, phrases
from extractors.values.words.record import Words

_BELOW_THIRTY = """
    cero, uno un una, dos, tres, cuatro, cinco, seis, siete, ocho, nueve, diez, once, doce, trece, catorce, quince,
    dieciséis, diecisiete, dieciocho, diecinueve, veinte, veintiuno veintiún veintiuna, veintidós, veintitrés,
    veinticuatro, veinticinco, veintiséis, veintisiete, veintiocho, veintinueve
"""
_TENS = numbered("treinta cuarenta cincuenta sesenta setenta ochenta noventa", 30, 10)
_HUNDREDS = numbered(
    """
    doscientos doscientas, trescientos trescientas, cuatrocientos cuatrocientas, quinientos quinientas,
    seiscientos seiscientas, setecientos setecientas, ochocientos ochocientas, novecientos novecientas
    """,
    200,
    100,
)
_COMPOUNDS = {  # treinta y cinco
    f"{ten} y {name}": value + digit
    for ten, value in _TENS.items()
    for name, digit in numbered(_BELOW_THIRTY).items()
    if 0 < digit < 10  # noqa: PLR2004
}

SPANISH = Words(
    decimal_comma=True,
    day_first=True,
    spaced_groups=True,
    head_first=True,
    one_is_article=True,
    cardinals={"cien": 100, "ciento": 100, "mil": 1000} | numbered(_BELOW_THIRTY) | _TENS | _HUNDREDS,
    compounds=inverted(_COMPOUNDS),
    multipliers=mapped(
        {
            100: "cien ciento",
            12: "docena docenas",
            1000: "mil miles k",
            1_000_000: "millón millones",
        }
    ),
    suffixes=mapped({1000: "k", 1_000_000: "m mm"}),
    joiner=among("y"),
    months=numbered(
        """
        enero ene, febrero feb, marzo mar, abril abr, mayo, junio jun, julio jul, agosto ago, septiembre
        setiembre sep sept, octubre oct, noviembre nov, diciembre dic
        """,
        1,
    ),
    working=among("hábiles laborables hábil laborable"),
    period_adjectives=among("últimos últimas próximos próximas primeros primeras"),
    months_also_words=among("mar"),
    periods=mapped(
        {
            "Y": "año años",
            "Q": "trimestre trimestres",
            "M": "mes meses",
            "W": "semana semanas",
            "D": "día días",
            "H": "hora horas h",
            "m": "minuto minutos min",
            "s": "segundo segundos",
        }
    ),
    period_phrases=meanings({"D": "días naturales, días consecutivos, días calendario"}),
    lone_periods=among("año trimestre mes semana día hora"),
    glued_periods=mapped({"H": "h", "m": "min", "M": "meses", "Y": "años", "D": "días"}),
    rhythms=meanings(
        {
            "P1Y": """
                anualmente, anual, anuales, al año, por año, cada año, todos los años, una vez al año, una vez
                por año
            """,
            "P6M": "semestralmente, semestral, semestrales, cada semestre",
            "P3M": "trimestralmente, trimestral, trimestrales, cada trimestre, por trimestre, al trimestre",
            "P1M": "mensualmente, mensual, mensuales, al mes, por mes, cada mes",
            "P1W": "semanalmente, semanal, semanales, a la semana, por semana, cada semana",
            "P1D": "diariamente, diario, diaria, al día, por día, cada día",
            "P2Y": "bienal, bienales, bienalmente",
        }
    ),
    ambiguous_rhythms=phrases("bimensual, bimensualmente, bianual, bianualmente"),
    every=phrases("cada, por, una vez cada"),
    rate=phrases("por, al, /, cada, a la"),
    window=phrases("""
        cada, en los últimos, durante los últimos, de los últimos, en las últimas, durante los, en los, una
        vez cada, en un plazo de los últimos, a lo largo de
    """),
    times={"dos veces": 2},
    comparators=meanings(
        {
            ">=": """
                al menos, como mínimo, un mínimo de, mínimo de, mínimo, mínimo :, por lo menos, no menos de, a
                partir de, ≥, > =, mín ., mín, con al menos, igual o superior a, igual o mayor que
            """,
            ">": "más de, más del, superior a, mayor que, mayor de, >, superiores a",
            "<=": """
                como máximo, un máximo de, máximo de, máximo, hasta, no más de, en un plazo de, dentro de, en
                el plazo de, a más tardar, limitado a, limitada a, ≤, < =, máx, máx ., dentro de los, hasta un
                máximo de, en un plazo máximo de
            """,
            "<": "menos de, menos del, inferior a, menor que, <",
            "=": "exactamente, un total de, en total",
        }
    ),
    comparators_after=meanings(
        {
            ">=": """
                o más, como mínimo, por lo menos, +, al menos, mínimo, requeridos, requeridas, requerido,
                requerida, necesarios, necesarias, obligatorios, obligatorias
            """,
            "<=": "o menos, como máximo, máximo",
        }
    ),
    comparator_fillers=among("""
        los las el la de unos unas aproximadamente cerca alrededor próximos primeros últimos últimas sus su
        estos
    """),
    bounds={"mínimo": ">=", "mínima": ">=", "máximo": "<=", "máxima": "<="},
    notice=among("antes"),
    only=among("solo sólo"),
    date_comparators=meanings(
        {
            "<=": """
                hasta, hasta el, antes del fin de, a más tardar el, a más tardar, válido hasta el, válida hasta
                el, vence el, caduca el, expira el, para, para el
            """,
            "<": "antes del, antes de",
            ">=": "desde, desde el, a partir del, a partir de, con efecto desde el, con efecto a partir del",
            ">": "después del, después de, tras el",
            "=": "el, en, del, durante",
        }
    ),
    year_openers=among("en desde hasta antes después año de del para durante finales principios ejercicio"),
    end_of=meanings(
        {
            "end": """
                fin de, finales de, final de, el final de, a finales de, fin del, final del, cierre de, final
                del año, finales del año, fin de año, a final de
            """,
            "start": "principios de, a principios de, inicio de, comienzos de, principio de",
        }
    ),
    quarters={"primer": 1, "segundo": 2, "tercer": 3, "cuarto": 4, "último": 4},
    halves={"primer": 1, "segundo": 2},
    quarter=among("trimestre t q"),
    half=among("semestre s"),
    fiscal=among("fy ejercicio"),
    year=among("año fiscal"),
    a_half=among("medio media"),
    the=among("el la los las"),
    is_=among("es son"),
    for_=among("para"),
    listed=among("y e o u"),
    plural_endings=("s",),
    singular_endings=("ss", "us", "is"),
    of=among("de del"),
    to=among("a al - – — ‑ ‒ −"),
    and_=among("y e"),
    or_=among("o u"),
    between=among("entre"),
    from_=among("de del desde"),
    changed=among("ampliado ampliada aumenta aumentado reducido pasa pasan extendido extendida"),
    out_of=phrases("de, sobre, de un total de, /, de los, de las"),
    scale=phrases("en una escala de, escala de"),
    scoring=among("puntuación nota calificación aprobado aprobar puntaje resultado"),
    percent=meanings({"percent": "%, por ciento, por cien", "percentage points": "puntos porcentuales"}),
    currency_words=meanings(
        {
            "EUR": "euros, euro, de euros",
            "USD": "dólares, dólar, dólares estadounidenses, dólares americanos, de dólares, dólares de los "
            "estados unidos",
            "MXN": "pesos mexicanos",
            "GBP": "libras esterlinas, libras",
            "JPY": "yenes, yen",
        }
    ),
    free=phrases("""
        gratis, gratuito, gratuita, gratuitos, gratuitas, gratuitamente, sin coste, sin costo, sin cargo, sin
        coste adicional, sin costo adicional, sin coste alguno, ninguna tarifa
    """),
    naming=among("""
        nivel niveles versión fase sección capítulo página artículo paso n nº iso iec tls server
        anexo grupo opción parte módulo tipo categoría clase
    """),
    not_one=among("el la este esta cada ningún ninguna"),
    stops=among("""
        el la los las un una unos unas de del y e o u pero a al en con sin sobre bajo por para entre hacia
        desde hasta que quien donde cuando si es son era fue ha han debe deben puede pueden será serán ser
        haber no más menos usted ustedes nosotros él ella ellos ellas su sus este esta estos estas se como
        antes después durante cada todos todas tras mínimo máximo lo le les
    """),
    determiners=among("de del el la los las sus su estos estas"),
    not_plural=among("""
        nuevos nuevas otros otras grandes pequeños pequeñas últimos últimas primeros primeras varios varias
        diferentes distintos distintas más menos tras dos tres seis veces
    """),
    qualifying=phrases("mínimo, máximo, al menos, incluidos, incluidas, excepto, hasta, por, cada"),
    units=mapped(
        {
            "people": """
                persona personas empleado empleados empleadas consultor consultores consultoras ingeniero
                ingenieros desarrollador desarrolladores arquitecto arquitectos experto expertos especialista
                especialistas profesional profesionales técnicos administradores miembros participantes
                trabajadores individuos instructores candidatos
            """,
            "points": "punto puntos pts pt",
            "questions": "pregunta preguntas",
            "references": "referencia referencias",
            "certifications": "certificación certificaciones",
            "deployments": "implementación implementaciones despliegue despliegues",
            "projects": "proyecto proyectos",
            "customers": "cliente clientes",
            "times": "vez veces",
        }
    ),
    points=among("puntos punto pts pt"),
    following=among("siguientes"),
)
