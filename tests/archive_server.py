"""A real web archive on loopback: pywb, in an environment of its own, over WARC files that tests write."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

ENVIRONMENT = Path(__file__).parents[1] / ".venv-pywb"
_SERVER = """
from gevent.monkey import patch_all; patch_all()
import gevent, os, sys
gevent.get_hub().threadpool.spawn(lambda: (sys.stdin.buffer.read(), os._exit(0)))
from gevent.pywsgi import WSGIServer
from pywb.apps.frontendapp import FrontEndApp
from pywb.utils.geventserver import RequestURIWSGIHandler
server = WSGIServer(("127.0.0.1", 0), FrontEndApp(), handler_class=RequestURIWSGIHandler)
server.init_socket()
print(server.address[1], flush=True)
os.dup2(2, 1)  # pywb prints a line for many requests: nobody reads them, and a full pipe would stop it for good
server.serve_forever()
"""
"""What pywb's own command `wayback` does; it says on which free port, and ends with whoever started it."""


@dataclass(frozen=True, slots=True)
class Collection:
    """One collection of the archive: where its index is asked and its mementos are, and its files on disk.

    `memento` is a template with {timestamp} and {url}, with the identity modifier: the bytes as they were archived.
    """

    name: str
    root: str
    directory: Path

    @property
    def cdx(self) -> str:
        """The address of the CDX server."""
        return f"{self.root}/{self.name}/cdx"

    @property
    def memento(self) -> str:
        """The template of the mementos' addresses."""
        return f"{self.root}/{self.name}/{{timestamp}}id_/{{url}}"

    @property
    def index(self) -> Path:
        """The index in pywb's CDXJ format, one line for each capture; a change is seen at the next request."""
        return self.directory / "indexes" / "index.cdxj"

    def warc(self, file: Path) -> Path:
        """Where the archive reads this WARC file."""
        return self.directory / "archive" / file.name


class Wayback:
    """A pywb server. Collections can be added while it runs. What it says is in `log`."""

    def __init__(self, directory: Path) -> None:
        """Serve collections below `directory`; RuntimeError when pywb is not installed."""
        if not (ENVIRONMENT / "bin" / "cdx-indexer").exists():
            raise RuntimeError(f"{ENVIRONMENT}: no pywb is installed there; the tests ask one; run make pywb")
        self._directory = directory
        self.log = directory / "pywb.log"

    def __enter__(self) -> Self:
        """Start the server and wait until it listens."""
        (self._directory / "collections").mkdir(parents=True)
        (self._directory / "config.yaml").write_text("collections_root: collections\n", encoding="utf-8")
        with self.log.open("wb") as log:
            self._server = subprocess.Popen(
                [ENVIRONMENT / "bin" / "python", "-c", _SERVER],
                cwd=self._directory,
                env=_environ(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        assert self._server.stdout is not None
        port = self._server.stdout.readline().strip()
        if not port:
            self._server.wait()
            raise RuntimeError(f"pywb did not start:\n{self.log.read_text(encoding='utf-8')}")
        self.root = f"http://127.0.0.1:{port}"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the server."""
        self._server.kill()
        self._server.wait()
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        self._server.stdin.close()
        self._server.stdout.close()

    def collection(self, name: str, warcs: Sequence[Path]) -> Collection:
        """Serve copies of these WARC files as a collection of that name, indexed by pywb's own indexer."""
        made = Collection(name, self.root, self._directory / "collections" / name)
        (made.directory / "archive").mkdir(parents=True)
        made.index.parent.mkdir()
        for file in warcs:
            shutil.copyfile(file, made.warc(file))
        command = [str(ENVIRONMENT / "bin" / "cdx-indexer"), "--sort", "--cdxj"]
        places = ["--output", str(made.index), str(made.directory / "archive")]
        subprocess.run([*command, *places], check=True, env=_environ(), capture_output=True)
        return made


def _environ() -> dict[str, str]:
    """Nothing of the tests' own environment but where programs and temporary files are."""
    kept = ("PATH", "HOME", "TMPDIR", "LANG")
    return {name: os.environ[name] for name in kept if name in os.environ}
