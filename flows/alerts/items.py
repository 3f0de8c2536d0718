"""What a letter says of each question that moved: what was, what is now, the quote, where it stands, how others answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.alerts.layout import Line
from flows.alerts.values import aged, dated, valued
from flows.alerts.words import plain, quoted_at, shortened

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from flows.alerts.news import Found, News

_QUOTE_LENGTH = 600
_SHORT_QUOTE_LENGTH = 200

NAMES: dict[str, tuple[str, str]] = {
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
"""What each type of change is called, one and several."""

MEANING = {
    "documented": "documented",
    "partial": "partly documented",
    "mentioned": "mentioned, but without anything that can be checked",
    "reported": "reported by the press only",
    "undocumented": "undocumented (the pages that were read do not say it)",
    "unknown": "unknown (no page could be read)",
}
"""Statuses for somebody who has not read the design (section 4)."""

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


def items(news: Sequence[News]) -> tuple[tuple[Line, ...], ...]:
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
    name = name_of(item).capitalize()
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
    before = MEANING.get(str(item.before)) if item.type.startswith("gap") else _before(item, item.unit)
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
    return MEANING.get(str(item.after), str(item.after))


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


def headline(item: News) -> str:
    """One change in a line."""
    name = name_of(item)
    if item.type.startswith("gap"):
        by = " by a new page" if item.found else ""
        return f"{name}{by}, {item.topic.replace('_', ' ')}"
    if item.type.startswith("source"):
        return f"{name}, {plain(item.source)}"
    moved = f"{_before(item, None)} → {_after(item)}" if item.type == "requirement_changed" else ""
    return f"{name}, {_about(item)}{': ' if moved else ''}{moved}"


def name_of(item: News) -> str:
    """What the change is called."""
    return "source out of reach" if item.never else NAMES[item.type][0]
