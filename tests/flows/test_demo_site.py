"""The demo's site: honest HTTP on loopback, and pages that are functions of the simulated day."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import httpx
import pytest

from flows.demo.site import Receiver, Site
from flows.demo.stage import Clock
from flows.demo.story import HERE, story
from flows.vendorsite import Request, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

STORY = story()
SAMPLES = {sample.id: sample for sample in STORY.sources}


@pytest.fixture(scope="module")
def stage() -> Iterator[tuple[Clock, Receiver, httpx.Client]]:
    """The story's site as a browser meets it, with its clock and its receiver."""
    clock, receiver = Clock(STORY.looks[0]), Receiver()
    with (
        serving(Site(STORY, clock, receiver).answer) as address,
        httpx.Client(base_url=address, trust_env=False) as client,
    ):
        yield clock, receiver, client


def _day(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}T05:17:00+00:00").astimezone(UTC)


def test_furniture_differs_at_each_request_and_the_text_does_not(
    stage: tuple[Clock, Receiver, httpx.Client],
) -> None:
    """Two requests for a page without validators bring other bytes around the same text."""
    clock, _, client = stage
    clock.at = _day("2026-01-05")
    sample = SAMPLES["halcyon-cloud/tiers"]
    first, second = client.get(sample.path).text, client.get(sample.path).text
    content = (HERE / "pages" / sample.id / "2026-01-05.html").read_text(encoding="utf-8")
    assert first != second
    assert content in first
    assert content in second


def test_a_steady_site_gives_the_same_bytes_for_the_same_instant() -> None:
    """A steady site repeats itself within an instant, so that a run can be repeated byte for byte."""
    clock = Clock(_day("2026-01-05"))
    site = Site(STORY, clock, Receiver(), steady=True)
    request = Request("GET", SAMPLES["halcyon-cloud/tiers"].path)
    first, again = site.answer(request).body, site.answer(request).body
    clock.at = _day("2026-01-12")
    assert first == again != site.answer(request).body


def test_a_page_with_validators_changes_its_tag_with_its_text(
    stage: tuple[Clock, Receiver, httpx.Client],
) -> None:
    """The tag of a page stays while its text stays, and goes when the text does."""
    clock, _, client = stage
    path = SAMPLES["northwind-labs/tiers"].path
    clock.at = _day("2026-01-19")
    tag = client.get(path).headers["etag"]
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 304
    clock.at = _day("2026-01-26")
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize(
    ("source", "day", "status", "words"),
    [
        ("meridian-data/competencies", "2026-03-30", 200, "Streaming Competency"),
        ("meridian-data/competencies", "2026-04-06", 200, "Checking your browser"),
        ("meridian-data/competencies", "2026-04-20", 200, "Streaming Competency"),
        ("tessera-ai/directory", "2026-04-20", 404, "Page not found"),
        ("tessera-ai/directory", "2026-05-25", 200, "public directory"),
        ("northwind-labs/news", "2026-02-02", 200, "Lisbon"),
    ],
)
def test_the_site_answers_as_the_story_says(
    stage: tuple[Clock, Receiver, httpx.Client], source: str, day: str, status: int, words: str
) -> None:
    """On each day a page is there, behind a wall or gone, as the story has it."""
    clock, _, client = stage
    clock.at = _day(day)
    answer = client.get(SAMPLES[source].path)
    assert answer.status_code == status
    assert words in answer.text


def test_the_receiver_keeps_messages_until_they_are_taken(
    stage: tuple[Clock, Receiver, httpx.Client],
) -> None:
    """Posted messages are given once, in their order; what is no JSON is refused."""
    _, receiver, client = stage
    for number in (1, 2):
        assert client.post("/receiver", json={"number": number}).is_success
    assert client.post("/receiver", content=b"no").status_code == 400
    assert [receiver.taken(), receiver.taken()] == [[{"number": 1}, {"number": 2}], []]


def test_the_story_is_whole(stage: tuple[Clock, Receiver, httpx.Client]) -> None:
    """Every source is there from the first day on, every event and step falls on a look, and no file is left over."""
    clock, _, client = stage
    clock.at = STORY.looks[0]
    assert {client.get(sample.path).status_code for sample in STORY.sources} == {200}
    days = {at.date() for at in STORY.looks}
    assert {step.day for step in STORY.steps} | {event.on for event in STORY.site} <= days
    held = {file.parent.relative_to(HERE / "pages").as_posix() for file in (HERE / "pages").rglob("20*.*")}
    assert held <= SAMPLES.keys()


def test_everybody_in_the_story_is_marked_as_a_sample() -> None:
    """Programs and vendors say that they are samples, and stand under names reserved for examples."""
    for program in STORY.programs:
        assert "(sample)" in program.name
        assert "(sample)" in program.vendor
        assert program.homepage.split("/")[1].endswith(".example")
