"""``gapwatch extract``: what the rules read from a file, without warehouse and network."""

from __future__ import annotations

import json
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from extractors.canonical import canonical
from extractors.catalogue import Catalogue, Source
from extractors.coverage import question_status
from extractors.documents import document
from extractors.pages import page_at, page_starts
from extractors.reading import reading
from extractors.records import Reading, Response, Status, Unreadable
from flows.place import Place, pass_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractors.records import Mention, Requirement, SourceKind

_ALONE = 8
"""Up to so many files, starting more processes costs more than it saves."""

_TYPES: dict[str, tuple[SourceKind, str]] = {
    ".htm": ("page", "text/html"),
    ".html": ("page", "text/html"),
    ".md": ("page", "text/markdown"),
    ".markdown": ("page", "text/markdown"),
    ".pdf": ("pdf", "application/pdf"),
    ".rst": ("page", "text/plain"),
    ".txt": ("page", "text/plain"),
    ".xhtml": ("page", "application/xhtml+xml"),
}


@dataclass(frozen=True, slots=True)
class Read:
    """What came of one file: its reading, or why there is none."""

    path: str
    reading: Reading | None
    error: str = ""


@click.command(epilog="Example: gapwatch extract guide.html --format json")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "jsonl"]),
    help="One object a file; jsonl adds path and coverage.",
)
@pass_place
def extract(place: Place, files: tuple[Path, ...], form: Literal["json", "jsonl"] | None) -> None:
    """Print what is read from files (HTML, Markdown, PDF, text)."""
    catalogue = place.configuration().catalogue
    lines = form == "jsonl" or (form is None and len(files) > 1)
    failed = 0
    for read in _readings(files, catalogue):
        if read.reading is None:
            failed += 1
            click.echo(f"{read.path}: {read.error}", err=True)
        elif lines:
            click.echo(json.dumps(line(read.path, read.reading, catalogue), ensure_ascii=False))
        else:
            click.echo(json.dumps(extracted(read.reading), ensure_ascii=False, indent=2))
    if failed:
        sys.exit(1)


def extracted(found: Reading) -> dict[str, Any]:
    """A reading in the form of design.md, section 5; what is read from a PDF has its page."""
    pages = page_starts(found.document)
    return {
        "document": asdict(found.document),
        "requirements": [_placed(requirement, pages) for requirement in found.requirements],
        "mentions": [_placed(mention, pages) for mention in found.mentions],
    }


def _placed(found: Requirement | Mention, pages: list[int] | None) -> dict[str, Any]:
    return {**asdict(found), **({"page": page_at(pages, found.start)} if pages else {})}


def line(path: str, found: Reading, catalogue: Catalogue) -> dict[str, Any]:
    """The same with the file's path and the status of each question, judged from this file alone as if official."""
    facets: dict[str, dict[str, Status]] = {question.key: {} for question in catalogue.questions}
    for facet in found.facets:
        facets[facet.question][facet.facet] = facet.status
    coverage = {
        question.key: question_status(question, facets[question.key]).value
        for question in catalogue.questions
    }
    return {"path": path, **extracted(found), "coverage": coverage}


def _readings(files: tuple[Path, ...], catalogue: Catalogue) -> Iterator[Read]:
    read = partial(read_file, catalogue=catalogue)
    workers = min(len(files), os.cpu_count() or 1)
    if len(files) <= _ALONE or workers == 1:
        yield from map(read, files)
        return
    import extractors.mentions
    import extractors.requirements  # noqa: F401  (once here rather than in every process)

    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(read, files, chunksize=4)


def read_file(path: Path, catalogue: Catalogue) -> Read:
    """Read one file as if its bytes had come from a server."""
    try:
        body = path.read_bytes()
    except OSError as error:
        return Read(str(path), None, f"{error.strerror or error}; expected a file that can be read")
    kind, media_type = _TYPES.get(path.suffix.lower(), ("page", ""))
    source = Source(id="file", program="file", name=path.name, url=path.resolve().as_uri(), kind=kind)
    headers = (("content-type", media_type),) if media_type else ()
    page = canonical(Response(source.url, source.url, 200, headers, body), source)
    found = page if isinstance(page, Unreadable) else document(page)
    if isinstance(found, Unreadable):
        return Read(str(path), None, f"{found.reason}; expected HTML, Markdown, PDF or text")
    return Read(str(path), reading(found, catalogue))
