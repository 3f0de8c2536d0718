"""WACZ files: the WARC files in them, once the digests that they state were checked.

Format: Web Archive Collection Zipped (WACZ) 1.1.1, https://specs.webrecorder.net/wacz/1.1.1/ : a ZIP with a
`datapackage.json` that lists its files with their digests, WARC files below `archive/`, and indexes and lists of pages,
which are not needed here. What such a file says is not believed: it comes from anywhere.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from warehouse.holdings import Holding
from warehouse.members import MOST_COPIED

if TYPE_CHECKING:
    from pathlib import Path

PACKAGE, PACKAGE_DIGEST = "datapackage.json", "datapackage-digest.json"
MOST_PACKAGE = 16 * 1024 * 1024
"""Bytes of the list of files that are read: one of a million files has no more."""
MOST_TIMES = 100
"""How much longer a file may be than it is in the ZIP: WARC files are compressed already, or text (about 10 times)."""
SMALL = 64 * 1024 * 1024
"""Below that many bytes a file may be compressed as it will, and so may all files of a WACZ together."""
PIECE = 1024 * 1024
ENCRYPTED = 0x1
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError)
"""What the standard library raises for ZIP files that are damaged, encrypted, or compressed in an odd way."""


@dataclass(slots=True)
class Opened:
    """The WARC files of one WACZ that can be read, and lines for people on what cannot."""

    holdings: list[Holding] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    left: int = SMALL
    """Bytes that WARC files not read yet may have together."""


def opened(path: Path) -> Opened:
    """The WARC files within a WACZ, in the order of their names. Never raises for what is in the file.

    One whose digest is not what the WACZ states, that is encrypted, or that expands too far is left out with a fault.
    Without a readable list of files its WARC files are taken all the same, and a fault says that nothing was checked.
    """
    found = Opened(left=max(SMALL, path.stat().st_size * MOST_TIMES))
    try:
        with zipfile.ZipFile(path) as container:
            digests = _stated(container, path, found)
            for entry in sorted(container.infolist(), key=lambda entry: entry.filename):
                if entry.filename.startswith("archive/") and _is_warc(entry.filename):
                    _look(container, entry, digests, path, found)
                elif entry.filename.lower().endswith(".wacz"):
                    found.faults.append(
                        f"{path}/{entry.filename}: a WACZ within a WACZ is not read; expected WARC files below archive/; "
                        "take it out and import it too"
                    )
    except DAMAGED as error:
        found.faults.append(f"{path}: no readable ZIP ({error}); expected a WACZ file; get it again")
    if not found.holdings and not found.faults:
        found.faults.append(f"{path}: nothing to read; expected WARC files below archive/ in a WACZ")
    return found


def _is_warc(name: str) -> bool:
    return name.lower().endswith((".warc", ".warc.gz"))


def _look(
    container: zipfile.ZipFile, entry: zipfile.ZipInfo, digests: dict[str, str], path: Path, found: Opened
) -> None:
    holding = Holding(path, entry.filename)
    if any(other.member == entry.filename for other in found.holdings):
        return
    fault = _unfit(entry, found.left)
    if not fault:
        found.left -= entry.file_size
        fault = _altered(container, entry, digests.get(entry.filename))
    if fault:
        found.faults.append(f"{holding}: skipped, {fault}")
    else:
        found.holdings.append(holding)


def _unfit(entry: zipfile.ZipInfo, left: int) -> str:
    if entry.flag_bits & ENCRYPTED:
        return "it is encrypted; expected a file without a password"
    if entry.file_size > max(SMALL, entry.compress_size * MOST_TIMES):
        return (
            f"it expands from {entry.compress_size} to {entry.file_size} bytes; expected at most {MOST_TIMES} times "
            "as many; take it out of the WACZ if it is no bomb"
        )
    if entry.compress_type != zipfile.ZIP_STORED and entry.file_size > MOST_COPIED:
        return (
            f"it has {entry.file_size} bytes, and is compressed by the ZIP; expected at most {MOST_COPIED}, or a file that "
            "the ZIP only stores; take it out of the WACZ"
        )
    if entry.file_size > left:
        return (
            f"it expands to {entry.file_size} bytes, where {left} are left; expected a WACZ whose WARC files have at most "
            f"{MOST_TIMES} times its bytes together; take it out of the WACZ if it is no bomb"
        )
    return ""


def _altered(container: zipfile.ZipFile, entry: zipfile.ZipInfo, stated: str | None) -> str:
    """What is wrong with its bytes: every one is read, which also checks the ZIP's own checksum."""
    algorithm, _, wanted = (stated or "sha256:").lower().partition(":")
    if algorithm not in hashlib.algorithms_guaranteed or algorithm.startswith("shake"):
        return f'its digest is stated as "{algorithm[:20]}"; expected sha256'
    digest = hashlib.new(algorithm, usedforsecurity=False)
    try:
        with container.open(entry) as stream:
            while piece := stream.read(PIECE):
                digest.update(piece)
    except DAMAGED as error:
        return f"it cannot be read ({error})"
    if wanted and digest.hexdigest() != wanted:
        return f"its bytes are not what {PACKAGE} says ({algorithm}); get the WACZ again"
    return ""


def _stated(container: zipfile.ZipFile, path: Path, found: Opened) -> dict[str, str]:
    """The digest that the WACZ states for each of its files."""
    try:
        raw = _small(container, PACKAGE)
        package = json.loads(raw)
        resources = package["resources"]
        digests = {str(one["path"]): str(one["hash"]) for one in resources if "hash" in one}
    except (*DAMAGED, KeyError, TypeError, RecursionError) as error:
        found.faults.append(
            f"{path}: {PACKAGE} is missing or not readable ({_words(error)}); expected the list of the WACZ's files with "
            "their digests; its WARC files are read unchecked"
        )
        return {}
    if PACKAGE_DIGEST in container.namelist() and not _agrees(container, raw):
        found.faults.append(
            f"{path}: {PACKAGE} is not what {PACKAGE_DIGEST} says; expected its digest; the list is used all the same"
        )
    names = set(container.namelist())
    found.faults += [
        f"{path}/{name}: stated in {PACKAGE}, and not there; get the WACZ again"
        for name in sorted(digests)
        if name not in names and _is_warc(name)
    ]
    return digests


def _agrees(container: zipfile.ZipFile, raw: bytes) -> bool:
    try:
        stated: Any = json.loads(_small(container, PACKAGE_DIGEST))
        return bool(str(stated["hash"]).lower() == f"sha256:{hashlib.sha256(raw).hexdigest()}")
    except (*DAMAGED, KeyError, TypeError, RecursionError):
        return False


def _small(container: zipfile.ZipFile, name: str) -> bytes:
    with container.open(name) as stream:
        raw = stream.read(MOST_PACKAGE + 1)
    if len(raw) > MOST_PACKAGE:
        raise ValueError(f"it is longer than {MOST_PACKAGE} bytes")
    return raw


def _words(error: BaseException) -> str:
    words = " ".join(str(error).split()) or type(error).__name__
    return words[:120]
