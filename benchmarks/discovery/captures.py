"""The pages of a corpus as a visitor met them: of each address its versions by date, walls left out."""

from __future__ import annotations

import json
from bisect import bisect_right
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from warcio.archiveiterator import ArchiveIterator

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Version:
    """One visit at which the page was there; `changed` says whether the vendor's text was another than before."""

    at: datetime
    changed: bool
    headers: tuple[tuple[str, str], ...]
    body: bytes


@dataclass(frozen=True, slots=True)
class Stood:
    """One page of the corpus. `first` is the day from which it is known to exist; versions are in their order."""

    url: str
    standing: str
    language: str
    first: datetime
    versions: tuple[Version, ...]

    def at(self, instant: datetime) -> Version | None:
        """The newest version that is not after the instant; None before the first."""
        found = bisect_right([version.at for version in self.versions], instant)
        return self.versions[found - 1] if found else None


def pages(corpus: Path, program: str) -> tuple[Stood, ...]:
    """The program's pages in the corpus. Raises FileNotFoundError where there is none."""
    told = [json.loads(line) for line in (corpus / "sources.jsonl").read_text("utf-8").splitlines()]
    listed = {row["url"]: row for row in told if row["program"] == program}
    versions: dict[str, list[Version]] = {url: [] for url in listed}
    for url, version in _visits(corpus, program):
        versions[url].append(version)
    return tuple(
        Stood(
            url,
            row["standing"],
            row["language"],
            _instant(row["first"]),
            tuple(sorted(versions[url], key=lambda version: version.at)),
        )
        for url, row in listed.items()
        if versions[url]
    )


def days_of_change(stood: Iterable[Stood], since: datetime) -> list[datetime]:
    """The end of each day from `since` on, on which the text of a page changed or came to be; `since` first."""
    days = {version.at.date() for page in stood for version in page.versions if version.changed}
    ends = {datetime.combine(day, time(22, tzinfo=UTC)) for day in days}
    return sorted({since, *(end for end in ends if end > since)})


def _visits(corpus: Path, program: str) -> Iterator[tuple[str, Version]]:
    truth = (corpus / "warc" / f"{program}.truth.jsonl").read_text("utf-8").splitlines()
    whole = {
        (row["url"], row["captured_at"]): row["text_changed"]
        for row in map(json.loads, truth)
        if row["what"] == "page"
    }
    with (corpus / "warc" / f"{program}.warc.gz").open("rb") as archive:
        for record in ArchiveIterator(archive):
            url = record.rec_headers.get_header("WARC-Target-URI")
            date = record.rec_headers.get_header("WARC-Date")
            if record.rec_type == "response" and (url, date) in whole:
                headers = tuple((name.lower(), value) for name, value in record.http_headers.headers)
                body = record.content_stream().read()
                yield url, Version(datetime.fromisoformat(date), whole[url, date], headers, body)


def _instant(stamp: str) -> datetime:
    return datetime.strptime(stamp.rstrip("Z"), "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
