"""What ``show`` prints below a question: the evidence, the proof of absence, and where two official pages disagree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows import answers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from flows.answers import Row

_QUOTE_LENGTH = 400


def evidence(asked: Row, data: Sequence[Row]) -> Iterator[RenderableType]:
    """Each facet of a question with what says it, or with what was read and does not."""
    from rich.text import Text

    from flows.tables import cell

    yield Text(asked["wording"], style="bold")
    yield Text(f"Why it matters: {asked['why']}\n")
    for row in data:
        optional = "" if row["required"] else " (optional)"
        since = f", since {cell(row['since'])}" if row["since"] else ""
        yield Text.assemble(
            (f"{row['facet']}: {row['wording']}{optional}  ", "bold"), cell(row["status"]), since
        )
        for piece in row["evidence"]:
            yield from _piece(piece)
        if not row["evidence"]:
            yield from _silence(row["read_without_finding"])
        yield from disagreements(row["contradictions"])
        yield Text("")


def _piece(piece: Row) -> Iterator[RenderableType]:
    from rich.padding import Padding
    from rich.text import Text

    from flows.alerts.words import plain, shortened
    from flows.tables import cell

    if piece.get("kind"):
        press = " (press)" if piece["standing"] == "press" else ""
        yield Padding(Text(f"{answers.worded(piece)}{press}"), (0, 0, 0, 2), expand=False)
    yield Padding(
        Text(f"“{shortened(plain(piece['quote']), _QUOTE_LENGTH)}”", style="italic"),
        (0, 0, 0, 4),
        expand=False,
    )
    seen = f", captured {cell(piece['captured_at'])}" if piece.get("captured_at") else ""
    yield Padding(
        Text(f"{piece['url']}{_page(piece)}{seen}, snapshot {(piece['snapshot'] or '')[:12]}", style="dim"),
        (0, 0, 0, 4),
    )


def _page(piece: Row) -> str:
    """Where in a PDF it stands; nothing for what has no pages."""
    return f", page {piece['page']}" if piece.get("page") else ""


def _silence(sources: Sequence[Row]) -> Iterator[RenderableType]:
    from rich.padding import Padding
    from rich.text import Text

    if not sources:
        yield Padding(Text("No healthy official capture has been read yet."), (0, 0, 0, 2), expand=False)
        return
    yield Padding(Text("Read, healthy, and not saying it:"), (0, 0, 0, 2), expand=False)
    for source in sources:
        first, last = f"{source['first']:%Y-%m-%d}", f"{source['last']:%Y-%m-%d}"
        times = (
            f"read {source['times']} times from {first} to {last}" if source["times"] > 1 else f"read {first}"
        )
        yield Padding(Text(source["url"], overflow="fold"), (0, 0, 0, 4), expand=False)
        yield Padding(
            Text(f"{times}, last snapshot {str(source['snapshot'])[:12]}", style="dim"),
            (0, 0, 0, 6),
            expand=False,
        )


def disputed(facet: Row, contradictions: Sequence[Row]) -> Row:
    """A facet as it is shown, with the contradictions among what documents it."""
    shown = {(piece["kind"], piece["subject"]) for piece in facet["evidence"] if piece.get("kind")}
    return {
        **facet,
        "contradictions": [row for row in contradictions if (row["kind"], row["subject"]) in shown],
    }


def disagreements(contradictions: Sequence[Row]) -> Iterator[RenderableType]:
    """Each contradiction as two statements; nothing where there is none."""
    from rich.text import Text

    if contradictions:
        yield Text("Pages that disagree:", style="bold")
    for row in contradictions:
        other = {name: row[f"other_{name}"] for name in ("comparator", "value", "value_max", "quote", "url")}
        yield from _statement(row)
        yield from _statement({**row, **other})


def _statement(row: Row) -> Iterator[RenderableType]:
    from rich.padding import Padding
    from rich.text import Text

    from flows.alerts.words import plain, shortened

    quote = f"“{shortened(plain(row['quote']), _QUOTE_LENGTH)}”"
    yield Padding(Text(answers.worded(row)), (0, 0, 0, 2), expand=False)
    yield Padding(Text(quote, style="italic"), (0, 0, 0, 4), expand=False)
    yield Padding(Text(row["url"], style="dim", overflow="fold"), (0, 0, 0, 4), expand=False)
