"""Archives come from anywhere: what they say of digests, repeats and attempts is checked; what is wrong hides nothing."""

from __future__ import annotations

import base64
import gzip
import hashlib
import time
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from archive_doubles import Archive, html, sha1
from history_doubles import HOST, MOVED, SAME, S, watched
from hypothesis import given
from hypothesis import strategies as st
from warehouse_doubles import days, program

from warehouse import snapshots
from warehouse.archived_digests import normal_digest, of_snapshot
from warehouse.archives import Damage, archived
from warehouse.attempts import Attempted, attempted, from_lines
from warehouse.holdings import Holding
from warehouse.members import Members

if TYPE_CHECKING:
    from pathlib import Path

    from history_doubles import Kept

    from warehouse import Imported

BODY = html("Certifications are valid for 24 months.")
OTHER = html("Certifications are valid for 12 months.")
ACME = program(S, MOVED)
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
IDENTICAL = "WARC-Profile: http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An archive without records."""
    return Archive(tmp_path / "one.warc.gz")


def taken(tmp_path: Path, archive: Archive, *programs: Any) -> tuple[Kept, Imported]:
    """A warehouse into which the archive was imported."""
    programs = programs or (ACME,)
    kept = watched(tmp_path / "kept", *programs)
    return kept, kept.take(archive.close(), programs=programs)


def stated(algorithm: str, *, form: str) -> str:
    """The digest of the page in one of the forms that archives have."""
    digest = hashlib.new(algorithm, BODY).digest()
    name = algorithm.replace("sha", "SHA-") if "loud" in form else algorithm
    text = digest.hex() if "hex" in form else base64.b32encode(digest).decode().rstrip("=")
    return f"{name}:{text.lower() if 'lower' in form else text}"


@pytest.mark.parametrize("algorithm", ["md5", "sha1", "sha256", "sha512"])
@pytest.mark.parametrize("form", ["base 32", "lower base 32", "hex", "loud hex", "loud lower"])
def test_digests_in_every_form(tmp_path: Path, algorithm: str, form: str) -> None:
    """A digest means the same in base 32 or hexadecimal, in either case, with a dash in its name or without."""
    assert normal_digest(stated(algorithm, form=form)) == normal_digest(stated(algorithm, form="base 32"))


def test_lines_without_end(tmp_path: Path) -> None:
    """Megabytes without a line break cost no more than reading them, in the heads of records and of answers."""
    endless = bytes(30 * 1024 * 1024)
    head = b"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://acme.example/page\r\n"
    head += b"WARC-Date: 2026-01-01T00:00:00Z\r\nContent-Type: application/http\r\nContent-Length: 31457280\r\n\r\n"
    for number, content in enumerate((endless, head + endless)):
        file = tmp_path / f"{number}.warc.gz"
        file.write_bytes(gzip.compress(content))
        begun = time.process_time()
        with Members() as members:
            found = list(archived(Holding(file), days(9), members))
        assert time.process_time() - begun < 5
        assert all(isinstance(one, Damage) for one in found)


@given(st.text(max_size=80))
def test_any_text_is_a_digest_or_none(text: str) -> None:
    """Whatever an archive states as a digest is read or left aside, and reading it again changes nothing."""
    for name in ("", "sha1:", "md5:"):
        found = normal_digest(name + text)
        assert found is None or normal_digest(found) == found


@pytest.mark.parametrize("original", ["sha256:", "lower", "none", "unknown"])
@pytest.mark.parametrize("repeat", ["sha1", "sha256"])
def test_revisits_by_any_digest(tmp_path: Path, archive: Archive, original: str, repeat: str) -> None:
    """A revisit finds its bytes by SHA-1 or SHA-256, in whichever way or whether at all the original states a digest."""
    line = {
        "sha256:": f"WARC-Payload-Digest: {stated('sha256', form='hex')}",
        "lower": f"WARC-Payload-Digest: {sha1(BODY).lower()}",
        "none": "WARC-Unknown: nothing",
        "unknown": "WARC-Payload-Digest: blake9:AAAA",
    }[original]
    archive._record("response", days(1), S.url, HEAD + BODY, line)
    archive._record(
        "revisit", days(2), S.url, HEAD, f"WARC-Payload-Digest: {stated(repeat, form='lower')}", IDENTICAL
    )
    kept, found = taken(tmp_path, archive)
    assert (found.captures, found.waiting, found.faults) == (2, 0, ())
    assert {row[16] for row in kept.fetches()} == {snapshots.digest(BODY)}


def test_a_lying_digest(tmp_path: Path, archive: Archive) -> None:
    """A record whose bytes are not what its digest says is left out, whatever the digest's algorithm and form."""
    wrong = of_snapshot(snapshots.digest(OTHER)).lower()
    archive._record("response", days(1), S.url, HEAD + BODY, f"WARC-Payload-Digest: {wrong}")
    archive.response(days(2), OTHER, url=S.url)
    _, found = taken(tmp_path, archive)
    assert found.captures == 1
    assert f"{S.url}: record skipped, its bytes are not what its digest says" in found.faults[0]


def test_revisits_of_themselves_and_each_other(tmp_path: Path, archive: Archive) -> None:
    """Revisits that repeat themselves, or each other in a circle, wait for ever and stop nothing."""
    archive._record("revisit", days(1), S.url, HEAD, IDENTICAL, f"WARC-Refers-To-Target-URI: {S.url}",
                    f"WARC-Refers-To-Date: {days(1):%Y-%m-%dT%H:%M:%SZ}")  # fmt: skip
    archive.revisit(days(2), "", (S.url, days(3)), url=S.url)
    archive.revisit(days(3), "", (S.url, days(2)), url=S.url)
    archive.response(days(4), BODY, url=S.url)
    _, found = taken(tmp_path, archive)
    assert (found.captures, found.waiting, found.faults) == (1, 3, ())


def test_revisits_of_revisits(tmp_path: Path, archive: Archive) -> None:
    """A revisit may repeat a revisit, in a chain of any length and order."""
    for n in range(5, 1, -1):
        archive.revisit(days(n), "", (S.url, days(n - 1)), url=S.url)
    archive.response(days(1), BODY, url=S.url)
    kept, found = taken(tmp_path, archive)
    assert (found.captures, found.waiting) == (5, 0)
    assert {row[16] for row in kept.fetches()} == {snapshots.digest(BODY)}


def test_revisit_that_refers_to_another_page(tmp_path: Path, archive: Archive) -> None:
    """The digest counts: a revisit that refers to a record with another one waits for the bytes that it states."""
    archive.response(days(1), OTHER, url=MOVED.url)
    archive.revisit(days(2), sha1(BODY), (MOVED.url, days(1)), url=S.url)
    kept, found = taken(tmp_path, archive)
    assert (found.captures, found.waiting) == (1, 1)
    second = Archive(tmp_path / "two.warc.gz")
    second.response(days(0), BODY, url=f"{HOST}/copy")
    assert kept.take(second.close(), programs=[ACME]).waiting == 0
    assert [row[16] for row in kept.fetches()] == [snapshots.digest(OTHER), snapshots.digest(BODY)]


def test_revisit_that_says_nothing(tmp_path: Path, archive: Archive) -> None:
    """A revisit that does not say what it repeats is a fault, when it is a source's."""
    archive._record("revisit", days(1), S.url, HEAD, IDENTICAL)
    archive._record("revisit", days(1), f"{HOST}/style", HEAD, IDENTICAL)
    _, found = taken(tmp_path, archive)
    assert (found.captures, found.waiting, found.unclaimed) == (0, 0, 1)
    (line,) = found.faults
    assert "a revisit that does not say what it repeats; expected WARC-Payload-Digest" in line


def test_revisit_of_nothing_at_all(tmp_path: Path, archive: Archive) -> None:
    """A revisit with the digest of no bytes needs no original: there is nothing to find."""
    archive._record("revisit", days(1), S.url, HEAD, IDENTICAL, f"WARC-Payload-Digest: {sha1(b'')}")
    kept, found = taken(tmp_path, archive)
    assert (found.captures, found.waiting) == (1, 0)
    assert kept.fetches()[0][16] == snapshots.digest(b"")


def test_an_address_of_several_sources(tmp_path: Path, archive: Archive) -> None:
    """Every source at an address has its capture: two programs may watch one page."""
    archive.response(days(1), BODY, url=S.url)
    kept, found = taken(tmp_path, archive, ACME, program(SAME, key="other"))
    assert found.captures == 2
    assert [row[0] for row in kept.fetches()] == ["acme/page", "other/page"]


def test_redirects_too_far(tmp_path: Path, archive: Archive) -> None:
    """A source that redirects more often than browsers follow waits."""
    places = [S.url, *(f"{HOST}/{n}" for n in range(25))]
    for place, onward in pairwise(places):
        archive.response(days(1), b"", url=place, status="302 Found", Location=onward)
    archive.response(days(1), BODY, url=places[-1])
    _, found = taken(tmp_path, archive)
    assert (found.captures, found.waiting) == (0, 1)


@pytest.mark.parametrize("location", ["/über?q=é", "/%C3%BCber?q=%C3%A9"])
@pytest.mark.parametrize("target", ["/über?q=é", "/%C3%BCber?q=%C3%A9"])
def test_addresses_beyond_ascii(tmp_path: Path, archive: Archive, location: str, target: str) -> None:
    """Letters beyond ASCII count as their percent-encoded form, in addresses and where redirects lead."""
    archive.response(days(1), b"", url=S.url, status="302 Found", Location=location)
    archive.response(days(1), BODY, url=HOST + target)
    _, found = taken(tmp_path, archive)
    assert (found.captures, found.waiting) == (1, 0)


TOLD = ("Gapwatch-Source: acme/page", "Gapwatch-Finished: 2026-01-02T05:17:00Z")


@pytest.mark.parametrize(
    "lines",
    [
        (TOLD[0],),
        (TOLD[1],),
        ("Gapwatch-Source: page", TOLD[1]),
        (TOLD[0], "Gapwatch-Finished: soon"),
        (TOLD[0], "Gapwatch-Finished: 2026-01-02T05:17:00"),
        (*TOLD, "Gapwatch-Tries: many"),
        (*TOLD, "Gapwatch-Tries: -1"),
        (*TOLD, "Gapwatch-Redirects: {"),
        (*TOLD, "Gapwatch-Redirects: [1]"),
        (*TOLD, "Gapwatch-Redirects: " + "[" * 5_000),
        (*TOLD, "Gapwatch-Url: 7"),
        (*TOLD, "Gapwatch-Outcome: splendid"),
    ],
)
def test_attempts_told_wrongly(lines: tuple[str, ...]) -> None:
    """What no Gapwatch would say of an attempt is not heard."""
    assert from_lines("\r\n".join(TOLD).encode()) is not None
    assert from_lines("\r\n".join(lines).encode()) is None


def test_records_that_tell_wrongly_count_by_their_address(tmp_path: Path, archive: Archive) -> None:
    """A record that tells of an attempt as no Gapwatch does, or of a source that is not known, is an ordinary one."""
    archive._record("response", days(1), S.url, HEAD + BODY, *TOLD, "Gapwatch-Tries: many")
    archive._record("response", days(2), S.url, HEAD + BODY, "Gapwatch-Source: elsewhere/page", TOLD[1])
    kept, found = taken(tmp_path, archive)
    assert (found.captures, found.faults) == (2, ())
    assert {row[:3] for row in kept.fetches()} == {("acme/page", "acme", S.url)}


@pytest.mark.parametrize("more", ["", "Gapwatch-Outcome: healthy\r\n", "Gapwatch-Outcome: unchanged\r\n"])
def test_attempts_that_brought_nothing_say_why(tmp_path: Path, archive: Archive, more: str) -> None:
    """An attempt without bytes that claims to have been well, or says nothing of it, is a fault."""
    archive._record("metadata", days(1), S.url, ("\r\n".join(TOLD) + "\r\n" + more).encode())
    _, found = taken(tmp_path, archive)
    assert found.captures == 0
    assert "it tells of an attempt that brought nothing without saying why" in found.faults[0]


@given(st.binary(max_size=300))
def test_any_block_tells_of_an_attempt_or_of_none(block: bytes) -> None:
    """Whatever stands in a metadata record is read without a complaint."""
    for start in (b"", "\r\n".join(TOLD).encode() + b"\r\nGapwatch-Redirects: "):
        found = from_lines(start + block)
        assert found is None or attempted(dict(found.fields()).get) == Attempted(
            **{name: getattr(found, name) for name in Attempted.__slots__}
        )


@pytest.mark.parametrize("gzipped", [True, False])
def test_a_file_that_was_cut_off(tmp_path: Path, *, gzipped: bool) -> None:
    """A record within which its file ends is named and no capture; those before it are."""
    archive = Archive(tmp_path / "cut.warc", gzipped=gzipped)
    archive.response(days(0), BODY)
    archive.response(days(1), OTHER)
    archive.content = archive.content[:-60]
    _, imported = taken(tmp_path, archive)
    assert imported.captures == 1
    assert len(imported.faults) == 1
    assert "the archive ends within" in imported.faults[0]
