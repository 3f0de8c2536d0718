"""Names that a document gives: its program, tiers, certifications and specializations, each with the place that names it.

Names are found by the shape of pages (lists, tables, headings, enumerations) and by the noun that stands with them
("the Acme Data competency"), never by a list of known vendors.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from extractors.announcednames import below, enumerated
from extractors.chosennames import bare, chosen
from extractors.definednames import defined_names
from extractors.entitled import entitled
from extractors.headednames import headed
from extractors.listednames import in_columns, listed
from extractors.named import Named, Sort, folded
from extractors.partnertypes import partner_types
from extractors.prosenames import held, in_prose
from extractors.tiernames import tiers
from extractors.titles import heads, program_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractors.records import Block, Document


@dataclass(frozen=True)
class Names:
    """All names of one document. `program` is empty when none is stated; `heads` may say what it is about, best first."""

    program: str
    heads: tuple[str, ...]
    tiers: tuple[Named, ...]
    certifications: tuple[Named, ...]
    specializations: tuple[Named, ...]

    @property
    def all(self) -> tuple[Named, ...]:
        """Tiers, certifications and specializations."""
        return self.tiers + self.certifications + self.specializations

    def sort(self, subject: str) -> Sort | None:
        """Whether a subject is the name of a tier, a certification or a specialization."""
        return self._sorts.get(folded(subject))

    @cached_property
    def _sorts(self) -> dict[str, Sort]:
        """The sort of each name as it is compared; of two that are alike, the first one's."""
        return {folded(named.name): named.sort for named in reversed(self.all)}


def names(document: Document) -> Names:
    """All names that a document gives, each once, at the first place that names it."""
    levels = tiers(document)
    program = program_name(document)
    found = chosen(_mentioned(document), program, {bare(tier.name) for tier in levels})
    return Names(
        program,
        heads(document),
        levels,
        tuple(named for named in found if named.sort == "certification"),
        tuple(named for named in found if named.sort == "specialization"),
    )


def _mentioned(document: Document) -> Iterator[Named]:
    yield from entitled(document)
    yield from headed(document.blocks)
    tables: dict[int, list[Block]] = {}
    above = ""
    for block in document.blocks:
        if block.kind == "table_cell":
            tables.setdefault(block.table or 0, []).append(block)
        if block.kind == "list_item":
            yield from listed(block, above)
        else:
            above = block.text if block.kind == "heading" else ""
        yield from in_prose(block)
        yield from held(block)
        yield from enumerated(block)
        yield from defined_names(block)
    yield from partner_types(document)
    yield from below(document)
    for cells in tables.values():
        yield from in_columns(cells)
