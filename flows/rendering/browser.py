"""A Chromium of one's own for a run: started where nothing of ours is, and gone without a trace.

It runs in a directory that is removed when it ends, whoever ends first; with an empty environment; without a way to any
network (its only proxy does not exist and no name resolves); and as ``nobody`` when we are root, since Chromium's sandbox,
which keeps a page's scripts from the machine, does not work for root.
"""

from __future__ import annotations

import asyncio
import fcntl
import os
import pwd
import shlex
import shutil
import signal
import stat
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from io import BufferedWriter

    from playwright.async_api import Browser, Playwright

    from flows.settings import RenderSettings

PREFIX: Final = "gapwatch-browser-"
NAMES: Final = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
_FLAGS: Final = (
    "--proxy-server=http://none.invalid:9",
    "--proxy-bypass-list=<-loopback>",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-quic",
    "--dns-prefetch-disable",
    "--no-pings",
    "--disable-domain-reliability",
    "--disable-client-side-phishing-detection",
    "--disable-crash-reporter",
    "--disable-notifications",
    "--deny-permission-prompts",
    "--block-new-web-contents",
    "--disable-gpu",
    "--disable-3d-apis",
    "--disable-speech-api",
    "--disable-file-system",
    "--js-flags=--max-old-space-size=512",
)
_START_SECONDS: Final = 60.0
_END_SECONDS: Final = 10.0
_YOUNG_SECONDS: Final = 60.0
_NO_SANDBOX: Final = ("No usable sandbox", "Failed to move to new namespace", "setuid_sandbox")
_LAUNCHER = """#!/bin/sh
# Starts the browser with nothing of ours around it, and leaves nothing of it behind.
cd / || exit 1
echo $$ > {place}/pid
{command} "$@" --user-data-dir={home}/profile
code=$?
rm -rf {place}
exit $code
"""


class NoBrowser(Exception):  # noqa: N818 - a page that is not rendered is no fault
    """No browser can be had; the message says what to do."""


def executable(settings: RenderSettings) -> Path:
    """The browser that is used; NoBrowser when there is none."""
    if settings.executable:
        found = shutil.which(settings.executable)
        if found is None:
            raise NoBrowser(
                f'[rendering] executable is "{settings.executable}", which is no program; name a Chromium'
            )
        return Path(found)
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        raise NoBrowser(
            "no Chromium is found (`apt-get install chromium`, or name one by executable in [rendering])"
        )
    return Path(found)


class OwnBrowser:
    """One browser with its directory; an asynchronous context manager."""

    def __init__(self, settings: RenderSettings) -> None:
        self._settings = settings
        self._place: Path | None = None
        self._lock: BufferedWriter | None = None
        self._playwright: Playwright | None = None
        self._browser: Browser | None = None

    async def running(self) -> Browser:
        """The browser, started when there is none (any more); NoBrowser when it does not start."""
        if self._browser is None or not self._browser.is_connected():
            await self.close()
            try:
                async with asyncio.timeout(_START_SECONDS):
                    self._browser = await self._started()
            except BaseException:
                await self.close()
                raise
        return self._browser

    async def _started(self) -> Browser:
        try:
            from playwright.async_api import Error, async_playwright  # noqa: PLC0415 - an extra, and slow to import
        except ImportError as fault:
            raise NoBrowser('Playwright is not installed (pip install "gapwatch[render]")') from fault
        launcher = self._launcher(executable(self._settings))
        self._playwright = await async_playwright().start()
        try:
            return await self._playwright.chromium.launch(
                executable_path=launcher,
                args=list(_FLAGS),
                chromium_sandbox=self._settings.sandbox,
                timeout=_START_SECONDS * 1000,
                env={"PATH": os.defpath},
            )
        except Error as fault:
            raise NoBrowser(_words(str(fault))) from fault

    def _launcher(self, browser: Path) -> Path:
        _sweep()
        self._place = place = Path(tempfile.mkdtemp(prefix=PREFIX))
        self._lock = (place / "lock").open("wb")
        fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        home = place / "home"
        home.mkdir(mode=0o700)
        place.chmod(0o711)
        command = [
            "env",
            "-i",
            f"PATH={os.defpath}",
            f"HOME={home}",
            f"TMPDIR={home}",
            "LANG=C.UTF-8",
            str(browser),
        ]
        if os.geteuid() == 0:
            command = [*_as_nobody(home), *command]
        launcher = place / "chromium"
        launcher.write_text(
            _LAUNCHER.format(
                place=shlex.quote(str(place)), home=shlex.quote(str(home)), command=shlex.join(command)
            ),
            encoding="utf-8",
        )
        launcher.chmod(0o755)
        return launcher

    async def close(self) -> None:
        """End the browser, by force where it does not end by itself, and remove what it left."""
        browser = self._browser
        with suppress(Exception):
            async with asyncio.timeout(_END_SECONDS):
                if browser is not None:
                    await browser.close()
        await self.kill()

    async def kill(self) -> None:
        """End the browser by force, and remove what it left."""
        playwright, self._browser, self._playwright = self._playwright, None, None
        self._kill()
        with suppress(Exception):
            async with asyncio.timeout(_END_SECONDS):
                if playwright is not None:
                    await playwright.stop()
        if self._place is not None:
            shutil.rmtree(self._place, ignore_errors=True)
        if self._lock is not None:
            self._lock.close()
        self._place = self._lock = None

    def _kill(self) -> None:
        """End what still runs; the launcher leads a group of its own, and its directory is gone once it has ended."""
        if self._place is not None:
            with suppress(OSError, ValueError):
                os.killpg(int((self._place / "pid").read_text(encoding="ascii")), signal.SIGKILL)


def _as_nobody(home: Path) -> list[str]:
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        raise NoBrowser(
            "as root the browser is started as nobody by setpriv (util-linux), which is missing; install it"
        )
    if not all(above.stat().st_mode & 0o001 for above in home.parents):
        raise NoBrowser(
            f"as root the browser is nobody, who has no way to {home.parent}; set TMPDIR to a place such as /tmp"
        )
    nobody = pwd.getpwnam("nobody")
    os.chown(home, nobody.pw_uid, nobody.pw_gid)
    return [
        setpriv,
        f"--reuid={nobody.pw_uid}",
        f"--regid={nobody.pw_gid}",
        "--clear-groups",
        "--no-new-privs",
        "--",
    ]


def _sweep() -> None:
    """Remove what browsers left whose runs and launchers were both killed: nobody holds their locks any more."""
    for place in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with suppress(OSError):
            # Anybody may make such a name there: of a link, or of another's directory, nothing is touched.
            old = place.lstat()
            ours = stat.S_ISDIR(old.st_mode) and old.st_uid == os.geteuid()
            if not ours or time.time() - old.st_mtime < _YOUNG_SECONDS:
                continue
            with (place / "lock").open("rb") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(place, ignore_errors=True)


def _words(fault: str) -> str:
    """What went wrong with a start, in a line."""
    if any(sign in fault for sign in _NO_SANDBOX):
        return (
            "Chromium cannot make its sandbox here (user namespaces are off); allow them, or set sandbox = false in "
            "[rendering] where the machine holds nothing else"
        )
    lines = [line.partition("[err]")[2].strip() for line in fault.splitlines() if "[err]" in line]
    said = next((line for line in lines if "ERROR" in line or "FATAL" in line), fault.splitlines()[0])
    return f"Chromium does not start ({said[:300]})"
