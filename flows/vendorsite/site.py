"""The site of a script: every answer is a function of the simulated day and of the request."""

from __future__ import annotations

import html
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from random import Random
from typing import TYPE_CHECKING

from flows.vendorsite.furniture import dressed
from flows.vendorsite.guides import scan, typeset
from flows.vendorsite.languages import chosen, negotiated
from flows.vendorsite.listings import TEXT, robots, sitemap
from flows.vendorsite.news import feed
from flows.vendorsite.obstacles import not_found, obstacle
from flows.vendorsite.script import Script, Standing, standing
from flows.vendorsite.server import Answer, Request
from flows.vendorsite.shells import program, shell
from flows.vendorsite.traps import maze
from flows.vendorsite.validators import dated, tagged

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from flows.vendorsite.events import Event, Page

_PDF = (("Content-Type", "application/pdf"),)


@dataclass(slots=True)
class VendorSite:
    """Answers for a script's site as it stands at `now()`, and keeps what it was `asked`.

    Furniture differs at each request, as on real sites; when `steady` is set it depends on the page and the instant
    alone, so that a run that is repeated for the same instant meets the same bytes.
    """

    script: Script
    now: Callable[[], datetime]
    steady: bool = False
    asked: list[Request] = field(default_factory=list)
    _stood: tuple[date, Script, Standing] | None = None

    def add(self, *events: Event) -> None:
        """Let more happen."""
        self.script = replace(self.script, events=(*self.script.events, *events))

    def paths(self) -> list[str]:
        """The paths that were asked for, in order, with their queries."""
        return [request.path for request in self.asked]

    def answer(self, request: Request) -> Answer:
        """The answer to one request."""
        self.asked.append(request)
        stands = self._stands()
        path = request.path.partition("?")[0]
        holding = [one for one in stands.interruptions if _under(path, one.under)]
        found = self._found(stands, path, request) or not_found()
        return obstacle(holding[-1].answer, found, self._dice(path)) if holding else found

    def _stands(self) -> Standing:
        day = self.now().date()
        if self._stood is None or self._stood[:2] != (day, self.script):
            self._stood = (day, self.script, standing(self.script, day))
        return self._stood[2]

    def _found(self, stands: Standing, path: str, request: Request) -> Answer | None:
        base = f"http://{request.headers.get('host', 'localhost')}"
        if path in stands.moved:
            moved = stands.moved[path]
            to = moved.to if "://" in moved.to else f"{base}{moved.to}"
            return Answer(status=moved.status, headers=(("Location", to),))
        if path in stands.pages:
            return self._page(stands.pages[path], base, request)
        if path in stands.feeds:
            return tagged(request, feed(stands.feeds[path], stands.entries.get(path, ()), base))
        if path in stands.gone:
            return not_found(stands.gone[path].status)
        listed = robots(stands, base) if path == "/robots.txt" else sitemap(stands, path, base)
        trap = next((one for one in stands.traps if path.startswith(one.path)), None)
        made = program(stands, request.path) or (maze(trap, request.path) if trap else None)
        return tagged(request, listed) if listed else made

    def _page(self, languages: dict[str, Page], base: str, request: Request) -> Answer:
        page = chosen(languages, request.headers.get("accept-language", ""))
        answer = self._body(page, base)
        if len(languages) > 1:
            answer = negotiated(answer, page.language)
        if page.validators in ("dated", "both"):
            answer = dated(request, answer, page.on)
        if page.validators in ("none", "dated") or answer.status != HTTPStatus.OK:
            return answer
        return tagged(request, answer, weak=page.validators == "weak")

    def _body(self, page: Page, base: str) -> Answer:
        """The page in its form."""
        vendor = page.publisher or self.script.vendor
        match page.form:
            case "pdf":
                return Answer(typeset(page.html, footer=vendor), headers=_PDF)
            case "scan":
                return Answer(scan(), headers=_PDF)
            case "text":
                return Answer(page.html.encode(), headers=TEXT)
            case "bare":
                return Answer(page.html.encode())
            case "script" | "state":
                return shell(page, vendor, _head(page, base))
            case _:
                dice = Random(page.path) if page.validators != "none" else self._dice(page.path)  # noqa: S311
                year = self.now().year if page.validators == "none" else page.on.year
                text = dressed(
                    page.html, vendor, dice, year=year, language=page.language, head=_head(page, base)
                )
                return Answer(text.encode())

    def _dice(self, path: str) -> Random:
        return Random(f"{path} {self.now()}") if self.steady else Random()  # noqa: S311 - menus, not secrets


def _under(path: str, under: str) -> bool:
    return path.startswith(under[:-1]) if under.endswith("*") else path == under


def _head(page: Page, base: str) -> str:
    """What a page says about itself in its head: its own address, its other languages, its date."""
    lines = [
        f'<link rel="alternate" hreflang="{language}" href="{html.escape(_whole(url, base))}">\n'
        for language, url in page.alternates
    ]
    if page.canonical:
        lines.append(f'<link rel="canonical" href="{html.escape(_whole(page.canonical, base))}">\n')
    if page.published:
        lines.append(f'<meta property="article:published_time" content="{page.published}">\n')
    return "".join(lines)


def _whole(url: str, base: str) -> str:
    return url if "://" in url else f"{base}{url}"
