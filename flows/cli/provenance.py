"""The command that walks a claim back to what a server sent: ``provenance``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from flows import answers
from flows.cli.moments import as_of_option
from flows.cli.naming import program_key
from flows.cli.output import emit, plain_value, talk, write_file
from flows.place import Place, pass_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from duckdb import DuckDBPyConnection
    from rich.console import RenderableType

    from warehouse.provenance import Step

_DIGITS = 6
"""So many digits of a digest name something; fewer are likely to name several things."""
_NAMED_BY = (
    '`gapwatch sql "SELECT id, program, type, captured_at FROM changes"` and '
    '`gapwatch sql "SELECT id, type, created_at FROM alerts"` name ids, `gapwatch show PROGRAM` names questions, '
    '`gapwatch sql "SELECT program, kind, subject, identity FROM current_requirements"` names requirements'
)
_QUIET = ("headers", "redirects")
"""Written out by --headers and in JSON only."""


@click.command(epilog="Example: gapwatch provenance openai-partner-network renewal period --bytes page.html")
@click.argument(
    "what", nargs=-1, required=True, metavar="DIGEST | ADDRESS | PROGRAM QUESTION|REQUIREMENT [FACET|SUBJECT]"
)
@as_of_option
@click.option(
    "--bytes",
    "body",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the first capture's bytes there; their SHA-256 is the snapshot.",
)
@click.option(
    "--headers",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write its status and headers there.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "jsonl"]),
    default="table",
    show_default=True,
    help="How to print: for people, or for machines.",
)
@pass_place
def provenance(  # noqa: PLR0913, PLR0917  (its options)
    place: Place,
    what: tuple[str, ...],
    at: datetime | None,
    body: Path | None,
    headers: Path | None,
    form: Literal["table", "json", "jsonl"],
) -> None:
    """Walk a claim back to the bytes and headers that it rests on.

    DIGEST is the first digits of a change, an alert, a snapshot or a document. A REQUIREMENT is named by its identity, or
    by its kind and subject. An ADDRESS gives every source that is, was or went there, and where else its page stood.
    """
    with place.reading() as con:
        found = _found(con, what, at)
        if not found:
            raise click.ClickException(
                f"{' '.join(what)}: nothing of that name is known; expected the first {_DIGITS} digits or more of a change, "
                f"alert, snapshot or document, an address, or a program with a question or requirement; {_NAMED_BY}"
            )
        _listed(what, found, body or headers)
        _written(con, place, found, body, headers)
    emit([step.tree() for step in found], form, lambda: _drawn(found), "")


def _found(con: DuckDBPyConnection, what: tuple[str, ...], at: datetime | None) -> list[Step]:
    from warehouse import provenance as walk

    if len(what) == 1 and what[0].startswith(("http://", "https://")):
        return walk.address(con, what[0])
    if len(what) == 1:
        return _by_digest(con, what[0].lower())
    program, named, more = program_key(con, what[0]), what[1], what[2] if len(what) > 2 else None  # noqa: PLR2004
    if named in [row["question"] for row in answers.questions(con)]:
        step = walk.status(con, program, named, more, at)
        return [step] if step else []
    return walk.requirements(con, program, named, more, at)


def _by_digest(con: DuckDBPyConnection, prefix: str) -> list[Step]:
    from warehouse import provenance as walk

    if len(prefix) < _DIGITS:
        return []
    ways: dict[str, Any] = {"alert": walk.alert, "change": walk.change, "document": walk.document}
    named = walk.named(con, prefix)
    if len(named) > 1:
        listed = ", ".join(f"{kind} {name[:16]}" for kind, name in named[:5])
        raise click.ClickException(f"{prefix}: begins the names of {listed}; expected one; give more digits")
    found: list[Step] = []
    for kind, name in named:
        step = ways[kind](con, name) if kind in ways else None
        found += [step] if step else walk.snapshot(con, name)
    return found


def _listed(what: tuple[str, ...], found: Sequence[Step], file: Path | None) -> None:
    """Say which requirements match when several do; a file can hold the bytes of one capture only."""
    several = [step.facts for step in found if step.what == "requirement"]
    if len(several) < 2:  # noqa: PLR2004 - several
        return
    listed = "; ".join(one["identity"] for one in several)
    if file is not None and len({capture["snapshot"] for step in found for capture in step.captures()}) > 1:
        raise click.ClickException(
            f"{' '.join(what)}: {len(several)} requirements match, from different bytes ({listed}); expected one to write "
            f"{file}; name it by its identity"
        )
    talk(f"{' '.join(what)}: {len(several)} requirements match, each is walked below: {listed}")


def _written(
    con: DuckDBPyConnection, place: Place, found: Sequence[Step], body: Path | None, headers: Path | None
) -> None:
    from warehouse import provenance as walk
    from warehouse import snapshots

    if body is None and headers is None:
        return
    capture = next((capture for step in found for capture in step.captures()), None)
    if capture is None or not capture.get("snapshot"):
        raise click.ClickException("no capture is known of this; expected one whose bytes can be written")
    if body is not None:
        gone = walk.let_go(con, capture["snapshot"])
        if gone:
            raise click.ClickException(_gone(capture["snapshot"], gone))
        write_file(body, snapshots.body(con, place.path(), capture["snapshot"]))
        talk(f"{body}: the bytes with SHA-256 {capture['snapshot']}")
    if headers is not None:
        lines = [f"HTTP {capture.get('status')} {capture.get('final_url')}"]
        lines += [f"{name}: {value}" for name, value in capture.get("headers", [])]
        write_file(headers, "".join(f"{line}\n" for line in lines))
        talk(f"{headers}: {len(lines) - 1} headers")


def _gone(snapshot: str, gone: dict[str, Any]) -> str:
    stand_in = gone["stand_in"]
    return (
        f"{snapshot}: its bytes were let go on {gone['pruned_at']:%Y-%m-%d} by the policy {gone['policy']}; expected bytes "
        "that are stored; "
        + (
            f"{stand_in} stands in for it and says the same document: `gapwatch provenance {stand_in[:12]} --bytes FILE`"
            if stand_in
            else "it was a wall, and nothing stands in for it; its status and headers are kept: use --headers alone"
        )
    )


def _drawn(found: Sequence[Step]) -> Iterator[RenderableType]:
    for step in found:
        yield from _lines(step, 0)


def _lines(step: Step, depth: int) -> Iterator[RenderableType]:
    from rich.padding import Padding
    from rich.text import Text

    from flows.alerts.words import plain

    yield Padding(Text(step.what, style="bold"), (0, 0, 0, 2 * depth), expand=False)
    for name, value in step.facts.items():
        if value not in (None, "", [], False) and name not in _QUIET:
            said = value if isinstance(value, str) else _plain(value)
            line = Text.assemble((f"{name.replace('_', ' ')}  ", "dim"), plain(said))
            yield Padding(line, (0, 0, 0, 2 * depth + 2), expand=False)
    for below in step.rests_on:
        yield from _lines(below, depth + 1)


def _plain(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name.replace('_', ' ')} {_plain(of_it)}" for name, of_it in value.items())
    if isinstance(value, list):
        return "; ".join(_plain(one) for one in value)
    return str(plain_value(value))
