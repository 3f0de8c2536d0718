"""WARC/1.1 records as bytes: each a gzip member of its own, and the same bytes for the same content at any time.

Format: ISO 28500:2017, http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/. Written by hand: the
library that reads them here re-encodes header values and makes up record ids and dates.
"""

from __future__ import annotations

import json
import re
import zlib
from typing import TYPE_CHECKING, Literal, TypeAlias
from uuid import NAMESPACE_URL, uuid5

from warehouse.archived_digests import sha1
from warehouse.attempts import stamp

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

Fields: TypeAlias = "Sequence[tuple[str, str]]"
HTTP = "application/http; msgtype=response"
LINES = "application/warc-fields"
PROFILE = "http://netpreserve.org/warc/1.1/revisit/"
LEVEL = 6
PHRASES = {
    200: "OK", 204: "No Content", 206: "Partial Content", 301: "Moved Permanently", 302: "Found",
    304: "Not Modified", 400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 406: "Not Acceptable",
    410: "Gone", 429: "Too Many Requests", 451: "Unavailable For Legal Reasons", 500: "Internal Server Error",
    502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout",
}  # fmt: skip
"""Of RFC 9110 and 6585; the library's own differ from one version of Python to the next."""
_BREAKS = re.compile(r"[\r\n\x00]+")

Type: TypeAlias = Literal["warcinfo", "response", "revisit", "metadata"]


def record(  # noqa: PLR0913, PLR0917 - the parts of a record
    of: Type, at: datetime, identity: object, media: str, block: bytes, fields: Fields = ()
) -> bytes:
    """One record; `identity` is what its id is made of (anything that JSON can hold), `fields` follow the usual ones."""
    head = [
        ("WARC-Type", of),
        ("WARC-Record-ID", record_id(identity)),
        ("WARC-Date", stamp(at)),
        *fields,
        ("WARC-Block-Digest", sha1(block)),
        ("Content-Type", media),
        ("Content-Length", str(len(block))),
    ]
    lines = "".join(f"{name}: {_BREAKS.sub(' ', value)}\r\n" for name, value in head)
    return _member(b"WARC/1.1\r\n" + lines.encode("utf-8", "surrogateescape") + b"\r\n" + block + b"\r\n\r\n")


def record_id(identity: object) -> str:
    """A record's id: the same for the same identity."""
    named = json.dumps(identity, ensure_ascii=True, default=str)
    return f"<urn:uuid:{uuid5(NAMESPACE_URL, f'gapwatch:{named}')}>"


def http_head(status: int, headers: Fields) -> bytes:
    """Status line and headers of an answer, values as they came over the wire (latin-1).

    The reason phrase is the usual one of the status: none is kept, and HTTP/2 has none.
    """
    lines = [f"HTTP/1.1 {status} {PHRASES.get(status, '')}".rstrip().encode()]
    lines += [_wire(name) + b": " + _wire(value) for name, value in headers]
    return b"\r\n".join(lines) + b"\r\n\r\n"


def lines(fields: Fields) -> bytes:
    """A block of application/warc-fields."""
    return "".join(f"{name}: {_BREAKS.sub(' ', value)}\r\n" for name, value in fields).encode()


def _wire(text: str) -> bytes:
    # Only what RFC 9110, section 5.5, calls white space: what is such to Unicode too (U+00A0, U+0085) is a byte here.
    text = _BREAKS.sub(" ", text).strip(" \t")
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogateescape")


def _member(content: bytes) -> bytes:
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    return packer.compress(content) + packer.flush()
