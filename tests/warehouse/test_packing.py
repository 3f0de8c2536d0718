"""Packs: successive versions in one frame, bounded, in order of capture, and readable at every moment."""

from __future__ import annotations

import random
import tempfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warehouse_doubles import CATALOGUE, RULES, days, page, program, source, tier, warehouse

from warehouse import SnapshotDamaged, connect_read_only, pack_when_due, prepare, record, register
from warehouse import packing as packing_
from warehouse.connection import writing
from warehouse.frames import frame
from warehouse.migrations import HERE
from warehouse.packing import (
    LEAST_VERSIONS,
    MOST_BYTES,
    MOST_VERSIONS,
    SWIFT,
    Version,
    groups,
    histories,
    pack,
)
from warehouse.snapshots import DEEPEST, body, digest, read

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from extractors.catalogue import Source
    from warehouse import Fetch

A, B = source("a"), source("b")


def text(family: int, token: int) -> bytes:
    """A page of some length; those of one family differ in a token only."""
    chance = random.Random(family)
    return "\n".join([f"<nav>{token}</nav>", *(str(chance.random()) for _ in range(60))]).encode()


def captured(of: Source, day: float, content: bytes) -> Fetch:
    """A healthy capture of these bytes."""
    fetch = page(of, days(day), tier("Gold"))
    assert fetch.response is not None
    return replace(fetch, response=replace(fetch.response, body=content))


def pack_all(path: Path, level: int = SWIFT) -> None:
    """Pack every source as its history asks for."""
    with writing(path) as con:
        for name, history in histories(con).items():
            pack(con, path, name, history, level)


def depths(con: DuckDBPyConnection) -> set[int]:
    """Over how many bases each snapshot is read."""
    base_of = dict(con.execute(
        "SELECT s.snapshot, coalesce(s.base, p.base) FROM snapshots AS s LEFT JOIN snapshot_packs AS p USING (pack)"
    ).fetchall())  # fmt: skip
    found = set()
    for name in base_of:
        depth, at = 0, name
        while base_of[at] and depth < 10:
            depth, at = depth + 1, base_of[at]
        found.add(depth)
    return found


@given(st.lists(st.integers(0, MOST_BYTES), max_size=400), st.integers(0, MOST_BYTES))
def test_groups_are_bounded(lengths: list[int], another: int) -> None:
    """Groups hold all versions in their order, none too many or too long; one more version moves none of the older ones."""
    versions = [Version(str(n), length) for n, length in enumerate(lengths)]
    found = groups(versions)
    assert [version for group in found for version in group] == versions
    assert all(1 <= len(group) <= MOST_VERSIONS for group in found)
    assert all(sum(v.length for v in group) <= MOST_BYTES for group in found if len(group) > LEAST_VERSIONS)
    more = groups([*versions, Version("another", another)])
    assert more[: len(found) - 1] == found[:-1]


captures = st.tuples(st.sampled_from([A, B]), st.integers(0, 40), st.integers(0, 2), st.integers(0, 12))


@settings(max_examples=6, deadline=None)
@given(st.lists(st.lists(captures, max_size=8), min_size=1, max_size=4))
def test_every_version_is_readable_at_every_moment(batches: list[list[tuple[Source, int, int, int]]]) -> None:
    """In whatever order captures come and whenever they are packed, each reads back and none over too many bases."""
    with tempfile.TemporaryDirectory() as directory, pytest.MonkeyPatch.context() as patch:
        patch.setattr(packing_, "MOST_VERSIONS", 3)
        path = warehouse(Path(directory), program(A, B))
        known = set()
        for batch in batches:
            contents = [text(family, token) for _, _, family, token in batch]
            fetches = [captured(of, day, c) for (of, day, _, _), c in zip(batch, contents, strict=True)]
            record(path, fetches, RULES)
            known |= set(contents)
            check(path, known)
            pack_all(path)
            check(path, known)
        with closing(connect_read_only(path)) as con:
            assert con.execute("SELECT count(*) FROM snapshots WHERE pack IS NULL").fetchall() == [(0,)]


def check(path: Path, known: set[bytes]) -> None:
    """All these can be read; no chain is too long; packs rest on packs that rest on none."""
    with closing(connect_read_only(path)) as con:
        assert read(con, path, map(digest, known)).bodies == {digest(content): content for content in known}
        assert depths(con) <= set(range(DEEPEST + 1))
        assert con.execute(
            "SELECT count(*) FROM snapshot_packs AS p JOIN snapshots AS s ON s.snapshot = p.base"
            " JOIN snapshot_packs AS below ON below.pack = s.pack WHERE below.base IS NOT NULL"
        ).fetchall() == [(0,)]


def test_order_of_import_decides_nothing(tmp_path: Path) -> None:
    """Versions recorded backwards stand in the same order in their pack, and take the same bytes."""
    contents = [captured(A, n, text(0, n)) for n in range(8)]
    forms = []
    for name, fetches in (("forwards", contents), ("backwards", contents[::-1])):
        (tmp_path / name).mkdir()
        path = warehouse(tmp_path / name, program(A))
        for fetch in fetches:
            record(path, [fetch], RULES)
        pack_all(path)
        with closing(connect_read_only(path)) as con:
            forms.append(con.execute("SELECT bytes FROM snapshot_packs").fetchall())
    assert forms[0] == forms[1]


def test_what_stands_well_is_left_alone(tmp_path: Path) -> None:
    """Packing again changes nothing; a tighter level makes the packs anew."""
    path = warehouse(tmp_path, program(A))
    record(path, [captured(A, n, text(0, n)) for n in range(5)], RULES)
    pack_all(path)
    with writing(path) as con:
        history = histories(con)[A.id]
        assert pack(con, path, A.id, history, SWIFT).versions == 0
        assert pack(con, path, A.id, history, SWIFT + 1).versions == 5
        assert con.execute("SELECT level FROM snapshot_packs").fetchall() == [(SWIFT + 1,)]


def test_pages_of_a_program_share(tmp_path: Path) -> None:
    """A source whose page is like one of another source of its program rests on that, in one pack."""
    path = warehouse(tmp_path, program(A, B))
    record(path, [captured(A, n, text(0, n)) for n in range(3)], RULES)
    record(path, [captured(B, n, text(0, 100 + n)) for n in range(3)], RULES)
    pack_all(path)
    with closing(connect_read_only(path)) as con:
        rows = con.execute("SELECT source_id, base FROM snapshot_packs ORDER BY source_id").fetchall()
    assert rows == [(A.id, None), (B.id, digest(text(0, 0)))]


def test_new_versions_rest_on_a_pack(tmp_path: Path) -> None:
    """After packing, the next version of a page is stored as the difference to one in the pack."""
    path = warehouse(tmp_path, program(A))
    record(path, [captured(A, n, text(0, n)) for n in range(3)], RULES)
    pack_all(path)
    record(path, [captured(A, 9, text(0, 9))], RULES)
    with closing(connect_read_only(path)) as con:
        rows = con.execute(
            "SELECT base FROM snapshots WHERE snapshot = $s", {"s": digest(text(0, 9))}
        ).fetchall()
        assert rows == [(digest(text(0, 0)),)]
        assert body(con, path, digest(text(0, 9))) == text(0, 9)


def test_runs_pack_when_it_is_worth_it(tmp_path: Path) -> None:
    """A run packs nothing until a source has a pack's worth of loose versions."""
    path = warehouse(tmp_path, program(A))
    record(path, [captured(A, n, text(0, n)) for n in range(MOST_VERSIONS - 1)], RULES)
    assert pack_when_due(path).versions == 0
    record(path, [captured(A, 99, text(0, 99))], RULES)
    assert pack_when_due(path).versions == MOST_VERSIONS
    assert pack_when_due(path).versions == 0


def test_damage_stays_where_it_is(tmp_path: Path) -> None:
    """A damaged snapshot is not packed and keeps its fault; versions before the damage in a pack are still read."""
    path = warehouse(tmp_path, program(A))
    long = [random.Random(n).randbytes(200_000) for n in range(4)]
    record(path, [captured(A, n, content) for n, content in enumerate(long)], RULES)
    pack_all(path)
    with writing(path) as con:
        ((of,),) = con.execute("SELECT bytes FROM snapshot_packs").fetchall()
        spoilt = of[: len(of) // 2] + b"\xff" * 64 + of[len(of) // 2 + 64 :]
        con.execute("UPDATE snapshot_packs SET bytes = $bytes, level = 0", {"bytes": spoilt})
    pack_all(path)
    with closing(connect_read_only(path)) as con:
        found = read(con, path, map(digest, long))
        assert found.bodies[digest(long[0])] == long[0]
        assert digest(long[2]) in found.damaged
        with pytest.raises(
            SnapshotDamaged, match=rf"snapshot {digest(long[2])}: .*restore the file from a backup"
        ):
            body(con, path, digest(long[2]))


def test_old_warehouses_are_read(tmp_path: Path) -> None:
    """A warehouse from before there were packs keeps its versions, and they can be packed."""
    schema = tmp_path / "schema"
    schema.mkdir()
    for file in sorted((HERE / "schema").glob("*.sql")):
        if file.name < "006":
            (schema / file.name).write_bytes(file.read_bytes())
    path = tmp_path / "old.duckdb"
    prepare(path, schema, tmp_path / "none")
    first, second = text(0, 1), text(0, 2)
    with writing(path) as con:
        con.execute("INSERT INTO snapshots VALUES ($s, $n, 1, NULL)", {"s": digest(first), "n": len(first)})
        con.execute("INSERT INTO snapshot_bodies VALUES ($s, $b)", {"s": digest(first), "b": frame(first)})
        con.execute(
            "INSERT INTO snapshots VALUES ($s, $n, 1, $b)",
            {"s": digest(second), "n": len(second), "b": digest(first)},
        )
        con.execute(
            "INSERT INTO snapshot_differences VALUES ($s, $b)",
            {"s": digest(second), "b": frame(second, first)},
        )
        con.execute(
            "INSERT INTO snapshot_bases VALUES (1, $source, $s)", {"source": A.id, "s": digest(first)}
        )
    prepare(path)
    register(path, [program(A)], CATALOGUE)
    record(path, [captured(A, n, text(0, n)) for n in (1, 2, 3)], RULES)
    check(path, {text(0, n) for n in (1, 2, 3)})
    pack_all(path)
    check(path, {text(0, n) for n in (1, 2, 3)})
