"""State written as a call, as Nuxt 2 does: ``(function(a,b){return {title:a,tiers:[b]}}("Partners","Gold"))``.

A reader of literals and nothing else: what is no literal, and no name of the call's arguments, reads as None.
"""

from __future__ import annotations

import json
import re
from typing import Any, Final

_DEEPEST: Final = 60
_HEAD = re.compile(r"\(\s*function\s*\(([\w$,\s]{0,20000})\)\s*\{\s*return\s*")
_TAIL = re.compile(r"\s*;?\s*\}\s*\)?\s*\(")
_SPACE = re.compile(r"\s*")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"' + r"|'(?:[^'\\]|\\.)*'", re.DOTALL)
_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_NAME = re.compile(r"[A-Za-z_$][\w$]*")
_VOID = re.compile(r"void 0|!0|!1")
_ODD_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|'|\n)")
_WORDS: Final = {"true": True, "false": False, "null": None, "undefined": None, "!0": True, "!1": False}


class _NoLiteral(Exception):  # noqa: N818 - a way out, not a fault
    """Something stands there that is no literal."""


def called(script: str, at: int) -> Any:  # noqa: ANN401 - whatever a literal holds
    """What the call at this place gives back; None when no such call stands there. Never raises."""
    head = _HEAD.match(script, at)
    if head is None:
        return None
    names = [name.strip() for name in head[1].split(",") if name.strip()]
    try:
        # The values stand behind the body that uses them: the body is passed over first.
        tail = _TAIL.match(script, _Reader(script, {}).read(head.end(), 0)[1])
        if tail is None:
            return None
        values = _Reader(script, {}).listed(tail.end(), ")", 0)[0]
        given = dict(zip(names, values, strict=False))
        return _Reader(script, given).read(head.end(), 0)[0]
    except (_NoLiteral, ValueError, RecursionError):
        return None


class _Reader:
    def __init__(self, text: str, given: dict[str, Any]) -> None:
        self._text, self._given = text, given

    def read(self, at: int, depth: int) -> tuple[Any, int]:
        """The value that begins here, and where it ends."""
        at = self._past_space(at)
        mark = self._text[at : at + 1]
        if depth > _DEEPEST:
            raise _NoLiteral
        if mark == "{":
            return self._object(at + 1, depth + 1)
        if mark == "[":
            return self.listed(at + 1, "]", depth + 1)
        if match := _STRING.match(self._text, at):
            return _string(match[0]), match.end()
        if match := _NUMBER.match(self._text, at):
            number = float(match[0])
            return int(number) if number.is_integer() else number, match.end()
        if match := _VOID.match(self._text, at):
            return _WORDS.get(match[0]), match.end()
        if match := _NAME.match(self._text, at):
            return self._given.get(match[0], _WORDS.get(match[0])), match.end()
        raise _NoLiteral

    def listed(self, at: int, close: str, depth: int) -> tuple[list[Any], int]:
        """Values up to the closing bracket."""
        found: list[Any] = []
        while True:
            at = self._past_space(at)
            if self._text[at : at + 1] == close:
                return found, at + 1
            value, at = self.read(at, depth)
            found.append(value)
            at = self._past_comma(at, close)

    def _object(self, at: int, depth: int) -> tuple[dict[str, Any], int]:
        found: dict[str, Any] = {}
        while True:
            at = self._past_space(at)
            if self._text[at : at + 1] == "}":
                return found, at + 1
            key = (
                _STRING.match(self._text, at) or _NAME.match(self._text, at) or _NUMBER.match(self._text, at)
            )
            if key is None:
                raise _NoLiteral
            at = self._past_space(key.end())
            if self._text[at : at + 1] != ":":
                raise _NoLiteral
            name = _string(key[0]) if key[0][0] in "\"'" else key[0]
            found[name], at = self.read(at + 1, depth)
            at = self._past_comma(at, "}")

    def _past_space(self, at: int) -> int:
        match = _SPACE.match(self._text, at)
        return match.end() if match else at

    def _past_comma(self, at: int, close: str) -> int:
        at = self._past_space(at)
        mark = self._text[at : at + 1]
        if mark == ",":
            return at + 1
        if mark == close:
            return at
        raise _NoLiteral


def _string(literal: str) -> str:
    inner = literal[1:-1]
    if literal[0] == "'":
        inner = inner.replace("\\'", "'").replace('"', '\\"')
    inner = _ODD_ESCAPE.sub(lambda odd: f"\\u00{odd[1]}" if odd[1] else odd[0][1:].strip(), inner)
    return str(json.loads(f'"{inner}"', strict=False))
