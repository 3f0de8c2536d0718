"""The browser that tests render pages with. A double of nothing: it is the real one."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest

from flows.rendering.browser import NoBrowser, executable
from flows.settings import RenderSettings


def rendering() -> RenderSettings:
    """Settings for a page on loopback; the test fails, saying what to do, where there is no browser."""
    settings = RenderSettings(seconds=20, interval_seconds=0, sandbox=sandboxed())
    try:
        executable(settings)
    except NoBrowser as none:
        pytest.fail(f"{none}; as root, `make chromium` installs it")
    return settings


def sandboxed() -> bool:
    """Whether Chromium can make its sandbox here: whether somebody who is not root may make user namespaces."""
    nobody = (
        ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"] if os.geteuid() == 0 else []
    )
    command = [*nobody, "unshare", "--user", "--net", "true"]
    if not all(map(shutil.which, (command[0], "unshare"))):
        return os.geteuid() != 0
    return subprocess.run(command, capture_output=True, check=False).returncode == 0
