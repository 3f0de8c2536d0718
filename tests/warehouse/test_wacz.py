"""WACZ files: what they state of their files is checked, and what cannot be read hides nothing else."""

from __future__ import annotations

import hashlib
import json
import os
import re
import time
import warnings
import zipfile
from typing import TYPE_CHECKING

import pytest
from archive_doubles import Archive, html
from history_doubles import S, watched
from warehouse_doubles import days, program

from warehouse import connect_read_only
from warehouse.holdings import Holding
from warehouse.members import Members

if TYPE_CHECKING:
    from pathlib import Path

    from history_doubles import Kept

    from warehouse import Imported

VALID = html("Certifications are valid for 24 months.")
ONE, TWO = "archive/one.warc.gz", "archive/deep/two.warc"


def warc(tmp_path: Path, name: str, day: int, *, gzipped: bool = True) -> bytes:
    """A WARC file with one page."""
    archive = Archive(tmp_path / name, gzipped=gzipped)
    archive.response(days(day), VALID + b"<!-- %d -->" % day, url=S.url)
    return archive.close().read_bytes()


@pytest.fixture
def members(tmp_path: Path) -> dict[str, bytes]:
    """What stands in a sound WACZ."""
    return {
        ONE: warc(tmp_path, "one", 1),
        TWO: warc(tmp_path, "two", 2, gzipped=False),
        "indexes/index.cdx.gz": b"an index, which nobody needs here",
        "pages/pages.jsonl": b'{"format": "json-pages-1.0"}\n',
    }


def package(members: dict[str, bytes], **wrong: str) -> bytes:
    """The list of files, with digests; those named in `wrong` (by file name) are stated so."""
    resources = [
        {
            "name": name.rsplit("/", 1)[-1],
            "path": name,
            "hash": wrong.get(
                name.rsplit("/", 1)[-1].split(".")[0], f"sha256:{hashlib.sha256(content).hexdigest()}"
            ),
            "bytes": len(content),
        }
        for name, content in members.items()
    ]
    return json.dumps({"profile": "data-package", "wacz_version": "1.1.1", "resources": resources}).encode()


def wacz(tmp_path: Path, members: dict[str, bytes], how: int = zipfile.ZIP_STORED) -> Path:
    """A ZIP of these files."""
    path = tmp_path / "capture.wacz"
    with zipfile.ZipFile(path, "w", how) as container:
        for name, content in members.items():
            container.writestr(name, content)
    return path


def taken(tmp_path: Path, path: Path) -> tuple[Kept, Imported]:
    """A warehouse into which it was imported."""
    kept = watched(tmp_path / "kept", program(S))
    return kept, kept.take(path, programs=[program(S)])


@pytest.mark.parametrize("how", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_the_archives_in_a_wacz_are_read(tmp_path: Path, members: dict[str, bytes], how: int) -> None:
    """Captures come from every WARC file in it, and say from which, and where in it."""
    path = wacz(tmp_path, {**members, "datapackage.json": package(members)}, how)
    kept, found = taken(tmp_path, path)
    assert (found.files, found.captures, found.faults) == (1, 2, ())
    con = connect_read_only(kept.path)
    rows = con.execute("SELECT archive, memento FROM fetches ORDER BY started_at").fetchall()
    con.close()
    assert rows == [(f"capture.wacz/{ONE}", "0"), (f"capture.wacz/{TWO}", "0")]


def test_revisits_find_what_stands_in_a_wacz(tmp_path: Path, members: dict[str, bytes]) -> None:
    """A redirect in another import leads to a page that stands in a WACZ, though nobody claimed that page then."""
    archive = Archive(tmp_path / "page.warc")
    archive.response(days(1), VALID, url="https://acme.example/new")
    inner = {ONE: archive.close().read_bytes()}
    path = wacz(tmp_path, {**inner, "datapackage.json": package(inner)})
    kept, found = taken(tmp_path, path)
    assert (found.captures, found.unclaimed) == (0, 1)
    later = Archive(tmp_path / "later.warc.gz")
    later.response(days(2), b"", url=S.url, status="301 Moved Permanently", Location="/new")
    assert kept.take(later.close(), programs=[program(S)]).captures == 1


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        (
            "sha256:" + "0" * 64,
            r"archive/one\.warc\.gz: skipped, its bytes are not what datapackage\.json says",
        ),
        ("crc32:1", r'archive/one\.warc\.gz: skipped, its digest is stated as "crc32"; expected sha256'),
    ],
)
def test_digests_are_checked(tmp_path: Path, members: dict[str, bytes], wrong: str, fault: str) -> None:
    """A WARC file that is not what the WACZ says is left out with a fault; the others are taken."""
    path = wacz(tmp_path, {**members, "datapackage.json": package(members, one=wrong)})
    _, found = taken(tmp_path, path)
    assert found.captures == 1
    (line,) = found.faults
    assert re.search(fault, line)


@pytest.mark.parametrize(
    ("listing", "words"),
    [
        (None, "no item named"),
        (b"{", "Expecting property name"),
        (b'{"resources": 3}', "not iterable"),
        (b"[" * 100_000, "recursion"),
    ],
    ids=["missing", "broken", "odd", "deep"],
)
def test_without_a_list_of_files(
    tmp_path: Path, members: dict[str, bytes], listing: bytes | None, words: str
) -> None:
    """Without a readable datapackage.json the WARC files are read all the same, and it is said that nothing was checked."""
    path = wacz(tmp_path, members if listing is None else {**members, "datapackage.json": listing})
    _, found = taken(tmp_path, path)
    assert found.captures == 2
    (line,) = found.faults
    assert line.startswith(f"{path}: datapackage.json is missing or not readable (")
    assert words in line
    assert line.endswith("its WARC files are read unchecked")


def test_what_is_listed_and_not_there(tmp_path: Path, members: dict[str, bytes]) -> None:
    """A WARC file that is stated and missing is a fault; the rest is taken."""
    listing = package(members)
    del members[ONE]
    _, found = taken(tmp_path, wacz(tmp_path, {**members, "datapackage.json": listing}))
    assert found.captures == 1
    assert "archive/one.warc.gz: stated in datapackage.json, and not there" in found.faults[0]


def test_the_list_has_a_digest_too(tmp_path: Path, members: dict[str, bytes]) -> None:
    """A list that is not what datapackage-digest.json says is a fault, and used."""
    listing = package(members)
    stated = json.dumps({"path": "datapackage.json", "hash": "sha256:" + "1" * 64}).encode()
    more = {"datapackage.json": listing, "datapackage-digest.json": stated}
    _, found = taken(tmp_path, wacz(tmp_path, {**members, **more}))
    assert found.captures == 2
    assert "datapackage.json is not what datapackage-digest.json says" in found.faults[0]


def test_bombs_are_not_opened(tmp_path: Path, members: dict[str, bytes]) -> None:
    """A file that expands a thousand times is left out before a byte of it is read."""
    members["archive/bomb.warc"] = bytes(70 * 1024 * 1024)
    path = wacz(tmp_path, {**members, "datapackage.json": package(members)}, zipfile.ZIP_DEFLATED)
    _, found = taken(tmp_path, path)
    assert found.captures == 2
    assert "archive/bomb.warc: skipped, it expands from" in found.faults[0]
    assert "expected at most 100 times as many" in found.faults[0]


def test_many_bombs_are_no_better_than_one(tmp_path: Path, members: dict[str, bytes]) -> None:
    """Files that expand far, each too small to be refused, are read as long as they are not too much together."""
    bombs = {f"archive/z{n}.warc": (b"x" * 4095 + b"\n") * (40 * 256) for n in range(3)}
    _, found = taken(tmp_path, wacz(tmp_path, {**members, **bombs}, zipfile.ZIP_DEFLATED))
    assert found.captures == 2
    refused = [
        line for line in found.faults if "expected a WACZ whose WARC files have at most 100 times" in line
    ]
    assert ["archive/z1.warc: skipped" in refused[0], "archive/z2.warc: skipped" in refused[1]] == [
        True,
        True,
    ]


def test_what_is_compressed_is_expanded_once(tmp_path: Path) -> None:
    """Reading at a hundred places of a compressed WARC file costs little more than reading at one."""
    content = bytes(20 * 1024 * 1024) + VALID
    path = wacz(tmp_path, {"archive/big.warc": content}, zipfile.ZIP_DEFLATED)
    holding = Holding(path, "archive/big.warc")

    def seconds(places: int) -> float:
        begun = time.process_time()
        for _ in range(places):
            with opener.opened(holding) as stream:
                stream.seek(-len(VALID), os.SEEK_END)
                assert stream.read() == VALID
        return time.process_time() - begun

    with Members() as opener:
        assert seconds(100) < 20 * max(seconds_once(path), 0.01)


def seconds_once(path: Path) -> float:
    """What it costs to expand a ZIP once."""
    begun = time.process_time()
    with zipfile.ZipFile(path) as container:
        assert container.testzip() is None
    return time.process_time() - begun


@pytest.mark.parametrize("how", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_every_place_in_a_member(tmp_path: Path, members: dict[str, bytes], how: int) -> None:
    """A file in a ZIP reads like the file itself: from any place, up to its end, and no further."""
    path = wacz(tmp_path, members, how)
    for name in (ONE, TWO):
        content = members[name]
        with Members() as opener:
            for at in (0, 7, len(content) - 1, len(content), len(content) + 9):
                with opener.opened(Holding(path, name)) as stream:
                    assert stream.seek(at) == at
                    assert stream.read() == content[at:]


def test_encrypted_files(tmp_path: Path, members: dict[str, bytes]) -> None:
    """A file with a password is left out with a fault."""
    path = wacz(tmp_path, {**members, "datapackage.json": package(members)})
    content = bytearray(path.read_bytes())
    for magic, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(magic) + place] |= 1
    path.write_bytes(content)
    _, found = taken(tmp_path, path)
    assert found.captures == 1
    assert "archive/one.warc.gz: skipped, it is encrypted" in found.faults[0]


def test_paths_that_lead_out(tmp_path: Path, members: dict[str, bytes]) -> None:
    """What stands elsewhere than below archive/ is not read; a name that stands there twice is read once."""
    sneaky = {
        "../archive/one.warc.gz": members[ONE],
        "/archive/one.warc.gz": members[ONE],
        "one.warc.gz": members[ONE],
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # the library's, at writing a name twice
        path = wacz(tmp_path, {"datapackage.json": package(members), **members, **sneaky})
        with zipfile.ZipFile(path, "a") as container:
            container.writestr(TWO, members[TWO])
    _, found = taken(tmp_path, path)
    assert (found.records, found.captures, found.faults) == (2, 2, ())


def test_a_wacz_within_a_wacz(tmp_path: Path, members: dict[str, bytes]) -> None:
    """A WACZ inside is a fault that says what to do; the WARC files beside it are taken."""
    _, found = taken(
        tmp_path, wacz(tmp_path, {**members, "other.wacz": b"PK", "datapackage.json": package(members)})
    )
    assert found.captures == 2
    assert "other.wacz: a WACZ within a WACZ is not read" in found.faults[0]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 and nothing more", b"no ZIP at all"])
def test_no_zip(tmp_path: Path, content: bytes) -> None:
    """A file that is no ZIP is reported and raises nothing."""
    path = tmp_path / "broken.wacz"
    path.write_bytes(content)
    _, found = taken(tmp_path, path)
    assert found.captures == 0
    assert f"{path}: no readable ZIP" in found.faults[0]


def test_damage_within(tmp_path: Path, members: dict[str, bytes]) -> None:
    """A WARC file that is damaged within the ZIP is left out by the ZIP's own checksum; the other is taken."""
    path = wacz(tmp_path, members)
    content = path.read_bytes()
    path.write_bytes(content.replace(members[ONE][200:204], bytes(4), 1))
    _, found = taken(tmp_path, path)
    assert found.captures == 1
    assert any("archive/one.warc.gz: skipped, it cannot be read" in line for line in found.faults)
