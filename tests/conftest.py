"""What tests of several rooms share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from archive_server import Wayback
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LONGEST = (
    "test_killed_runs",
    "test_demo",
    "test_engine_flows",
    "test_discovery",
    "test_backfill",
    "test_backfill_moved",
    "test_discovery_killed",
    "test_backfill_laws",
    "test_reach",
    "test_rendering",
    "test_backfill_killed",
    "test_killed_imports",
    "test_rebuilding",
)
"""Files that take long, first: else one of two processes waits at the end for the other's."""

# A law holds or does not, however busy the machine is; what takes long is measured in benchmarks.
settings.register_profile("laws", deadline=None)
settings.load_profile("laws")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the files that take long first; all else stays in its order."""
    items.sort(key=lambda item: _place(item.path))


def _place(file: Path) -> int:
    return LONGEST.index(file.stem) if file.stem in LONGEST else len(LONGEST)


@pytest.fixture(scope="session")
def wayback(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wayback]:
    with Wayback(tmp_path_factory.mktemp("wayback")) as server:
        yield server
