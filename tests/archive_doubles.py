"""Small WARC files and the pages in them, written byte by byte: the library that reads them does not write them too."""

from __future__ import annotations

import base64
import gzip
import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from backports import zstd

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

URL = "https://acme.example/page"


def html(*sentences: str, furniture: str = "") -> bytes:
    """A page about certification that is long enough to be one."""
    filler = "Acme works with partners who advise, build and run for their customers in many countries and industries."
    body = "".join(
        f"<p>{sentence}</p>" for sentence in (filler, *sentences, filler.replace("Acme", "The company"))
    )
    return (
        f"<!doctype html><html lang='en'><head><title>Acme Partners</title></head><body><nav>{furniture}</nav>"
        f"<main><h1>Acme partner certification</h1>{body}</main></body></html>"
    ).encode()


def sha1(content: bytes) -> str:
    """A digest as WARC files write it."""
    return "sha1:" + base64.b32encode(hashlib.sha1(content).digest()).decode()


@dataclass
class Archive:
    """A WARC file that grows record by record."""

    path: Path
    gzipped: bool = True
    content: bytearray = field(default_factory=bytearray)

    def response(
        self, at: datetime, body: bytes, url: str = URL, status: str = "200 OK", **headers: str
    ) -> None:
        """What a server answered."""
        if headers.get("Content_Encoding") == "gzip":
            body = gzip.compress(body)
        if headers.get("Content_Encoding") == "zstd":
            body = zstd.compress(body)
        named = {"Content-Type": "text/html; charset=utf-8"}
        named |= {name.replace("_", "-"): value for name, value in headers.items()}
        lines = [
            f"HTTP/1.1 {status}",
            *(f"{name}: {value}" for name, value in named.items()),
        ]
        head = "\r\n".join(lines) + "\r\n\r\n"
        self._record("response", at, url, head.encode() + body, f"WARC-Payload-Digest: {sha1(body)}")

    def revisit(self, at: datetime, payload: str, refers_to: tuple[str, datetime], url: str = URL) -> None:
        """The same bytes as a record before."""
        self._record(
            "revisit", at, url, b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n",
            f"WARC-Payload-Digest: {payload}",
            "WARC-Profile: http://netpreserve.org/warc/1.1/revisit/identical-payload-digest",
            f"WARC-Refers-To-Target-URI: {refers_to[0]}", f"WARC-Refers-To-Date: {_stamp(refers_to[1])}",
        )  # fmt: skip

    def unchanged(self, at: datetime, payload: str, url: str = URL) -> None:
        """A 304: the server said that the bytes of a record before still stand."""
        self._record(
            "revisit", at, url, b"HTTP/1.1 304 Not Modified\r\n\r\n", f"WARC-Payload-Digest: {payload}",
            "WARC-Profile: http://netpreserve.org/warc/1.1/revisit/server-not-modified",
        )  # fmt: skip

    def metadata(self, at: datetime) -> None:
        """A note of the archive's own."""
        self._record("metadata", at, URL, b"fetchTimeMs: 12\r\n")

    def _record(self, of: str, at: datetime, url: str, block: bytes, *more: str) -> None:
        media = {
            "response": "application/http; msgtype=response",
            "revisit": "application/http; msgtype=response",
        }
        lines = [
            "WARC/1.1", f"WARC-Type: {of}", f"WARC-Target-URI: {url}", f"WARC-Date: {_stamp(at)}",
            f"WARC-Record-ID: <urn:uuid:{hashlib.md5(bytes(self.content)).hexdigest()}>",
            f"WARC-Block-Digest: {sha1(block)}", f"Content-Type: {media.get(of, 'application/warc-fields')}",
            f"Content-Length: {len(block)}", *more,
        ]  # fmt: skip
        record = "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"
        self.content += gzip.compress(record, mtime=0) if self.gzipped else record

    def close(self) -> Path:
        """Write the file."""
        self.path.write_bytes(self.content)
        return self.path


def _stamp(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
