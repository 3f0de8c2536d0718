"""Pages in other languages than the declared one: kept and read, and deciding nothing."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from warehouse_doubles import (
    CATALOGUE,
    POLICY,
    RULES,
    days,
    page,
    people,
    program,
    settled,
    source,
    tier,
    validity,
    warehouse,
)

from warehouse import connect_read_only, record
from warehouse.connection import writing
from warehouse.news import with_news

if TYPE_CHECKING:
    from pathlib import Path

DECLARED = source("page")
GERMAN = source("page.de", language="de", translation_of="acme/page")


def test_a_translation_decides_nothing(tmp_path: Path) -> None:
    """What only a translation says is no coverage, no change and no alert; its captures are kept."""
    path = warehouse(tmp_path, program(DECLARED, GERMAN))
    settled(path, page(DECLARED, days(0), tier("Gold")), page(GERMAN, days(0), tier("Gold"), validity("P1Y")))
    assert settled(path, page(GERMAN, days(1), people(10), validity("P2Y"))) == ()
    with closing(connect_read_only(path)) as con:
        assert con.execute("SELECT status FROM board WHERE question = 'renewal'").fetchall() == [
            ("undocumented",)
        ]
        assert con.execute("SELECT DISTINCT source_id FROM requirement_periods").fetchall() == [
            (DECLARED.id,)
        ]
        assert con.execute("SELECT DISTINCT source_id FROM absences").fetchall() == [(DECLARED.id,)]
        assert (
            con.execute(
                "FROM evidence_as_of('acme', 'infinity') WHERE source_id = $id", {"id": GERMAN.id}
            ).fetchall()
            == []
        )
        assert con.execute(
            "SELECT count(*) FROM captures WHERE source_id = $id", {"id": GERMAN.id}
        ).fetchall() == [(2,)]


def test_a_translation_moves_no_ledger(tmp_path: Path) -> None:
    """A program of which only a translation was captured since has nothing to derive again."""
    path = warehouse(tmp_path, program(DECLARED, GERMAN))
    settled(path, page(DECLARED, days(0), tier("Gold")), page(GERMAN, days(0), tier("Gold")))
    record(path, [page(GERMAN, days(1), people(10))], RULES)
    with writing(path) as con:
        assert with_news(con, CATALOGUE, POLICY) == {}


def test_where_the_other_language_differs(tmp_path: Path) -> None:
    """Values of one kind that only one language states are shown with the words of both."""
    path = warehouse(tmp_path, program(DECLARED, GERMAN))
    english = (validity("P24M", "valid for 24 months"), people(10), people(25))
    german = (
        validity("P2Y", "zwei Jahre gültig"),
        people(10, text="zehn Personen"),
        people(30, text="30 Personen"),
    )
    settled(path, page(DECLARED, days(0), *english), page(GERMAN, days(0), *german))
    with closing(connect_read_only(path)) as con:
        columns = "source_id, translation_id, kind, declared_values, other_values, other_quotes"
        query = f"SELECT {columns} FROM translation_differences"
        assert con.execute(query).fetchall() == [
            (DECLARED.id, GERMAN.id, "tier_requirement", ["25"], ["30"], ["30 Personen"])
        ]
        assert con.execute("FROM translation_differences_as_of('2025-12-31')").fetchall() == []
