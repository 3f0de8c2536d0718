"""One letter per run: what changed, the most important first, understood without opening anything.

:func:`digest` and :func:`summary` make a :class:`Message` of news in plain text, Markdown and HTML.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from extractors.records import Status
from flows.alerts import layout
from flows.alerts.items import MEANING, NAMES, headline, items
from flows.alerts.layout import Line, Part
from flows.alerts.values import dated
from flows.alerts.words import plain, shortened

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from flows.alerts.news import Introduced, News, Standing

TITLE_LENGTH = 90
FULL_ITEMS = 25

IMPORTANCE = (
    "gap_reopened",
    "gap_widened",
    "gap_closed",
    "gap_narrowed",
    "requirement_changed",
    "requirement_removed",
    "requirement_added",
    "source_lost",
    "source_back",
)
"""Types of changes as a digest orders them: what takes an answer away first, then what gives one."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a message says: its parts, and the sentences that close it."""

    parts: tuple[Part, ...]
    closing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Message:
    """One alert in words, in the forms that channels ask for. `id` never changes.

    `short` is for chats, `record` what a webhook gets, `why` the sentences that say why this person gets it and how to
    stop it.
    """

    id: str
    title: str
    at: datetime
    programs: tuple[str, ...]
    text: str
    markdown: str
    html: str
    short: str = ""
    record: Mapping[str, Any] = field(default_factory=dict)
    why: tuple[str, ...] = ()


def digest(alert_id: str, at: datetime, news: Sequence[News]) -> Message:
    """All news of one run as one message, what belongs to one question together; `news` is not empty."""
    ordered = sorted(news, key=_order)
    shown, left = ordered[:FULL_ITEMS], len(ordered) - FULL_ITEMS
    programs = tuple(dict.fromkeys(item.program for item in ordered))
    parts = (Part(program, items([it for it in shown if it.program == program])) for program in programs)
    more = f"And {left} more: gapwatch changes --since {at:%Y-%m-%d} prints them all."
    told = Told(tuple(part for part in parts if part.items), (more,) if left > 0 else ())
    return message(alert_id, at, _title(ordered, programs), programs, told)


def summary(alert_id: str, at: datetime, new: Sequence[Introduced]) -> Message:
    """What newly watched programs document and what they do not: all of a run's in one message; `new` is not empty."""
    standings = [standing for one in new for standing in one.standings]
    documented = sum(standing.status == "documented" for standing in standings)
    who = plain(new[0].program) if len(new) == 1 else f"{len(new)} programs"
    title = f"{who}: now watched, {documented} of {len(standings)} questions documented"
    parts = tuple(Part(one.program, _stands(one, quoted=len(new) == 1)) for one in new)
    closing = "So it stands at the first reading; from now on you hear of changes only."
    return message(alert_id, at, title, tuple(one.program for one in new), Told(parts, (closing,)))


def _stands(one: Introduced, *, quoted: bool) -> tuple[tuple[Line, ...], ...]:
    """A program's questions by status: with their quotes where it stands alone, else each status in a line."""
    by_status = {
        status: found for status in Status if (found := [it for it in one.standings if it.status == status])
    }
    if not by_status:
        return ((Line("", "No page could be read yet."),),)
    if quoted:
        return tuple(
            (Line("", _said(status)), *(Line("-", _stand(it)) for it in found))
            for status, found in by_status.items()
        )
    return (
        tuple(
            Line("-", f"{_said(status)}: {' '.join(it.question for it in found)}")
            for status, found in by_status.items()
        ),
    )


def _said(status: str) -> str:
    return f"{MEANING[status][0].upper()}{MEANING[status][1:]}"


def message(alert_id: str, at: datetime, title: str, programs: tuple[str, ...], told: Told) -> Message:
    """A message of what is told, in the three forms."""
    footer = [*told.closing, f"Gapwatch, {dated(at)}, {at:%H:%M} UTC. Alert {alert_id}"]
    return Message(
        id=alert_id,
        title=shortened(title, TITLE_LENGTH),
        at=at,
        programs=programs,
        text=layout.text(told.parts, footer),
        markdown=layout.markdown(told.parts, footer),
        html=layout.html(told.parts, footer),
    )


def _title(ordered: Sequence[News], programs: Sequence[str]) -> str:
    if len(ordered) == 1:
        return f"{plain(programs[0])}: {headline(ordered[0])}"
    counts = {kind: sum(item.type == kind for item in ordered) for kind in IMPORTANCE}
    told = ", ".join(f"{count} {NAMES[kind][count > 1]}" for kind, count in counts.items() if count)
    return f"{plain(programs[0])}: {told}" if len(programs) == 1 else f"{told} in {len(programs)} programs"


def _order(item: News) -> tuple[int, str, str, str, str]:
    return IMPORTANCE.index(item.type), item.program, item.question, item.subject, item.attribute


def _stand(standing: Standing) -> str:
    return f"{standing.question} “{standing.quote}”" if standing.quote else standing.question
