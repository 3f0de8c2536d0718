"""Requirements: the typed statements of a document, each with its evidence (design, section 5).

Names come from `naming`; everything else is read statement by statement: its values (`values`), whether it binds
(`modality`), of which kind it is (`classifying` over `kinds`), and to what it applies (`subjects`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from extractors.attributes import content, key
from extractors.cells import course, tabled
from extractors.labelled import as_row
from extractors.naming import Names, names
from extractors.profiles import profile
from extractors.progress import progress
from extractors.records import Requirement
from extractors.stating import stated
from extractors.structure import statements
from extractors.subjects import Subjects

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from extractors.named import Named
    from extractors.records import Document
    from extractors.structure import Statement


PROMISED = frozenset({"target", "investment"})
"""Kinds of which a page tells the same more than once: headline, lead, and the sentence that holds."""


def requirements(document: Document) -> tuple[Requirement, ...]:
    """All requirements of a document, ordered by where they stand, unique by kind, subject, key and value. Never raises."""
    found = names(document)
    subjects = Subjects(document, found)
    return unique(_all(document, found, subjects))


def _all(document: Document, found: Names, subjects: Subjects) -> Iterator[Requirement]:
    for named in found.all:
        yield of_name(document, named)
    yield from profile(document)
    for statement in statements(document):
        yield from course(document, statement, subjects)
        if statement.form == "cell":
            yield from tabled(document, statement, subjects)
        else:
            yield from _in_prose(document, statement, subjects)


def _in_prose(document: Document, statement: Statement, subjects: Subjects) -> Iterator[Requirement]:
    """What a statement outside of tables states: a term's definition like a cell, and so a line with a label."""
    row = as_row(statement, subjects)
    if row is not None and statement.answers and (fact := list(tabled(document, row, subjects))):
        yield from fact
        return
    if figures := list(progress(document, statement, subjects)):
        yield from figures
        return
    told = list(stated(document, statement, subjects))
    yield from told if told or row is None else tabled(document, row, subjects)


def of_name(document: Document, named: Named) -> Requirement:
    """The requirement that says that a tier, certification or specialization exists."""
    value = named.rank if named.sort == "tier" else named.name
    return Requirement(
        kind=named.sort,
        subject=named.name,
        attribute=named.sort,
        key=key(named.sort),
        comparator="=" if named.sort == "tier" else None,
        value=value,
        quote=document.text[named.start : named.end],
        start=named.start,
        end=named.end,
        section=named.block.section,
    )


def unique(found: Iterable[Requirement]) -> tuple[Requirement, ...]:
    """The requirements in the order of the document, each once by kind, subject, key and value."""
    once: dict[tuple[object, ...], Requirement] = {}
    for requirement in sorted(found, key=lambda r: (r.start, r.end, r.kind)):
        known = once.setdefault(_identity(requirement), requirement)
        if requirement.kind in PROMISED and _fuller(requirement, known):
            once[_identity(requirement)] = known = requirement
        if isinstance(requirement.value, bool) and _differs(known, requirement):
            longer = replace(requirement, key=f"{requirement.key} {_apart(known, requirement)}".strip())
            once.setdefault(_identity(longer), longer)
    return tuple(once.values())


def _fuller(promise: Requirement, known: Requirement) -> bool:
    """Whether a promise is told more fully than where it was met first: with its date, or in a sentence, not a headline."""
    if bool(promise.due) != bool(known.due):
        return bool(promise.due)
    return promise.quote.endswith(".") and not known.quote.endswith(".")


def _differs(known: Requirement, other: Requirement) -> bool:
    """Whether two duties with one key are two all the same: less than half of their words are shared."""
    if known is other:
        return False
    mine, yours = set(content(known.quote)), set(content(other.quote))
    return 2 * len(mine & yours) < min(len(mine), len(yours))


def _apart(known: Requirement, other: Requirement) -> str:
    """The first content word of a duty that the other one does not have."""
    taken = {*content(known.quote), *other.key.split()}
    return next((word for word in content(other.attribute) if word not in taken), "")


def _identity(requirement: Requirement) -> tuple[object, ...]:
    """What makes a requirement distinct. An amount of money or a promised number is said once, in whatever words.

    Not so in a table: two rows may well cost the same.
    """
    value = requirement.value
    amount = " | " not in requirement.quote and (
        (requirement.kind in PROMISED and not isinstance(value, bool))
        or (isinstance(value, int | float) and bool(value) and _is_money(requirement))
    )
    key_part = "" if amount else requirement.key
    if requirement.kind == "curriculum" and requirement.unit == "percent":
        # the share of a domain, under its name or in a column of weights
        key_part = " ".join(stem for stem in requirement.key.split() if stem != "weight")
    return (
        requirement.kind,
        requirement.subject,
        key_part,
        type(value).__name__,
        value,
        requirement.value_max,
    )


def _is_money(requirement: Requirement) -> bool:
    return bool(requirement.unit and len(requirement.unit) == 3 and requirement.unit.isupper())  # noqa: PLR2004
