"""Writing down what is watched and asked."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from warehouse.connection import append, connect_read_only, writing
from warehouse.discovered import kept_sources
from warehouse.source_rows import COLUMNS, source, source_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from extractors.catalogue import Catalogue, Program, Source
    from warehouse.connection import Row


def register(path: Path | str, programs: Sequence[Program], catalogue: Catalogue) -> None:
    """Make these the watched programs and this the catalogue. Programs and sources left out stay, no longer watched.

    A source that was discovered for one of the programs stays watched, given or not, until it is rejected: it may have been
    enrolled since the caller read what is watched.
    """
    with writing(path) as con:
        left = con.execute("SELECT * REPLACE (false AS watched) FROM programs").fetchall()
        kept = [one.id for one in kept_sources(con)]
        left_sources = con.execute(
            "SELECT * REPLACE (source_id IN (SELECT unnest($kept)) AND program IN (SELECT unnest($programs)) AS watched)"
            " FROM sources",
            {"kept": kept, "programs": [program.key for program in programs]},
        ).fetchall()
        _register(con, programs, catalogue, (left, left_sources))


def declare(path: Path | str, programs: Sequence[Program], catalogue: Catalogue) -> None:
    """Make these programs known beside those that are; what is watched stays so."""
    with writing(path) as con:
        declare_within(con, programs, catalogue)


def declare_within(con: DuckDBPyConnection, programs: Sequence[Program], catalogue: Catalogue) -> None:
    """Declare as a part of a transaction that does more, such as a rebuild's."""
    stored = (con.execute("FROM programs").fetchall(), con.execute("FROM sources").fetchall())
    _register(con, programs, catalogue, stored)


def declare_programs_within(con: DuckDBPyConnection, programs: Sequence[Program]) -> None:
    """Make programs and their sources known beside those that are; what is asked stays as it is."""
    programs_stored, sources_stored = (
        con.execute("FROM programs").fetchall(),
        con.execute("FROM sources").fetchall(),
    )
    _register_programs(con, programs, (programs_stored, sources_stored))


def declare_sources(path: Path | str, program: Program) -> None:
    """Make a program's sources known; the program itself is made known as given only when it is not known yet."""
    with writing(path) as con:
        known = con.execute(
            "SELECT * REPLACE (true AS watched) FROM programs WHERE program = $key", {"key": program.key}
        )
        row = known.fetchone() or _program_row(program)
        _replace(con, "programs", [*con.execute("FROM programs").fetchall(), row])
        _replace(con, "sources", [*con.execute("FROM sources").fetchall(), *map(source_row, program.sources)])


def sources_of(path: Path | str, program: str) -> tuple[Source, ...]:
    """The sources of a program as they were registered last."""
    with closing(connect_read_only(path)) as con:
        rows = con.execute(
            f"SELECT {COLUMNS} FROM sources WHERE program = $key ORDER BY source_id",  # noqa: S608 - ours
            {"key": program},
        ).fetchall()
    return tuple(source(row) for row in rows)


def _program_row(program: Program) -> Row:
    return program.key, program.name, program.vendor, program.homepage, list(program.aliases), True


def _register(
    con: DuckDBPyConnection,
    programs: Sequence[Program],
    catalogue: Catalogue,
    stored: tuple[list[Row], list[Row]],
) -> None:
    _register_programs(con, programs, stored)
    questions = [(q.key, n, q.wording, q.why) for n, q in enumerate(catalogue.questions)]
    facets = [
        (q.key, f.key, n, f.wording, f.required) for q in catalogue.questions for n, f in enumerate(q.facets)
    ]
    _replace(con, "questions", questions)
    _replace(con, "facets", facets)


def _register_programs(
    con: DuckDBPyConnection, programs: Sequence[Program], stored: tuple[list[Row], list[Row]]
) -> None:
    program_rows = [_program_row(program) for program in programs]
    source_rows = [source_row(one) for program in programs for one in program.sources]
    _replace(con, "programs", [*stored[0], *program_rows])
    _replace(con, "sources", [*stored[1], *source_rows])


def _replace(con: DuckDBPyConnection, table: str, rows: Iterable[Row]) -> None:
    """Make these the rows of a small table, the later of two with one key winning; nothing is written when they are."""
    width = 2 if table == "facets" else 1
    wanted = list({row[:width]: row for row in rows}.values())
    stored = con.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - a name from this module
    if sorted(map(repr, stored)) == sorted(map(repr, wanted)):
        return
    keyed = {row[:width]: row for row in wanted}
    gone = [row for row in stored if keyed.get(row[:width]) != row]
    con.execute(f"DELETE FROM {table}") if gone else None  # noqa: S608
    append(con, table, wanted if gone else [row for row in wanted if row not in stored])
