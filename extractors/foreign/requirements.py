"""Requirements of a document in another language than English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.foreign.cells import tabled
from extractors.foreign.names import names
from extractors.foreign.sentences import stated
from extractors.foreign.subjects import ForeignSubjects
from extractors.requirements import of_name, unique
from extractors.structure import statements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractors.foreign.tongue import Tongue
    from extractors.naming import Names
    from extractors.records import Document, Requirement


def requirements(document: Document, tongue: Tongue) -> tuple[Requirement, ...]:
    """All requirements of a document in that language, ordered by where they stand, each once. Never raises."""
    found = names(document, tongue)
    return unique(_all(document, tongue, found))


def _all(document: Document, tongue: Tongue, found: Names) -> Iterator[Requirement]:
    subjects = ForeignSubjects(document, found, tongue.lexicon.endings)
    for name in found.all:
        yield of_name(document, name)
    for statement in statements(document):
        read = tabled if statement.form == "cell" else stated
        yield from read(document, statement, subjects, tongue)
