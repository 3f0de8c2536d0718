"""Bytes as received: stored once, small, and checked on every read."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warehouse_doubles import RULES, days, page, program, source, tier, wall, warehouse

from extractors.records import Outcome
from warehouse import SnapshotDamaged, connect_read_only, record
from warehouse.connection import writing
from warehouse.snapshots import Base, bodies, body, digest, packed

if TYPE_CHECKING:
    from pathlib import Path

    from warehouse import Fetch

S = source()


def long_page(n: int, furniture: str) -> bytes:
    """A page of some length; pages of different numbers have nothing in common."""
    chance = random.Random(n)
    lines = [f"<p>{chance.random()} certified people</p>" for _ in range(400)]
    return "\n".join([f"<nav>{furniture}</nav>", *lines]).encode()


@given(st.binary(max_size=3000), st.binary(max_size=3000))
def test_any_bytes_pack(content: bytes, base: bytes) -> None:
    """Any bytes can be stored against any base."""
    whole = packed(digest(base), base, None)
    found = packed(digest(content), content, Base(whole.snapshot, base, len(whole.frame)))
    assert found.length == len(content)
    assert found.base in {None, whole.snapshot}


def test_versions_are_small(tmp_path: Path) -> None:
    """A version whose furniture differs costs a small part of the whole page, and comes back as it was."""
    path, pages = stored(tmp_path, [long_page(1, f"token {n}") for n in range(5)])
    con = connect_read_only(path)
    rows = con.execute("SELECT base IS NULL, stored FROM snapshots").fetchall()
    assert sorted(whole for whole, _ in rows) == [False, False, False, False, True]
    assert max(size for whole, size in rows if not whole) * 20 < max(size for _, size in rows)
    assert bodies(con, path, [digest(content) for content in pages]) == {digest(c): c for c in pages}
    con.close()


def test_new_page_becomes_the_base(tmp_path: Path) -> None:
    """A page that has nothing in common with the one before is stored whole, and its next version against it."""
    path, _ = stored(tmp_path, [long_page(1, "a"), long_page(2, "a"), long_page(2, "b")])
    con = connect_read_only(path)
    assert con.execute("SELECT count(*) FROM snapshots WHERE base IS NULL").fetchall() == [(2,)]
    con.close()


def test_wall_is_no_base(tmp_path: Path) -> None:
    """A wall between two versions of a page does not keep the second from being small."""
    path, _ = stored(tmp_path, [long_page(1, "a")])
    record(path, [wall(S, days(50), Outcome.LOGIN, long_page(9, "login"))], RULES)
    record(path, [_fetch(60, long_page(1, "b"))], RULES)
    con = connect_read_only(path)
    (base,) = con.execute(
        "SELECT base FROM snapshots WHERE snapshot = $s", {"s": digest(long_page(1, "b"))}
    ).fetchall()
    assert base == (digest(long_page(1, "a")),)
    con.close()


def test_same_bytes_are_stored_once(tmp_path: Path) -> None:
    """Captures of equal bytes share one snapshot."""
    path, _ = stored(tmp_path, [long_page(1, "a")] * 3)
    con = connect_read_only(path)
    assert con.execute(
        "SELECT (SELECT count(*) FROM captures), (SELECT count(*) FROM snapshots)"
    ).fetchall() == [(3, 1)]
    con.close()


@pytest.mark.parametrize("frame", [b"not a frame", None])
def test_damage_is_noticed(tmp_path: Path, frame: bytes | None) -> None:
    """Bytes that are not what their digest says are named, never returned."""
    path, (content, other) = stored(tmp_path, [long_page(1, "a"), long_page(2, "a")])
    with writing(path) as con:
        spoilt = (
            frame
            or con.execute(
                "SELECT bytes FROM snapshot_bodies WHERE snapshot = $s", {"s": digest(other)}
            ).fetchall()[0][0]
        )
        con.execute(
            "UPDATE snapshot_bodies SET bytes = $b WHERE snapshot = $s", {"b": spoilt, "s": digest(content)}
        )
    con = connect_read_only(path)
    with pytest.raises(
        SnapshotDamaged, match=rf"snapshot {digest(content)}: .*restore the file from a backup"
    ):
        body(con, path, digest(content))
    con.close()


def test_unknown_snapshot(tmp_path: Path) -> None:
    """A digest that no capture has is an error that says so."""
    path, _ = stored(tmp_path, [long_page(1, "a")])
    con = connect_read_only(path)
    with pytest.raises(SnapshotDamaged, match="there is no such snapshot"):
        body(con, path, "0" * 64)
    con.close()


def stored(tmp_path: Path, pages: list[bytes]) -> tuple[Path, list[bytes]]:
    """A warehouse with captures of these pages, a day apart."""
    path = warehouse(tmp_path, program(S))
    for n, content in enumerate(pages):
        record(path, [_fetch(n, content)], RULES)
    return path, pages


def _fetch(n: int, content: bytes) -> Fetch:
    fetch = page(S, days(n), tier("Gold"))
    assert fetch.response is not None
    return replace(fetch, response=replace(fetch.response, body=content))
