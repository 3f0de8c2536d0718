"""WARC files as a stream of what servers answered. Damage is reported with its file and offset, and skipped."""

from __future__ import annotations

import io
import zlib
from contextlib import redirect_stderr
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import IO, TYPE_CHECKING, Any, Literal, TypeAlias

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAX_BYTES = 32 * 1024 * 1024
"""Decoded bytes read of one record: archives are hostile input too, and may hold compressed bombs."""
PIECE = 256 * 1024
GZIP, PLAIN = b"\x1f\x8b\x08", b"WARC/1."
BROKEN = (ArchiveLoadFailed, EOFError, OSError, ValueError, KeyError, AttributeError, IndexError, zlib.error)
"""What the library raises on records that are damaged in one way or another."""
RecordType: TypeAlias = Literal["response", "revisit", "metadata"]


@dataclass(frozen=True, slots=True)
class Archived:
    """One record: what a server answered to `url` at `captured_at`.

    `payload` is the archive's own digest of the bytes as sent; for a revisit `body` is empty and the bytes are those of
    an earlier record with that payload, or of `refers_to` (its address and time). `not_modified` says that the server
    answered 304.
    """

    type: RecordType
    url: str
    captured_at: datetime
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    truncated: bool
    payload: str | None
    refers_to: tuple[str, datetime] | None = None
    not_modified: bool = False


@dataclass(frozen=True, slots=True)
class Damage:
    """A place in an archive that could not be read, as a line for people."""

    line: str


def archived(file: Path) -> Iterator[Archived | Damage]:
    """Every record of a WARC file (gzip or plain) that says what a server answered, in the order of the file.

    Requests and the archive's own notes are left out. After a damaged record reading goes on at the next one.
    """
    with file.open("rb") as stream:
        start: int | None = 0
        while start is not None:
            stream.seek(start)
            records = ArchiveIterator(stream, check_digests=True)
            try:
                yield from _records(records, file)
            except BROKEN as error:
                offset = max(int(records.offset), start)
                yield Damage(f"{file}: offset {offset}: damaged record skipped ({_one_line(error)})")
                start = _next_record(stream, offset + 1)
            else:
                yield from _unread(records, stream, file)
                return


def _unread(records: Any, stream: IO[bytes], file: Path) -> Iterator[Damage]:  # noqa: ANN401
    """The library ends quietly where a file was cut off within the head of a record."""
    end = sum(records.member_info or (0, 0))
    stream.seek(end)
    if stream.read(PIECE).strip():
        yield Damage(f"{file}: offset {end}: the archive ends within a record, which was skipped")


def _records(records: Any, file: Path) -> Iterator[Archived | Damage]:  # noqa: ANN401 - the library has no types
    while True:
        with redirect_stderr(io.StringIO()):  # the library talks there
            record = next(records, None)
        if record is None:
            return
        offset = int(records.offset)
        if record.rec_type not in ("response", "revisit", "resource", "metadata"):
            continue
        found = _archived(record)
        passed = getattr(record.digest_checker, "passed", None)
        if found is None:
            yield Damage(f"{file}: offset {offset}: record without an address or a date skipped")
        elif passed is False or record.raw_stream.read(1):
            yield Damage(
                f"{file}: offset {offset}: {found.url}: record skipped, its bytes are not what its digest says"
            )
        else:
            yield found


def _archived(record: Any) -> Archived | None:  # noqa: ANN401
    head = record.rec_headers
    url, at = head.get_header("WARC-Target-URI"), instant(head.get_header("WARC-Date") or "")
    if record.rec_type == "metadata":
        record.raw_stream.read()
        return Archived(
            "metadata", url or "", at or datetime.now(UTC), 0, (), b"", truncated=False, payload=None
        )
    if not url or at is None:
        return None
    status = 200
    headers: tuple[tuple[str, str], ...] = (("content-type", record.content_type or ""),)
    if record.http_headers is not None:
        status = int(record.http_headers.get_statuscode() or 0)
        headers = tuple((name.lower(), value) for name, value in record.http_headers.headers)
    body, truncated = _body(record)
    referred = instant(head.get_header("WARC-Refers-To-Date") or "")
    return Archived(
        type="revisit" if record.rec_type == "revisit" else "response",
        url=url.strip("<>"),
        captured_at=at,
        status=status,
        headers=headers,
        body=body,
        truncated=truncated or bool(head.get_header("WARC-Truncated")),
        payload=head.get_header("WARC-Payload-Digest"),
        refers_to=(head.get_header("WARC-Refers-To-Target-URI") or url, referred) if referred else None,
        not_modified="server-not-modified" in (head.get_header("WARC-Profile") or ""),
    )


def _body(record: Any) -> tuple[bytes, bool]:  # noqa: ANN401
    """The content-decoded bytes up to the limit, and whether there were more."""
    stream: IO[bytes] = record.content_stream()
    pieces, length = [], 0
    while piece := stream.read(PIECE):
        pieces.append(piece)
        length += len(piece)
        if length > MAX_BYTES:
            while record.raw_stream.read(PIECE):
                pass
            return b"".join(pieces)[:MAX_BYTES], True
    return b"".join(pieces), False


def instant(text: str) -> datetime | None:
    """A WARC-Date (ISO 8601 in UTC, with up to nine digits of seconds' fraction), or None."""
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _next_record(stream: IO[bytes], start: int) -> int | None:
    """Where the next record may begin, at or after `start`."""
    stream.seek(0)
    magic = GZIP if stream.read(3) == GZIP else PLAIN
    stream.seek(start)
    at, rest = start, b""
    while piece := stream.read(PIECE):
        place = (rest + piece).find(magic)
        if place >= 0:
            return at - len(rest) + place
        at += len(piece)
        rest = (rest + piece)[-(len(magic) - 1) :]
    return None


def _one_line(error: BaseException) -> str:
    words = " ".join(str(error).split()) or type(error).__name__
    return words if len(words) <= 120 else words[:117] + "..."  # noqa: PLR2004 - one line for a terminal
