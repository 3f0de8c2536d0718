"""Which language a text is in, by its script and its commonest little words; silent when in doubt."""

from __future__ import annotations

import re
from collections import Counter

_SAMPLE = 4_000  # characters; little words are a third of any text, so this holds some 200 of them
_GLANCE = 1_500
_ENOUGH_WORDS = 30
_CLEAR_RATE = 0.12  # of all words; running text has 0.25 to 0.45 in its own language, lists of names less
_PLAIN_RATE = 0.2
_FAINT_RATE = 0.05
_CLEAR_LEAD = 3.0  # times the rate of the language that was expected
_KIN = (frozenset({"es", "pt"}), frozenset({"es", "it"}), frozenset({"it", "pt"}), frozenset({"da", "sv"}))
_KIN_LEAD = 1.3  # these share so many little words that more cannot be asked
_CLEAR_SCRIPT = 0.2  # of all letters
_FAINT_SCRIPT = 0.02

_LITTLE_WORDS: dict[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "da": "og i at det er en til på som af for med den ikke de der har et kan om vi eller skal fra også ved din dit",
        "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er"
        " hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum oder haben nur ihre ihr sie können",
        "en": "the of and to in a is that for it as was with be by on not he this are or his from at which but have an"
        " they you were their one all we can has been if more when will would who so your our must may any",
        "es": "de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le ha este sí"
        " porque esta son entre está cuando muy sin sobre también hasta hay donde quien desde todo nos puede",
        "fi": "ja on ei se että oli hän mutta ovat kun joka tai mukaan myös jos voi sen sekä tämä niin kuin ole olla",
        "fr": "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont avec ou son"
        " aux cette vous nous votre vos leur être ces peut d l n s qu",
        "it": "di e il la che in un a per è una sono con non del si da le i al dei come più o della nel anche alla gli"
        " ha lo essere delle questo su se degli dal nella può",
        "nl": "de van het een en in is dat op te zijn voor met die niet aan er om ook als dan maar bij of uit door naar"
        " heeft hij worden wordt kan deze u uw je jouw wij",
        "pl": "i w na z do się nie że o jest to jak dla po od oraz lub przez przy ich może są być jego być który które",
        "pt": "de a o que e do da em um para com não uma os no se na por mais as dos como mas ao ele das à seu sua ou"
        " quando muito nos já está também pelo pela até isso são você pode",
        "sv": "och i att det som en på är av för med den till inte om ett de har kan du din ditt från vi eller ska vid",
        "tr": "ve bir bu için ile da de olarak daha çok en ne gibi kadar olan veya her sonra ya mi var",
    }.items()
}
_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = {
    "ar": re.compile(r"[\u0600-\u06ff]"),
    "el": re.compile(r"[\u0370-\u03ff]"),
    "he": re.compile(r"[\u0590-\u05ff]"),
    "ja": re.compile(r"[\u3040-\u30ff]"),
    "ko": re.compile(r"[\uac00-\ud7af]"),
    "ru": re.compile(r"[\u0400-\u04ff]"),
    "th": re.compile(r"[\u0e00-\u0e7f]"),
    "zh": re.compile(r"[\u4e00-\u9fff]"),
}


def primary(tag: str) -> str:
    """Give the language itself of a BCP 47 tag: ``de`` of ``de-AT``."""
    return tag.strip().lower().replace("_", "-").partition("-")[0]


def foreign(text: str, expected: str, declared: str | None = None) -> str | None:
    """Give the language (ISO 639-1) of `text` when that is clearly not `expected` (BCP 47), else None.

    `declared` (BCP 47) is what the page says of itself; it decides only where the text does not show the
    contrary, because templates often declare the language of their makers. A half-translated page is not
    clearly foreign. None as well for languages that are not known here, and for texts of names and numbers.
    """
    sample = text[:_SAMPLE]
    wanted = primary(expected)
    said = None if declared is None or primary(declared) == wanted else primary(declared)
    if wanted in _LITTLE_WORDS and said is None and _plainly(sample, wanted):
        return None
    scripts = _scripts(sample)
    if scripts or wanted in _SCRIPTS:
        return _foreign_script(scripts, wanted, said)
    rates = _rates(sample)
    if wanted not in rates:
        return said
    best = max(rates, key=lambda language: rates[language])
    if rates[best] < _CLEAR_RATE:
        return said if rates[wanted] < _FAINT_RATE else None
    lead = _KIN_LEAD if said == best and frozenset({wanted, best}) in _KIN else _CLEAR_LEAD
    return best if best != wanted and rates[best] >= lead * rates[wanted] else None


def _plainly(sample: str, wanted: str) -> bool:
    """Tell quickly what holds for most pages: that the text is full of the little words expected."""
    words = sample[:_GLANCE].lower().split()
    if len(words) < _ENOUGH_WORDS or any(wanted in kin for kin in _KIN):
        return False
    return sum(map(_LITTLE_WORDS[wanted].__contains__, words)) >= _PLAIN_RATE * len(words)


def _foreign_script(scripts: dict[str, float], wanted: str, said: str | None) -> str | None:
    if scripts.get(wanted, 0.0) >= _FAINT_SCRIPT:
        return None
    main = max(scripts, key=lambda language: scripts[language], default=None)
    return main if main is not None and scripts[main] >= _CLEAR_SCRIPT else said


def _scripts(sample: str) -> dict[str, float]:
    """Give the share of letters in each script that tells a language; nothing for few, or only Latin ones."""
    if sample.isascii():
        return {}
    letters = sum(map(str.isalpha, sample))
    if letters < _ENOUGH_WORDS:
        return {}
    shares = {language: len(script.findall(sample)) / letters for language, script in _SCRIPTS.items()}
    if shares["ja"] >= _FAINT_SCRIPT:
        shares["ja"] += shares.pop("zh")  # kana show that the Han characters are Japanese
    return shares if max(shares.values()) >= _FAINT_SCRIPT else {}


def _rates(sample: str) -> dict[str, float]:
    words = _WORD.findall(sample.lower())
    if len(words) < _ENOUGH_WORDS:
        return {}
    counts = Counter(words)
    return {
        language: sum(counts[word] for word in little) / len(words)
        for language, little in _LITTLE_WORDS.items()
    }
