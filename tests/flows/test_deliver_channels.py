"""Delivery to real receivers on loopback: mail, webhook, feed; a dead channel beside good ones."""

from __future__ import annotations

import asyncio
import json
import socket
from contextlib import contextmanager
from email import message_from_bytes, policy
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from aiosmtpd.controller import Controller
from watched_site import FEE, Watch, watched

import warehouse
from flows.alerts import channels
from flows.vendorsite import Answer, Request, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage
    from pathlib import Path

ATOM = "{http://www.w3.org/2005/Atom}"
MAIL = '[alerts.channels.mail]\nurl_env = "TEST_MAIL"\n'
HOOK = '[alerts.channels.hook]\nurl_env = "TEST_HOOK"\n'


class Mailbox:
    """An SMTP server's memory."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []

    async def handle_DATA(self, _server: object, _session: object, envelope: Any) -> str:  # noqa: N802
        """Take a mail."""
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 taken"


@pytest.fixture
def mailbox(monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailbox]:
    """A real SMTP server whose address is in the environment."""
    box = Mailbox()
    server = Controller(box, hostname="127.0.0.1", port=_free_port())
    server.start()
    monkeypatch.setenv(
        "TEST_MAIL", f"mailto://127.0.0.1:{server.port}?from=gapwatch@example.org&to=you@example.org"
    )
    yield box
    server.stop()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def hook(monkeypatch: pytest.MonkeyPatch, status: int = 200) -> Iterator[list[dict[str, str]]]:
    """A webhook receiver whose address is in the environment."""
    taken: list[dict[str, str]] = []

    def take(request: Request) -> Answer:
        taken.append(json.loads(request.body))
        return Answer(status=status)

    with serving(take) as address:
        monkeypatch.setenv("TEST_HOOK", address.replace("http", "json", 1) + "/alerts")
        yield taken


def closing_gap(watch: Watch) -> None:
    """Let two runs see a gap close."""
    watch.run()
    watch.site.pages["/acme"] = FEE.format(fee="$2,000")


def test_a_mail_server_receives_an_alert(tmp_path: Path, mailbox: Mailbox) -> None:
    """An alert arrives by SMTP as HTML and plain text, with a title that says what happened, and its id."""
    with watched(tmp_path, alerts=MAIL) as watch:
        closing_gap(watch)
        report = watch.run(1)
    mail = mailbox.mails[-1]
    plain = mail.get_body(("plain",))
    assert plain is not None
    assert mail.get_body(("html",)) is not None
    assert mail["subject"] == "Acme Partners: 1 gap closed, 1 requirement added"
    assert report.deliveries[0].alert_id in plain.get_content()
    assert "The annual membership fee is $2,000." in plain.get_content()


def test_a_webhook_receives_an_alert(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An alert arrives at a webhook with title and message."""
    with hook(monkeypatch) as taken, watched(tmp_path, alerts=HOOK) as watch:
        closing_gap(watch)
        watch.run(1)
    assert taken[-1]["title"] == "Acme Partners: 1 gap closed, 1 requirement added"
    assert "What does taking part cost?" in taken[-1]["message"]


def test_a_dead_channel_keeps_its_debt_and_no_other_waits(
    tmp_path: Path, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While one channel is dead the others are told; the next run after it came back pays its debt, once."""
    with watched(tmp_path, alerts=MAIL + HOOK) as watch:
        monkeypatch.setenv("TEST_HOOK", f"json://127.0.0.1:{_free_port()}/alerts")
        dead = watch.run()
        with hook(monkeypatch) as taken:
            alive = watch.run(1)
            after = watch.run(2)
    assert {told.channel: bool(told.error) for told in dead.deliveries} == {"hook": True, "mail": False}
    assert [(told.channel, told.error) for told in alive.deliveries] == [("hook", None)]
    assert after.deliveries == ()
    assert len(mailbox.mails) == len(taken) == 1


def test_a_refusal_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A service that answers with an error has not taken the alert; the reason is kept."""
    with hook(monkeypatch, status=500), watched(tmp_path, alerts=HOOK) as watch:
        (told,) = watch.run().deliveries
    assert told.error is not None
    assert "500" in told.error


def test_a_hanging_channel_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A service that never answers costs its time limit and nothing else."""
    with socket.create_server(("127.0.0.1", 0)) as mute, watched(tmp_path, alerts=HOOK) as watch:
        monkeypatch.setattr("flows.deliver.TIME_LIMIT_SECONDS", 0.3)
        monkeypatch.setenv("TEST_HOOK", f"json://127.0.0.1:{mute.getsockname()[1]}/alerts")
        (told,) = watch.run().deliveries
    assert told.error == "no answer within 0.3 seconds"


def test_a_channel_without_an_address_says_what_to_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An environment variable that is not set is named in the failure."""
    monkeypatch.delenv("TEST_HOOK", raising=False)
    with watched(tmp_path, alerts=HOOK) as watch:
        (told,) = watch.run().deliveries
    assert told.error == "environment variable TEST_HOOK is not set; put the channel's address there"


def test_an_address_that_apprise_does_not_know_is_not_repeated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wrong address is a failure whose reason does not hold the address, which is a secret."""
    monkeypatch.setenv("TEST_HOOK", "nonsense://s3cret")
    with watched(tmp_path, alerts=HOOK) as watch:
        (told,) = watch.run().deliveries
    assert told.error is not None
    assert "s3cret" not in told.error


def test_a_prefect_block_needs_the_engine(tmp_path: Path) -> None:
    """A channel whose address is in a block says that it needs Prefect where there is none."""
    with watched(tmp_path, alerts='[alerts.channels.hook]\nprefect_block = "slack"\n') as watch:
        (told,) = watch.run().deliveries
    assert told.error is not None
    assert "--prefect" in told.error


def test_a_new_channel_is_not_flooded_with_old_stories(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A channel that was never told anything starts with what is at most two weeks old."""
    with hook(monkeypatch) as taken, watched(tmp_path) as watch:
        watch.run()
        settings = watch.directory / "settings.toml"
        settings.write_text(settings.read_text("utf-8") + HOOK, encoding="utf-8")
        watch.site.pages["/acme"] = FEE.format(fee="$2,000")
        watch.run(30)
    assert [message["title"] for message in taken] == ["Acme Partners: 1 gap closed, 1 requirement added"]


def test_the_feed_holds_each_alert_once(tmp_path: Path) -> None:
    """The feed is Atom, newest first, with an entry for each alert, however often it is told."""
    with watched(tmp_path) as watch:
        closing_gap(watch)
        watch.run(1)
        feed = tmp_path / "alerts.xml"
        once = feed.read_bytes()
        (alert, *_) = warehouse.owed(watch.warehouse, ["another"])
        from flows.alerts.letters import letter  # noqa: PLC0415

        asyncio.run(channels.Feed(feed).tell(letter(alert)))
    assert feed.read_bytes() == once
    entries = ET.fromstring(once).findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == [
        "Acme Partners: 1 gap closed, 1 requirement added",
        "Acme Partners: now watched, 0 of 1 questions documented",
    ]


def test_a_feed_that_is_no_feed_is_put_aside(tmp_path: Path) -> None:
    """What stands in the feed's place and is no XML is kept under another name."""
    with watched(tmp_path) as watch:
        (tmp_path / "alerts.xml").write_text("half a fee", encoding="utf-8")
        (told,) = watch.run().deliveries
    assert told.error is None
    assert (tmp_path / "alerts.xml.broken").read_text("utf-8") == "half a fee"


def test_a_feed_that_cannot_be_written_is_a_failure(tmp_path: Path) -> None:
    """A feed file that cannot be written is the feed's failure, told with its path."""
    with watched(tmp_path) as watch:
        (tmp_path / "alerts.xml").mkdir()
        (told,) = watch.run().deliveries
    assert told.error is not None
    assert "alerts.xml" in told.error
