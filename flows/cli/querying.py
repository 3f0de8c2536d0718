"""``gapwatch sql``: the warehouse for whoever asks it in SQL, read-only."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import click

from flows import answers
from flows.cli.output import Format, emit, format_option, talk
from flows.place import Place, pass_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from duckdb import DuckDBPyConnection
    from rich.console import RenderableType

    from flows.answers import Row

_PROMPT = "sql> "
_EXPLAIN = re.compile(r"\s*EXPLAIN\b(?:\s+ANALYZE\b)?(?:\s*\([^()]*\))?", re.IGNORECASE)
_HINT = "End a query with ; — SHOW TABLES; lists what there is, DESCRIBE board; a view; Ctrl-D leaves."


@click.command(
    epilog="Example: gapwatch sql \"SELECT program, question FROM board WHERE status = 'undocumented'\""
)
@click.argument("query", required=False)
@format_option
@pass_place
def sql(place: Place, query: str | None, form: Format) -> None:
    """Ask the warehouse in SQL (DuckDB), read-only.

    Without a query, at a prompt or from standard input.
    """
    if query is not None:
        _answer(place, query, form)
    elif sys.stdin.isatty():
        talk(_HINT)
        _converse(place, form)
    else:
        _answer(place, sys.stdin.read(), form)


def _answer(place: Place, query: str, form: Format) -> None:
    import duckdb

    with place.reading() as con:
        # A query may read the warehouse, and nothing else of this machine.
        con.execute("SET enable_external_access = false")
        con.execute("SET lock_configuration = true")
        try:
            if not _only_reads(con, query):
                raise click.ClickException(_REFUSED)
            found = answers.rows(con, query)
        except duckdb.Error as error:
            raise click.ClickException(f"SQL: {error}") from error
    emit(found, form, lambda: _table(found), "No row.")


_REFUSED = (
    "SQL: this is not only a question; expected SELECT, FROM, WITH, DESCRIBE, SHOW, SUMMARIZE or EXPLAIN of one "
    "(PIVOT with its values: ON column IN (...)); to change or hand out data use `gapwatch rebuild` or `gapwatch export`"
)


def _only_reads(con: DuckDBPyConnection, query: str) -> bool:
    """Whether every statement reads. Opened read-only, DuckDB still lets COPY overwrite the very file that it has open."""
    import duckdb

    kinds = duckdb.StatementType
    for statement in con.extract_statements(query):
        if statement.type == kinds.EXPLAIN:
            # EXPLAIN ANALYZE does what it explains.
            explained = _EXPLAIN.match(statement.query)
            rest = con.extract_statements(statement.query[explained.end() :]) if explained else []
            if [one.type for one in rest] != [kinds.SELECT]:
                return False
        elif statement.type != kinds.SELECT:
            return False
    return True


def _table(found: Sequence[Row]) -> Iterator[RenderableType]:
    from flows.tables import Column, listing

    yield listing(found, [Column(name, name) for name in found[0]])


def _converse(place: Place, form: Format) -> None:
    """Read queries up to a semicolon; the warehouse is open only while one is answered, so that runs can write."""
    import readline  # noqa: F401  (line editing, where the system has it)

    lines: list[str] = []
    while True:
        try:
            lines.append(input(" ... " if lines else _PROMPT))
        except EOFError:
            return
        except KeyboardInterrupt:
            lines.clear()
            talk("")
            continue
        if lines[-1].rstrip().endswith(";"):
            try:
                _answer(place, "\n".join(lines), form)
            except click.ClickException as error:
                error.show()
            lines.clear()
