"""The page's text as its scripts hold it, where the markup shows none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from extractors.embedded.flight import flight_markup
from extractors.embedded.states import states
from extractors.embedded.telling import Telling

if TYPE_CHECKING:
    from extractors.embedded.states import State

_MOST: Final = 2_000_000
"""Characters of markup that are made at most."""
_ENOUGH: Final = 300
"""Characters in sentences from which data is a page's text, and not a description of it."""
_SENTENCE: Final = 40
_TAG = re.compile(r"<[^>]{0,2000}>")
_BODY = re.compile(r"(?i)<body\b|</head\s*>")


@dataclass(frozen=True, slots=True)
class Embedded:
    """A page as its scripts hold it: HTML with the head of the page, and the `name` of the data that it was read from."""

    html: str
    name: str


def embedded(text: str) -> Embedded | None:
    """The page that the scripts of an HTML text hold, by what of their data has most sentences; None when none has enough.

    Never raises.
    """
    best, name, most = "", "", _ENOUGH - 1
    for state in states(text):
        markup = _markup(state)
        length = _sentences(markup)
        if length > most:
            best, name, most = markup, state.name, length
    if not best:
        return None
    body = _BODY.search(text)
    head = text[: body.start()] if body else ""
    return Embedded(f"{head}<body><main>{best}</main></body></html>", name)


def _markup(state: State) -> str:
    telling = Telling(_MOST)
    return flight_markup(state.flight, telling.told, _MOST) if state.flight else telling.told(state.value)


def _sentences(markup: str) -> int:
    """How many characters stand in pieces that are long enough for a sentence."""
    pieces = (piece.strip() for piece in _TAG.split(markup))
    return sum(len(piece) for piece in pieces if len(piece) >= _SENTENCE and " " in piece)
