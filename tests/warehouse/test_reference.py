"""The reference of tables and views."""

from __future__ import annotations

from pathlib import Path

from warehouse.reference import reference

DOCUMENT = Path(__file__).parents[2] / "docs" / "warehouse.md"


def test_the_reference_is_as_the_warehouse_describes_itself() -> None:
    """docs/warehouse.md holds every table, view, macro and column with the comment that the warehouse carries."""
    assert DOCUMENT.read_text("utf-8") == reference()


def test_nothing_is_left_without_a_meaning() -> None:
    """Every table, view, macro and column has a comment."""
    assert "None" not in reference()
