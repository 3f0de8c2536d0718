"""What is read from a PDF is shown with its page, wherever it is shown."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from history_doubles import PDF, S, answered
from printing import Layout, printed
from warehouse_doubles import days, program, settled, warehouse

from flows.alerts.letters import letter
from flows.cli import gapwatch
from warehouse import connect_read_only, owed, verified
from warehouse import provenance as walk

if TYPE_CHECKING:
    from pathlib import Path

FILLED = "<p>Partners are named in the directory.</p>" * 12
HEADERS = (("content-type", "application/pdf"),)


def guide(validity: str, fee: str = "") -> bytes:
    """A guide whose second page says how long a certification is valid."""
    said = f"<p>A certification is valid for {validity}.</p><p>{fee}</p>"
    return printed(
        f"<html><body><h1>Guide</h1>{FILLED}<h2>Renewal</h2>{said}</body></html>", Layout(height=0.45)
    )


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse that has seen two editions of a guide, and told of the second."""
    found = warehouse(tmp_path_factory.mktemp("pages"), program(PDF))
    settled(found, answered(PDF, days(1), guide("24 months"), headers=HEADERS))
    settled(found, answered(PDF, days(2), guide("12 months"), headers=HEADERS))
    return found


def rows(path: Path, query: str, *columns: str) -> list[dict[str, Any]]:
    """What the warehouse answers."""
    con = connect_read_only(path)
    try:
        return [dict(zip(columns, row, strict=True)) for row in con.execute(query).fetchall()]
    finally:
        con.close()


@pytest.mark.parametrize(
    "view",
    [
        "current_requirements WHERE kind = 'validity'",
        "requirement_history WHERE kind = 'validity'",
        "changes_with_evidence WHERE type = 'requirement_changed'",
        "board WHERE status IN ('documented', 'partial', 'mentioned') AND question = 'renewal'",
        "gap_history WHERE question = 'renewal' AND quote IS NOT NULL",
        "comparison WHERE question = 'renewal'",
        "requirement_provenance WHERE kind = 'validity'",
        "change_provenance WHERE type = 'requirement_changed'",
        "coverage_provenance WHERE question = 'renewal' AND quote IS NOT NULL",
        "evidence_as_of('acme', 'infinity') WHERE question = 'renewal'",
        "show_as_of('acme', 'infinity') WHERE question = 'renewal' AND quote IS NOT NULL",
    ],
)
def test_views_have_the_page(path: Path, view: str) -> None:
    """Every view that quotes says on which page, and the page is where the words are printed."""
    assert {row["page"] for row in rows(path, f"SELECT page FROM {view}", "page")} == {2}


def test_what_has_no_pages_has_none(tmp_path: Path) -> None:
    """A page of a site has no page number anywhere."""
    found = warehouse(tmp_path, program(S))
    page = f"<html><title>Guide</title><h1>Guide</h1>{FILLED}<p>A certification is valid for 12 months.</p></html>"
    settled(found, answered(S, days(1), page.encode(), headers=(("content-type", "text/html"),)))
    assert {row["page"] for row in rows(found, "SELECT page FROM current_requirements", "page")} == {None}
    assert rows(found, "SELECT pages FROM documents", "pages") == [{"pages": None}]


def test_an_alert_leads_to_the_page(path: Path) -> None:
    """The link of what changed in a PDF opens it at its page."""
    told = [letter(alert) for alert in owed(path, ["feed"])]
    assert any(
        f"{PDF.url}#page=2" in message.text and f'href="{PDF.url}#page=2"' in message.html for message in told
    )


def test_the_way_back_has_the_page(path: Path) -> None:
    """Provenance says on which page of the document a quote stands."""
    con = connect_read_only(path)
    try:
        ((change,),) = con.execute("SELECT id FROM changes WHERE type = 'requirement_changed'").fetchall()
        step = walk.change(con, change)
    finally:
        con.close()
    assert step is not None
    assert step.rests_on[0].facts["page"] == 2


def test_commands_print_the_page(path: Path, tmp_path: Path) -> None:
    """`extract` says the page of each requirement and block of a PDF, `changes` that of a change."""
    file = tmp_path / "guide.pdf"
    file.write_bytes(guide("12 months"))
    ran = CliRunner().invoke(gapwatch, ["extract", str(file), "--format", "json"])
    found = json.loads(ran.output)
    assert {one["page"] for one in found["requirements"] if one["kind"] == "validity"} == {2}
    assert {block["page"] for block in found["document"]["blocks"]} == {1, 2}
    ran = CliRunner().invoke(gapwatch, ["--warehouse", str(path), "changes", "--format", "jsonl"])
    assert {json.loads(line).get("page") for line in ran.output.splitlines()} == {2}


def test_the_warehouse_holds_together(path: Path) -> None:
    """Quotes of PDFs stand where they are said to stand."""
    assert not verified(path).faults
