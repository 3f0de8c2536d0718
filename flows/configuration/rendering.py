"""The table ``[rendering]`` of ``settings.toml``: whether and how a browser builds pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flows.configuration.addresses import scope_host
from flows.configuration.checks import boolean, each, integer, number, optional_text
from flows.configuration.tables import Key
from flows.settings import RenderSettings

if TYPE_CHECKING:
    from flows.configuration.tables import Table

_DEFAULTS = RenderSettings()


def part_host(value: object) -> str:
    """Give a host that pages may have parts from; all below it are meant too."""
    return scope_host(value).removeprefix("*.")


ENABLED = Key("enabled", boolean, _DEFAULTS.enabled)
EXECUTABLE = Key("executable", optional_text, _DEFAULTS.executable)
SECONDS = Key("seconds", number(1, 600), _DEFAULTS.seconds)
PAGES = Key("pages", integer(0, 10_000), _DEFAULTS.pages)
PARTS = Key("parts", integer(1, 10_000), _DEFAULTS.parts)
MAX_BYTES = Key("max_bytes", integer(1_000, 1_000_000_000), _DEFAULTS.max_bytes)
INTERVAL = Key("interval_seconds", number(0, 60), _DEFAULTS.interval_seconds)
HOSTS: Key[tuple[str, ...]] = Key("hosts", each(part_host), _DEFAULTS.hosts)
SANDBOX = Key("sandbox", boolean, _DEFAULTS.sandbox)
RENDERING: tuple[Key[Any], ...] = (
    *(ENABLED, EXECUTABLE, SECONDS, PAGES, PARTS),
    *(MAX_BYTES, INTERVAL, HOSTS, SANDBOX),
)


def rendering(table: Table) -> RenderSettings:
    """Read the table; faults are noted in the file."""
    table.refuse_unknown([key.name for key in RENDERING])
    return RenderSettings(**{key.name: table.get(key) for key in RENDERING})
