"""Where pages are, were and went: moves keep a page's history."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from warehouse_doubles import days, moved, page, people, program, settled, source, tier, wall, warehouse

from extractors.own_address import own_address, same_place
from extractors.records import Outcome, Response
from warehouse import addresses_of, connect_read_only

if TYPE_CHECKING:
    from pathlib import Path

    from warehouse import Fetch

OLD, NEW, OTHER = source("old"), source("new"), source("other", program="bolt")
LINES = (tier("Gold"), people(10))


def asked(path: Path, query: str) -> list[Any]:
    """The rows of a query."""
    with closing(connect_read_only(path)) as con:
        return con.execute(query).fetchall()


def naming(fetch: Fetch, address: str) -> Fetch:
    """The same fetch, but its page names that address as its own."""
    assert fetch.response is not None
    body = f'<link href="{address}" rel="canonical">'.encode() + fetch.response.body
    return replace(fetch, response=replace(fetch.response, body=body))


@pytest.mark.parametrize(
    ("body", "headers", "expected"),
    [
        ('<link rel="canonical" href="/b?x=1&amp;y=2#top">', (), "https://acme.example/b?x=1&y=2"),
        ("<LINK HREF='https://acme.example/b' data-x REL=canonical />", (), "https://acme.example/b"),
        (
            "",
            (("link", '<https://acme.example/c>; rel="canonical", </x>; rel=next'),),
            "https://acme.example/c",
        ),
        ('<link rel="stylesheet" href="/b"><a rel="canonical" href="/c">', (), ""),
        ('<link rel="canonical" href="javascript:alert(1)">', (), ""),
        ('<link rel="canonical" href="http://[bad/">', (), ""),
        ('<link rel="canonical">', (), ""),
    ],
)
def test_the_address_a_page_gives_itself(body: str, headers: tuple[Any, ...], expected: str) -> None:
    """A page's own address is that of its canonical link, whole and without fragment, or none."""
    at = "https://acme.example/a"
    assert own_address(Response(at, at, 200, headers, body.encode())) == expected


def test_spelling_is_no_place() -> None:
    """Scheme, www, capitals of a host and a closing slash make no other place; a path's capitals and a query do."""
    assert same_place("http://www.Acme.example/a/", "https://acme.example/a")
    assert not same_place("https://acme.example/A", "https://acme.example/a")
    assert not same_place("https://acme.example/a?b", "https://acme.example/a")


def test_a_page_that_redirects_for_good_keeps_its_history(tmp_path: Path) -> None:
    """Nobody is told of a move by permanent redirect; where the page went is known, with when and how often it was seen."""
    path = warehouse(tmp_path, program(OLD))
    settled(path, page(OLD, days(0), *LINES))
    changes = settled(
        path, moved(page(OLD, days(1), *LINES), NEW.url), moved(page(OLD, days(2), *LINES), NEW.url)
    )
    assert changes == ()
    assert asked(path, "SELECT source_id, moved_to, how, since, captures FROM moved_sources") == [
        (OLD.id, NEW.url, "moved to", days(1), 2)
    ]
    assert asked(path, "SELECT moved_to FROM moved_sources_as_of('2026-01-02')") == []
    assert addresses_of(path, "acme") == {OLD.url: OLD.id, NEW.url: OLD.id}


def test_a_page_that_names_another_address(tmp_path: Path) -> None:
    """A canonical link to another address is no change; one to the page's own address, spelled otherwise, is no move."""
    path = warehouse(tmp_path, program(OLD))
    first, second = page(OLD, days(0), *LINES), page(OLD, days(1), *LINES)
    assert settled(path, naming(first, f"{OLD.url}/"), naming(second, NEW.url)) == ()
    assert asked(path, "SELECT moved_to, how, captures FROM moved_sources") == [(NEW.url, "names itself", 1)]
    assert addresses_of(path, "acme") == {OLD.url: OLD.id}  # too many pages name a wrong one


def test_an_address_of_two_is_the_watched_ones(tmp_path: Path) -> None:
    """An address to which one source leads and at which another is watched belongs to the watched one."""
    path = warehouse(tmp_path, program(OLD, NEW), program(OTHER, key="bolt"))
    settled(path, moved(page(OLD, days(0), *LINES), NEW.url), page(NEW, days(0), tier("Gold")))
    assert addresses_of(path, "acme") == {OLD.url: OLD.id, NEW.url: NEW.id}
    assert addresses_of(path, "bolt") == {OTHER.url: OTHER.id}


def test_the_same_page_at_another_address(tmp_path: Path) -> None:
    """A source that cannot be had any more, and whose last document another source shows, is known to have moved there."""
    path = warehouse(tmp_path, program(OLD, NEW))
    settled(path, page(OLD, days(0), *LINES), page(NEW, days(1), *LINES))
    assert asked(path, "FROM moved_sources") == []
    settled(path, wall(OLD, days(2), Outcome.NOT_FOUND))
    assert asked(path, "SELECT source_id, moved_to, how, other_source_id FROM moved_sources") == [
        (OLD.id, NEW.url, "same page", NEW.id)
    ]
