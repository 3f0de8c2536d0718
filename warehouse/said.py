"""Stored readings as the ledger needs them: what each document says, requirement by requirement and facet by facet."""

from __future__ import annotations

import dataclasses
import json
from collections import defaultdict
from typing import TYPE_CHECKING

from extractors.records import Requirement, Status
from warehouse.events import Said, Saying, Watched
from warehouse.judging import KEPT

if TYPE_CHECKING:
    from collections.abc import Collection

    from duckdb import DuckDBPyConnection

    from warehouse.events import FacetKey

REQUIREMENT_COLUMNS = (
    "kind, subject, attribute, key, comparator, value, value_max, unit, per, due, condition, quote,"
    " start_offset, end_offset, section"
)


def watched_sources(con: DuckDBPyConnection, program: str) -> dict[str, Watched]:
    """The sources of a program, also those no longer watched: what they said holds until a capture says otherwise.

    A page in another language than the declared one is none of them: it decides nothing.
    """
    rows = con.execute(
        "SELECT source_id, url, standing = 'official', kind = 'feed' AND coalesce(item, '') = '',"
        " coalesce(announcement, false) OR kind = 'feed',"
        " CASE WHEN coalesce(item, '') = '' THEN '' ELSE regexp_replace(source_id, '[.][^.]*$', '') END,"
        " discovered_how IS NOT NULL AND coalesce(item, '') = ''"
        " FROM sources SEMI JOIN ledger_sources USING (source_id)"
        " WHERE program = $program AND coalesce(translation_of, '') = ''",
        {"program": program},
    ).fetchall()
    return {source: Watched(source, *rest) for source, *rest in rows}


def documents_said(con: DuckDBPyConnection, digests: Collection[str]) -> dict[str, Said]:
    """What these documents say; those without a stored reading are left out."""
    names = {"names": sorted(digests)}
    requirements: dict[str, list[Requirement]] = defaultdict(list)
    rows = con.execute(
        f"SELECT document, {REQUIREMENT_COLUMNS} FROM requirements"  # noqa: S608
        " WHERE document IN (SELECT unnest($names)) ORDER BY document, ordinal",
        names,
    ).fetchall()
    for document, *fields in rows:
        requirements[document].append(requirement(fields))
    mentions: dict[str, list[str]] = defaultdict(list)
    rows = con.execute(
        "SELECT document, quote FROM mentions WHERE document IN (SELECT unnest($names)) ORDER BY document, ordinal",
        names,
    ).fetchall()
    for document, quote in rows:
        mentions[document].append(quote)
    facets: dict[str, dict[FacetKey, Saying]] = defaultdict(dict)
    rows = con.execute(
        "SELECT document, question, facet, status, evidence FROM document_facets"
        " WHERE document IN (SELECT unnest($names))",
        names,
    ).fetchall()
    for document, question, facet, status, evidence in rows:
        facets[document][question, facet] = _saying(
            document, Status(status), evidence, requirements[document], mentions[document]
        )
    found = con.execute(
        "SELECT document, text, starts_with(rules, $kept) FROM documents WHERE document IN (SELECT unnest($names))",
        {**names, "kept": KEPT},
    ).fetchall()
    return {name: Said(tuple(requirements[name]), facets[name], *rest) for name, *rest in found}


def requirement(fields: list[object]) -> Requirement:
    """The record of a row of REQUIREMENT_COLUMNS."""
    values = list(fields)
    values[5], values[6] = json.loads(str(values[5])), json.loads(str(values[6]))
    values[14] = tuple(values[14])  # type: ignore[arg-type]
    names = (field.name for field in dataclasses.fields(Requirement))
    return Requirement(**dict(zip(names, values, strict=True)))  # type: ignore[arg-type]


def _saying(
    document: str, status: Status, evidence: list[int], requirements: list[Requirement], mentions: list[str]
) -> Saying:
    if not evidence:
        return Saying(status, "", document)
    if status is Status.DOCUMENTED:
        return Saying(status, requirements[evidence[0]].quote, document, evidence[0])
    return Saying(status, mentions[evidence[0]], document)
