"""Judging: healthy page, or which wall, and by what a person can check it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st
from judgement_cases import CASES, FILL, FOOT, NAV, page

from extractors.canonical import canonical
from extractors.catalogue import Source
from extractors.judgement import judgement
from extractors.languages import foreign
from extractors.records import Judgement, Outcome, Response

if TYPE_CHECKING:
    from extractors.records import SourceKind

URL = "https://vendor.example/partners/tiers"
TIERS = page("Partner tiers", f"{NAV}<main><h1>Partner tiers</h1><p>{FILL * 3}</p></main>{FOOT}")


def judged(
    body: str | bytes,
    status: int = 200,
    *,
    url: str = URL,
    final: str | None = None,
    headers: tuple[tuple[str, str], ...] = (),
    language: str = "en",
    kind: SourceKind = "page",
    permanent: bool = False,
    truncated: bool = False,
) -> Judgement:
    """Judge a response with that body."""
    coded = body.encode() if isinstance(body, str) else body
    content_type = "text/html; charset=utf-8" if coded.lstrip()[:1] == b"<" else "text/plain"
    response = Response(
        url=url,
        final_url=final or url,
        status=status,
        headers=(("content-type", content_type), *headers),
        body=coded,
        redirects=(url,) if final else (),
        permanent=permanent,
        truncated=truncated,
    )
    source = Source(id="acme/tiers", program="acme", name="tiers", url=url, language=language, kind=kind)
    return judgement(response, source, canonical(response, source))


@pytest.mark.parametrize(("outcome", "status", "body"), CASES)
def test_walls_and_pages_are_told_apart(outcome: str, status: int, body: str) -> None:
    """Each wall is known as what it is, and pages that only speak of such things stay healthy."""
    declared = re.search(r'lang="(\w+)"', body)
    language = declared[1] if declared and outcome != "wrong_language" else "en"
    verdict = judged(body, status, language=language)
    assert verdict.outcome == outcome, verdict.reason
    assert verdict.reason


def test_the_reason_can_be_checked() -> None:
    """The reason names the title, what the text says, and the mark in the markup."""
    verdict = judged(
        page("Just a moment...", "<h1>Checking your browser</h1><div class='cf-turnstile'></div>"), 403
    )
    assert re.search("title 'Just a moment...'.*checking your browser.*cf-turnstile", verdict.reason)


@pytest.mark.parametrize("name", ["cf-mitigated", "x-amzn-waf-action"])
def test_protection_services_say_so_in_headers(name: str) -> None:
    """A header that announces a challenge is a bot check, whatever the body."""
    assert judged(TIERS, headers=((name, "challenge"),)).outcome is Outcome.BOT_CHECK


@pytest.mark.parametrize(
    ("final", "outcome"),
    [
        ("https://vendor.example/", Outcome.REDIRECT_HOME),
        ("https://www.vendor.example/en-us/", Outcome.REDIRECT_HOME),
        ("https://vendor.example/index.html", Outcome.REDIRECT_HOME),
        ("https://partners.vendor.example/", Outcome.HEALTHY),
        ("https://vendor.example/partner-program", Outcome.HEALTHY),
        ("https://login.vendor.example/oauth2/authorize?x=1", Outcome.LOGIN),
        ("https://vendor.example/users/sign_in", Outcome.LOGIN),
        ("https://vendor.example/404", Outcome.SOFT_404),
        ("https://vendor.example/error/page-not-found.html", Outcome.SOFT_404),
        ("https://consent.vendor.example/m?continue=x", Outcome.CONSENT),
        ("https://vendor.example/maintenance.html", Outcome.MAINTENANCE),
    ],
)
def test_redirects_are_judged_by_where_they_lead(final: str, outcome: Outcome) -> None:
    """A redirect home or to a wall's address is a wall; one to another page with content is healthy."""
    assert judged(TIERS, final=final, permanent=True).outcome is outcome


def test_a_source_that_is_a_home_page_may_redirect_home() -> None:
    """Where a home page is watched, another address of it is no wall."""
    verdict = judged(TIERS, url="https://vendor.example/", final="https://www.vendor.example/en/")
    assert verdict.outcome is Outcome.HEALTHY


def test_a_body_that_was_cut_is_truncated() -> None:
    """The fetcher's mark, a longer content-length and a PDF without its end show a cut body."""
    assert judged(TIERS, truncated=True).outcome is Outcome.TRUNCATED
    longer = (("content-length", str(len(TIERS) + 500)),)
    assert judged(TIERS, headers=longer).outcome is Outcome.TRUNCATED
    assert judged(b"%PDF-1.7\n1 0 obj", kind="pdf").outcome is Outcome.TRUNCATED


def test_the_length_of_a_coded_body_says_nothing() -> None:
    """With a content coding, content-length counts other bytes than those at hand."""
    assert (
        judged(TIERS, headers=(("content-length", "99999"), ("content-encoding", "gzip"))).outcome
        is Outcome.HEALTHY
    )


@pytest.mark.parametrize("cut", range(400, 700, 23))
def test_half_a_page_is_truncated(cut: int) -> None:
    """Wherever the markup of a page breaks off, it shows."""
    assert judged(TIERS[:cut]).outcome is Outcome.TRUNCATED


@pytest.mark.parametrize("kind", ["pdf", "feed", "sitemap"])
def test_a_page_in_place_of_another_form_is_unreadable(kind: SourceKind) -> None:
    """An HTML page where a file is watched is not what it should be."""
    assert judged(TIERS, kind=kind).outcome is Outcome.UNREADABLE


GERMAN = "<p>Die Partner müssen mindestens zehn zertifizierte Personen beschäftigen und diese erneuern.</p>"


@pytest.mark.parametrize(
    ("body", "language", "outcome"),
    [
        (page("Partner", GERMAN * 5, "de"), "en", Outcome.WRONG_LANGUAGE),
        (page("Partner", GERMAN * 5, "en"), "de", Outcome.HEALTHY),
        (page("Partner", GERMAN * 5, "de-AT"), "de", Outcome.HEALTHY),
        (page("Partner", GERMAN * 5).replace(' lang="en"', ""), "en", Outcome.WRONG_LANGUAGE),
        (page("Partner", GERMAN * 5).replace(' lang="en"', ""), "de-DE", Outcome.HEALTHY),
        (page("Tiers", f"<p>{FILL}</p>{GERMAN * 2}", "en"), "de", Outcome.HEALTHY),
        (
            page(
                "Partner", "<p>パートナーは認定者を十人以上雇用し、毎年更新する必要があります。</p>" * 5, "ja"
            ),
            "en",
            Outcome.WRONG_LANGUAGE,
        ),
        (
            page(
                "Partner", "<p>パートナーは認定者を十人以上雇用し、毎年更新する必要があります。</p>" * 5, "en"
            ),
            "ja",
            Outcome.HEALTHY,
        ),
        (page("Tiers", f"<p>{FILL * 2}</p>"), "ja", Outcome.WRONG_LANGUAGE),
    ],
)
def test_the_language_is_wrong_only_when_it_clearly_is(body: str, language: str, outcome: Outcome) -> None:
    """A wrong declaration over a right text, and a half-translated page, are no wrong language."""
    assert judged(body, language=language).outcome is outcome


def test_short_texts_have_no_language() -> None:
    """A few words are not enough to call a text foreign, unless the page says so itself."""
    assert foreign("Gold, Silber, Bronze", "en") is None
    assert foreign("Gold, Silber, Bronze", "en", "de") == "de"


@given(
    st.binary(max_size=300),
    st.integers(100, 999),
    st.sampled_from(
        [b"", b"<html><body>", b"%PDF-1.4", b"<?xml version='1.0'?><rss>", b"<html lang=xx><title>404"]
    ),
)
@effort(max_examples=150, deadline=None)
def test_any_response_is_judged(body: bytes, status: int, start: bytes) -> None:
    """Any status with any bytes gets an outcome and a reason, and nothing is raised."""
    verdict = judged(start + body, status)
    assert verdict.reason
    assert verdict.outcome is not Outcome.HEALTHY or 200 <= status < 300


@pytest.mark.parametrize(
    "filler", ["<div>", "not found ", "<a ", "é" * 3, "verify you are ", "</p", "sign in. "]
)
def test_long_bodies_take_no_longer_than_their_length(filler: str) -> None:
    """A megabyte of repetition is judged at once."""
    assert judged(f"<html><body>{filler * (1_000_000 // len(filler))}").reason
