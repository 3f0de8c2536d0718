"""Messages: understood without opening anything, the same in every form, and harmless."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.alerts import words
from flows.alerts.messages import digest, summary
from flows.alerts.news import Introduced, News, Standing
from flows.alerts.values import aged, valued

AT = datetime(2026, 6, 14, 5, 17, tzinfo=UTC)
PAGE = "https://acme.example/partners/faq"
GAP = {
    "type": "gap_closed",
    "program": "Acme Partners",
    "question": "Does the credential lapse, and what renews it?",
    "topic": "renewal",
    "kind": "",
    "subject": "",
    "attribute": "",
    "before": "undocumented",
    "after": "documented",
    "unit": None,
    "quote": "Certifications are valid for 12 months.",
    "source": "faq",
    "url": PAGE,
    "captured_at": AT,
    "snapshot": "3f2a" * 16,
    "since": datetime(2026, 3, 12, 5, 17, tzinfo=UTC),
    "others": (
        ("documented", ("Bolt Network (“valid for three years”)",)),
        ("undocumented", ("Core Alliance",)),
    ),
}


def news(**other: Any) -> News:
    """A gap that closed, with some of it otherwise."""
    return News(**{**GAP, **other})


def test_a_message_says_all_that_its_reader_needs() -> None:
    """Program, question, what it was and since when, what it is, quote, link to the words, snapshot, the others."""
    message = digest("a1", AT, [news()])
    assert message.title == "Acme Partners: gap closed, renewal"
    assert message.text == (
        "Acme Partners\n"
        "=============\n\n"
        "Does the credential lapse, and what renews it?\n"
        "Gap closed\n"
        "  Was: undocumented (the pages that were read do not say it), since 12 March 2026 (3 months)\n"
        "  Now: documented\n"
        "  Quote: “Certifications are valid for 12 months.”\n"
        f"  Page: {PAGE}#:~:text=Certifications%20are%20valid%20for%2012%20months.\n"
        f"  Seen: 14 June 2026, 05:17 UTC; snapshot {'3f2a' * 16}\n"
        "  Others: documented: Bolt Network (“valid for three years”); undocumented: Core Alliance\n\n"
        "-- \nGapwatch, 14 June 2026, 05:17 UTC. Alert a1\n"
    )


def test_one_message_holds_a_run_the_most_important_first() -> None:
    """A reopened gap stands before one that closed, whatever the order in which they were found."""
    message = digest(
        "a1", AT, [news(), news(type="gap_reopened", program="Bolt", before="documented", after="mentioned")]
    )
    assert message.title == "1 gap reopened, 1 gap closed in 2 programs"
    assert message.text.index("Bolt") < message.text.index("Acme Partners")


def test_thresholds_are_told_as_thresholds() -> None:
    """A letter says "at least" and "at most" of either value, in its title too, where the page does."""
    moved = news(
        type="requirement_changed", kind="tier_requirement", subject="Gold", attribute="staff",
        before=10, after=25, unit="people", comparators=("<=", ">="),
    )  # fmt: skip
    message = digest("a1", AT, [moved])
    assert message.title == "Acme Partners: requirement changed, Gold, staff: at most 10 → at least 25 people"
    assert "Was: at most 10 people, since" in message.text
    assert "Now: at least 25 people" in message.text


def test_a_changed_value_stands_in_the_title() -> None:
    """One changed requirement needs no opening: the title says what it was and is."""
    change = news(
        type="requirement_changed", kind="tier_requirement", subject="Gold", attribute="certified individuals",
        before=10, after=25, unit="people",
    )  # fmt: skip
    message = digest("a1", AT, [change])
    assert message.title == "Acme Partners: requirement changed, Gold, certified individuals: 10 → 25 people"
    assert "Was: 10 people, since 12 March 2026" in message.text


def test_what_a_page_no_longer_says_is_quoted_from_where_it_stood() -> None:
    """Words that are gone are called so, get no link into the page of today, and name the snapshot that has them."""
    gone = news(
        type="gap_reopened",
        before="documented",
        after="undocumented",
        quoted_from="77aa" * 16,
        proof=("a", "b"),
    )
    text = digest("a1", AT, [gone]).text
    assert "It said: “Certifications are valid for 12 months.”" in text
    assert f"Page: {PAGE}\n" in text
    assert "confirmed by 2 captures; what it said stands in snapshot 77aa" in text


def test_a_quote_is_given_once_for_all_that_it_shows() -> None:
    """New requirements that stand in the words quoted above are named without repeating them."""
    added = [
        news(
            type="requirement_added",
            kind="validity",
            subject=subject,
            attribute="validity",
            before=None,
            after="P12M",
        )
        for subject in ("Gold", "Silver")
    ]
    text = digest("a1", AT, [news(), *added]).text
    assert text.count("Certifications are valid") == 1
    assert "New: Gold, validity: 12 months; Silver, validity: 12 months" in text


def test_a_flood_is_cut_and_says_where_the_rest_is() -> None:
    """Beyond two dozen changes a message names the command that prints them all."""
    many = [news(program=f"P{number}") for number in range(40)]
    assert "And 15 more: gapwatch changes --since 2026-06-14" in digest("a1", AT, many).text


def test_a_summary_lists_every_question_by_its_status() -> None:
    """A new program is told by one message: what it documents, with quotes, and what it does not."""
    standings = Standing("Fees?", "undocumented"), Standing("Tiers?", "documented", "Gold")
    message = summary("s1", AT, [Introduced("Acme", standings)])
    assert message.title == "Acme: now watched, 1 of 2 questions documented"
    assert message.text.index("- Tiers? “Gold”") < message.text.index("- Fees?")


def test_programs_new_in_one_run_are_one_summary() -> None:
    """Several new programs come in one message, a line for each status, and one that could not be read says so."""
    standings = Standing("Fees?", "undocumented"), Standing("Tiers?", "documented", "Gold")
    message = summary("s1", AT, [Introduced("Acme", standings), Introduced("Walled", ())])
    assert message.title == "2 programs: now watched, 1 of 2 questions documented"
    assert "Documented: Tiers?" in message.text
    assert "No page could be read yet." in message.text


HOSTILE = "<script>alert(1)</script> [click](javascript:x) `@channel` \x1b[31m \u202eevil **b** & \u2066"


def test_hostile_words_mean_nothing_in_html() -> None:
    """A page's words come as text into HTML: no element of theirs, no control character, no reversed text."""
    html = digest("a1", AT, [news(quote=HOSTILE, program=HOSTILE, question=HOSTILE)]).html
    assert "<script" not in html
    assert not set(html) & set("\x1b\u202e\u2066")


def test_hostile_words_mean_nothing_in_markdown() -> None:
    """A page's words are no markup in Markdown, and they call nobody in a chat."""
    markdown = digest("a1", AT, [news(quote=HOSTILE, program=HOSTILE, question=HOSTILE)]).markdown
    assert "<script" not in markdown.replace("\\<", "")
    assert "[click]" not in markdown
    assert "@channel" not in markdown


def test_a_link_that_is_not_of_the_web_is_left_out() -> None:
    """Only http and https addresses become links."""
    assert words.quoted_at("javascript:alert(1)", "x") == ""
    assert 'href="javascript' not in digest("a1", AT, [news(url="javascript:alert(1)")]).html


@pytest.mark.parametrize(
    ("quote", "fragment"),
    [
        ("valid for 12 months", "#:~:text=valid%20for%2012%20months"),
        ("a-b, c & d", "#:~:text=a%2Db%2C%20c%20%26%20d"),
        ("Gold | 10 | 3 references", "#:~:text=Gold,3%20references"),
        ("a b c d e f g h i j k", "#:~:text=a%20b%20c%20d%20e,g%20h%20i%20j%20k"),
        ("", ""),
    ],
)
def test_a_link_leads_to_the_words(quote: str, fragment: str) -> None:
    """A text fragment encodes what is syntax in it, and gives long quotes and rows by their ends."""
    assert words.quoted_at(PAGE, quote) == PAGE + fragment


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (300_000, "people", "300,000 people"),
        (150_000_000, "USD", "USD 150,000,000"),
        (12.5, "percent", "12.5 %"),
        ("P1Y6M", None, "1 year 6 months"),
        ("PT90M", None, "90 minutes"),
        ("2026-12-31", None, "31 December 2026"),
        ("2026-Q4", None, "2026-Q4"),
        (True, None, "yes"),
        (None, None, ""),
    ],
)
def test_values_are_written_as_people_write_them(value: Any, unit: str | None, said: str) -> None:
    """Numbers have thousands, durations and dates words, money its currency."""
    assert valued(value, unit) == said


def test_ages_are_told_in_the_unit_that_fits() -> None:
    """Days up to two months, then months, then years."""
    assert [
        aged(datetime(2026, 6, 14 - days, tzinfo=UTC), datetime(2026, 6, 14, tzinfo=UTC))
        for days in (0, 1, 13)
    ] == [
        "less than a day",
        "1 day",
        "13 days",
    ]
    assert aged(datetime(2024, 1, 1, tzinfo=UTC), AT) == "2.4 years"


@given(st.text())
def test_any_text_is_safe_on_one_line(text: str) -> None:
    """Whatever a page holds, it becomes one line without anything invisible."""
    assert "\n" not in words.plain(text)
    assert words.plain(words.plain(text)) == words.plain(text)


@given(st.text(), st.integers(2, 100))
def test_what_is_shortened_fits(text: str, length: int) -> None:
    """A shortened text is never longer than asked."""
    assert len(words.shortened(text, length)) <= length
