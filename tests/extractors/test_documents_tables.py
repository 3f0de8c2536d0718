"""Tables keep what heads what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from documents_for_tests import cells, read, shape

if TYPE_CHECKING:
    from extractors.records import Block, Document


def _cell(page: Document, text: str) -> Block:
    return next(block for block in cells(page) if block.text == text)


def test_tiers_as_columns() -> None:
    """A cell knows its row's name and its column's header; a row is a line of cells."""
    page = read(
        "<main><table><thead><tr><th>Need</th><th>Silver</th><th>Gold</th></tr></thead>"
        "<tbody><tr><td>Certified people</td><td>5</td><td>10</td></tr></tbody></table></main>"
    )
    ten = _cell(page, "10")
    assert (ten.row_headers, ten.column_headers, ten.row, ten.column, ten.header) == (
        ("Certified people",),
        ("Gold",),
        1,
        2,
        False,
    )
    assert page.text == "Need | Silver | Gold\nCertified people | 5 | 10"


def test_headers_that_lie_bare_in_the_head_are_a_row() -> None:
    """Cells in a group without a row around them are read as browsers do: as a row."""
    page = read(
        "<main><table><thead><th>Staff</th><th>First year</th></thead>"
        "<tbody><tr><td>1-50</td><td>$400</td></tr></tbody></table></main>"
    )
    assert _cell(page, "$400").column_headers == ("First year",)
    assert page.text == "Staff | First year\n1-50 | $400"


def test_spans_of_headers_reach_all_they_cover() -> None:
    """Headers over several columns and rows are given outermost first."""
    page = read(
        "<main><table><tr><th rowspan=2>Need</th><th colspan=2>Tier</th></tr><tr><th>Silver</th><th>Gold</th></tr>"
        "<tr><th rowspan=2 scope=row>People</th><td>5</td><td>10</td></tr><tr><td>6</td><td>12</td></tr></table></main>"
    )
    twelve = _cell(page, "12")
    assert (twelve.row, twelve.column) == (3, 2)
    assert twelve.column_headers == ("Tier", "Gold")
    assert twelve.row_headers == ("People",)
    assert _cell(page, "Gold").column_headers == ("Tier",)


def test_group_rows_are_outermost_row_headers() -> None:
    """A row of one cell over all columns heads the rows below it."""
    page = read(
        "<main><table><tr><th>Need</th><th>Gold</th></tr><tr><td colspan=2>Competence</td></tr>"
        "<tr><td>People</td><td>10</td></tr><tr><td colspan=2>Success</td></tr><tr><td>References</td><td>3</td></tr></table></main>"  # noqa: E501
    )
    assert _cell(page, "10").row_headers == ("Competence", "People")
    assert _cell(page, "3").row_headers == ("Success", "References")
    assert _cell(page, "Success").header


def test_tables_without_marked_headers() -> None:
    """A first row of words over rows of figures heads the columns.

    Two columns of names and values have none.
    """
    tiers = read(
        "<main><table><tr><td></td><td>Silver</td><td>Gold</td></tr><tr><td>People</td><td>5</td><td>10</td></tr></table></main>"
    )
    assert (_cell(tiers, "10").row_headers, _cell(tiers, "10").column_headers) == (("People",), ("Gold",))
    facts = read(
        "<main><table><tr><td>Fee</td><td>$125</td></tr><tr><td>Time</td><td>120 minutes</td></tr></table></main>"
    )
    assert (_cell(facts, "$125").row_headers, _cell(facts, "$125").column_headers) == (("Fee",), ())


def test_the_points_of_a_cell_are_blocks_of_one_place() -> None:
    """List items in a cell are blocks with the same place and headers.

    A qualification stays with what it qualifies.
    """
    page = read(
        "<main><table><tr><th>Need</th><th>Gold</th></tr>"
        "<tr><td>Certs</td><td><ul><li>4 Foundational</li><li>2 Professional</li></ul></td></tr>"
        "<tr><td>People</td><td><p>25 Required</p><p>(minimum 10 Professional)</p></td></tr></table></main>"
    )
    assert [(block.text, block.row, block.column) for block in cells(page)[3:5]] == [
        ("4 Foundational", 1, 1),
        ("2 Professional", 1, 1),
    ]
    assert cells(page)[-1].text == "25 Required (minimum 10 Professional)"


def test_tables_that_only_lay_out_the_page_are_running_text() -> None:
    """A table said to be presentational, or of one column, is read as its text."""
    page = read(
        '<main><table role="presentation"><tr><td><h2>Tiers</h2></td><td><p>Gold</p></td></tr></table><table><tr><td>One</td></tr></table></main>'  # noqa: E501
    )
    assert shape(page) == [("heading", "Tiers"), ("paragraph", "Gold"), ("paragraph", "One")]


def test_nested_tables_are_tables_of_their_own() -> None:
    """A table inside a cell follows the outer one, with its own number."""
    page = read(
        "<main><table><tr><th>A</th><th>B</th></tr><tr><td>x</td><td>y<table><tr><th>C</th><th>D</th></tr><tr><td>v</td><td>w</td></tr></table></td></tr></table></main>"
    )
    assert (_cell(page, "y").table, _cell(page, "w").table) == (0, 1)
    assert _cell(page, "w").column_headers == ("D",)


def test_spans_beyond_reason_are_bounded() -> None:
    """A table of enormous spans is read without its spans rather than for minutes."""
    page = read("<main><table>" + "<tr><td colspan=9999 rowspan=9999>x<td>y</tr>" * 2000 + "</table></main>")
    assert len(cells(page)) == 4000
