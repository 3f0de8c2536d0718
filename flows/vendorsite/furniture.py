"""What stands around a vendor's text on a page: menus, banners, tokens, related stories, counters, footers.

Everything here differs with the dice that are handed in, and nothing here may ever wake anybody.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

_HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
_MARKUP = re.compile(r"<[^>]*>")
_MENU = (
    "Products",
    "Solutions",
    "Developers",
    "Partners",
    "Customers",
    "Learn",
    "Pricing",
    "Company",
    "Blog",
)
_STORIES = (
    "How a logistics firm answers 12,000 mails a day",
    "Five habits of teams that ship",
    "Webinar: what changed in the spring release",
    "Meet 30 partners at our autumn summit",
    "A bank reads its archive in 14 days",
    "Our view on open standards",
    "Ten questions to ask before you buy",
    "Customer story: 40 % faster claims",
)
_PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<title>{title} | {vendor}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="csrf-token" content="{csrf}">
{head}<link rel="stylesheet" href="/assets/site.{build}.css">
<script nonce="{nonce}">window.__config = {{"session": "{session}", "build": "{build}"}};</script>
</head>
<body class="page build-{build}">
<header class="site-header"><a class="logo" href="/">{vendor}</a>
<nav aria-label="Main"><ul>{menu}</ul></nav>
<form role="search" action="/search"><input type="hidden" name="csrf" value="{csrf}">
<input name="q"></form></header>
<div class="cookie-banner" role="dialog" aria-label="Cookies"><p>We use cookies to improve your visit.</p>
<button>Accept all</button> <button>Settings</button></div>
<main id="content">
{content}
</main>
<aside class="related"><h2>Related stories</h2><ul>{stories}</ul></aside>
<footer class="site-footer"><p>{viewers} people are looking at this site</p>
<ul><li><a href="/privacy">Privacy</a></li><li><a href="/terms">Terms</a></li></ul>
<p>&copy; {year} {vendor}. This page is a sample that comes with Gapwatch; nobody in it exists.</p></footer>
<script nonce="{nonce}" src="/assets/site.{build}.js"></script>
</body>
</html>
"""


def dressed(  # noqa: PLR0913 - what a page has besides its text
    content: str, vendor: str, dice: Random, *, year: int, language: str = "en", head: str = ""
) -> str:
    """A whole page around `content` (HTML with one `h1`, from which the title is taken); `head` goes into its head."""
    return _PAGE.format(
        language=language,
        title=title(content) or vendor,
        head=head,
        vendor=html.escape(vendor),
        csrf=token(dice),
        nonce=token(dice),
        session=token(dice),
        build=token(dice)[:8],
        menu=_links("/", dice.sample(_MENU, len(_MENU))),
        stories=_links(f"/stories/{token(dice)[:6]}/", dice.sample(_STORIES, 3)),
        viewers=dice.randint(2, 900),
        year=year,
        content=content,
    )


def title(content: str) -> str:
    """The text of the first heading, without markup; empty where there is none."""
    heading = _HEADING.search(content)
    return _MARKUP.sub("", heading[1]).strip() if heading else ""


def _links(under: str, names: list[str]) -> str:
    return "".join(f'<li><a href="{under}{name.lower().replace(" ", "-")}">{name}</a></li>' for name in names)


def token(dice: Random) -> str:
    """A token such as sites put into their pages, another at each throw."""
    return f"{dice.getrandbits(128):032x}"
