"""``questions.toml`` as a catalogue of questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from extractors.catalogue import Catalogue, Facet, Question, Satisfaction, ValueType
from extractors.kinds import KINDS
from flows.configuration.checks import boolean, choice, each, snake_case, text
from flows.configuration.phrases import phrase, regular_expression
from flows.configuration.tables import Key, Table, TomlFile, kind_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_VALUE_TYPES: tuple[ValueType, ...] = get_args(ValueType)

KEY = Key("key", snake_case, "", required=True)
WORDING = Key("wording", text, "", required=True)
WHY = Key("why", text, "", required=True)
QUESTION = (KEY, WORDING, WHY)

REQUIRED = Key("required", boolean, True)
TOPIC: Key[tuple[str, ...]] = Key("topic", each(phrase), ())
NOT_TOPIC: Key[tuple[str, ...]] = Key("not_topic", each(phrase), ())
SPOKEN_BY: Key[tuple[str, ...]] = Key("spoken_by", each(choice(KINDS)), ())
FACET = (KEY, WORDING, REQUIRED, TOPIC, NOT_TOPIC, SPOKEN_BY)

KIND = Key("kind", choice(KINDS), "", required=True)
VALUES: Key[tuple[ValueType, ...]] = Key("values", each(choice(_VALUE_TYPES)), ())
UNITS: Key[tuple[str, ...]] = Key("units", each(text), ())
ATTRIBUTE = Key("attribute", regular_expression, "")
UNLESS = Key("unless", regular_expression, "")
SUBJECT = Key("subject", regular_expression, "")
NAMED_BY = Key("named_by", choice(KINDS), "")
QUOTE = Key("quote", regular_expression, "")
SATISFACTION = (KIND, VALUES, UNITS, ATTRIBUTE, UNLESS, SUBJECT, NAMED_BY, QUOTE)


def questions(file: TomlFile) -> Catalogue:
    """Read all questions; faults are noted in the file."""
    table = file.table("questions.toml")
    table.refuse_unknown(["questions"])
    rows = list(table.rows("questions", _named("question")))
    if file.readable and table.values.get("questions", []) == []:
        table.fault(None, "no question is asked", "expected at least one [[questions]]", "add one")
    found = tuple(_question(row) for row in rows)
    _refuse_repeated(rows, "question")
    return Catalogue(found)


def _question(table: Table) -> Question:
    table.refuse_unknown([*(key.name for key in QUESTION), "facets"])
    rows = list(table.rows("facets", _named(f"{table.where}, facet")))
    facets = tuple(_facet(row) for row in rows)
    _refuse_repeated(rows, "facet")
    if isinstance(table.values.get("facets", []), list) and not any(facet.required for facet in facets):
        expected = "expected at least one, since a question is documented when its required facets are"
        do = (
            "add one with [[questions.facets]]" if not facets else "set required = true for one of its facets"
        )
        table.fault("facets" if facets else None, "has no required facet", expected, do)
    return Question(table.get(KEY), table.get(WORDING), table.get(WHY), facets)


def _facet(table: Table) -> Facet:
    table.refuse_unknown([*(key.name for key in FACET), "satisfied_by"])
    rows = list(table.rows("satisfied_by", lambda number, _: f"{table.where}, satisfied_by {number + 1}"))
    satisfied_by = tuple(_satisfaction(row) for row in rows)
    if table.values.get("satisfied_by", []) == []:
        expected = "expected satisfied_by with at least one kind of requirement"
        do = 'add satisfied_by = [{ kind = "…" }], or remove the facet'
        table.fault(
            "satisfied_by" if "satisfied_by" in table.values else None,
            "can never be documented",
            expected,
            do,
        )
    return Facet(
        key=table.get(KEY),
        wording=table.get(WORDING),
        required=table.get(REQUIRED),
        satisfied_by=satisfied_by,
        topic=table.get(TOPIC),
        not_topic=table.get(NOT_TOPIC),
        spoken_by=table.get(SPOKEN_BY),
    )


def _satisfaction(table: Table) -> Satisfaction:
    table.refuse_unknown([key.name for key in SATISFACTION])
    values, units = table.get(VALUES), table.get(UNITS)
    if units and values and not {"number", "duration"}.intersection(values):
        expected = "expected number or duration among values, since nothing else has a unit"
        table.fault("units", "no requirement can satisfy this", expected, "remove units or add to values")
    return Satisfaction(
        kind=table.get(KIND),
        values=values,
        units=units,
        attribute=table.get(ATTRIBUTE),
        unless=table.get(UNLESS),
        subject=table.get(SUBJECT),
        named_by=table.get(NAMED_BY),
        quote=table.get(QUOTE),
    )


def _named(noun: str) -> Callable[[int, Mapping[str, object]], str]:
    def where(number: int, values: Mapping[str, object]) -> str:
        key = values.get("key")
        return f'{noun} "{key}"' if isinstance(key, str) and key else f"{noun} {number + 1}"

    return where


def _refuse_repeated(rows: list[Table], noun: str) -> None:
    seen: dict[object, int | None] = {}
    for row in rows:
        key = row.values.get("key")
        if isinstance(key, str) and key in seen:
            row.fault(
                "key",
                f"key {kind_of(key)} is also that of line {seen[key]}",
                f"expected each {noun} once",
                "rename one",
            )
        elif isinstance(key, str):
            seen[key] = row.line("key")
