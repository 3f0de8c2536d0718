"""A vendor's words on chats: whatever the service makes of text, nobody is called and no link is hidden."""

from __future__ import annotations

import asyncio
import json
import warnings
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from watched_site import FEE, watched

import warehouse
from flows.alerts.channels import NotTaken, Refused, Service
from flows.alerts.messages import Message, digest
from flows.alerts.news import News
from flows.alerts.words import calm, markdown, quoted_at
from flows.vendorsite import Answer, Request, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HOSTILE = "@everyone @channel <!channel> <@all> **Act now** [verify](https://evil.example/) <b>x</b>"
HOOK = '[alerts.channels.hook]\nurl_env = "TEST_HOOK"\n'
AT = datetime(2026, 3, 1, tzinfo=UTC)


def message() -> Message:
    """An alert whose quote is hostile."""
    news = News(
        type="requirement_added",
        program="Acme [x](https://evil.example/) @here",
        question="What does taking part cost?",
        topic="cost",
        kind="fee",
        subject=HOSTILE,
        attribute="membership",
        before=None,
        after=2000,
        unit="USD",
        quote=HOSTILE,
        source="page",
        url="https://acme.example/@team/[a](b)",
        captured_at=AT,
        snapshot="a" * 64,
    )
    return digest("b" * 64, AT, [news])


@contextmanager
def receiver(*statuses: int) -> Iterator[tuple[str, list[str]]]:
    """Receive anything on loopback; the first answers have these statuses, the others 200."""
    taken: list[str] = []

    def take(request: Request) -> Answer:
        taken.append(request.body.decode())
        return Answer(b"ok", status=statuses[len(taken) - 1] if len(taken) <= len(statuses) else 200)

    with serving(take) as address:
        yield address, taken


def told(url: str) -> None:
    """Tell the hostile alert to the service of an address."""

    async def address() -> str:
        return url

    asyncio.run(Service("chat", address).tell(message()))


def harmless(said: str) -> None:
    """Nothing in what arrived calls somebody or hides the vendor's link."""
    assert "evil.example" in said
    for raw in ("@everyone", "@channel", "@here", "<!channel", "<@all", "](https://evil", "<b>"):
        assert raw not in said


@pytest.mark.parametrize("scheme", ["json", "xml", "form", "mmost", "nctalk", "rocket", "gotify", "ntfy"])
def test_no_service_gets_markup_of_a_vendor(scheme: str) -> None:
    """Whether it takes plain text or Markdown, what arrives has no mention, no hidden link and no tag."""
    key = "0" * 24
    place = {
        "mmost": key,
        "gotify": "Aaaaaaaaaaaaaaa",
        "ntfy": "topic",
    }
    with receiver() as (address, taken):
        host = address.removeprefix("http://")
        if scheme == "rocket":
            told(f"rocket://{'a' * 24}/{'b' * 24}@{host}/?avatar=no&mode=webhook&to=%23room")
        elif scheme == "nctalk":
            told(f"nctalk://me:you@{host}/room")
        else:
            told(f"{scheme}://{host}/{place.get(scheme, '')}")
    (said,) = taken[-1:]
    if scheme in {"xml", "form"}:
        from html import unescape  # noqa: PLC0415
        from urllib.parse import unquote_plus  # noqa: PLC0415

        said = unescape(said) if scheme == "xml" else unquote_plus(said)
    else:
        said = "\n".join(str(value) for value in json.loads(said).values())
    harmless(said)


@pytest.mark.parametrize(
    ("name", "attribute", "url"),
    [
        ("NotifyDiscord", "notify_url", "discord://{0}/{0}".format("4" * 24)),
        ("NotifySlack", "webhook_url", "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/#room"),
    ],
)
def test_chats_with_a_fixed_host_get_none_either(
    monkeypatch: pytest.MonkeyPatch, name: str, attribute: str, url: str
) -> None:
    """Discord and Slack, sent to loopback in place of their own host, get no mention and no hidden link."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        from apprise import Apprise  # noqa: PLC0415

        service = type(Apprise.instantiate(url))
    assert service.__name__ == name
    with receiver() as (address, taken):
        monkeypatch.setattr(service, attribute, address)
        told(url)
    harmless("\n".join(_texts(json.loads(taken[-1]))))


def _texts(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for one in value.values() for text in _texts(one)]
    if isinstance(value, list):
        return [text for one in value for text in _texts(one)]
    return [str(value)]


@given(st.text())
def test_calm_text_is_the_same_to_the_eye(text: str) -> None:
    """Only invisible spaces are put in, and behind every sign that starts a mention, a link or a tag is one."""
    told = calm(text)
    assert told.replace("\u200b", "") == text.replace("\u200b", "")
    assert all(told[n + 1] == "\u200b" for n, sign in enumerate(told) if sign in "@<[]")


def test_no_line_of_a_vendor_is_a_heading_or_a_list() -> None:
    """What would start a block in Markdown is escaped at the beginning of a text."""
    assert [markdown(text) for text in ("# A", "- b", "+ c", "1. d", "12) e", "2.5 f")] == [
        "\\# A",
        "\\- b",
        "\\+ c",
        "1\\. d",
        "12\\) e",
        "2\\.5 f",
    ]


def test_links_stay_whole_where_text_is_calm() -> None:
    """An address holds nothing that a calm text would have to part."""
    link = quoted_at("https://[::1]:8000/@team/[a]?x=[1]", "gold tier")
    assert link == "https://[::1]:8000/%40team/%5Ba%5D?x=%5B1%5D#:~:text=gold%20tier"
    assert calm(quoted_at("https://acme.example/@a", "")) == "https://acme.example/%40a"


@pytest.mark.parametrize(
    ("status", "kind"), [(400, Refused), (422, Refused), (503, NotTaken), (404, NotTaken)]
)
def test_a_refusal_of_the_message_is_told_from_a_failure(status: int, kind: type[Exception]) -> None:
    """A status that says no to this message is a refusal; one about the channel, or that passes, is a failure."""
    with receiver(status) as (address, _), pytest.raises(NotTaken) as failure:
        told(address.replace("http", "json", 1))
    assert type(failure.value) is kind


def test_an_alert_that_is_refused_for_good_blocks_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a definite refusal the next alert is tried in the same delivery; after a failure of the channel it waits."""
    with receiver(500, 400) as (address, taken), watched(tmp_path, alerts=HOOK) as watch:
        monkeypatch.setenv("TEST_HOOK", address.replace("http", "json", 1))
        watch.run()
        watch.site.pages["/acme"] = FEE.format(fee="$2,000")
        report = watch.run(1)
    assert [bool(one.error) for one in report.deliveries] == [True, False]
    assert len(taken) == 3


def test_an_alert_that_cannot_be_worded_ends_no_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A payload that no letter can be made of is a failure of that alert alone."""
    with receiver() as (address, taken), watched(tmp_path, alerts=HOOK) as watch:
        monkeypatch.delenv("TEST_HOOK", raising=False)
        watch.run()
        with warehouse.connection.writing(watch.warehouse) as con:
            con.execute('UPDATE alerts SET payload = \'{"type": "odd"}\'')
        watch.site.pages["/acme"] = FEE.format(fee="$2,000")
        monkeypatch.setenv("TEST_HOOK", address.replace("http", "json", 1))
        report = watch.run(1)
    assert [bool(one.error) for one in report.deliveries] == [True, False]
    assert len(taken) == 1
