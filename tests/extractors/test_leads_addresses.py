"""Addresses of leads: alike where they mean one page, within scopes, and none of a crowd without end."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.catalogue import Scope
from extractors.leads import address, trap, within

BASE = "https://norwind.example/partners/tiers"


@pytest.mark.parametrize(
    ("given_url", "expected"),
    [
        ("HTTPS://Norwind.Example:443/Partners", "https://norwind.example/Partners"),
        ("https://norwind.example", "https://norwind.example/"),
        ("http://norwind.example:8080/a", "http://norwind.example:8080/a"),
        ("/a/./b/../c//d#part", "https://norwind.example/a/c/d"),
        ("guide.pdf", "https://norwind.example/partners/guide.pdf"),
        ("?id=3&utm_source=mail&gclid=1", f"{BASE}?id=3"),
        ("/a%7eb/%c3%a9/é", "https://norwind.example/a~b/%C3%A9/%C3%A9"),
        ("//bücher.example/x", "https://xn--bcher-kva.example/x"),
    ],
)
def test_addresses_of_one_page_are_equal(given_url: str, expected: str) -> None:
    """Case of the host, default ports, dot segments, fragments, escapes and what only tracks make no difference."""
    assert address(given_url, BASE) == expected


@pytest.mark.parametrize(
    "given_url",
    [
        *(
            "mailto:partners@norwind.example",
            "javascript:void(0)",
            "ftp://norwind.example/a",
            "http://[::1",
        ),
        *(
            "https://user:secret@norwind.example/a",
            "https://norwind.example/a;jsessionid=12AB",
            "https://norwind.example/a?SID=1",
        ),
        *("https://norwind.example/a?token=abc", "https://norwind.example/" + "a" * 3_000),
    ],
)
def test_what_is_no_public_page_has_no_address(given_url: str) -> None:
    """Other schemes, users, sessions, secrets and what cannot be parsed give nothing."""
    assert address(given_url, BASE) == ""


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60), st.sampled_from(["", BASE]))
def test_an_address_stays_as_it_is(text: str, base: str) -> None:
    """Any text gives an address or nothing, and the address gives itself; asking for traps and scopes never raises."""
    found = address(text, base)
    assert found == "" or address(found) == found
    trap(found)
    within(found, (Scope("norwind.example", ("/*a*b$", "/")),))


@settings(max_examples=100, deadline=None)
@given(st.from_regex(r"https://norwind\.example(/[a-z%.~;=é ]{0,6}){0,4}(\?[a-z=&%]{0,12})?", fullmatch=True))
def test_a_path_keeps_its_meaning_when_it_is_told_again(url: str) -> None:
    """The form by which addresses are compared is the same after it was taken once."""
    assert address(address(url)) == address(url)


def test_a_long_pattern_of_stars_takes_no_time() -> None:
    """An address made to be slow to match is not."""
    assert not within(
        "https://norwind.example/" + "a" * 2_000, (Scope("norwind.example", ("/" + "a*" * 200 + "b$",)),)
    )


SCOPES = (
    Scope(
        "norwind.example",
        ("/partners/", "/*/certification", "/guide.pdf$"),
        ("/partners/*/stories", "/partners/login$"),
    ),
    Scope("*.learn.example", exclude=("/courses",)),
)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://norwind.example/partners/tiers", True),
        ("https://norwind.example:8443/partners/?id=1", True),
        ("https://norwind.example/partners", False),
        ("https://norwind.example/en/certification/renewal", True),
        ("https://norwind.example/guide.pdf", True),
        ("https://norwind.example/guide.pdf?x=1", False),
        ("https://norwind.example/partners/emea/stories/one", False),
        ("https://norwind.example/partners/login", False),
        ("https://norwind.example/partners/login/help", True),
        ("https://other.example/partners/tiers", False),
        ("https://de.learn.example/exams", True),
        ("https://learn.example/exams", False),
        ("https://evillearn.example/exams", False),
        ("https://de.learn.example/courses/1", False),
        ("ftp://norwind.example/partners/tiers", False),
    ],
)
def test_scopes_are_read_as_robots_are(url: str, expected: bool) -> None:  # noqa: FBT001
    """The longest pattern that matches decides; a star before a host stands for every host below it."""
    assert within(url, SCOPES) is expected


def test_of_two_patterns_of_equal_length_the_one_that_allows_decides() -> None:
    """RFC 9309 prefers to allow."""
    assert within("https://norwind.example/a/b", (Scope("norwind.example", ("/a/",), ("/a/",)),))


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/events/calendar/2026-05", "calendar"),
        ("/partner-events/2026/05", "calendar"),
        ("/partners?month=2026-05", "calendar"),
        ("/directory?tier=premier", "filtered"),
        ("/directory?filter[region]=emea", "filtered"),
        ("/directory?tag=a&tag=b", "more than once"),
        ("/list?a=1&b=2&c=3&d=4", "4 parameters"),
        ("/list?page=4", "page 4"),
        ("/list/page/12", "page 12"),
        ("/a/0123456789abcdef0123456789abcdef/b", "session"),
        ("/a/b/a/b/c", "come twice in a row"),
        ("/a/x/a/y/a", "comes 3 times"),
        ("/" + "/".join("abcdefghijklm"), "13 folders"),
        ("/" + "a" * 400, "characters long"),
        ("/partners/logo.png", "a file"),
        ("/partners/login?next=a", "an action"),
    ],
)
def test_a_crowd_without_end_is_known_by_its_address(path: str, reason: str) -> None:
    """Calendars, filtered lists, sessions, pages of pages and circles say so in words."""
    assert reason in trap(f"https://norwind.example{path}")


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "/partners/tiers",
        "/blog/2026/05/12/new-tiers",
        "/list?page=2",
        "/?id=1234567",
        "/guide.pdf",
        "/en/articles/20001151-app/help",
    ],
)
def test_pages_are_no_traps(path: str) -> None:
    """Articles with dates, the first pages of lists, numbers and PDFs are followed."""
    assert trap(f"https://norwind.example{path}") == ""
