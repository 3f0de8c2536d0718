"""Laws of identity over time, for any two versions of a page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from warehouse_doubles import Line, people, reading, tier, validity

from warehouse.identity import Matching, difference, matching

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.records import Requirement, Value

SUBJECTS = ("Gold", "Silver", "Gold Plus", "Acme Developer", "the program")
DUTIES = (
    "Partners must register each deal in the portal before they quote.",
    "Partners must register each deal with their manager before they quote.",
    "Partners need to sign the agreement for version 1.7 of the program.",
    "Partners need to sign the agreement for version 1.8 of the program.",
    "A yearly review of customers is required.",
    "No references are needed.",
    "Access to the help desk",
)


def duty(text: str, subject: str, kind: str) -> Line:
    """A duty in these words."""
    return Line(kind, "No " not in text, subject, text[-40:], text[-24:], text)


def cell(value: float, subject: str, unit: str) -> Line:
    """A row of a table that demands so many of something."""
    return Line("tier_requirement", value, subject, unit, unit, f"{subject} | {value} | yes", unit=unit)


def pages() -> st.SearchStrategy[tuple[Requirement, ...]]:
    """Requirements of a page, unique as extraction gives them: by kind, subject, key and value."""
    subjects, kinds = (
        st.sampled_from(SUBJECTS),
        st.sampled_from(["tier_requirement", "neutrality", "support"]),
    )
    lines = st.one_of(
        st.builds(duty, st.sampled_from(DUTIES), subjects, kinds),
        st.builds(cell, st.integers(1, 3), subjects, st.sampled_from(["people", "references"])),
        st.builds(people, st.integers(1, 3), subjects),
        st.builds(validity, st.sampled_from(["P1Y", "P2Y", "P12M"])),
        st.builds(
            tier, st.sampled_from(["Gold", "Golds", "Silver", "Platinum", "Exam AZ-104", "Exam AZ-204"])
        ),
        st.builds(lambda name: Line("certification", name, name, "name", "name"), subjects),
    )
    unique = st.lists(
        lines, max_size=9, unique_by=lambda line: (line.kind, line.subject, line.key, line.value)
    )
    return unique.map(lambda found: reading(*found).requirements)


def told(
    old: Sequence[Requirement], new: Sequence[Requirement]
) -> tuple[set[tuple[str, Value, Value]], list[Requirement], list[Requirement]]:
    """The differences, what was added and what is missing, whatever their order."""
    found = matching(old, new)
    differences = [difference(old[i], new[j]) for i, j in found.pairs]
    return (
        {(d.field, d.before, d.after) for d in differences if d},
        sorted((new[j] for j in found.added), key=repr),
        sorted((old[i] for i in found.missing), key=repr),
    )


@given(pages())
def test_a_version_and_itself(page: tuple[Requirement, ...]) -> None:
    """No version differs from itself."""
    assert told(page, page) == (set(), [], [])


@given(pages(), pages(), st.randoms())
def test_the_order_in_which_requirements_are_given(
    old: tuple[Requirement, ...], new: tuple[Requirement, ...], chance: st.DataObject
) -> None:
    """Giving the requirements of either version in another order changes nothing."""
    shuffled = [list(old), list(new)]
    for side in shuffled:
        chance.shuffle(side)  # type: ignore[attr-defined]
    assert told(*shuffled) == told(old, new)


@given(pages(), pages())
def test_swapping_the_versions(old: tuple[Requirement, ...], new: tuple[Requirement, ...]) -> None:
    """Going back tells the same: what was added goes, and values change the other way round."""
    changed, added, missing = told(old, new)
    assert told(new, old) == ({(field, after, before) for field, before, after in changed}, missing, added)


@given(pages(), pages())
def test_each_requirement_is_told_once(old: tuple[Requirement, ...], new: tuple[Requirement, ...]) -> None:
    """Every requirement of either version is in one pair, or added, or missing, and never in two of them."""
    found = matching(old, new)
    assert sorted([*(i for i, _ in found.pairs), *found.missing]) == list(range(len(old)))
    assert sorted([*(j for _, j in found.pairs), *found.added]) == list(range(len(new)))
    assert found.echoes <= set(found.added)
    assert found.merged <= set(found.missing)


@given(pages(), st.randoms(), st.integers(0, 5000))
def test_moving_and_rewording(page: tuple[Requirement, ...], chance: st.DataObject, by: int) -> None:
    """Requirements that are moved, below other headings and in other words around their own, tell nothing."""
    moved = [_reworded(r, by) for r in page]
    chance.shuffle(moved)  # type: ignore[attr-defined]
    assert told(page, moved) == (set(), [], [])


def _reworded(r: Requirement, by: int) -> Requirement:
    quote = f"Please note: {r.quote[:1].lower()}{r.quote[1:]}".replace(" must ", " have to ")
    return replace(
        r, quote=quote, start=r.start + by, end=r.start + by + len(quote), section=("Elsewhere", str(by))
    )


def test_nothing_and_nothing() -> None:
    """Two empty versions have nothing to tell."""
    assert matching((), ()) == Matching((), (), ())
