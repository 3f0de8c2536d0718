"""What a round costs other means on the same site: ``python -m benchmarks.round.yardsticks MEANS ADDRESS``.

Means: ``httpx`` gets every page, ``lxml`` gets and parses every page to its text, ``beautifulsoup`` the same
with BeautifulSoup over lxml. Prints one line of JSON: CPU seconds and peak memory of this process.
"""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING

import httpx

from benchmarks.round.measured import printed
from benchmarks.round.pages import COUNT, path

if TYPE_CHECKING:
    from collections.abc import Callable

CONCURRENCY = 8


def lxml_text(body: bytes) -> str:
    """The text of a page by lxml alone."""
    from lxml import html  # noqa: PLC0415 - each means pays for its own imports only

    page = html.document_fromstring(body, parser=html.HTMLParser(encoding="utf-8"))
    return "".join(map(str, page.itertext()))


def beautifulsoup_text(body: bytes) -> str:
    """The text of a page by BeautifulSoup with lxml as its parser."""
    from bs4 import BeautifulSoup  # noqa: PLC0415

    return BeautifulSoup(body, "lxml").get_text()


MEANS: dict[str, Callable[[bytes], object]] = {
    "httpx": len,
    "lxml": lxml_text,
    "beautifulsoup": beautifulsoup_text,
}


async def whole_round(read: Callable[[bytes], object], address: str) -> None:
    """Get and read every page once."""
    turns = asyncio.Semaphore(CONCURRENCY)

    async with httpx.AsyncClient(timeout=60) as client:

        async def one(number: int) -> None:
            async with turns:
                read((await client.get(address + path(number))).raise_for_status().content)

        await asyncio.gather(*map(one, range(COUNT)))


if __name__ == "__main__":
    asyncio.run(whole_round(MEANS[sys.argv[1]], sys.argv[2]))
    printed()
