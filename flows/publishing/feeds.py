"""The files of feeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flows.publishing.site import File, Site


def files(site: Site) -> Iterator[File]:  # noqa: ARG001
    """The files of feeds."""
    yield from ()
