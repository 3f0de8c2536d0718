"""What a Gapwatch writes of its attempts into the archives that it exports, so that another one imports them exactly.

Fields of our own, beside those of WARC 1.1: in the heads of response and revisit records, and in `metadata` records
(application/warc-fields) for attempts that brought nothing. Other programs pass over them.

| field | meaning |
| --- | --- |
| `Gapwatch-Source` | id of the source, `program/name` |
| `Gapwatch-Finished` | when the attempt ended (WARC-Date says when it began) |
| `Gapwatch-Url` | the address as it was asked for (a JSON string), where WARC-Target-URI has it percent-encoded |
| `Gapwatch-Tries` | how often it was tried |
| `Gapwatch-Redirects` | addresses passed on the way, a JSON list |
| `Gapwatch-Permanent` | `true` when all of those redirects were permanent |
| `Gapwatch-Rewritten` | `true` when headers of the transfer were renamed to `x-archive-orig-…`: the payload is decoded |
| `Gapwatch-Rendered` | `true` when the payload is what a browser built of the page, not what the server sent |
| `Gapwatch-Hop` | `true` on a redirect that was passed on the way to a record of the same source and date |
| `Gapwatch-Outcome`, `Gapwatch-Reason` | how an attempt ended that brought nothing |
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from extractors.records import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable

PREFIX = "Gapwatch-"
MOST_TRIES = 10_000


@dataclass(frozen=True, slots=True)
class Attempted:
    """One attempt as a Gapwatch remembers it; `outcome` and `reason` only where it brought nothing. Instants in UTC."""

    source: str
    finished_at: datetime
    tries: int = 1
    url: str = ""
    redirects: tuple[str, ...] = ()
    permanent: bool = False
    rewritten: bool = False
    rendered: bool = False
    hop: bool = False
    outcome: Outcome | None = None
    reason: str = ""

    def fields(self) -> list[tuple[str, str]]:
        """Names and values, in a fixed order; each value in one line."""
        rows = [
            ("Source", self.source),
            ("Finished", stamp(self.finished_at)),
            ("Url", json.dumps(self.url) if self.url else ""),
            ("Tries", str(self.tries)),
            ("Redirects", json.dumps(self.redirects) if self.redirects else ""),
            ("Permanent", "true" if self.permanent else ""),
            ("Rewritten", "true" if self.rewritten else ""),
            ("Rendered", "true" if self.rendered else ""),
            ("Hop", "true" if self.hop else ""),
            ("Outcome", self.outcome.value if self.outcome else ""),
            ("Reason", " ".join(self.reason.split())),
        ]
        return [(PREFIX + name, value) for name, value in rows if value]


def attempted(field: Callable[[str], str | None]) -> Attempted | None:
    """The attempt that a record's fields tell of, or None when they tell of none or not as we write them."""
    source = field(PREFIX + "Source")
    if not source or "/" not in source:
        return None
    try:
        redirects = json.loads(field(PREFIX + "Redirects") or "[]")
        finished = datetime.fromisoformat(field(PREFIX + "Finished") or "")
        outcome = field(PREFIX + "Outcome")
        url = json.loads(field(PREFIX + "Url") or '""')
        found = Attempted(
            source=source,
            finished_at=finished,
            tries=int(field(PREFIX + "Tries") or "1"),
            url=url,
            redirects=tuple(redirects),
            permanent=field(PREFIX + "Permanent") == "true",
            rewritten=field(PREFIX + "Rewritten") == "true",
            rendered=field(PREFIX + "Rendered") == "true",
            hop=field(PREFIX + "Hop") == "true",
            outcome=Outcome(outcome) if outcome else None,
            reason=field(PREFIX + "Reason") or "",
        )
    except (ValueError, TypeError, RecursionError, OverflowError):
        return None
    fit = finished.tzinfo is not None and 0 <= found.tries <= MOST_TRIES
    return found if fit and all(isinstance(one, str) for one in (url, *found.redirects)) else None


def stamp(at: datetime) -> str:
    """An instant in UTC as WARC-Date (WARC 1.1, section 5.4): digits of fractions only where there are any."""
    text = at.strftime("%Y-%m-%dT%H:%M:%S")
    return f"{text}.{f'{at.microsecond:06d}'.rstrip('0')}Z" if at.microsecond else f"{text}Z"


def from_lines(block: bytes) -> Attempted | None:
    """The attempt in a block of application/warc-fields, if it tells of one."""
    fields: dict[str, str] = {}
    for line in block.decode("utf-8", "replace").split("\r\n"):
        name, colon, value = line.partition(":")
        if colon:
            fields.setdefault(name.strip().lower(), value.strip())
    return attempted(lambda name: fields.get(name.lower()))
