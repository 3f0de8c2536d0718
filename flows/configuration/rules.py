"""The version of the rules by which captures were read."""

from __future__ import annotations

from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import extractors.catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    for file in _extractors():
        digest.update(file)
    for library in LIBRARIES:
        digest.update(f"{library} {version(library)}\n".encode())
    digest.update(repr(configuration.catalogue).encode())
    return digest.hexdigest()


def rules_parts(configuration: Configuration) -> dict[str, str]:
    """Give the parts of the rules by name, each with a SHA-256 (hex) or a version, so that one can say which is another.

    Parts: the extractors, each library, each question, the order of the questions, and each language.
    """
    catalogue = configuration.catalogue
    parts = {"extractors": sha256(b"".join(_extractors())).hexdigest()}
    parts |= {f"library {library}": version(library) for library in LIBRARIES}
    parts |= {f"question {question.key}": _digest(question) for question in catalogue.questions}
    parts |= {f"language {lexicon.language}": _digest(lexicon) for lexicon in catalogue.languages}
    return parts | {"order of the questions": _digest([question.key for question in catalogue.questions])}


def _extractors() -> Iterator[bytes]:
    """Each file of the extractors with its name and length before it."""
    folder = Path(extractors.catalogue.__file__).parent
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            body = path.read_bytes()
            yield f"{path.relative_to(folder).as_posix()} {len(body)}\n".encode() + body


def _digest(part: object) -> str:
    return sha256(repr(part).encode()).hexdigest()
