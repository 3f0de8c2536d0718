"""Whose an archived record is: of the sources at its address, of one that a Gapwatch names, or of one made for it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from extractors.catalogue import Program, Source
from warehouse.addresses import address
from warehouse.errors import ProgramKeyUnfit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from warehouse.archives import Archived

KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST = 64
NO_PAGES = re.compile(r"^(image|video|audio|font)/|javascript|/css\b|/json\b|octet-stream")


@dataclass(slots=True)
class Owners:
    """The sources of an import, by id and by address: several programs may watch one page."""

    by_id: dict[str, Source] = field(default_factory=dict)
    at: dict[str, tuple[Source, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, programs: Sequence[Program]) -> Owners:
        """The sources of these programs."""
        owners = cls()
        for source in (source for program in programs for source in program.sources):
            owners.add(source)
        return owners

    def add(self, source: Source) -> None:
        """One more source."""
        if source.id not in self.by_id and not source.item:  # an entry comes with its feed
            place = address(source.url)
            self.by_id[source.id] = source
            self.at[place] = (*self.at.get(place, ()), source)

    def named(self, found: Archived) -> Source | None:
        """The source that the Gapwatch which wrote the record means: by id, else of its program at the address asked for.

        Raises OddAddress when that address is none.
        """
        told = found.attempt
        if told is None:
            return None
        asked = address(told.redirects[0] if told.redirects else told.url or found.url)
        program = told.source.split("/", 1)[0]
        there = (source for source in self.at.get(asked, ()) if source.program == program)
        return self.by_id.get(told.source) or next(there, None)


def fit(path: Path | str, key: str | None) -> str | None:
    """The key of the program that takes what nobody claims. Raises ProgramKeyUnfit for what can be no program's key."""
    if key is not None and (len(key) > LONGEST or not KEY.fullmatch(key)):
        raise ProgramKeyUnfit(
            Path(path),
            f'program "{key[:LONGEST]}": expected kebab-case of at most {LONGEST} characters (lower-case letters, digits '
            "and single hyphens); nothing was imported; name another program",
        )
    return key


def page(media: str) -> bool:
    """Whether a content type may be that of a page."""
    return not NO_PAGES.search(media.lower())


def claimed(key: str, place: str, media: str) -> Source:
    """A new official source of that program at an address (in the form for comparing) whose content has that type."""
    words = re.sub(r"[^a-z0-9]+", "-", urlsplit(place).path.lower()).strip("-")[-60:].strip("-") or "home"
    name = f"{words}-{hashlib.sha256(place.encode()).hexdigest()[:6]}"
    return Source(f"{key}/{name}", key, name, place, kind="pdf" if "pdf" in media.lower() else "page")


def program_of(key: str, sources: Sequence[Source]) -> Program:
    """A program that is known only by what was found for it."""
    home = urlsplit(sources[0].url)
    return Program(key, key, home.hostname or key, f"{home.scheme}://{home.netloc}/", (), tuple(sources))
