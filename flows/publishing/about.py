"""The pages of about."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flows.publishing.site import Page, Site


def pages(site: Site) -> Iterator[Page]:  # noqa: ARG001
    """The pages of about."""
    yield from ()
