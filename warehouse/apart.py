"""Reading what may hang or fell its reader (a PDF) in a process of its own, which is ended when it takes too long.

The process starts with the first PDF and reads those after it too. It ends when its parent does, or when told to
(:func:`ended`). Where this process already is one that may be killed, there is no further one.
"""

from __future__ import annotations

import logging
import multiprocessing
import resource
import signal
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeVar

from extractors.reading import Examined
from extractors.records import Judgement, Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Container
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkServerContext, SpawnContext
    from multiprocessing.process import BaseProcess

    from extractors.records import Response

PDF_SECONDS: Final = 120.0
"""How long one PDF may take, unless a setting says otherwise."""
MEMORY: Final = 2_000_000_000
"""Bytes that a process that reads PDFs may take."""
_PARSERS = (
    "extractors.documents",
    "extractors.coverage",
    "extractors.mentions",
    "extractors.requirements",
    "extractors.foreign.requirements",
    "extractors.foreign.topics",
)
"""What reading imports when it is first needed: once for all readers."""
_STARTING: Final = 120.0  # seconds that a process may take before it is there
_logger = logging.getLogger("gapwatch")
T = TypeVar("T")


class EndedApart(Exception):  # noqa: N818 - what came of it, rather than a mistake
    """The process that did it was killed or died; says why, for people."""


@dataclass(frozen=True, slots=True)
class _Known:
    """Whether the digest is known: a question of the process to its parent."""

    digest: str


@dataclass(frozen=True, slots=True)
class _Failed:
    error: str


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection


_lock = threading.Lock()
_worker: _Worker | None = None


def is_pdf(response: Response) -> bool:
    """Whether these bytes would be read as a PDF."""
    return b"%PDF-" in response.body[:1024]


def apart_already() -> bool:
    """Whether this process is one that others start to read, and may end."""
    return multiprocessing.current_process().daemon


def done_apart(
    what: Callable[..., T], *given: object, known: Container[str] = (), seconds: float = PDF_SECONDS
) -> T:
    """What a function of a module gives, called in the other process with `given` and then `known`.

    EndedApart when the process died twice or took longer than `seconds`; RuntimeError when the function raised.
    """
    with _lock:
        try:
            return _asked((what, given), known, seconds)
        except (EOFError, OSError):
            _end()
        try:
            return _asked((what, given), known, seconds)
        except (EOFError, OSError) as error:
            code = _end()
            raise EndedApart(f"the process that read it ended with exit code {code}") from error


def ended() -> None:
    """End the process, if there is one."""
    with _lock:
        _end()


def too_long(seconds: float) -> str:
    """Why a reader was killed."""
    return f"reading it took longer than {seconds:g} s"


def unreadable(reason: str) -> Examined:
    """What is examined of a PDF that nobody could read to its end."""
    return Examined(Judgement(Outcome.UNREADABLE, f"the PDF cannot be read ({reason})"))


def context(module: str) -> ForkServerContext | SpawnContext:
    """Processes come from a server that has the code and no threads: forked here, one may find a lock taken for ever."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    found = multiprocessing.get_context("forkserver")
    found.set_forkserver_preload([module, *_PARSERS])
    return found


def _asked(task: tuple[Callable[..., T], tuple[object, ...]], known: Container[str], seconds: float) -> T:
    worker = _started()
    worker.pipe.send(task)
    until = time.monotonic() + seconds
    while True:
        if not worker.pipe.poll(max(until - time.monotonic(), 0)):
            _end()
            raise EndedApart(too_long(seconds))
        answer: Any = worker.pipe.recv()
        if isinstance(answer, _Known):
            worker.pipe.send(answer.digest in known)
            continue
        if isinstance(answer, _Failed):
            raise RuntimeError(answer.error)  # noqa: TRY004 - of no type that was expected: it failed there
        found: T = answer
        return found


def _started() -> _Worker:
    global _worker  # noqa: PLW0603 - one for this process, whoever asks
    if _worker is None:
        how = context("warehouse.readers")
        ours, theirs = how.Pipe()
        process = how.Process(target=_serve, args=(theirs,), daemon=True)
        process.start()
        theirs.close()
        _worker = _Worker(process, ours)
        if not ours.poll(_STARTING):
            raise OSError("it did not start")
        ours.recv()
    return _worker


def _end() -> int | None:
    global _worker  # noqa: PLW0603
    if _worker is None:
        return None
    _worker.pipe.close()
    _worker.process.kill()
    _worker.process.join()
    code = _worker.process.exitcode
    _worker = None
    return code


# -- the other process ---------------------------------------------------------------------------------------------


class _Asking:
    """The digests that the parent knows, asked for one by one."""

    def __init__(self, pipe: Connection) -> None:
        self.pipe = pipe

    def __contains__(self, digest: object) -> bool:
        self.pipe.send(_Known(str(digest)))
        return bool(self.pipe.recv())


def bounded() -> None:
    """Take no more than MEMORY from here on: what needs more ends this process, not the machine."""
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))


def _serve(pipe: Connection) -> None:
    """Say that it is there, then do what is asked until the pipe ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to hear
    bounded()
    try:
        pipe.send(None)
        while True:
            what, given = pipe.recv()
            try:
                answer = what(*given, _Asking(pipe))
            except (EOFError, OSError):
                raise
            except Exception as error:  # noqa: BLE001 - told to the parent
                answer = _Failed(f"{type(error).__name__}: {error}")
            pipe.send(answer)
    except (EOFError, OSError):
        return
