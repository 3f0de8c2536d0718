"""Addresses in archives that no source claims, put under one program."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from extractors.catalogue import Program, Source
from warehouse.errors import ProgramKeyUnfit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from warehouse.archives import Archived

KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST = 64
NO_PAGES = re.compile(r"^(image|video|audio|font)/|javascript|/css\b|/json\b|octet-stream")


def fit(path: Path | str, key: str | None) -> str | None:
    """The key of the program that takes what nobody claims. Raises ProgramKeyUnfit for what can be no program's key."""
    if key is not None and (len(key) > LONGEST or not KEY.fullmatch(key)):
        raise ProgramKeyUnfit(
            Path(path),
            f'program "{key[:LONGEST]}": expected kebab-case of at most {LONGEST} characters (lower-case letters, digits '
            "and single hyphens); nothing was imported; name another program",
        )
    return key


def claimed(key: str, found: Archived, place: str) -> Source | None:
    """A new official source of that program at the address `place`, when the record is some page."""
    kind = next((value for name, value in found.headers if name == "content-type"), "").lower()
    if NO_PAGES.search(kind):
        return None
    words = re.sub(r"[^a-z0-9]+", "-", urlsplit(place).path.lower()).strip("-")[-60:].strip("-") or "home"
    name = f"{words}-{hashlib.sha256(place.encode()).hexdigest()[:6]}"
    return Source(f"{key}/{name}", key, name, found.url, kind="pdf" if "pdf" in kind else "page")


def program_of(key: str, sources: Sequence[Source]) -> Program:
    """A program that is known only by what was found for it."""
    home = urlsplit(sources[0].url)
    return Program(key, key, home.hostname or key, f"{home.scheme}://{home.netloc}/", (), tuple(sources))
