"""One letter per run: what changed, the most important first, understood without opening anything.

:class:`News` is a change with all that its reader needs to know; :func:`digest` and :func:`summary` make a
:class:`Message` of them in plain text, Markdown and HTML.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from extractors.records import Status
from flows.alerts import layout
from flows.alerts.layout import Line, Part
from flows.alerts.values import aged, dated, valued
from flows.alerts.words import plain, quoted_at, shortened

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence
    from datetime import datetime

    from extractors.records import Value

TITLE_LENGTH = 90
FULL_ITEMS = 25
_QUOTE_LENGTH = 600
_SHORT_QUOTE_LENGTH = 200

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

_NAMES: dict[str, tuple[str, str]] = {
    "gap_reopened": ("gap reopened", "gaps reopened"),
    "gap_widened": ("gap widened", "gaps widened"),
    "gap_closed": ("gap closed", "gaps closed"),
    "gap_narrowed": ("gap narrowed", "gaps narrowed"),
    "requirement_changed": ("requirement changed", "requirements changed"),
    "requirement_removed": ("requirement removed", "requirements removed"),
    "requirement_added": ("requirement added", "requirements added"),
    "source_lost": ("source lost", "sources lost"),
    "source_back": ("source back", "sources back"),
}

_MEANING = {
    "documented": "documented",
    "partial": "partly documented",
    "mentioned": "mentioned, but without anything that can be checked",
    "reported": "reported by the press only",
    "undocumented": "undocumented (the pages that were read do not say it)",
    "unknown": "unknown (no page could be read)",
}
"""Statuses for somebody who has not read the design (section 4)."""

Answers: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]
"""How programs stand on a question: each status, and the names (with the answer, if any) that have it."""


_PLACES = {
    "sitemap": "in the sitemap",
    "feed": "in the feed",
    "llms": "in",
    "link": "by a link on",
    "canonical": "as the address given by",
    "alternate": "as another version of",
    "redirect": "by a redirect from",
}
"""Where a page was found, by what led to it."""


@dataclass(frozen=True, slots=True)
class Found:
    """How a page was found that nobody had watched: by what, where and when.

    `absent_at` is when that place was read last without it, None when it was there at the first look. `entry` says that it
    is an entry of a feed.
    """

    how: str
    where: str
    at: datetime
    absent_at: datetime | None = None
    entry: bool = False


@dataclass(frozen=True, slots=True)
class News:
    """A change with what its reader needs. `question` is its wording, `topic` its key; both may be empty.

    `before` and `after` are values for requirements and statuses for gaps; `since` is when `before` began.
    `quote` stands in the snapshot `quoted_from` (else in `snapshot`), and where words are gone `proof` are the
    snapshots that do not have them any more. `reason` says why a lost source could not be had, `never` that it never was,
    `options` what can be done about it. `source` is its name within the program. `page` is that of a PDF on which the quote
    stands. `comparators` belong to `before` and `after` ("at least"). `others` says how other programs answer the same
    question. `found` is given where the page is new: it was found, and this is what it said at first.
    """

    type: str
    program: str
    question: str
    topic: str
    kind: str
    subject: str
    attribute: str
    before: Value
    after: Value
    unit: str | None
    quote: str
    source: str
    url: str
    captured_at: datetime
    snapshot: str
    quoted_from: str = ""
    proof: tuple[str, ...] = ()
    reason: str = ""
    never: bool = False
    options: tuple[str, ...] = ()
    since: datetime | None = None
    others: Answers = ()
    comparators: tuple[str | None, str | None] = (None, None)
    page: int | None = None
    found: Found | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """One question of a program's summary: its wording, its status, and the quote where there is one."""

    question: str
    status: str
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Introduced:
    """A program that is watched from now on, and how it stands on each question; none when no page could be read."""

    program: str
    standings: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What a message says: its parts, and the sentences that close it."""

    parts: tuple[Part, ...]
    closing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Message:
    """One alert in words, in the three forms that channels ask for. `id` never changes."""

    id: str
    title: str
    at: datetime
    programs: tuple[str, ...]
    text: str
    markdown: str
    html: str


def digest(alert_id: str, at: datetime, news: Sequence[News]) -> Message:
    """All news of one run as one message, what belongs to one question together; `news` is not empty."""
    ordered = sorted(news, key=_order)
    shown, left = ordered[:FULL_ITEMS], len(ordered) - FULL_ITEMS
    programs = tuple(dict.fromkeys(item.program for item in ordered))
    parts = (Part(program, _items([it for it in shown if it.program == program])) for program in programs)
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
    return f"{_MEANING[status][0].upper()}{_MEANING[status][1:]}"


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
        return f"{plain(programs[0])}: {_headline(ordered[0])}"
    counts = {kind: sum(item.type == kind for item in ordered) for kind in IMPORTANCE}
    told = ", ".join(f"{count} {_NAMES[kind][count > 1]}" for kind, count in counts.items() if count)
    return f"{plain(programs[0])}: {told}" if len(programs) == 1 else f"{told} in {len(programs)} programs"


def _headline(item: News) -> str:
    name = _name(item)
    if item.type.startswith("gap"):
        by = " by a new page" if item.found else ""
        return f"{name}{by}, {item.topic.replace('_', ' ')}"
    if item.type.startswith("source"):
        return f"{name}, {plain(item.source)}"
    moved = f"{_before(item, None)} → {_after(item)}" if item.type == "requirement_changed" else ""
    return f"{name}, {_about(item)}{': ' if moved else ''}{moved}"


def _name(item: News) -> str:
    return "source out of reach" if item.never else _NAMES[item.type][0]


def _order(item: News) -> tuple[int, str, str, str, str]:
    return IMPORTANCE.index(item.type), item.program, item.question, item.subject, item.attribute


def _items(news: Sequence[News]) -> tuple[tuple[Line, ...], ...]:
    """One item for each question that moved, headed by its wording, with the other programs' answers at its end."""
    groups: dict[str, list[News]] = {}
    for item in news:
        groups.setdefault(item.question or item.url, []).append(item)
    return tuple(_item(group) for group in groups.values())


def _item(group: Sequence[News]) -> tuple[Line, ...]:
    first = group[0]
    told = [item for item in group if item.type != "requirement_added"]
    lines = [
        Line("", first.question or f"Source {plain(first.source)}"),
        *(line for item in told for line in _told(item)),
        *_added(group, {item.quote for item in told if not _gone(item)}),
        *(Line("Seen", seen) for seen in dict.fromkeys(map(_seen, group))),
        Line("Others", "; ".join(f"{status}: {', '.join(names)}" for status, names in first.others)),
    ]
    return tuple(line for line in lines if line.text)


def _added(group: Sequence[News], quoted: Container[str]) -> Iterator[Line]:
    """What is new, a line for each quote; one that stands above already is not repeated."""
    places: dict[tuple[str, str], list[News]] = {}
    for item in group:
        if item.type == "requirement_added":
            places.setdefault((item.url, item.quote), []).append(item)
    for (url, quote), items in places.items():
        stated = "; ".join(map(_stated, items))
        if quote in quoted:
            yield Line("New", stated)
        else:
            yield Line(
                "New",
                f"{stated}, “{shortened(plain(quote), _SHORT_QUOTE_LENGTH)}”",
                quoted_at(url, quote, items[0].page),
            )


def _told(item: News) -> list[Line]:
    name = _name(item).capitalize()
    about = f": {_about(item)}" if item.type.startswith("requirement") else ""
    return [
        Line("!", f"{name}{about}"),
        Line("Was", _was(item)),
        Line("Now", _now(item)),
        Line("It said" if _gone(item) else "Quote", _quote(item)),
        Line("Page", _place(item), _link(item)),
        *(Line("Option", plain(option)) for option in item.options),
        Line(*_new(item.found)),
    ]


def _new(found: Found | None) -> tuple[str, str]:
    """That the page is new, and how that is known; what was there at the first look may be older."""
    if found is None:
        return "", ""
    label = "New entry" if found.entry else "New page"
    place = f"found on {dated(found.at)} {_PLACES.get(found.how, 'at')} {found.where}"
    if found.absent_at is not None:
        return label, f"{place}, where it was not on {dated(found.absent_at)}"
    return label, place if found.entry else f"{place}, at the first look there, so that it may be older"


def _place(item: News) -> str:
    """The address, with the page of a PDF on which the quote stands."""
    return f"{item.url}, page {item.page}" if item.page and not _gone(item) else item.url


def _link(item: News) -> str:
    return quoted_at(item.url, "") if _gone(item) else quoted_at(item.url, item.quote, item.page)


def _quote(item: News) -> str:
    return f"“{shortened(plain(item.quote), _QUOTE_LENGTH)}”" if item.quote else ""


def _about(item: News) -> str:
    return ", ".join(dict.fromkeys(plain(part) for part in (item.subject, item.attribute) if part))


def _before(item: News, unit: str | None) -> str:
    return valued(item.before, unit, item.comparators[0])


def _after(item: News) -> str:
    return valued(item.after, item.unit, item.comparators[1])


def _stated(item: News) -> str:
    """What is new in a few words; a name is not said twice."""
    value = "" if item.after == item.subject else _after(item)
    return f"{_about(item)}{': ' if value else ''}{value}"


def _was(item: News) -> str:
    if item.type in ("source_back", "source_lost"):
        return ""
    before = _MEANING.get(str(item.before)) if item.type.startswith("gap") else _before(item, item.unit)
    return f"{before or 'stated'}{_since(item)}"


def _since(item: News) -> str:
    if item.since is None:
        return ""
    return f", since {dated(item.since)} ({aged(item.since, item.captured_at)})"


def _now(item: News) -> str:
    match item.type:
        case "requirement_removed":
            return "no longer on the page"
        case "source_lost":
            why = f" ({plain(item.reason)})" if item.reason else ""
            if item.never:
                return f"the page could never be had{why}; what it says is not known"
            return f"the page can no longer be had{why}; what it last said is kept"
        case "source_back":
            return "the page can be had again"
        case "requirement_changed":
            return _after(item) or "stated"
    return _MEANING.get(str(item.after), str(item.after))


def _gone(item: News) -> bool:
    """Whether the quote is what the page does not say any more."""
    return bool(item.quote and item.quoted_from and item.quoted_from != item.snapshot)


def _seen(item: News) -> str:
    seen = f"{dated(item.captured_at)}, {item.captured_at:%H:%M} UTC"
    if item.snapshot:
        seen += f"; snapshot {item.snapshot}"
    if len(item.proof) > 1:
        seen += f"; confirmed by {len(item.proof)} captures"
    if _gone(item):
        seen += f"; what it said stands in snapshot {item.quoted_from}"
    return seen


def _stand(standing: Standing) -> str:
    return f"{standing.question} “{standing.quote}”" if standing.quote else standing.question
