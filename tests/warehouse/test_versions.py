"""Two versions of a page side by side, requirement by requirement."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from test_ledger_laws import LINES, said
from warehouse_doubles import Line, people, tier, validity

from warehouse.versions import versions_differing

PAGES = st.lists(st.sampled_from(LINES), unique=True).map(tuple)


def told(
    before: tuple[Line, ...], after: tuple[Line, ...], *, feed: bool = False
) -> list[tuple[str, object, object]]:
    """What differs, the value before and the value after."""
    return [
        (each.what, each.before and each.before.value, each.after and each.after.value)
        for each in versions_differing(said(before), said(after), feed=feed)
    ]


def test_a_threshold_that_moved_is_one_difference() -> None:
    """A changed value is paired with itself; what is new and what is gone stand beside it."""
    assert told((people(10), tier("Gold")), (people(25), validity("P1Y"))) == [
        ("changed", 10, 25), ("appeared", None, "P1Y"), ("went", "Gold", None),
    ]  # fmt: skip


def test_nothing_goes_from_a_feed() -> None:
    """A feed shows its newest items only, so what it does not show any more did not go."""
    assert told((people(10),), (tier("Gold"),), feed=True) == [("appeared", None, "Gold")]


@given(PAGES)
def test_a_version_compared_with_itself(lines: tuple[Line, ...]) -> None:
    """No version differs from itself."""
    assert told(lines, lines) == []


@given(PAGES, PAGES)
def test_what_appears_one_way_goes_the_other(one: tuple[Line, ...], other: tuple[Line, ...]) -> None:
    """Compared the other way round, what appeared went, and what changed changed back."""
    back = {"appeared": "went", "went": "appeared", "changed": "changed"}
    there, here = told(one, other), told(other, one)
    assert sorted(map(repr, there)) == sorted(repr((back[what], new, old)) for what, old, new in here)
