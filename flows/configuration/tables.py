"""Reading tables of a TOML file key by key; faults are noted and reading goes on, so that all are told."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from flows.configuration.faults import Fault, Unfit
from flows.configuration.leaks import leak
from flows.configuration.lines import KeyPath, key_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

T = TypeVar("T")

_SYNTAX_PLACE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")
_SHOWN = 60
_SYNONYMS = {
    "address": "url",
    "css": "include",
    "cron": "schedule",
    "id": "key",
    "ignore": "exclude",
    "lang": "language",
    "link": "url",
    "question": "wording",
    "reason": "why",
    "selector": "include",
    "selectors": "include",
    "title": "name",
    "type": "kind",
    "tz": "timezone",
}
"""What people write, and what the key is called here."""


@dataclass(frozen=True, slots=True)
class Key(Generic[T]):
    """A key that the loader knows.

    `check` gives the typed value or raises `Unfit`. `default` holds where the key is left out; for a
    `required` key it only stands in while further faults are looked for, and never reaches anybody.
    """

    name: str
    check: Callable[[object], T]
    default: T
    required: bool = False


class TomlFile:
    """One file of the configuration as read, with the faults found in it."""

    def __init__(self, path: Path) -> None:
        """Read the file; a missing one, or one that is no TOML, becomes a fault and reads as empty."""
        self.path = path
        self.name = str(path)
        self.faults: list[Fault] = []
        self.text = ""
        self.values: dict[str, object] = {}
        self.lines: dict[KeyPath, int] = {}
        self.leaking: set[int] = set()
        self.readable = False  # where it is not, only that is told: nothing can be said of its keys
        try:
            self.text = path.read_bytes().decode("utf-8-sig")
            self.values = tomllib.loads(self.text)
            self.lines = key_lines(self.text.replace("\r\n", "\n"))
            self.readable = True
        except OSError as error:
            expected = "expected a file that can be read"
            do = "create it (docs/configuration.md says what belongs into it) or name another directory"
            self.fault(None, "file", (error.strerror or str(error)).lower(), expected, do)
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            self.fault(
                line, "encoding", f"byte {error.start} is not UTF-8", "expected UTF-8", "save it as UTF-8"
            )
        except tomllib.TOMLDecodeError as error:
            self._syntax_fault(str(error))

    def fault(self, line: int | None, where: str, what: str, expected: str, do: str) -> None:
        """Note a fault, unless its line is known to hold a secret, which no other fault may repeat."""
        if line is None or line not in self.leaking:
            self.faults.append(Fault(self.name, line, where, what, expected, do))

    def table(self, where: str) -> Table:
        """Give the outermost table."""
        return Table(self, (), where, self.values)

    def _syntax_fault(self, message: str) -> None:
        place = _SYNTAX_PLACE.search(message)
        at_end = self.text.count("\n") + (not self.text.endswith("\n"))
        line = int(place.group(1)) if place and place.group(1) else at_end
        column = f" at column {place.group(2)}" if place and place.group(2) else ""
        what = message[: place.start()] if place else message
        do = "mend this line or the one before: text in double quotes, lists in [ ], all of them closed"
        self.fault(line, "TOML syntax", what[:1].lower() + what[1:] + column, "expected TOML 1.0", do)


class Table:
    """A table of a file: `where` names it for people, as in ``source "tiers"``."""

    def __init__(self, file: TomlFile, path: KeyPath, where: str, values: Mapping[str, object]) -> None:
        self.file, self.path, self.where, self.values = file, path, where, values

    def line(self, *names: str | int) -> int | None:
        """Give the line of a key below this table, or of the nearest table above it that has one."""
        path = (*self.path, *names)
        while path and path not in self.file.lines:
            path = path[:-1]
        return self.file.lines.get(path)

    def fault(self, name: str | None, what: str, expected: str, do: str) -> None:
        """Note a fault at a key of this table, or at the table itself."""
        line = self.line(name) if name else self.line()
        self.file.fault(line, self.where, what, expected, do)

    def get(self, key: Key[T]) -> T:
        """Give the key's value; a fault is noted where it is missing or does not fit."""
        if key.name not in self.values:
            if key.required and self.file.readable:
                self.fault(None, f"{key.name} is missing", _expected(key), f"add {key.name} = …")
            return key.default
        try:
            return key.check(self.values[key.name])
        except Unfit as unfit:
            self.fault(key.name, f"{key.name} {unfit.what}", unfit.expected, unfit.do)
            return key.default

    def check_name(self, name: str, check: Callable[[object], str]) -> None:
        """Note a fault where the name of this very table does not fit."""
        try:
            check(name)
        except Unfit as unfit:
            self.fault(None, "the name does not fit", unfit.expected, unfit.do)

    def table(self, name: str, where: str) -> Table:
        """Give the table under a key, empty where it is missing."""
        value = self.values.get(name, {})
        if not isinstance(value, dict):
            self.fault(
                name,
                f"{name} is {kind_of(value)}",
                "expected a table",
                f"write [{name}] on a line of its own",
            )
            value = {}
        return Table(self.file, (*self.path, name), where, cast("dict[str, object]", value))

    def tables(self, name: str, noun: str) -> Iterator[tuple[str, Table]]:
        """Give the named tables under a key, as in ``[sources.tiers]``."""
        for child, value in self.table(name, self.where).values.items():
            where = f'{noun} "{child}"'
            if isinstance(value, dict):
                yield child, Table(self.file, (*self.path, name, child), where, value)
            else:
                expected, do = (
                    "expected a table",
                    f"write [{self._dotted(name, child)}] on a line of its own, its keys below",
                )
                self.file.fault(self.line(name, child), where, f"is {kind_of(value)}", expected, do)

    def _dotted(self, *names: str) -> str:
        return ".".join(str(part) for part in (*self.path, *names))

    def rows(self, name: str, where: Callable[[int, Mapping[str, object]], str]) -> Iterator[Table]:
        """Give the rows of an array of tables; `where` names a row from its number and values."""
        rows = self.values.get(name, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            expected = "expected a list of tables"
            self.fault(
                name,
                f"{name} is {kind_of(rows)}",
                expected,
                f"write {name} = [{{ … }}, {{ … }}] or [[{name}]]",
            )
            return
        for number, row in enumerate(rows):
            yield Table(self.file, (*self.path, name, number), where(number, row), row)

    def refuse_unknown(self, known: Sequence[str], hints: Mapping[str, str] | None = None) -> None:
        """Note a fault for every key that is not known; `hints` say for some what to do instead."""
        for name in self.values:
            if name not in known:
                do = (hints or {}).get(name) or _nearest(name, known)
                expected = f"known keys are {', '.join(sorted(known))}"
                self.fault(name, f'unknown key "{name}"', expected, do)


def kind_of(value: object) -> str:
    """Name what a TOML value is, in the words of the documentation."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return f"the number {value}"
    if isinstance(value, str):
        return "a secret" if leak(value) else f'"{shorten(value)}"'
    if isinstance(value, list):
        return "a list"
    return "a table" if isinstance(value, dict) else "a date or time"


def shorten(text: str) -> str:
    """Give at most a line of a terminal's worth of a text."""
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def _nearest(name: str, known: Sequence[str]) -> str:
    meant = {name: name for name in known}
    meant |= {word: name for word, name in _SYNONYMS.items() if name in known and word not in known}
    near = get_close_matches(name.lower(), meant, 1, 0.6)
    return f'did you mean "{meant[near[0]]}"?' if near else "remove it"


def _expected(key: Key[T]) -> str:
    """Ask the check itself what it wants, so that a missing and a wrong value are told in the same words."""
    try:
        key.check(None)
    except Unfit as unfit:
        return unfit.expected
    return "expected a value"
