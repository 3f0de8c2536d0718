"""Which language a text is in, by its script and its commonest little words; rough on purpose, silent when in doubt."""

from __future__ import annotations

import re

_SAMPLE = 4_000  # characters; little words are a third of any text, so this holds some 200 of them
_ENOUGH_WORDS = 30
_CLEAR_RATE = 0.12  # of all words; running text has 0.25 to 0.45 in its own language, lists of names less
_FAINT_RATE = 0.05
_CLEAR_LEAD = 2.5  # times the rate of the language that was expected

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
_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]"), 0.10),
    ("ko", re.compile(r"[\uac00-\ud7af]"), 0.20),
    ("zh", re.compile(r"[\u4e00-\u9fff]"), 0.20),
    ("ru", re.compile(r"[\u0400-\u04ff]"), 0.40),
    ("ar", re.compile(r"[\u0600-\u06ff]"), 0.40),
    ("el", re.compile(r"[\u0370-\u03ff]"), 0.40),
    ("he", re.compile(r"[\u0590-\u05ff]"), 0.40),
    ("th", re.compile(r"[\u0e00-\u0e7f]"), 0.40),
)
_SCRIPT_ONLY = frozenset(language for language, _, _ in _SCRIPTS)


def primary(tag: str) -> str:
    """The language itself of a BCP 47 tag: ``de`` of ``de-AT``."""
    return tag.strip().lower().replace("_", "-").partition("-")[0]


def foreign(text: str, expected: str) -> str | None:
    """The language (ISO 639-1) that `text` is in when that is clearly not `expected` (BCP 47); otherwise None.

    None as well for short texts, unknown languages, and texts of names and numbers.
    """
    sample = text[:_SAMPLE]
    wanted = primary(expected)
    script = _script(sample)
    if script is not None:
        return None if script == wanted else script
    rates = _rates(sample)
    if not rates:
        return None
    best = max(rates, key=lambda language: rates[language])
    if best == wanted or rates[best] < _CLEAR_RATE:
        return None
    if wanted not in _LITTLE_WORDS and wanted not in _SCRIPT_ONLY:
        return None
    return best if rates[best] >= _CLEAR_LEAD * rates.get(wanted, 0.0) else None


def resembles(text: str, expected: str) -> bool:
    """Whether `text` is more likely in the language `expected` (BCP 47) than in any other, if only by a little."""
    sample = text[:_SAMPLE]
    wanted = primary(expected)
    script = _script(sample)
    if script is not None:
        return script == wanted
    rates = _rates(sample)
    return rates.get(wanted, 0.0) >= _FAINT_RATE and rates[wanted] == max(rates.values())


def _script(sample: str) -> str | None:
    letters = sum(map(str.isalpha, sample))
    if letters < _ENOUGH_WORDS:
        return None
    return next(
        (language for language, script, share in _SCRIPTS if len(script.findall(sample)) > share * letters),
        None,
    )


def _rates(sample: str) -> dict[str, float]:
    words = _WORD.findall(sample.lower())
    if len(words) < _ENOUGH_WORDS:
        return {}
    return {
        language: sum(word in little for word in words) / len(words)
        for language, little in _LITTLE_WORDS.items()
    }
