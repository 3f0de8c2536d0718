"""Mazes that no one has written and no one can read to the end: calendars, facets, session ids, pages after pages."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit

from flows.vendorsite.server import Answer

if TYPE_CHECKING:
    from flows.vendorsite.events import Maze, Trap

_FACETS = {"region": ("emea", "apac", "amer"), "tier": ("select", "premier"), "sort": ("name", "date")}
_PAGE = """<html lang="en"><head><title>{title}</title></head><body><main><h1>{title}</h1>
<p>Partner certification events and requirements, place {place}.</p><ul>{links}</ul></main></body></html>"""


def maze(trap: Trap, path: str) -> Answer:
    """A page of the maze at that path and query: a heading that sounds like a program's, and ways further in."""
    links = "".join(
        f'<li><a href="{way}">Partner program {way}</a></li>' for way in _ways(trap.maze, trap.path, path)
    )
    text = _PAGE.format(
        title="Partner events", place=hashlib.sha256(path.encode()).hexdigest()[:6], links=links
    )
    return Answer(text.encode())


def _ways(kind: Maze, root: str, path: str) -> list[str]:
    asked = urlsplit(path)
    query = dict(parse_qsl(asked.query))
    match kind:
        case "calendar":
            year, month = _month(asked.path.removeprefix(root))
            return [f"{root}/{y:04}/{m:02}" for y, m in (_stepped(year, month, -1), _stepped(year, month, 1))]
        case "facets":
            choices = [(name, value) for name, values in _FACETS.items() for value in values]
            return [f"{root}?{urlencode({**query, name: value})}" for name, value in choices]
        case "sessions":
            fresh = hashlib.sha256(path.encode()).hexdigest()[:32]
            return [f"{root}/partners;jsessionid={fresh}", f"{root}/partners?PHPSESSID={fresh}"]
        case "pagination":
            number = int(query.get("page", "1")) if query.get("page", "1").isdecimal() else 1
            return [f"{root}?page={number + step}" for step in (1, 2, 3)]


def _month(rest: str) -> tuple[int, int]:
    parts = [part for part in rest.split("/") if part.isdecimal()]
    year, month = (int(parts[0]), int(parts[1])) if len(parts) > 1 else (2026, 1)
    return year % 10_000, min(max(month, 1), 12)


def _stepped(year: int, month: int, step: int) -> tuple[int, int]:
    months = year * 12 + month - 1 + step
    return months // 12, months % 12 + 1
