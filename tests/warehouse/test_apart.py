"""What may hang or die is read in a process of its own, which is ended, and the run goes on."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest
from history_doubles import CATALOGUE, PDF

from extractors.records import Outcome, Response
from warehouse import apart
from warehouse.examining import examined_anyway

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

GUIDE = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length 56>>stream
BT /F 11 Tf 50 700 Td (Gold partners pay $500 a year.) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
%%EOF"""


@pytest.fixture(autouse=True, scope="module")
def _nothing_left() -> Iterator[None]:
    """No process is left of these tests."""
    yield
    apart.ended()


def answered(body: bytes) -> Response:
    """An answer with that body."""
    return Response(PDF.url, PDF.url, 200, (("content-type", "application/pdf"),), body)


def process_id(_known: Container[str]) -> int:
    """Which process does what is asked."""
    return os.getpid()


def hanging(_known: Container[str]) -> None:
    """Never come back."""
    time.sleep(600)


def hanging_reading(*_given: object) -> None:
    """Never come back from reading."""
    time.sleep(600)


def dying(_known: Container[str]) -> None:
    """End without a word, as a fault in a parser's library does."""
    os._exit(11)


def greedy(_known: Container[str]) -> int:
    """Take more memory than there may be."""
    return len(bytearray(2 * apart.MEMORY))


def knows(digest: str, known: Container[str]) -> bool:
    """Whether the parent knows a digest."""
    return digest in known


def test_a_pdf_is_read_as_it_would_be_here() -> None:
    """The other process gives the judgement and the reading of a PDF, and none when its digest is known."""
    found = examined_anyway(answered(GUIDE), PDF, CATALOGUE)
    assert found.judgement.outcome is Outcome.HEALTHY
    assert found.reading is not None
    assert [block.page for block in found.reading.document.blocks] == [1]
    assert examined_anyway(answered(GUIDE), PDF, CATALOGUE, {found.digest or ""}).reading is None


def test_one_process_serves_all() -> None:
    """It starts with the first PDF and reads the next ones too; a page of another form starts none."""
    apart.ended()
    examined_anyway(
        Response(PDF.url, PDF.url, 200, (("content-type", "text/html"),), b"<p>Page</p>"), PDF, CATALOGUE
    )
    assert apart._worker is None
    first = apart.done_apart(process_id)
    assert first != os.getpid()
    assert apart.done_apart(process_id) == first
    assert apart.done_apart(knows, "a", known={"a"})
    assert not apart.done_apart(knows, "b", known={"a"})


def test_what_hangs_or_dies_is_ended() -> None:
    """What takes too long is killed, what dies is tried once more, and each is told with the reason."""
    for task, seconds, why in ((hanging, 0.3, "took longer than 0.3 s"), (dying, 60.0, "exit code 11")):
        with pytest.raises(apart.EndedApart, match=why):
            apart.done_apart(task, seconds=seconds)
    with pytest.raises(RuntimeError, match="MemoryError"):
        apart.done_apart(greedy)


def test_a_pdf_that_hangs_its_reader_is_unreadable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its capture says why it could not be read, and the next PDF is read."""
    with monkeypatch.context() as patched:
        patched.setattr("warehouse.examining.examined", hanging_reading)
        found = examined_anyway(answered(GUIDE), PDF, CATALOGUE, pdf_seconds=0.3)
    assert found.judgement.outcome is Outcome.UNREADABLE
    assert found.judgement.reason == "the PDF cannot be read (reading it took longer than 0.3 s)"
    assert examined_anyway(answered(GUIDE), PDF, CATALOGUE).judgement.outcome is Outcome.HEALTHY
