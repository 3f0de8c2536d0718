"""What the vendor's news may do: document what it promised, mention the rest; and when an entry of a feed is news."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from warehouse_doubles import (
    CATALOGUE,
    POLICY,
    RULES,
    Line,
    days,
    digest_of,
    page,
    program,
    source,
    tier,
    told,
    warehouse,
)

from extractors.catalogue import Catalogue, Facet, Question, Satisfaction
from extractors.coverage import facets
from warehouse import record, settle

if TYPE_CHECKING:
    from pathlib import Path

    from extractors.catalogue import Source
    from warehouse import Change, Fetch

ASKED = Catalogue(
    (
        *CATALOGUE.questions,
        Question("commitments", "?", "?", (Facet("targets", "targets", True, (Satisfaction("target"),)),)),
    )
)
PROMISE = Line("target", 300_000, "the program", "certified consultants", due="2026-12-31")
HUB = source()
NEWS = source("news", announcement=True)
FEED = source("feed", kind="feed")
ENTRY = source("feed.launch-1a2b3c", kind="feed", announcement=True, item="launch")


def look(of: Source, day: float, *lines: Line, titled: str = "") -> Fetch:
    """A healthy capture of a page that begins with a title and says these lines."""
    head = (Line("", text=titled, mention=("tiers", "nothing")),) if titled else ()
    fetch = page(of, days(day), *head, *lines, furniture=str(day))
    assert fetch.reading is not None
    read = fetch.reading
    judged = facets(read.requirements, (), ASKED)
    return replace(
        fetch, digest=digest_of((*head, *lines)), reading=replace(read, mentions=(), facets=judged)
    )


def listing(day: float, *titles: str) -> Fetch:
    """A capture of the feed that lists these titles."""
    return look(FEED, day, *(Line("", text=title, mention=("tiers", "nothing")) for title in titles))


def settled(path: Path, *fetches: Fetch) -> tuple[Change, ...]:
    """Record these and settle, by the questions that are asked here."""
    at = max(fetch.finished_at for fetch in fetches)
    record(path, fetches, RULES, at=at)
    return settle(path, ASKED, POLICY, "run", at)


def alerts(path: Path) -> list[str]:
    """The types of what people were told since the beginning."""
    from warehouse import connect_read_only  # noqa: PLC0415

    with connect_read_only(path) as con:
        return [of for (of,) in con.execute("SELECT type FROM alerts ORDER BY created_at").fetchall()]


def test_an_announcement_documents_only_what_was_promised(tmp_path: Path) -> None:
    """The vendor's news documents commitments, and of any other question it is a mention that quotes what it states."""
    path = warehouse(tmp_path, program(HUB, NEWS))
    settled(path, look(HUB, 0))
    changes = settled(path, look(NEWS, 2, tier("Gold"), PROMISE))
    assert set(told(changes)) == {
        ("gap_closed", "commitments", "undocumented", "documented"),
        ("gap_narrowed", "tiers", "undocumented", "mentioned"),
    }
    assert {change.quote for change in changes} == {PROMISE.quote, tier("Gold").quote}


def test_a_page_documents_what_the_news_mentioned(tmp_path: Path) -> None:
    """The gap closes when a page of the vendor's that is no announcement states it."""
    path = warehouse(tmp_path, program(HUB, NEWS))
    settled(path, look(HUB, 0), look(NEWS, 0.1, tier("Gold")))
    changes = settled(path, look(HUB, 2, tier("Gold")))
    assert ("gap_closed", "tiers", "mentioned", "documented") in told(changes)


def test_a_press_item_reports(tmp_path: Path) -> None:
    """What somebody else's news states is reported: the rule for announcements is the vendor's."""
    press = source("press", announcement=True, standing="press")
    path = warehouse(tmp_path, program(HUB, press))
    settled(path, look(HUB, 0))
    assert told(settled(path, look(press, 2, tier("Gold")))) == [
        ("gap_narrowed", "tiers", "undocumented", "reported")
    ]


@pytest.mark.parametrize(
    ("before", "owed"),
    [(("Other",), ["summary", "digest"]), (("Launch", "Other"), ["summary"]), ((), ["summary"])],
    ids=["new in the feed", "listed before", "the feed itself is new"],
)
def test_an_entry_is_news_when_its_feed_did_not_list_it_before(
    tmp_path: Path, before: tuple[str, ...], owed: list[str]
) -> None:
    """An entry that comes to a feed is told; one that was listed already, or came with the feed, tells nobody."""
    path = warehouse(tmp_path, program(HUB, FEED, ENTRY))
    settled(path, look(HUB, 0), *([listing(0.1, *before)] if before else []))
    changes = settled(path, listing(2, "Launch", "Other"), look(ENTRY, 2, PROMISE, titled="Launch"))
    assert told(changes) == [("gap_closed", "commitments", "undocumented", "documented")]
    assert alerts(path) == owed


def test_an_entry_that_falls_out_of_the_feed_says_what_it_said(tmp_path: Path) -> None:
    """Nothing of an entry ends when its feed lists it no more."""
    path = warehouse(tmp_path, program(HUB, FEED, ENTRY))
    settled(path, look(HUB, 0), listing(0.1, "Launch"), look(ENTRY, 0.1, PROMISE, titled="Launch"))
    assert settled(path, *(listing(day, f"Other {day}") for day in (2, 4, 6))) == ()


def test_an_entry_that_is_edited_loses_what_it_said(tmp_path: Path) -> None:
    """A promise that goes from an entry that is still there is gone once two captures do not hold it."""
    path = warehouse(tmp_path, program(HUB, FEED, ENTRY))
    settled(path, look(HUB, 0), listing(0.1, "Launch"), look(ENTRY, 0.1, PROMISE, titled="Launch"))
    first = settled(path, listing(2, "Launch"), look(ENTRY, 2, titled="Launch"))
    second = settled(path, listing(4, "Launch"), look(ENTRY, 4, titled="Launch"))
    assert first == ()
    assert ("gap_reopened", "commitments", "documented", "undocumented") in told(second)
