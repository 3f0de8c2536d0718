"""From the warehouse to a folder of pages: :func:`publish`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from flows.publishing import about, board, changes, evidence, feeds, pictures, programs, questions
from flows.publishing.site import VERSION, File, Page, site
from flows.publishing.templating import assets, environment, rendered
from flows.publishing.writing import Folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import TypeAlias

    from duckdb import DuckDBPyConnection

    from flows.publishing.site import Json, Site

    Maker: TypeAlias = "Callable[[Site], Iterator[Page | File]]"

MAKERS: tuple[Maker, ...] = (
    pictures.files,
    board.pages,
    programs.pages,
    questions.pages,
    changes.pages,
    feeds.files,
    about.pages,
    evidence.pages,
)
"""What makes the site, in order: evidence last, since its pages are those that the others link to."""


@dataclass(frozen=True, slots=True)
class Published:
    """What was published: how many files the site has, how many of them are new or other than before, how many went."""

    directory: Path
    files: int
    changed: int
    gone: int


def publish(
    con: DuckDBPyConnection, directory: Path, at: datetime, as_of: datetime | None = None
) -> Published:
    """Write the site of what is known `at` (UTC), or of how things stood `as_of`, into `directory`.

    Only what changed is written. NotOurs when the directory holds something else, OSError when it cannot be written.
    """
    of = site(con, at, as_of)
    folder = Folder.opened(directory)
    env = environment(of)
    for path, content in assets().items():
        folder.put(path, content)
    for maker in MAKERS:
        for made in maker(of):
            if isinstance(made, File):
                folder.put(made.path, made.content)
                continue
            folder.put(made.path, rendered(env, made).encode())
            if made.record is not None:
                folder.put(made.path.removesuffix(".html") + ".json", _json(made.record))
    gone = folder.close()
    return Published(directory, len(folder.files), len(folder.changed), len(gone))


def _json(record: Json) -> bytes:
    """A record as JSON (RFC 8259), with the version of its form; instants and days are ISO 8601."""
    return json.dumps({"version": VERSION, **record}, ensure_ascii=False, indent=1, default=_iso).encode()


def _iso(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no form in JSON")
