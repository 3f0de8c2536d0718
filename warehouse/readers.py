"""Judging and reading many captures, in this process or in several others, each capture on its own.

A reader is a process of its own behind a pipe rather than one of an executor's: when one dies (out of memory, a fault in a
parser's library) or does not come back, it is known which capture it was reading, and no other is lost. Readers end when
their pipe does, and so with a parent that is killed.
"""

from __future__ import annotations

import logging
import os
import signal
import time
from collections import deque
from dataclasses import dataclass
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, TypeAlias

from extractors.records import Outcome
from warehouse.apart import PDF_SECONDS, bounded, context, is_pdf, too_long, unreadable
from warehouse.examining import examined_anyway
from warehouse.judging import judged_by
from warehouse.readings import reading_rows

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    from extractors.catalogue import Catalogue, Source
    from extractors.records import Response
    from warehouse.readings import ReadingRows

MOST_JOBS = 8
"""Readers at most unless more are asked for: each takes some 150 MB."""
SECONDS = 300.0
"""How long one capture may take before its reader is ended."""
_logger = logging.getLogger("gapwatch")


@dataclass(frozen=True, slots=True)
class Asked:
    """A capture to judge: the fetch that brought it, what it brought, its source."""

    sequence: int
    response: Response
    source: Source


@dataclass(frozen=True, slots=True)
class Judged:
    """A capture judged by `rules`, with its reading when that was needed.

    `outcome` is None when it could not be judged; `reason` then says why, for people.
    """

    sequence: int
    rules: str
    outcome: str | None
    reason: str
    document: str | None = None
    reading: ReadingRows | None = None


@dataclass(frozen=True, slots=True)
class Manner:
    """How captures are read: the catalogue, the version of the rules, and the documents that need no reading.

    `pdf_seconds` is how long one PDF may take.
    """

    catalogue: Catalogue
    rules: str
    known: frozenset[str]
    pdf_seconds: float = PDF_SECONDS


Lot: TypeAlias = "list[Asked]"
"""Captures that one reader takes at once: neighbours of one source, which often say the same."""


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def judged_here(lots: Iterable[Lot], manner: Manner) -> Generator[Judged]:
    """Judge and read these captures in this process, one after the other."""
    known = set(manner.known)
    for lot in lots:
        for asked in lot:
            yield _judged(asked, manner, known)


def judged_in_parallel(lots: Iterable[Lot], manner: Manner, jobs: int) -> Generator[Judged]:
    """Judge and read these captures in `jobs` processes; answers come in any order, at least one for each capture.

    Lots are taken from the iterator only when a reader is free. A capture whose reader dies or takes longer than SECONDS
    is tried once more, and then answered without an outcome. Raises RuntimeError when no reader can be started.
    """
    readers = _Readers(manner, jobs)
    try:
        yield from readers.answers(iter(lots))
    finally:
        readers.close()


def _judged(asked: Asked, manner: Manner, known: set[str]) -> Judged:
    seen = examined_anyway(asked.response, asked.source, manner.catalogue, known, manner.pdf_seconds)
    document = seen.digest if seen.judgement.outcome is Outcome.HEALTHY else None
    rows = reading_rows(document, seen.reading, manner.rules) if document and seen.reading else None
    if rows is not None:
        known.add(rows.document)
    by = judged_by(manner.rules, asked.source)
    return Judged(asked.sequence, by, seen.judgement.outcome.value, seen.judgement.reason, document, rows)


# -- processes -----------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Reader:
    process: BaseProcess
    pipe: Connection
    ready: bool = False
    lot: deque[Asked] | None = None
    since: float = 0.0


class _Readers:
    """The processes, what each of them is reading, and what is to be tried again."""

    def __init__(self, manner: Manner, jobs: int) -> None:
        self.manner = manner
        self.context = context(__name__)
        self.again: deque[Lot] = deque()
        self.failed: set[int] = set()
        self.readers = [self._started() for _ in range(jobs)]

    def answers(self, lots: Iterator[Lot]) -> Iterator[Judged]:
        """What the readers say, until all lots are answered."""
        while True:
            for reader in self.readers:
                if reader.lot is None and (lot := self._next(lots)):
                    self._give(reader, lot)
            busy = {reader.pipe: reader for reader in self.readers if reader.lot is not None}
            if not busy:
                return
            for pipe in wait(list(busy), timeout=1.0):
                yield from self._answer(busy[pipe])  # type: ignore[index]
            for reader in busy.values():
                if (
                    reader.ready
                    and reader.lot
                    and time.monotonic() - reader.since > self._seconds(reader.lot[0])
                ):
                    reader.process.kill()  # its pipe ends, and says so

    def close(self) -> None:
        """End all readers, whatever they are doing."""
        for reader in self.readers:
            reader.pipe.close()
            reader.process.kill()
        for reader in self.readers:
            reader.process.join()

    def _seconds(self, asked: Asked) -> float:
        return self.manner.pdf_seconds if is_pdf(asked.response) else SECONDS

    def _next(self, lots: Iterator[Lot]) -> Lot | None:
        return self.again.popleft() if self.again else next(lots, None)

    def _started(self) -> _Reader:
        ours, theirs = self.context.Pipe()
        process = self.context.Process(target=_read, args=(theirs, self.manner), daemon=True)
        process.start()
        theirs.close()
        return _Reader(process, ours)

    def _give(self, reader: _Reader, lot: Lot) -> None:
        reader.lot, reader.since = deque(lot), time.monotonic()
        try:
            reader.pipe.send(lot)
        except OSError:  # it died idle; its pipe says so next
            return

    def _answer(self, reader: _Reader) -> Iterator[Judged]:
        try:
            answer: Judged | None = reader.pipe.recv()
        except (EOFError, OSError):
            yield from self._died(reader)
            return
        reader.since = time.monotonic()
        if answer is None:
            reader.ready = True
        elif reader.lot is not None:
            reader.lot.popleft()
            reader.lot = reader.lot or None
            yield answer

    def _died(self, reader: _Reader) -> Iterator[Judged]:
        """Replace it; what it was reading is tried alone once more, the rest of its lot goes to others."""
        reader.process.join()
        code = reader.process.exitcode
        if not reader.ready:
            message = f"a process that reads captures ended at its start (exit code {code}); expected it to run; see above"
            raise RuntimeError(message)
        lot = list(reader.lot or ())
        culprit = lot[0]
        if len(lot) > 1:
            self.again.append(lot[1:])
        by = judged_by(self.manner.rules, culprit.source)
        if culprit.sequence in self.failed and is_pdf(culprit.response):
            seen = unreadable(
                too_long(self.manner.pdf_seconds) if code == -signal.SIGKILL else f"exit code {code}"
            )
            yield Judged(culprit.sequence, by, seen.judgement.outcome.value, seen.judgement.reason)
        elif culprit.sequence in self.failed:
            reason = f"the process that read it ended twice (exit code {code}); please report this"
            _logger.warning("%s: fetch %d: %s", culprit.source.id, culprit.sequence, reason)
            yield Judged(culprit.sequence, by, None, reason)
        else:
            self.failed.add(culprit.sequence)
            self.again.append([culprit])
        self.readers[self.readers.index(reader)] = self._started()


def _read(pipe: Connection, manner: Manner) -> None:
    """A reader's life: say that it is there, then answer capture by capture until the pipe ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to hear
    bounded()
    known = set(manner.known)
    try:
        pipe.send(None)
        while True:
            lot: Lot = pipe.recv()
            for asked in lot:
                pipe.send(_judged(asked, manner, known))
    except (EOFError, OSError):
        return
