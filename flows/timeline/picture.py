"""A timeline as a picture: a row for each question coloured by status, marks where requirements moved, the looks beneath.

Drawn by Vega-Lite (altair describes, vl-convert draws) without browser, network or fonts of the machine. The same timeline
gives the same SVG, byte for byte.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import altair as alt
import vl_convert

from extractors.records import Status
from flows.alerts.values import dated
from flows.alerts.words import plain, shortened
from flows.tables import mark
from flows.timeline.units import columns

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from flows.timeline.gathered import Timeline
    from flows.timeline.units import Columns

Row = dict[str, Any]

_WIDTH = 760
_ROW = 26
_BAR = 15
_LETTER = 12
"""Pixels that a bar must have for its letter to stand in it."""
_FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
_NAME_LENGTH = 60
_MOST_TICKS = 10
_TICK_FORMATS = {"day": "%-d %b %Y", "week": "%-d %b %Y", "month": "%b %Y", "quarter": "%b %Y", "year": "%Y"}
_LEAST_UNSEEN = timedelta(days=30)
_LEAST_SPAN = timedelta(days=1)
_PALE = 0.6
_WORTH_SHOWING = 8
"""A gap between looks is shown when it is more than this part of the span."""
_OTHER = "no question"
_COLOURS = {
    Status.DOCUMENTED: "#009e73",
    Status.PARTIAL: "#56b4e9",
    Status.MENTIONED: "#f0e442",
    Status.REPORTED: "#cc79a7",
    Status.UNDOCUMENTED: "#d55e00",
    Status.UNKNOWN: "#d9d9d9",
}
"""Okabe and Ito, Color Universal Design (2008): told apart with common colour blindness; bars have letters too."""
_SHAPES = {"added": "triangle-up", "changed": "diamond", "removed": "triangle-down"}
_LOOKS = ("saw a page", "saw none")


def svg(found: Timeline) -> str:
    """The picture as SVG that asks for nothing from elsewhere."""
    return _numbered(vl_convert.vegalite_to_svg(_chart(_widened(found)).to_dict()))


def png(found: Timeline) -> bytes:
    """The picture as PNG, at twice its size for sharp letters."""
    drawn: bytes = vl_convert.vegalite_to_png(_chart(_widened(found)).to_dict(), scale=2)
    return drawn


def _widened(found: Timeline) -> Timeline:
    """A timeline of a day at least: the first run of all is a matter of seconds."""
    return replace(found, until=max(found.until, found.since + _LEAST_SPAN))


def _numbered(drawn: str) -> str:
    """Ids from one on: the renderer counts them over all pictures that a process draws."""
    ids = {name: f"id{n}" for n, name in enumerate(dict.fromkeys(re.findall(r'id="([^"]+)"', drawn)), 1)}
    return re.sub(r'(id="|url\(#)([^")]+)', lambda at: at[1] + ids.get(at[2], at[2]), drawn)


def _chart(found: Timeline) -> alt.VConcatChart:
    rows = [_asked(question) for question in found.questions]
    moves = _moves(found)
    if any(move["row"] == _OTHER for move in moves):
        rows.append(_OTHER)
    cut = columns(found.since, found.until, _MOST_TICKS)
    layers = [_bars(found, rows, cut), *_unseen(found), _letters(found, rows), *_marks(moves, rows)]
    upper = alt.layer(*layers).properties(width=_WIDTH, height=_ROW * len(rows))
    return (
        alt.vconcat(upper, _looks(found, cut), spacing=6)
        .resolve_scale(color="shared", shape="shared")
        .properties(padding=12, background="white", title=_title(found))
        .configure(font=_FONT)
        .configure_view(stroke=None)
        .configure_axis(labelFontSize=12, labelColor="#222222", domain=False)
        .configure_legend(
            orient="bottom", direction="horizontal", labelFontSize=12, titleFontSize=12, columns=0
        )
    )


def _title(found: Timeline) -> alt.TitleParams:
    walls = sum(not read for _, read in found.looks)
    span = f"{dated(found.since)} to {dated(found.until)}"
    sources = f"{found.sources:,} source{'' if found.sources == 1 else 's'}"
    saw = f"; {walls:,} of them met a wall or nothing" if walls else ""
    unseen = (
        [f"Pale where no page was seen for more than {_patience(found).days} days"] if _gaps(found) else []
    )
    return alt.TitleParams(
        f"{shortened(plain(found.name), _NAME_LENGTH)}: what its pages said",
        subtitle=[f"{span}; {len(found.looks):,} looks at {sources}{saw}", *unseen],
        anchor="start",
        fontSize=16,
        subtitleFontSize=12,
        subtitleColor="#555555",
        offset=10,
    )


def _instant(at: datetime) -> int:
    """Milliseconds, which every chart reads alike; texts of dates are read in the machine's time zone."""
    return round(at.timestamp() * 1000)


def _time(found: Timeline, cut: Columns, *, labels: bool) -> alt.X:
    scale = alt.Scale(type="utc", domain=[_instant(found.since), _instant(found.until)], nice=False)
    ticks = [_instant(at) for at in cut.begins if at >= found.since] or [_instant(found.since)]
    axis = alt.Axis(
        title=None, values=ticks, format=_TICK_FORMATS[cut.unit], labels=labels, ticks=labels, gridColor="#e5e5e5",
        labelFlush=False, labelOverlap="greedy", labelAlign="center",
    )  # fmt: skip
    return alt.X("from:T", scale=scale, axis=axis)


def _bars(found: Timeline, rows: list[str], cut: Columns) -> alt.Chart:
    legend = alt.Legend(title="Status", symbolType="square", labelExpr=_lettered(), symbolSize=140)
    return _drawn(_held(found)).mark_bar(height=_BAR, clip=True).encode(
        x=_time(found, cut, labels=False),
        x2="to:T",
        description="told:N",
        y=alt.Y("row:N", sort=rows, title=None, scale=alt.Scale(domain=rows), axis=alt.Axis(ticks=False, labelPadding=8)),
        color=alt.Color(
            "status:N", legend=legend,
            scale=alt.Scale(domain=[s.value for s in Status], range=list(_COLOURS.values())),
        ),
    )  # fmt: skip


def _lettered() -> str:
    letters = ", ".join(f"'{status.value}': '{mark(status)[0]}'" for status in Status)
    return f"{{{letters}}}[datum.label] + ' ' + datum.label"


def _held(found: Timeline) -> list[Row]:
    """Each period within the span, with its letter where the bar is wide enough to hold it."""
    whole = max((found.until - found.since).total_seconds(), 1)
    held = []
    for period in found.periods:
        begin, end = max(period.since, found.since), min(period.until or found.until, found.until)
        wide = (end - begin).total_seconds() / whole * _WIDTH >= _LETTER
        held.append(
            {
                "row": _asked(period.question), "status": period.status.value, "from": _instant(begin), "to": _instant(end),
                "letter": mark(period.status)[0] if wide else "",
                "told": f"{_asked(period.question)}: {period.status.value}, {dated(begin)} to {dated(end)}",
            }
        )  # fmt: skip
    return held


def _letters(found: Timeline, rows: list[str]) -> alt.Chart:
    held = [row for row in _held(found) if row["letter"]]
    return _drawn(held).mark_text(
        aria=False, color="#222222", align="left", dx=3, fontSize=10, fontWeight="bold", clip=True
    ).encode(
        x="from:T",
        y=alt.Y("row:N", sort=rows),
        text="letter:N",
    )  # fmt: skip


def _moves(found: Timeline) -> list[Row]:
    """One mark for each instant, question and kind of move, with how many there were."""
    counted: Counter[tuple[str, str, datetime]] = Counter()
    for move in found.moves:
        for row in map(_asked, move.questions or (_OTHER,)):
            counted[row, move.what, move.at] += 1
    return [
        {"row": row, "what": what, "from": _instant(at), "told": f"{row}: {count} {what}, {dated(at)}"}
        for (row, what, at), count in sorted(counted.items())
    ]


def _marks(moves: list[Row], rows: list[str]) -> Iterator[alt.Chart]:
    """What was added stands above the bars, what was removed beneath, and what changed upon them."""
    legend = alt.Legend(title="Requirements", symbolFillColor="#222222", symbolStrokeColor="#222222")
    shape = alt.Shape(
        "what:N", legend=legend, scale=alt.Scale(domain=list(_SHAPES), range=list(_SHAPES.values()))
    )
    for what, place in (("added", -1), ("removed", 1), ("changed", 0)):
        yield _drawn([move for move in moves if move["what"] == what]).mark_point(
            filled=True, size=42, color="#222222", stroke="white", strokeWidth=0.7, opacity=1,
            yOffset=place * (_BAR / 2 + 2),
        ).encode(x="from:T", y=alt.Y("row:N", sort=rows), shape=shape, description="told:N")  # fmt: skip


def _unseen(found: Timeline) -> Iterator[alt.Chart]:
    """Pale where no page was seen for long: what the bars say there is what was seen before."""
    if gaps := _gaps(found):
        yield _drawn(gaps).mark_rect(aria=False, color="white", opacity=_PALE).encode(x="from:T", x2="to:T")


def _gaps(found: Timeline) -> list[Row]:
    seen = [found.since, *(at for at, read in found.looks if read), found.until]
    return [
        {"from": _instant(last), "to": _instant(then)}
        for last, then in pairwise(seen)
        if then - last > _patience(found)
    ]


def _patience(found: Timeline) -> timedelta:
    """How long a gap between looks must be to be worth showing in a picture of this span."""
    return max(_LEAST_UNSEEN, (found.until - found.since) / _WORTH_SHOWING)


def _looks(found: Timeline, cut: Columns) -> alt.Chart:
    days = dict.fromkeys((_LOOKS[not read], _instant(at)) for at, read in found.looks)
    looks = [{"row": row, "from": at, "read": row == _LOOKS[0]} for row, at in days]
    return _drawn(looks).mark_tick(aria=False, thickness=1.2, height=12, opacity=0.75, clip=True).encode(
        x=_time(found, cut, labels=True),
        y=alt.Y("row:N", sort=list(_LOOKS), title=None, scale=alt.Scale(domain=list(_LOOKS)),
                axis=alt.Axis(ticks=False, labelPadding=8)),
        color=alt.condition("datum.read", alt.value("#222222"), alt.value("#d55e00")),
    ).properties(width=_WIDTH, height=34)  # fmt: skip


def _drawn(rows: list[Row]) -> alt.Chart:
    return alt.Chart(alt.InlineData(values=rows))


def _asked(question: str) -> str:
    return question.replace("_", " ")
