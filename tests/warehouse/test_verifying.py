"""A check of the whole warehouse says exactly what is wrong, once for each thing."""

from __future__ import annotations

import re
import shutil
import tempfile
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from test_packing import captured, pack_all, text
from warehouse_doubles import (
    CATALOGUE,
    POLICY,
    RULES,
    days,
    page,
    people,
    program,
    settled,
    source,
    tier,
    validity,
    wall,
    warehouse,
)

from warehouse import (
    SchemaError,
    WarehouseDamaged,
    connect_read_only,
    naming,
    rebuild,
    record,
    settle,
    verified,
)
from warehouse.checked_ledger import SHOWN
from warehouse.connection import merging, writing
from warehouse.naming import CAPTURES, EVIDENCE
from warehouse.snapshots import digest

S = source()
PAGES = [text(0, n) for n in range(5)]


def watched(tmp_path: Path) -> Path:
    """A warehouse in which a requirement came and changed, people were told, and a wall stood between."""
    return copy(_watched(), tmp_path)


def filled(tmp_path: Path, *, pack: bool) -> Path:
    """A warehouse with five versions of a page, loose or packed."""
    return copy(_filled(pack=pack), tmp_path)


def copy(file: bytes, tmp_path: Path) -> Path:
    """A file of these bytes."""
    path = tmp_path / "gapwatch.duckdb"
    path.write_bytes(file)
    return path


@cache
def _watched() -> bytes:
    path = warehouse(Path(tempfile.mkdtemp()), program(S))
    settled(path, page(S, days(0), tier("Gold")))
    settled(path, wall(S, days(1)))
    settled(path, page(S, days(2), tier("Gold"), people(10)))
    settled(path, page(S, days(3), tier("Gold"), people(25), validity("P12M")))
    return merged(path)


@cache
def _filled(*, pack: bool) -> bytes:
    path = warehouse(Path(tempfile.mkdtemp()), program(S))
    record(path, [captured(S, n, content) for n, content in enumerate(PAGES)], RULES)
    if pack:
        pack_all(path)
    return merged(path)


def merged(path: Path) -> bytes:
    """The file with all that its log holds; the directory is gone afterwards."""
    with merging(path):
        pass
    found = path.read_bytes()
    shutil.rmtree(path.parent)
    return found


def spoilt(path: Path, *statements: str, **values: Any) -> list[str]:
    """What a check says after these statements, without the file's name."""
    with writing(path) as con:
        for statement in statements:
            con.execute(statement, {key: value for key, value in values.items() if f"${key}" in statement})
    faults = verified(path).faults
    assert all(fault.startswith(f"{path}: ") for fault in faults)
    return [fault.removeprefix(f"{path}: ") for fault in faults]


def test_all_is_well(tmp_path: Path) -> None:
    """A warehouse that runs made has no fault; snapshots, references and quotes are counted."""
    found = verified(watched(tmp_path))
    assert found.faults == ()
    assert (found.snapshots, found.pruned) == (4, 0)
    assert found.quotes > 10
    assert found.references > 40


def test_progress_is_heard(tmp_path: Path) -> None:
    """A check says how many snapshots of how many it has read."""
    heard: list[tuple[int, int]] = []
    verified(filled(tmp_path, pack=False), lambda done, total: heard.append((done, total)))
    assert heard[-1] == (5, 5)


def test_writers_come_in_between(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A long check closes the warehouse for moments: a run that waits records meanwhile, and nothing is wrong for that."""
    path = filled(tmp_path, pack=False)
    monkeypatch.setattr("warehouse.checked_bytes.HELD_SECONDS", -1.0)
    monkeypatch.setattr("warehouse.checked_bytes.CHUNK", 2)
    written: list[int] = []

    def between(_: float) -> None:
        record(path, [captured(S, 50 + len(written), text(9, len(written)))], RULES)
        written.append(1)

    monkeypatch.setattr("warehouse.checked_bytes.sleep", between)
    assert verified(path).faults == ()
    assert len(written) > 1


def test_a_flipped_byte_in_a_pack(tmp_path: Path) -> None:
    """One byte of a pack is one fault, which names the pack and how many snapshots cannot be read."""
    path = filled(tmp_path, pack=True)
    with closing(connect_read_only(path)) as con:
        ((frame,),) = con.execute("SELECT bytes FROM snapshot_packs").fetchall()
    flipped = bytearray(frame)
    flipped[len(frame) // 2] ^= 0x10
    (fault,) = spoilt(path, "UPDATE snapshot_packs SET bytes = $frame", frame=bytes(flipped))
    assert re.fullmatch(
        r"pack 1: [1-5] snapshots? \([0-9a-f]{64}.*\): (pack 1 cannot be expanded \(.*\)|its bytes have another digest);"
        r" expected bytes of that digest; restore the file from a backup",
        fault,
    )


def test_a_damaged_base_is_named_once(tmp_path: Path) -> None:
    """A damaged base is one fault, which says how many others cannot be read for it."""
    path = filled(tmp_path, pack=False)
    (fault,) = spoilt(
        path, "UPDATE snapshot_bodies SET bytes = 'x'::BLOB WHERE snapshot = $base", base=digest(PAGES[0])
    )
    assert fault.startswith(f"snapshot {digest(PAGES[0])}: cannot be expanded (")
    assert "; for that 4 snapshots (" in fault


def test_a_base_that_is_gone(tmp_path: Path) -> None:
    """A base of which no row is left is named with what rests on it, and with the capture that brought it."""
    path = filled(tmp_path, pack=False)
    base = digest(PAGES[0])
    faults = spoilt(
        path,
        "DELETE FROM snapshots WHERE snapshot = $base",
        "DELETE FROM snapshot_bodies WHERE snapshot = $base",
        base=base,
    )
    assert len(faults) == 3
    assert faults[0].startswith(f"snapshot {base}: it is missing; for that 4 snapshots (")
    assert faults[1].startswith(
        f"capture 1 of acme/page at 2026-01-01T05:17:00Z: snapshot names snapshot {base}, which"
    )
    assert faults[2].startswith(
        f"base of acme/page: it is snapshot {base}, which is not there; expected it to be; "
    )


def test_swapped_frames(tmp_path: Path) -> None:
    """Frames under each other's names are a fault each."""
    path = warehouse(tmp_path, program(S))
    record(path, [captured(S, n, text(n, 0)) for n in range(2)], RULES)
    names = sorted(digest(text(n, 0)) for n in range(2))
    faults = spoilt(
        path,
        "UPDATE snapshot_bodies SET snapshot = CASE snapshot WHEN $first THEN $second ELSE $first END",
        first=names[0],
        second=names[1],
    )
    assert len(faults) == 2
    for fault, name in zip(faults, names, strict=True):
        assert re.match(
            rf"snapshot {name}: (its bytes have another digest|cannot be expanded \(ends after)", fault
        )


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        (["DELETE FROM snapshot_differences WHERE snapshot = $s"], [r"snapshot \w+: its bytes are missing; .*backup"]),
        (
            ["UPDATE snapshots SET base = $s WHERE snapshot = $s"],
            [
                r"snapshot \w+: it rests on snapshot \w+, which is itself; expected a base that is stored whole or in a .*",
            ],
        ),
        (["DELETE FROM fetches WHERE snapshot = $s"], [r"snapshots: snapshot \w+, which is not there; .*"]),
        (
            ["DELETE FROM snapshots WHERE snapshot = $s"],
            [
                r"snapshot \w+: its loose frame is stored, and no row of snapshots says so; expected one; .*",
                r"capture 3 of acme/page at .*: snapshot names snapshot \w+, which is not there; .*",
            ],
        ),
        (["INSERT INTO snapshots FROM snapshots WHERE snapshot = $s"], [r"snapshot \w+: 2 rows of snapshots name it; .*"]),
    ],
)  # fmt: skip
def test_what_does_not_fit(tmp_path: Path, statements: list[str], expected: list[str]) -> None:
    """Rows that are missing, doubled or rest on the wrong ones are named with what was expected."""
    faults = spoilt(filled(tmp_path, pack=False), *statements, s=digest(PAGES[2]))
    assert len(faults) == len(expected)
    for fault, pattern in zip(faults, expected, strict=True):
        assert re.fullmatch(pattern, fault), fault


def test_packs_that_rest_on_each_other(tmp_path: Path) -> None:
    """A pack that rests on itself is named by the rule that it breaks."""
    faults = spoilt(filled(tmp_path, pack=True), "UPDATE snapshot_packs SET base = $s", s=digest(PAGES[2]))
    assert "which stands in itself; expected a base in a pack that rests on none" in faults[0]


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (
            "UPDATE requirements SET start_offset = start_offset + 1 WHERE kind = 'validity'",
            r'document \w+: requirements 2: ".+" does not stand at 4\d to \d+; expected it there, found ".+"; derive it .*',
        ),
        (
            "UPDATE coverage SET quote = 'Nobody said so' WHERE quote IS NOT NULL AND facet = 'period'",
            r'coverage of acme on renewal\.period from 2026-01-04T05:17:00Z: "Nobody said so" does not stand in document .*',
        ),
        (
            "UPDATE changes SET quote = 'Nobody said so' WHERE type = 'requirement_changed'",
            r'change \w+ \(requirement_changed of acme/page at 2026-01-04T05:17:00Z\): "Nobody said so" does not stand .*',
        ),
        (
            "UPDATE alerts SET payload = replace(payload::VARCHAR, 'certified individuals 25', 'certified people 99')",
            r'alert \w+: "Gold certified people 99" stands neither in what snapshot \w+ says nor in its bytes; .*',
        ),
        (
            "UPDATE changes SET quoted_from = repeat('0', 64) WHERE type = 'gap_narrowed'",
            (r"change \w+ \(gap_narrowed .*\): quoted_from names snapshot 0+, .*"
            r"\|change .* does not stand in what .* 0+ says.*"),
        ),
        (
            "UPDATE told SET alert = 'none' WHERE change = (SELECT min(change) FROM told)",
            r"told change \w+: it went into alert none, which is not there; .*",
        ),
        (
            "UPDATE requirement_periods SET ordinal = 9 WHERE identity = (SELECT max(identity) FROM requirement_periods)",
            r"period of requirement .*: it is of document \w+ requirement 9, which is not there; .*",
        ),
        ("UPDATE settlements SET sequence = 99", r"settlement of acme: it goes to capture 99, which is not there; .*"),
    ],
)  # fmt: skip
def test_what_is_not_said(tmp_path: Path, statement: str, expected: str) -> None:
    """A quote that does not stand where it is said to, or a row that names what is not there, is named with its place."""
    faults = "|".join(spoilt(watched(tmp_path), statement))
    assert re.search(rf"(^|\|){expected}", faults), faults


EDITED = r"document \w+: its text, requirements, mentions or facets are not what was written; expected a reading of .*"


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        (
            ["DELETE FROM coverage", "DELETE FROM requirement_periods", "DELETE FROM changes"],
            [
                r"coverage of acme on \S+ from .*: captures and readings give it, and it is not there; .*",
                r"period of requirement .*: captures and readings give it, and it is not there; expected the row; .*",
                r"change \w+ \(requirement_added of .*\): captures and readings give it, and it is not there; .*",
            ],
        ),
        (
            [
                "UPDATE coverage SET status = 'documented'",
                "UPDATE changes SET captured_at = captured_at + INTERVAL 90 DAY",
                "INSERT INTO requirement_periods FROM requirement_periods LIMIT 1",
            ],
            [
                r"coverage of acme on \S+ from .*: status is documented; expected \w+, as captures and readings give it; .*",
                r"change \w+ \(.*\): captured_at is 2026-04.*; expected 2026-01-0.*, as captures and readings give it; .*",
                r"period of .*: captures and readings do not give it, or not twice; expected no such row; derive it .*",
            ],
        ),
        (
            ["DELETE FROM settlements"],
            [r"program acme: no row of settlements says how far it is settled; expected one; .*"],
        ),
        (
            ["UPDATE document_facets SET evidence = [9]"],
            [EDITED, r"program acme: its ledger cannot be derived from what is stored \(IndexError: .*"],
        ),
        (["DELETE FROM document_facets"], [EDITED]),
        (["UPDATE documents SET text = text || ' Certification costs 5000 USD.'"], [EDITED]),
        (["UPDATE requirements SET value = '999', value_number = 999 WHERE value_type = 'number'"], [EDITED]),
        (
            [
                "DELETE FROM runs",
                "DELETE FROM programs",
                "DELETE FROM rule_versions",
                "UPDATE fetches SET headers = NULL WHERE sequence = 1",
                "INSERT INTO fetches FROM fetches WHERE sequence = 2",
                "INSERT INTO documents FROM documents LIMIT 1",
                "UPDATE requirements SET value_number = 999 WHERE value_type = 'number'",
            ],
            [
                r"capture 1 of acme/page at .*: its run is run, which is not there; .*",
                r"capture 1 of acme/page at .*: its program is acme, which is not there; .*",
                r"document \w+: it was read by rules \S+, which is not there; .*",
                r"capture 1 of acme/page at .*: it has a status and no headers; expected both or neither; .*",
                r"capture 2 of acme/page at .*: 2 rows of fetches have its sequence; expected one; .*",
                r"document \w+: 2 rows of documents name it; expected one; .*",
                r"document \w+: requirement \d: its value \d+ is not what the column of its type holds; expected .*",
            ],
        ),
    ],
)  # fmt: skip
def test_damage_outside_bytes(tmp_path: Path, statements: list[str], expected: list[str]) -> None:
    """Rows that were lost, doubled or edited are named, be it of captures, of readings or of the ledger."""
    faults = spoilt(watched(tmp_path), *statements)
    for pattern in expected:
        assert any(re.fullmatch(pattern, fault) for fault in faults), (pattern, faults)


def test_many_rows_are_counted(tmp_path: Path) -> None:
    """Of many rows that differ the first are named, and of the others is said how many they are."""
    faults = spoilt(watched(tmp_path), "DELETE FROM coverage")
    assert len(faults) == SHOWN + 1
    assert re.match(r"coverage of acme: \d+ more rows differ; expected none; derive it again", faults[-1])


def test_a_rebuild_mends_readings_and_ledger(tmp_path: Path) -> None:
    """What a check says to derive again is as it should be after a rebuild."""
    path = watched(tmp_path)
    assert spoilt(
        path, "UPDATE documents SET text = 'x' || text", "DELETE FROM changes", "DELETE FROM coverage"
    )
    rebuild(path, [program(S)], CATALOGUE, POLICY, RULES, jobs=0)
    assert verified(path).faults == ()


def test_what_there_is_nothing_to_compare_with(tmp_path: Path) -> None:
    """Readings without a digest, and ledgers on terms that nobody knows or that are others now, are said and no fault."""
    path = watched(tmp_path)
    assert verified(path).unlike == ()
    statements = ("DELETE FROM reading_digests", "UPDATE sources SET url = url || '/new'")
    assert spoilt(path, *statements) == []
    readings, ledger = verified(path).unlike
    assert re.fullmatch(r"\d readings that an older version wrote: .*", readings)
    assert ledger.startswith("the ledger of 1 programs whose sources or rules are others since: ")
    assert spoilt(path, "DELETE FROM ledger_terms") == []
    assert (
        verified(path)
        .unlike[1]
        .startswith("the ledger of 1 programs settled by an older version, or never: ")
    )
    record(path, [page(S, days(9), tier("Gold"))], RULES)
    assert verified(path).unlike[1].startswith("the ledger of 1 programs whose captures wait to be settled: ")


def test_what_was_told_by_older_rules(tmp_path: Path) -> None:
    """A quote in an alert whose words are written otherwise in today's document is found in the bytes."""
    path = watched(tmp_path)
    statement = "UPDATE documents SET text = replace(text, 'certified individuals', 'Certified-Individuals')"
    faults = spoilt(
        path, statement, "DELETE FROM requirements", "DELETE FROM requirement_periods", "DELETE FROM coverage"
    )
    assert [fault for fault in faults if fault.startswith("alert ")] == []


def test_every_name_of_a_snapshot_is_known(tmp_path: Path) -> None:
    """Each column that names snapshots is followed by the check, and protected from retention where it is evidence."""
    path = warehouse(tmp_path, program(S))
    known = {(naming_.table, naming_.column) for naming_ in (*CAPTURES, *EVIDENCE)}
    own = {
        ("snapshots", "base"),
        ("snapshot_packs", "base"),
        ("snapshot_bases", "snapshot"),
        ("snapshots", "snapshot"),
    }
    loose = {(table, "snapshot") for table in ("snapshot_bodies", "snapshot_differences")}
    pruned = {("pruned_snapshots", "snapshot"), ("pruned_snapshots", "stand_in")}
    with closing(connect_read_only(path)) as con:
        rows = con.execute(
            "SELECT table_name, column_name FROM duckdb_columns() JOIN duckdb_tables() USING (table_name) WHERE"
            " column_name LIKE '%snapshot%' OR column_name IN ('quoted_from', 'proof', 'stand_in', 'base', 'confirms')"
        ).fetchall()
        naming.evidence()
    assert set(rows) - known - own - loose - pruned == naming.NO_EVIDENCE


def test_older_warehouses_are_refused(tmp_path: Path) -> None:
    """A warehouse without this version's tables is refused with what brings it up to date."""
    path = filled(tmp_path, pack=False)
    with writing(path) as con:
        con.execute("DROP TABLE ledger_terms")
    with pytest.raises(SchemaError, match=r"made by an older version of gapwatch; .* run `gapwatch compact`"):
        verified(path)


def test_settling_again_changes_nothing(tmp_path: Path) -> None:
    """A check writes nothing: settling afterwards finds no news."""
    path = watched(tmp_path)
    verified(path)
    assert settle(path, CATALOGUE, POLICY, "run", days(9)) == ()


def test_a_flipped_byte_on_the_disk(tmp_path: Path) -> None:
    """A block of the file that cannot be read is named by its table and column; everything else is checked all the same."""
    path = filled(tmp_path, pack=False)
    good = path.read_bytes()
    with closing(connect_read_only(path)) as con:
        ((frame,),) = con.execute("SELECT bytes FROM snapshot_bodies").fetchall()
    heard = set()
    for at in (good.index(frame), *range(12_288, len(good), 7 * 16_384)):
        path.write_bytes(good[: at + 40] + bytes([good[at + 40] ^ 1]) + good[at + 41 :])
        try:
            faults = verified(path).faults
        except WarehouseDamaged:
            continue
        matches = [re.search(r": table (\w+), column \w+: a part of", fault) for fault in faults]
        heard |= {match[1] for match in matches if match}
        assert any(matches) == bool(faults)
    assert "snapshot_bodies" in heard
    assert len(heard) > 1
