"""A real web archive replays what we export: the same bytes and the same status for every capture."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING

import httpx
from archive_doubles import html, sha1
from history_doubles import HOST, MOVED, PRESS, V12, V24, S, answered, ended, lived
from warehouse_doubles import days

from extractors.records import Outcome
from warehouse import archive_written

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from archive_server import Wayback

    from warehouse import Fetch

PACKED = (
    ("content-type", "text/html; charset=utf-8"),
    ("content-encoding", "gzip"),
    ("content-length", "12"),
)
ODD = (("content-type", "text/html"), ("x-odd", "caf\xe9"), ("x-other", "\xc3\xa9"))


def captures() -> list[Fetch]:
    """Captures of every kind, each page's in seconds of their own: an index knows no smaller unit."""
    return [
        answered(S, days(0).replace(microsecond=1), V24, headers=PACKED),
        answered(S, days(1), V24, headers=ODD),
        answered(S, days(2), V12, truncated=True),
        answered(S, days(3), b"Are you human?", 403),
        answered(S, days(4), b"<html>no such page</html>", 404),
        answered(S, days(5), b"gone", 410),
        answered(S, days(6), b"later", 503, headers=()),
        answered(S, days(7), b"<html>no such page</html>", 404),
        answered(S, days(8), b"", 200),
        answered(S, days(9), bytes(range(256)) * 9),
        answered(PRESS, days(1), V24),
        answered(MOVED, days(2), html(), final_url=f"{HOST}/new", redirects=(MOVED.url,), permanent=True),
        answered(MOVED, days(3), V24, final_url=f"{HOST}/neu/ä", redirects=(MOVED.url, f"{HOST}/a b")),
        ended(S, days(9.5), Outcome.TIMEOUT, "silent"),
    ]  # fmt: skip


def test_a_web_archive_replays_every_capture(tmp_path: Path, wayback: Wayback) -> None:
    """Pages, walls, revisits and what redirects led to come with their bytes and status; redirects lead on."""
    kept = captures()
    file = archive_written(lived(tmp_path, kept).path, tmp_path / "out").files[0]
    memento = wayback.collection("exported", [file]).memento
    with httpx.Client(timeout=30) as client:

        def replayed(url: str, at: datetime) -> httpx.Response:
            return client.get(memento.format(timestamp=f"{at:%Y%m%d%H%M%S}", url=url))

        for fetch in kept:
            response = fetch.response
            if response is None:
                continue
            answer = replayed(response.final_url, fetch.started_at)
            assert (answer.status_code, answer.content) == (response.status, response.body), fetch
            addresses = [*response.redirects, response.final_url]
            for url, onward in pairwise(addresses):
                hop = replayed(url, fetch.started_at)
                assert hop.status_code == (301 if response.permanent else 302)
                assert httpx.URL(hop.headers["location"]).path.endswith(httpx.URL(onward).path)


def test_a_web_archive_replays_a_304_as_one(tmp_path: Path, wayback: Wayback) -> None:
    """At the time of a 304 there is what the server answered, and it is listed with the digest of the page it confirmed."""
    kept = [answered(S, days(0), V24), ended(S, days(1), Outcome.UNCHANGED, "304", confirms=V24)]
    file = archive_written(lived(tmp_path, kept).path, tmp_path / "out").files[0]
    collection = wayback.collection("confirmed", [file])
    answer = httpx.get(collection.memento.format(timestamp=f"{days(1):%Y%m%d%H%M%S}", url=S.url), timeout=30)
    assert (answer.status_code, answer.content) == (304, b"")
    listed = httpx.get(f"{collection.cdx}?url={S.url}&output=json", timeout=30).text.splitlines()
    assert [json.loads(line)["digest"] for line in listed] == [sha1(V24).removeprefix("sha1:")] * 2
