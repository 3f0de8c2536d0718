"""What tests of several rooms share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from archive_server import Wayback
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

# A law holds or does not, however busy the machine is; what takes long is measured in benchmarks.
settings.register_profile("laws", deadline=None)
settings.load_profile("laws")


@pytest.fixture(scope="session")
def wayback(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wayback]:
    with Wayback(tmp_path_factory.mktemp("wayback")) as server:
        yield server
