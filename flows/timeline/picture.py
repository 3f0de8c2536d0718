"""A timeline as a picture: a row for each question coloured by status, marks where requirements moved, the looks beneath.

Drawn by Vega-Lite (altair describes, vl-convert draws) without browser, network or fonts of the machine. The same timeline
gives the same SVG, byte for byte.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import altair as alt
import vl_convert

from extractors.records import Status
from flows.alerts.values import dated
from flows.alerts.words import plain, shortened
from flows.tables import mark
from flows.timeline.sights import LONG_IN_WORDS, unseen
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
_LEAST_SPAN = timedelta(days=1)
_PALE = 0.6
_LEAST_BAR = 3
"""Pixels of a bar at least: a status of a day must not vanish in a picture of years."""
_LABEL = 70
"""Pixels that a label on the axis takes."""
_INK = "#222222"
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
_FIRST = "first look"
_RING = "M0,-.55A.55,.55,0,1,1,0,.55A.55,.55,0,1,1,0,-.55ZM0,-.32A.32,.32,0,1,0,0,.32A.32,.32,0,1,0,0,-.32Z"
_SHAPES = {"added": "triangle-up", "changed": "diamond", "removed": "triangle-down", _FIRST: _RING}
_SIZES = {"added": 42, "changed": 42, "removed": 42, _FIRST: 75}
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
    layers = [_bars(found, rows, cut), *_unseen(found, rows), _letters(found, rows), *_marks(moves, rows)]
    upper = alt.layer(*layers).properties(width=_WIDTH, height=_ROW * len(rows))
    return (
        alt.vconcat(upper, _looks(found, cut), spacing=6)
        .resolve_scale(color="shared", shape="shared")
        .properties(padding=12, background="white", title=_title(found))
        .configure(font=_FONT)
        .configure_view(stroke=None)
        .configure_axis(labelFontSize=12, labelColor=_INK, domain=False)
        .configure_legend(
            orient="bottom",
            direction="horizontal",
            labelFontSize=12,
            titleFontSize=12,
            columns=0,
            columnPadding=4,
        )
    )


def _title(found: Timeline) -> alt.TitleParams:
    walls = sum(not read for _, read in found.looks)
    span = f"{dated(found.since)} to {dated(found.until)}"
    sources = f"{found.sources:,} source{'' if found.sources == 1 else 's'}"
    saw = f"; {walls:,} of them met a wall or nothing" if walls else ""
    notes = []
    if any(True for _ in _gaps(found)):
        notes.append(
            f"Pale where the pages that say so (for U: the vendor's) were not seen for {LONG_IN_WORDS}"
        )
    marks = _moves(found)
    rings = ["ring: a source seen for the first time"] * any(mark["what"] == _FIRST for mark in marks)
    press = ["in the colour of R: press"] * any(mark["press"] for mark in marks)
    if rings or press:
        notes.append(f"Marks: requirements that moved; {'; '.join(rings + press)}")
    return alt.TitleParams(
        f"{shortened(plain(found.name), _NAME_LENGTH)}: what its pages said",
        subtitle=[f"{span}; {len(found.looks):,} looks at {sources}{saw}", *notes],
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
    ticks = [_instant(at) for at in cut.begins if at >= found.since]
    if not ticks or _wide(found, found.since, ticks[0]) >= _LABEL:
        ticks.insert(0, _instant(found.since))
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


def _wide(found: Timeline, begin: datetime, end: int) -> float:
    """How many pixels it takes from an instant to another (in milliseconds)."""
    return (end - _instant(begin)) / max(_instant(found.until) - _instant(found.since), 1) * _WIDTH


def _held(found: Timeline) -> list[Row]:
    """Each period within the span, the longest first, with its letter where the bar is wide enough to hold it."""
    least = round((_instant(found.until) - _instant(found.since)) * _LEAST_BAR / _WIDTH)
    held = []
    for period in found.periods:
        begin, end = max(period.since, found.since), min(period.until or found.until, found.until)
        wide = _wide(found, begin, _instant(end)) >= _LETTER
        held.append(
            {
                "row": _asked(period.question), "status": period.status.value,
                "from": _instant(begin), "to": max(_instant(end), _instant(begin) + least),
                "letter": mark(period.status)[0] if wide else "",
                "told": f"{_asked(period.question)}: {period.status.value}, {dated(begin)} to {dated(end)}",
            }
        )  # fmt: skip
    return sorted(held, key=lambda row: row["from"] - row["to"])


def _letters(found: Timeline, rows: list[str]) -> alt.Chart:
    held = [row for row in _held(found) if row["letter"]]
    return _drawn(held).mark_text(
        aria=False, color=_INK, align="left", dx=3, fontSize=10, fontWeight="bold", clip=True
    ).encode(
        x="from:T",
        y=alt.Y("row:N", sort=rows),
        text="letter:N",
    )  # fmt: skip


def _moves(found: Timeline) -> list[Row]:
    """One mark for each instant, question, standing and kind of move, with how many there were."""
    counted: Counter[tuple[str, str, datetime, bool]] = Counter()
    for move in found.moves:
        for row in map(_asked, move.questions or (_OTHER,)):
            counted[row, move.what, move.at, move.standing == "press"] += 1
    for row, at, press in _first_looks(found):
        counted[row, _FIRST, at, press] += 1
    return [
        {
            "row": row, "what": what, "from": _instant(at), "press": press,
            "told": f"{row}: {count} {what}{' (press)' if press else ''}, {dated(at)}",
        }
        for (row, what, at, press), count in sorted(counted.items())
    ]  # fmt: skip


def _first_looks(found: Timeline) -> set[tuple[str, datetime, bool]]:
    """Where a status or requirements begin because a source was seen for the first time; not where all begins."""
    periods = {
        (_asked(one.question), one.since, one.standing == "press") for one in found.periods if one.first_look
    }
    values = {
        (_asked(question), one.since, one.standing == "press")
        for one in found.values
        if one.at_first
        for question in one.questions
        if question in found.questions
    }
    return {one for one in periods | values if one[1] > found.since}


def _marks(moves: list[Row], rows: list[str]) -> Iterator[alt.Chart]:
    """What was added stands above the bars, what was removed beneath, and what changed upon them."""
    legend = alt.Legend(title="Marks", symbolFillColor=_INK, symbolStrokeWidth=0)
    colour = alt.condition("datum.press", alt.value(_COLOURS[Status.REPORTED]), alt.value(_INK))
    shape = alt.Shape(
        "what:N", legend=legend, scale=alt.Scale(domain=list(_SHAPES), range=list(_SHAPES.values()))
    )
    for what, place in ((_FIRST, -1), ("added", -1), ("removed", 1), ("changed", 0)):
        yield _drawn([move for move in moves if move["what"] == what]).mark_point(
            filled=True, size=_SIZES[what], stroke="white", strokeWidth=0 if what == _FIRST else 0.7, opacity=1,
            yOffset=place * (_BAR / 2 + 2),
        ).encode(x="from:T", y=alt.Y("row:N", sort=rows), shape=shape, fill=colour, description="told:N")  # fmt: skip


def _unseen(found: Timeline, rows: list[str]) -> Iterator[alt.Chart]:
    """Pale where what showed a status was long not seen: what the bar says there is what was seen before."""
    if gaps := list(_gaps(found)):
        yield _drawn(gaps).mark_bar(
            aria=False, height=_BAR, color="white", opacity=_PALE, clip=True
        ).encode(x="from:T", x2="to:T", y=alt.Y("row:N", sort=rows))  # fmt: skip


def _gaps(found: Timeline) -> Iterator[Row]:
    for period in found.periods:
        for begin, end in unseen(period.seen, min(period.until or found.until, found.until)):
            if end > found.since:
                seen = _instant(max(begin, found.since))
                yield {"row": _asked(period.question), "from": seen, "to": _instant(end)}


def _looks(found: Timeline, cut: Columns) -> alt.Chart:
    days = dict.fromkeys((_LOOKS[not read], _instant(at)) for at, read in found.looks)
    looks = [{"row": row, "from": at, "read": row == _LOOKS[0]} for row, at in days]
    return _drawn(looks).mark_tick(aria=False, thickness=1.2, height=12, opacity=0.75, clip=True).encode(
        x=_time(found, cut, labels=True),
        y=alt.Y("row:N", sort=list(_LOOKS), title=None, scale=alt.Scale(domain=list(_LOOKS)),
                axis=alt.Axis(ticks=False, labelPadding=8)),
        color=alt.condition("datum.read", alt.value(_INK), alt.value("#d55e00")),
    ).properties(width=_WIDTH, height=34)  # fmt: skip


def _drawn(rows: list[Row]) -> alt.Chart:
    return alt.Chart(alt.InlineData(values=rows))


def _asked(question: str) -> str:
    return question.replace("_", " ")
