"""What tests of several rooms share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from archive_server import Wayback

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def wayback(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wayback]:
    with Wayback(tmp_path_factory.mktemp("wayback")) as server:
        yield server
