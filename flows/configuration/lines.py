"""On which line of a TOML text each key stands, because the standard library's parser keeps no places.

Works on texts that `tomllib` has accepted, so it only has to walk (TOML 1.0), never to judge.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TypeAlias

KeyPath: TypeAlias = tuple[str | int, ...]
"""The way to a value: names of tables and keys, numbers for places in arrays."""

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_STRING = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)
_SCALAR = re.compile(r"[^,\]}\n#]+")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))", re.DOTALL)
_ESCAPED = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r"}


def key_lines(text: str) -> dict[KeyPath, int]:
    """Give the line (from 1) of every table, key and array element of a valid TOML text."""
    return _Walk(text).lines


class _Walk:
    """One walk over a text, from its start to its end."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.lines: dict[KeyPath, int] = {}
        self.newlines = [match.start() for match in re.finditer("\n", text)]
        self.rows: dict[KeyPath, int] = {}  # arrays of tables, with the number of the row that is open
        table: KeyPath = ()
        self.skip(_BLANK)
        while self.at < len(text):
            if text[self.at] == "[":
                table = self.header()
            else:
                self.pair(table)
            self.skip(_BLANK)

    def skip(self, pattern: re.Pattern[str]) -> str:
        """Pass over what the pattern matches here, and give it."""
        match = pattern.match(self.text, self.at)
        assert match is not None, f"no {pattern.pattern} at {self.at}"
        self.at = match.end()
        return match.group()

    def note(self, path: KeyPath) -> None:
        """Keep the present line as the line of that path, unless it has one."""
        self.lines.setdefault(path, bisect_right(self.newlines, self.at - 1) + 1)

    def name(self) -> str:
        """Read one part of a key."""
        if self.text[self.at] in "\"'":
            quoted = self.skip(_STRING)
            return _ESCAPE.sub(_unescaped, quoted[1:-1]) if quoted[0] == '"' else quoted[1:-1]
        return self.skip(_BARE_KEY)

    def dotted(self) -> list[str]:
        """Read a key with its dots."""
        names = []
        while True:
            self.skip(_SPACE)
            names.append(self.name())
            self.skip(_SPACE)
            if self.text[self.at] != ".":
                return names
            self.at += 1

    def header(self) -> KeyPath:
        """Read ``[table]`` or ``[[array of tables]]``; give the path of the table that it opens."""
        brackets = 2 if self.text.startswith("[[", self.at) else 1
        start, self.at = self.at, self.at + brackets
        *parents, last = self.dotted()
        end, self.at = self.at + brackets, start
        path: KeyPath = ()
        for parent in parents:
            path = self.opened((*path, parent))
        path = (*path, last)
        if brackets == 1:
            path = self.opened(path)
        else:
            self.note(path)
            self.rows[path] = self.rows.get(path, -1) + 1
            path = (*path, self.rows[path])
            self.note(path)
        self.at = end
        return path

    def opened(self, path: KeyPath) -> KeyPath:
        """Give the path, or its open row when it is an array of tables."""
        self.note(path)
        return (*path, self.rows[path]) if path in self.rows else path

    def pair(self, table: KeyPath) -> None:
        """Read ``key = value`` of a table."""
        start = self.at
        names = self.dotted()
        end, self.at = self.at, start
        path = table
        for name in names:
            path = (*path, name)
            self.note(path)
        self.at = end + 1  # the equals sign
        self.skip(_SPACE)
        self.value(path)

    def value(self, path: KeyPath) -> None:
        """Pass over a value, noting what is inside it."""
        opener = self.text[self.at]
        if opener == "[":
            self.array(path)
        elif opener == "{":
            self.inline_table(path)
        else:
            self.skip(_STRING if opener in "\"'" else _SCALAR)

    def array(self, path: KeyPath) -> None:
        """Pass over an array, noting its elements."""
        self.at += 1
        number = 0
        self.skip(_BLANK)
        while self.text[self.at] != "]":
            self.note((*path, number))
            self.value((*path, number))
            number += 1
            self.comma()
        self.at += 1

    def inline_table(self, path: KeyPath) -> None:
        """Pass over an inline table, noting its keys."""
        self.at += 1
        self.skip(_BLANK)
        while self.text[self.at] != "}":
            self.pair(path)
            self.comma()
        self.at += 1

    def comma(self) -> None:
        """Pass over what may stand between two elements."""
        self.skip(_BLANK)
        if self.text[self.at] == ",":
            self.at += 1
            self.skip(_BLANK)


def _unescaped(match: re.Match[str]) -> str:
    code = match.group(1) or match.group(2)
    return chr(int(code, 16)) if code else _ESCAPED.get(match.group(3), match.group(3))
