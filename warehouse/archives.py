"""WARC files as a stream of what servers answered. Damage is reported with its file and offset, and skipped."""

from __future__ import annotations

import io
import zlib
from contextlib import redirect_stderr
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import IO, TYPE_CHECKING, Any, Literal, TypeAlias
from zipfile import BadZipFile

from backports import zstd
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from warehouse.archived_bodies import PIECE, decoded, drain
from warehouse.archived_digests import normal_digest
from warehouse.attempts import attempted, from_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from warehouse.attempts import Attempted
    from warehouse.holdings import Holding
    from warehouse.members import Members

GZIP, PLAIN = b"\x1f\x8b\x08", b"WARC/1."
BROKEN = (
    *(ArchiveLoadFailed, EOFError, OSError, ValueError, KeyError, AttributeError, IndexError, OverflowError),
    zlib.error,
)
"""What the library raises on records that are damaged in one way or another."""
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
"""No page is older than the web."""
GRACE = timedelta(days=1)
"""How far the clock of who archived may run ahead of ours."""
STATUSES = range(100, 1000)
"""What servers answer, with the numbers that protection services made up."""
LINES = 64 * 1024
"""Bytes read of a metadata record, and of a line of a record's head."""
NOT_MODIFIED = 304
HIDDEN = {code: 0xE000 + code for code in (0x0B, 0x0C, *range(0x1C, 0x20), 0x85, 0xA0)}
"""Bytes of headers that are white space to Unicode, in its private use area: the library would strip them."""
SHOWN = {hidden: code for code, hidden in HIDDEN.items()}
RecordType: TypeAlias = Literal["response", "revisit", "metadata"]


@dataclass(frozen=True, slots=True)
class Archived:
    """One record: what a server answered to `url` at `captured_at`.

    `payload` is the archive's own digest of the bytes as sent; for a revisit `body` is empty and the bytes are those of
    an earlier record with that payload, or of `refers_to` (its address and time). `not_modified` says that the server
    answered 304. `offset` is where the record begins in its file. `undecoded` names the content coding when it is one
    that nothing here decodes; `body` is then empty. `attempt` is what a Gapwatch that wrote the archive says of it; a
    `metadata` record with one is an attempt that brought nothing. Headers have lower-case names and are decoded as
    latin-1, as those of our own fetches.
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
    offset: int = 0
    undecoded: str | None = None
    attempt: Attempted | None = None


class _Refused(Exception):  # noqa: N818 - said as people say it
    """A record that is whole and yet cannot be a capture; the message says why."""


@dataclass(frozen=True, slots=True)
class Damage:
    """A place in an archive that could not be read, as a line for people."""

    line: str


def archived(file: Holding, now: datetime, members: Members) -> Iterator[Archived | Damage]:
    """Every record of a WARC file (gzip or plain, on its own or in a WACZ) that says what a server answered, in order.

    Requests are left out. After a damaged record reading goes on at the next one. Dates before the web and those more
    than a day after `now` are damage too: such a capture would stay the newest of its source for ever.
    """
    with members.opened(file) as stream:
        start: int | None = 0
        while start is not None:
            stream.seek(start)
            records = _opened(stream)
            try:
                yield from _records(records, file, now)
            except BROKEN as error:
                offset = max(int(records.offset), start)
                yield Damage(f"{file}: offset {offset}: damaged record skipped ({_one_line(error)})")
                start = _next_record(stream, offset + 1)
            else:
                yield from _unread(records, stream, file)
                return


def archived_at(file: Holding, offset: int, now: datetime, members: Members) -> Archived | None:
    """The one record that begins there, or None when there is none any more: the file is gone, or another one."""
    try:
        with members.opened(file) as stream:
            stream.seek(offset)
            found = next(_records(_opened(stream), file, now), None)
    except (*BROKEN, BadZipFile):
        return None
    return found if isinstance(found, Archived) else None


def _opened(stream: IO[bytes]) -> Any:  # noqa: ANN401 - the library has no types
    records = ArchiveIterator(stream, check_digests=True)
    records.loader.http_parser.decode_header = _latin
    checked = records.loader.wrap_digest_verifying_stream

    def wrapped(stream: Any, kind: str, head: Any, *rest: Any, **more: Any) -> Any:  # noqa: ANN401
        _normalise_digests(head)
        return checked(stream, kind, head, *rest, **more)

    records.loader.wrap_digest_verifying_stream = wrapped
    line = records.reader.readline

    def at_most(length: int | None = None) -> Any:  # noqa: ANN401
        return line(LINES if length is None else min(length, LINES))

    # The library adds up a line piece by piece, which costs the square of its length.
    records.reader.readline = at_most
    return records


def _latin(line: bytes) -> str:
    """Bytes of a header as RFC 9110, section 5.5, has them read; the library would guess, and lose what they were."""
    return line.decode("latin-1").translate(HIDDEN)


def _normalise_digests(head: Any) -> None:  # noqa: ANN401
    """The library knows one way of writing digests, and takes others, or algorithms that it does not know, for damage."""
    for name in ("WARC-Payload-Digest", "WARC-Block-Digest"):
        stated = head.get_header(name)
        if stated is not None:
            head.remove_header(name)
            normal = normal_digest(stated)
            if normal:
                head.add_header(name, normal)


def _unread(records: Any, stream: IO[bytes], file: Holding) -> Iterator[Damage]:  # noqa: ANN401
    """The library ends quietly where a file was cut off within the head of a record."""
    end = sum(records.member_info or (0, 0))
    stream.seek(end)
    if stream.read(PIECE).strip():
        yield Damage(f"{file}: offset {end}: the archive ends within a record, which was skipped")


def _records(records: Any, file: Holding, now: datetime) -> Iterator[Archived | Damage]:  # noqa: ANN401 - the library has no types
    while True:
        with redirect_stderr(io.StringIO()):  # the library talks there
            record = next(records, None)
        if record is None:
            return
        if record.rec_type in ("response", "revisit", "resource", "metadata"):
            yield _record(record, file, int(records.offset), now)


def _record(record: Any, file: Holding, offset: int, now: datetime) -> Archived | Damage:  # noqa: ANN401
    place = f"{file}: offset {offset}"
    try:
        found = _archived(record, offset, now)
    except _Refused as refused:
        return Damage(f"{place}: {refused}")
    if getattr(record.digest_checker, "passed", None) is False or record.raw_stream.read(1):
        return Damage(f"{place}: {found.url}: record skipped, its bytes are not what its digest says")
    if getattr(record.raw_stream, "limit", 0) > 0:
        return Damage(f"{place}: {found.url}: record skipped, the archive ends within it")
    return found


def _archived(record: Any, offset: int, now: datetime) -> Archived:  # noqa: ANN401
    head = record.rec_headers
    url, date = head.get_header("WARC-Target-URI"), head.get_header("WARC-Date") or ""
    at = instant(date)
    if record.rec_type == "metadata":
        block = record.raw_stream.read(LINES)
        drain(record)
        told = from_lines(block) if record.content_type == "application/warc-fields" else None
        noted = Archived("metadata", url or "", at or now, 0, (), b"", truncated=False, payload=None)
        if told is None:
            return noted
        at = at or EARLIEST - GRACE
    if not url or at is None:
        raise _Refused("record without an address or a date skipped")
    if not EARLIEST <= at <= now + GRACE:
        raise _Refused(
            f"{url}: record skipped, its date {date} is not between 1990 and now; correct WARC-Date"
        )
    if record.rec_type == "metadata":
        return replace(noted, captured_at=at, offset=offset, attempt=told)
    status, headers = _answer(record, url)
    try:
        body = decoded(record)
    except zstd.ZstdError as error:
        drain(record)
        raise _Refused(f"{url}: record skipped, its zstd body is damaged ({_one_line(error)})") from error
    referred = instant(head.get_header("WARC-Refers-To-Date") or "")
    return Archived(
        type="revisit" if record.rec_type == "revisit" else "response",
        url=url.strip("<>"),
        captured_at=at,
        status=status,
        headers=headers,
        body=body.content,
        truncated=body.cut or bool(head.get_header("WARC-Truncated")),
        payload=head.get_header("WARC-Payload-Digest"),
        refers_to=(head.get_header("WARC-Refers-To-Target-URI") or url, referred) if referred else None,
        not_modified="server-not-modified" in (head.get_header("WARC-Profile") or ""),
        offset=offset,
        undecoded=body.undecoded,
        attempt=attempted(head.get_header),
    )


def _answer(record: Any, url: str) -> tuple[int, tuple[tuple[str, str], ...]]:  # noqa: ANN401
    """Status and headers; a resource, which no server answered, counts as 200."""
    if record.http_headers is None:
        return 200, (("content-type", record.content_type or ""),)
    status = record.http_headers.get_statuscode() or "0"
    found = int(status) if status.isascii() and status.isdigit() else 0
    if found not in STATUSES and record.rec_type != "revisit":
        raise _Refused(f'{url}: record skipped, its status "{status[:20]}" is none that a server answers')
    headers = record.http_headers.headers
    return found, tuple((name.translate(SHOWN).lower(), value.translate(SHOWN)) for name, value in headers)


def instant(text: str) -> datetime | None:
    """A WARC-Date (ISO 8601 in UTC, with up to nine digits of seconds' fraction) in UTC, or None."""
    try:
        found = datetime.fromisoformat(text.strip())
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


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
