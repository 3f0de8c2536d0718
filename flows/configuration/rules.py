"""The version of the rules by which captures were read."""

from __future__ import annotations

from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import extractors.catalogue

if TYPE_CHECKING:
    from flows.configuration.loading import Configuration

LIBRARIES = (
    "beautifulsoup4",
    "charset-normalizer",
    "lxml",
    "markdown-it-py",
    "pdfplumber",
    "pypdfium2",
    "soupsieve",
)
"""What extractors read with: another version of these may read the same bytes differently."""


def rules_version(configuration: Configuration) -> str:
    """Give a SHA-256 (hex) over all that decides how a capture is read.

    That is the extractors' files, the versions of the libraries they read with, and the catalogue as read (so
    that a comment in ``questions.toml`` changes nothing). Equal versions read equal captures alike; where the
    version differs, history is to be read again.
    """
    digest = sha256()
    folder = Path(extractors.catalogue.__file__).parent
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            body = path.read_bytes()
            digest.update(f"{path.relative_to(folder).as_posix()} {len(body)}\n".encode() + body)
    for library in LIBRARIES:
        digest.update(f"{library} {version(library)}\n".encode())
    digest.update(repr(configuration.catalogue).encode())
    return digest.hexdigest()
