"""The web archive on loopback that other tests ask."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import archive_server
import httpx
import pytest
from archive_doubles import Archive
from archive_server import Wayback

if TYPE_CHECKING:
    from pathlib import Path

URL = "https://acme.example/partners?level=Gold"
PAGE = b"<html><head></head><body>Gold partners hold two certifications.</body></html>"


def test_a_collection_gives_back_the_bytes_and_times_of_its_warc_files(
    wayback: Wayback, tmp_path: Path
) -> None:
    """The index lists what the WARC file holds, and a memento with the identity modifier is those very bytes."""
    archive = Archive(tmp_path / "acme.warc.gz")
    archive.response(datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC), PAGE, url=URL)
    collection = wayback.collection("one-page", [archive.close()])

    listed = httpx.get(collection.cdx, params={"url": URL, "output": "json"})
    memento = httpx.get(collection.memento.format(timestamp="20240506070809", url=URL))

    assert json.loads(listed.text)["timestamp"] == "20240506070809"
    assert memento.content == PAGE
    assert memento.headers["memento-datetime"] == "Mon, 06 May 2024 07:08:09 GMT"


def test_a_missing_environment_is_an_error_that_says_what_to_run(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Without pywb the tests fail, they do not leave out what needs it."""
    monkeypatch.setattr(archive_server, "ENVIRONMENT", tmp_path)

    with pytest.raises(RuntimeError, match="no pywb is installed there; the tests ask one; run make pywb"):
        Wayback(tmp_path)
