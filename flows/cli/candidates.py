"""What ``sources`` does with candidates: lists them, and keeps what the operator decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from flows.cli.exclusively import exclusively
from flows.cli.output import Format, emit, talk
from flows.cli.running import now

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from flows.answers import Row
    from flows.discovery.deciding import Decision
    from flows.place import Place

_ORDER = {"doubtful": 0, "waiting": 1, "unreadable": 2, "enrolled": 3, "rejected": 4, "irrelevant": 5}


def show_candidates(place: Place, form: Format) -> None:
    """List the candidates: what waits for the operator first."""
    from warehouse.discoveries import candidates_within

    with place.reading() as con:
        found = candidates_within(con)
    rows: list[Row] = [
        {
            "program": one.program, "state": one.state, "url": one.url, "source": one.source_id,
            "why": one.why, "promise": one.promise, "score": one.score, "how": one.how, "found_in": one.found_in,
            "words": one.words, "found_at": one.found_at, "absent_at": one.absent_at, "tried_at": one.tried_at,
            "decided_at": one.decided_at,
        }
        for one in sorted(found, key=lambda one: (one.program, _ORDER[one.state], -one.score, one.url))
    ]  # fmt: skip
    emit(rows, form, lambda: _listed(rows), "No candidate yet; run `gapwatch discover` first.")


def _listed(rows: Sequence[Row]) -> Iterator[RenderableType]:
    return found_pages([row | {"why": row["why"] if row["tried_at"] else row["promise"]} for row in rows])


def found_pages(rows: Sequence[Row]) -> Iterator[RenderableType]:
    """Pages that were found, for people: each address whole and on a line of its own, so that it can be copied."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    from flows.tables import cell

    for row in rows:
        yield Text.assemble((row["state"], "bold"), " for ", cell(row["program"]))
        whole = Text.assemble("  ", cell(row["url"]), no_wrap=True, overflow="ignore")
        yield Group(whole)  # a bare text would be printed as a part of a text that wraps
        yield Padding(cell(row["why"]), (0, 0, 0, 4))
        yield Padding(Text.assemble("found in ", cell(row["found_in"]), style="dim"), (0, 0, 0, 4))


def decide(place: Place, decision: Decision, urls: Sequence[str]) -> None:
    """Keep what the operator decides, while no run is at work."""
    from flows.discovery.deciding import UnknownCandidateError, decided

    if not urls:
        raise click.UsageError(f"{decision} what? Expected addresses of candidates; name at least one")
    place.ready()
    configuration = place.configuration()
    try:
        changed = exclusively(configuration, lambda: decided(configuration, decision, urls, now()))
    except UnknownCandidateError as error:
        raise click.ClickException(str(error)) from error
    for one in changed:
        said = {"enrolled": f"accepted as {one.source_id}", "waiting": "to be read again"}.get(
            one.state, one.state
        )
        talk(f"{one.program}: {said}: {one.url}")
