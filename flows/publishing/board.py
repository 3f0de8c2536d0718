"""The board: programs by questions, each cell with its status, its age and what moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.answers import rows
from flows.publishing.site import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flows.publishing.site import Site


def pages(site: Site) -> Iterator[Page]:
    """The board, as the site's first page."""
    found = rows(site.con, "SELECT * FROM board_as_of($at)", {"at": site.moment})
    cells = {(row["program"], row["question"]): row for row in found}
    yield Page("index.html", "Board", "board.html", {"cells": cells}, {"board": found})
