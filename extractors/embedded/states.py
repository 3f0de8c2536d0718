"""The structured data in a page's scripts: JSON-LD, and the state from which frameworks build the page.

Only data is looked for; no script is run. Whatever does not parse is passed over.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from itertools import islice
from string import ascii_lowercase, ascii_uppercase
from typing import TYPE_CHECKING, Any, Final

from extractors.embedded.flattened import unflattened
from extractors.embedded.literals import called

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_SCRIPTS: Final = 4_000
_MOST_CHARACTERS: Final = 5_000_000
"""Of one script: more is no longer one page's text."""
_MOST_TRIES: Final = 100
"""Places of one script where data may begin: each that fails costs the length of the script."""
_ATTRIBUTE = re.compile(r"""([\w:-]{1,40})\s*=\s*(?:"([^"]{0,400})"|'([^']{0,400})'|([^\s"'>]{1,400}))""")
_ASSIGNED = re.compile(
    r"""(?:window|self|globalThis)\s*(?:\.\s*|\[\s*["'])([A-Za-z_$][\w$]{2,60})(?:["']\s*\])?\s*=\s*(JSON\.parse\(\s*)?"""
)
_STATE = re.compile(r"(?i)state|data|context|props|nuxt|initial|preload|store|page|apollo|redux|hydrat")
_PUSHED = re.compile(r"\.__next_f\s*=?[^;]{0,60}?\.push\(\s*\[\s*1\s*,\s*(?=\")")
_STREAMED = re.compile(r"streamController\s*\.\s*enqueue\(\s*(?=\")")
_LOWER: Final = str.maketrans(ascii_uppercase, ascii_lowercase)
"""Of ASCII alone: some capitals are two characters in lower case, and places would shift."""
_DECODER: Final = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class State:
    """One piece of structured data, under the name that people know it by. `flight` is React's stream of rows."""

    name: str
    value: Any = None
    flight: str = ""


def states(text: str) -> list[State]:
    """What the scripts of an HTML page hold, in order. Never raises; linear in the page's length."""
    found: list[State] = []
    pushed: list[str] = []
    streamed: list[str] = []
    for attributes, script in _scripts(text):
        kind = attributes.get("type", "").lower()
        if kind == "application/ld+json":
            found += _json("JSON-LD", script)
        elif kind == "application/json":
            found += _of_json(attributes, script)
        elif kind in ("", "module", "text/javascript", "application/javascript"):
            pushed += _strings(_PUSHED, script)
            streamed += _strings(_STREAMED, script)
            found += _assigned(script)
    if pushed:
        found.append(State("__next_f", flight="".join(pushed)))
    if streamed:
        found += [
            State("streamed state", unflattened(state.value))
            for state in _json("", "".join(streamed).split("\n")[0])
        ]
    return found


def _scripts(text: str) -> Iterator[tuple[dict[str, str], str]]:
    at, lower = 0, text.translate(_LOWER)
    for _ in range(_MOST_SCRIPTS):
        start = lower.find("<script", at)
        opened = lower.find(">", start) if start >= 0 else -1
        end = lower.find("</script", opened) if opened >= 0 else -1
        if end < 0:
            return
        at = end
        if end - opened <= _MOST_CHARACTERS:
            named = _ATTRIBUTE.findall(text[start + 7 : min(opened, start + 2_000)])
            yield {name.lower(): a or b or c for name, a, b, c in named}, text[opened + 1 : end]


def _of_json(attributes: dict[str, str], script: str) -> list[State]:
    name = attributes.get("id") or attributes.get("data-target") or "application/json"
    found = _json(name, script)
    if name == "__NUXT_DATA__":
        return [State(name, unflattened(state.value)) for state in found]
    # SvelteKit keeps answers as they came: JSON within JSON.
    if found and isinstance(found[0].value, dict) and {"status", "body"} <= found[0].value.keys():
        body = found[0].value["body"]
        return _json("sveltekit", body) if isinstance(body, str) else []
    return found


def _assigned(script: str) -> Iterator[State]:
    for match in islice(_ASSIGNED.finditer(script), _MOST_TRIES):
        if not _STATE.search(match[1]):
            continue
        value = _value(script, match.end())
        if match[2] and isinstance(value, str):
            value = _value(value, 0)
        if value is None:
            value = called(script, match.end())
        if isinstance(value, dict | list):
            yield State(match[1], value)


def _strings(pattern: re.Pattern[str], script: str) -> Iterator[str]:
    for match in islice(pattern.finditer(script), _MOST_TRIES):
        value = _value(script, match.end())
        if isinstance(value, str):
            yield value


def _json(name: str, text: str) -> list[State]:
    value = _value(text.strip(), 0)
    return [] if value is None else [State(name, value)]


def _value(text: str, at: int) -> Any:  # noqa: ANN401 - whatever JSON holds
    try:
        return _DECODER.raw_decode(text, at)[0]
    except (ValueError, RecursionError):
        return None
