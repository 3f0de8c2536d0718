"""``languages/*.toml``: the words by which pages in another language than English are read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractors.kinds import KINDS
from extractors.lexicons import FacetWords, KindWords, Lexicon
from extractors.ranks import PRESTIGE
from extractors.values.words import LANGUAGES
from flows.configuration.checks import choice, each, text
from flows.configuration.faults import Unfit
from flows.configuration.tables import Key, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractors.catalogue import Catalogue
    from extractors.lexicons import Phrases
    from flows.configuration.tables import Table, TomlFile

KNOWN = tuple(sorted(language for language in LANGUAGES if language != "en"))
"""Languages whose values can be read; English itself stands in the code."""
_SENTENCES = ("duty", "forbidden", "exempt", "advice", "examples", "referring", "conditions", "steps", "whom")
_AROUND = ("demanding", "promising", "elsewhere", "nothing")
_NAMES = ("tier", "endings", "certification", "certifications", "specializations")
_KIND = ("strong", "weak", "context", "unless", "states", "nouns")


def words(value: object) -> str:
    """Give a phrase: words, a star at either end of one, … for a few words between."""
    found = text(value)
    given = found.split()
    if not all(re.fullmatch(r"…|\*?[^*…\s]+\*?", word) for word in given):
        expected = "expected words, a star only at an end of one, … only on its own, as in muss … verlängert"
        raise Unfit(f"is {kind_of(value)}", expected, "move the star to an end of its word")
    if "…" in (given[0], given[-1]):
        raise Unfit(f"is {kind_of(value)}", "expected a word at both ends", "write the words that show it")
    if any(len(word.strip("*")) < 2 for word in given if "*" in word):  # noqa: PLR2004 a stem
        raise Unfit(f"is {kind_of(value)}", "expected two letters beside a star", "write more of the word")
    return " ".join(given)


LANGUAGE = Key("language", choice(KNOWN), "", required=True)


def _phrases(name: str) -> Key[Phrases]:
    return Key(name, each(words), ())


def lexicon(file: TomlFile, catalogue: Catalogue | None) -> Lexicon:
    """Read the words of one language; kinds, questions and facets must be known. Faults are noted in the file.

    `catalogue` is None where the questions themselves have faults: topics are not looked at then.
    """
    table = file.table(file.path.name)
    table.refuse_unknown(
        ["language", "sentences", "around", "names", "tiers", "kinds", "topics", "not_topics"]
    )
    language = table.get(LANGUAGE)
    if file.readable and language and language != file.path.stem:
        expected = f"expected the name of the file, {file.path.stem}"
        table.fault("language", f'language is "{language}"', expected, "rename the file, or mend the key")
    fields = {
        name: part.get(_phrases(name))
        for section, names in (("sentences", _SENTENCES), ("around", _AROUND), ("names", _NAMES))
        if (part := _part(table, section, names))
        for name in names
    }
    tiers = table.table("tiers", "tiers")
    tiers.refuse_unknown(tuple(PRESTIGE))
    return Lexicon(
        language=language,
        tiers=tuple((name, tiers.get(_phrases(name))) for name in PRESTIGE if name in tiers.values),
        kinds=tuple(_kind(name, part) for name, part in _kinds(table)),
        facets=tuple(_facets(table, catalogue)) if catalogue is not None else (),
        **fields,
    )


def _part(table: Table, section: str, names: tuple[str, ...]) -> Table:
    part = table.table(section, section)
    part.refuse_unknown(names)
    return part


def _kinds(table: Table) -> Iterator[tuple[str, Table]]:
    for name, part in table.tables("kinds", "kind"):
        if name in KINDS:
            yield name, part
        else:
            expected = f"expected one of {', '.join(KINDS)}"
            part.fault(None, "no such kind of requirement", expected, "choose one of them")


def _kind(name: str, table: Table) -> KindWords:
    table.refuse_unknown([*_KIND, "attributes"])
    shown = table.table("attributes", f"{table.where}, attributes")
    attributes = tuple((attribute, shown.get(_phrases(attribute))) for attribute in shown.values)
    return KindWords(name, **{key: table.get(_phrases(key)) for key in _KIND}, attributes=attributes)


def _facets(table: Table, catalogue: Catalogue) -> Iterator[FacetWords]:
    known = {
        (question.key, facet.key): question.key
        for question in catalogue.questions
        for facet in question.facets
    }
    topics, against = (dict(_topics(table, name, catalogue)) for name in ("topics", "not_topics"))
    for question, facet in known:
        if (question, facet) in topics or (question, facet) in against:
            yield FacetWords(
                question, facet, topics.get((question, facet), ()), against.get((question, facet), ())
            )


def _topics(table: Table, name: str, catalogue: Catalogue) -> Iterator[tuple[tuple[str, str], Phrases]]:
    facets = {question.key: [facet.key for facet in question.facets] for question in catalogue.questions}
    for question, part in table.tables(name, f"{name} of question"):
        if question not in facets:
            expected = f"expected one of {', '.join(facets)}"
            part.fault(None, "no such question is asked", expected, "choose one of them, or add the question")
            continue
        part.refuse_unknown(facets[question])
        for facet in (facet for facet in facets[question] if facet in part.values):
            yield (question, facet), part.get(_phrases(facet))
