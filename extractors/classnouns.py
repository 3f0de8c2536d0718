"""The nouns that say what a name is the name of, by language: "certification", "Spezialisierung", "コンピテンシー".

This is the lexicon of names; how names stand in lists, tables and sentences is said elsewhere. A language is added by a
line in each table: one alternative for each noun, with its plural in `MANY`.
"""

from __future__ import annotations

import re

ONE: dict[str, tuple[str, ...]] = {
    "certification": (
        r"certification|certificate|credential",
        r"Zertifizierung|Zertifikat",
        r"certificat",
        r"certificación|certificado",
        r"certificação",
        r"certificazione",
        r"認定資格|認定|資格",
    ),
    "specialization": (
        r"speciali(?:[sz]ation|sm)|designation|competency|accreditation|badge|track",
        r"Spezialisierung|Kompetenz|Akkreditierung",
        r"spécialisation|compétence|désignation|accréditation",
        r"especialización|competencia|acreditación|designación|insignia",
        r"especialização|competência",
        r"specializzazione|competenza",
        r"スペシャライゼーション|コンピテンシー|専門分野|バッジ",
    ),
}
"""One of them, as it follows or begins a name."""

MANY: dict[str, tuple[str, ...]] = {
    "certification": (
        r"certifications|certificates|credentials",
        r"Zertifizierungen|Zertifikate",
        r"certificats",
        r"certificaciones|certificados",
        r"certificações",
        r"certificazioni",
        r"認定資格|認定|資格",
    ),
    "specialization": (
        r"speciali(?:[sz]ation|sm)s|designations|competencies|accreditations|badges|tracks",
        r"Spezialisierungen|Kompetenzen|Akkreditierungen",
        r"spécialisations|compétences|désignations|accréditations",
        r"especializaciones|competencias|acreditaciones|designaciones|insignias",
        r"especializações|competências",
        r"specializzazioni|competenze",
        r"スペシャライゼーション|コンピテンシー|専門分野|バッジ",
    ),
}
"""Several of them, as they announce a list or head a column."""

_ENDS = re.compile(
    r"(?<=[\w)”\"])(?:\s*-|\s+)?(?:" + "|".join(part for nouns in ONE.values() for part in nouns) + r")$"
)
_BEGINS = re.compile(
    r"(?:Kompetenz|Zertifizierung|Spezialisierung|Compétence|Spécialisation|Certificat|Competencia|Certificación|"
    r"Especialización|Competência|Certificação|Especialização|Competenza|Certificazione|Specializzazione)\s+(?=[A-ZÀ-Þ])"
)
_SPACED = re.compile(r"[ -]|[\u3040-\u9fff]")


def several(sort: str) -> str:
    """A regular expression, without groups, for several of a sort in any language."""
    return "(?:" + "|".join(MANY[sort]) + ")"


def any_of(sort: str) -> str:
    """A regular expression, without groups, for one or several of a sort in any language."""
    return "(?:" + "|".join((*MANY[sort], *ONE[sort])) + ")"


def without_noun(name: str) -> str:
    """A name without the noun that closes it ("Data Analytics competency") or, in other languages, begins it."""
    match = _ENDS.search(name)
    if match and _SPACED.match(match.group()):
        return name[: match.start()].rstrip(" -")
    return _BEGINS.sub("", name, count=1) if _BEGINS.match(name) else name
