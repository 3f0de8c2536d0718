"""Laws of identity on whole pages: what a vendor may do to a page without changing what it demands, and what not."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.canonical import canonical
from extractors.catalogue import Source
from extractors.documents import document
from extractors.records import Response, Unreadable
from extractors.requirements import requirements
from warehouse.identity import difference, matching

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.records import Requirement, Value

SOURCE = Source(id="norwind/page", program="norwind", name="page", url="http://127.0.0.1/page")
SECTIONS = (
    ("Validity", "<p>A certification is valid for {months} months.</p>"),
    ("Exam", "<p>The passing score of the exam is 72 percent. Candidates have 90 minutes.</p>"),
    ("Membership fee", "<p>The annual membership fee is $400.</p>"),
    ("References", "<p>Partners must submit two customer references every year.</p>"),
    ("Agreement", "<ul><li>Partners must sign the partner agreement.</li><li>Partners must name a contact.</li></ul>"),
)  # fmt: skip
PEOPLE = {("Silver", "Certified staff"): 5, ("Silver", "Customer references"): 2,
          ("Gold", "Certified staff"): 15, ("Gold", "Customer references"): 6}  # fmt: skip
OTHER_HEADINGS = {"Validity": "How long it is valid", "Agreement": "The partner agreement"}


class Told(NamedTuple):
    """What the comparison of two versions of a page tells."""

    changed: list[tuple[Value, Value]]
    added: list[Requirement]
    missing: list[Requirement]


def table(cells: dict[tuple[str, str], int], *, tiers_in_rows: bool) -> str:
    """What tiers demand, as a table of either orientation."""
    tiers, needs = (list(dict.fromkeys(key[n] for key in cells)) for n in (0, 1))
    rows, columns = (tiers, needs) if tiers_in_rows else (needs, tiers)
    head = "".join(f"<th>{column}</th>" for column in columns)
    lines = "".join(
        f"<tr><th>{row}</th>"
        + "".join(f"<td>{cells[(row, c) if tiers_in_rows else (c, row)]}</td>" for c in columns)
        + "</tr>"
        for row in rows
    )
    return f"<table><tr><th>{'Tier' if tiers_in_rows else 'Requirement'}</th>{head}</tr>{lines}</table>"


def body(
    sections: Sequence[tuple[str, str]] = SECTIONS, tiers: str = table(PEOPLE, tiers_in_rows=True), months: int = 24
) -> str:  # fmt: skip
    """A page of these sections below its table."""
    told = "".join(f"<h2>{heading}</h2>{text}" for heading, text in sections).replace("{months}", str(months))
    return f"<h1>Norwind Partner Program</h1><h2>Tier requirements</h2>{tiers}{told}"


@lru_cache(maxsize=512)
def read(inner: str) -> tuple[Requirement, ...]:
    """What a page with that body states."""
    html = f'<html lang="en"><head><title>Norwind Partner Program</title></head><body><main>{inner}</main></body></html>'
    form = canonical(
        Response(SOURCE.url, SOURCE.url, 200, (("content-type", "text/html"),), html.encode()), SOURCE
    )
    assert not isinstance(form, Unreadable)
    found = document(form)
    assert not isinstance(found, Unreadable)
    return requirements(found)


def told(before: str, after: str) -> Told:
    """What the difference of two pages tells."""
    old, new = read(before), read(after)
    found = matching(old, new)
    differences = [difference(old[i], new[j]) for i, j in found.pairs]
    return Told(
        [(d.before, d.after) for d in differences if d],
        [new[j] for j in found.added if j not in found.echoes],
        [old[i] for i in found.missing if i not in found.merged],
    )


def test_the_page_states_enough_to_be_compared() -> None:
    """Every section and cell of the page that the laws speak of is read."""
    assert {r.kind for r in read(body())} >= {"tier", "tier_requirement", "validity", "exam", "fee"}
    assert len(read(body())) >= len(SECTIONS) + len(PEOPLE)


@settings(max_examples=40, deadline=None)
@given(st.permutations(SECTIONS))
def test_sections_in_another_order(shuffled: list[tuple[str, str]]) -> None:
    """Moving sections about the page tells nothing."""
    assert told(body(), body(shuffled)) == ([], [], [])


def test_a_table_turned_over() -> None:
    """A table whose rows became its columns tells nothing."""
    assert told(body(), body(tiers=table(PEOPLE, tiers_in_rows=False))) == ([], [], [])


@given(st.sets(st.sampled_from(sorted(OTHER_HEADINGS))))
def test_headings_in_other_words(reworded: set[str]) -> None:
    """A heading in other words tells nothing of what stands below it."""
    sections = [(OTHER_HEADINGS[head] if head in reworded else head, text) for head, text in SECTIONS]
    assert told(body(), body(sections)) == ([], [], [])


@settings(max_examples=40, deadline=None)
@given(
    shuffled=st.permutations(SECTIONS),
    months=st.integers(2, 60).filter(lambda n: n != 24),
    turned=st.booleans(),
)
def test_one_length_of_time_that_moves(shuffled: list[tuple[str, str]], months: int, *, turned: bool) -> None:
    """Another validity is exactly one change, wherever its section went and however the table was turned meanwhile."""
    after = body(shuffled, table(PEOPLE, tiers_in_rows=not turned), months)
    assert told(body(), after) == ([("P24M", f"P{months}M")], [], [])


@settings(max_examples=40, deadline=None)
@given(cell=st.sampled_from(sorted(PEOPLE)), count=st.integers(21, 90), turned=st.booleans())
def test_one_cell_that_moves(cell: tuple[str, str], count: int, *, turned: bool) -> None:
    """Another number in one cell is exactly one change, also when the table was turned over."""
    after = body(tiers=table({**PEOPLE, cell: count}, tiers_in_rows=not turned))
    assert told(body(), after) == ([(PEOPLE[cell], count)], [], [])
