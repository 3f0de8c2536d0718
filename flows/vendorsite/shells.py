"""Pages that scripts build: an empty shell, the program that fills it, and what that program asks for.

The program is real: it asks for the page's outline, then for its parts one after the other, and puts them into the
document. A browser has the page when the network rests; a reader of the shell has nothing.
"""

from __future__ import annotations

import html
import json
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote, urlsplit

import lxml.html

from flows.vendorsite.furniture import title
from flows.vendorsite.server import Answer

if TYPE_CHECKING:
    from flows.vendorsite.events import Page
    from flows.vendorsite.script import Standing

PROGRAM_PATH, ASKED = "/assets/app.js", "/api/content"
_PROGRAM = b"""const here = location.pathname;
const ask = async (part) => (await fetch(`/api/content?path=${encodeURIComponent(here)}&part=${part}`)).json();
(async () => {
  const outline = await ask("outline");
  document.title = outline.title;
  const main = document.createElement("main");
  for (let number = 0; number < outline.parts; number += 1) {
    main.insertAdjacentHTML("beforeend", (await ask(number)).html);
  }
  document.getElementById("root").replaceChildren(main);
})();
"""
_SHELL = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><title>{vendor}</title>{head}
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body><div id="root"></div><noscript>You need to enable JavaScript to run this app.</noscript>{state}
<script src="/assets/app.js" defer></script></body></html>
"""
_JSON = (("Content-Type", "application/json; charset=utf-8"),)
_SCRIPT = (("Content-Type", "text/javascript; charset=utf-8"),)


def shell(page: Page, vendor: str, head: str = "") -> Answer:
    """The shell of a page; with the form ``state`` it carries the text as a framework's state does."""
    state = ""
    if page.form == "state":
        props = {"page": {"title": title(page.html), "body": page.html}}
        held = json.dumps({"props": {"pageProps": props}}).replace("</", "<\\/")
        state = f'<script id="__NEXT_DATA__" type="application/json">{held}</script>'
    text = _SHELL.format(language=page.language, vendor=html.escape(vendor), head=head, state=state)
    return Answer(text.encode())


def program(stands: Standing, path: str) -> Answer | None:
    """The program, or what it asks for; None for every other path."""
    asked = urlsplit(path)
    if asked.path == PROGRAM_PATH:
        return Answer(_PROGRAM, headers=_SCRIPT)
    if asked.path != ASKED:
        return None
    query = parse_qs(asked.query)
    pages = stands.pages.get(query.get("path", [""])[0], {})
    page = next((one for one in pages.values() if one.form in ("script", "state")), None)
    return _part(page, query.get("part", [""])[0]) if page else Answer(b"{}", 404, _JSON)


def asked_for(path: str, part: str = "outline") -> str:
    """The path at which the program asks for a part of the page at `path`."""
    return f"{ASKED}?path={quote(path, safe='')}&part={part}"


def _part(page: Page, part: str) -> Answer:
    parts = [lxml.html.tostring(one, encoding="unicode") for one in lxml.html.fragments_fromstring(page.html)]
    if part == "outline":
        return Answer(json.dumps({"title": title(page.html), "parts": len(parts)}).encode(), headers=_JSON)
    if part.isdecimal() and int(part) < len(parts):
        return Answer(json.dumps({"html": parts[int(part)]}).encode(), headers=_JSON)
    return Answer(b"{}", 404, _JSON)
