"""The web archives in ``settings.toml`` that history may be taken from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from flows.configuration.addresses import url
from flows.configuration.checks import boolean, integer, kebab_case, number, text
from flows.configuration.faults import Unfit
from flows.configuration.tables import Key, kind_of
from flows.settings import Archive

if TYPE_CHECKING:
    from flows.configuration.tables import Table

_DEFAULTS = Archive()
_PLACES = ("{timestamp}", "{url}")


def memento_template(value: object) -> str:
    """Give the template of a capture's address: http or https, with {timestamp} and, at its end, {url}, each once."""
    found = text(value)
    expected = "expected an address with {timestamp} and then {url} at its end, each once"
    if [found.count(place) for place in _PLACES] != [1, 1] or not re.search(
        r"\{timestamp\}.*\{url\}$", found
    ):
        do = "write one such as https://archive.example/web/{timestamp}id_/{url}"
        raise Unfit(f"is {kind_of(value)}", expected, do)
    url(found.replace("{timestamp}", "20200101000000").replace("{url}", "https://vendor.example/"))
    return found


CDX = Key("cdx", url, _DEFAULTS.cdx)
MEMENTO = Key("memento", memento_template, _DEFAULTS.memento)
CDX_PER_MINUTE = Key("cdx_per_minute", number(0.1, 100_000), _DEFAULTS.cdx_per_minute)
MEMENTOS_PER_MINUTE = Key("mementos_per_minute", number(0.1, 100_000), _DEFAULTS.mementos_per_minute)
CONCURRENCY = Key("concurrency", integer(1, 8), _DEFAULTS.concurrency)
PAGE = Key("page", integer(2, 150_000), _DEFAULTS.page)
TRIES = Key("tries", integer(1, 20), _DEFAULTS.tries)
TIMEOUT = Key("timeout_seconds", number(0.1, 3600), _DEFAULTS.timeout_seconds)
LONGEST_WAIT = Key("longest_wait_seconds", number(0, 86_400), _DEFAULTS.longest_wait_seconds)
REDIRECT_DAYS = Key("redirect_days", integer(0, 36_500), _DEFAULTS.redirect_days)
PRIVATE = Key("allow_private_addresses", boolean, _DEFAULTS.allow_private_addresses)
ARCHIVE: tuple[Key[Any], ...] = (
    *(CDX, MEMENTO, CDX_PER_MINUTE, MEMENTOS_PER_MINUTE, CONCURRENCY, PAGE, TRIES, TIMEOUT),
    *(LONGEST_WAIT, REDIRECT_DAYS, PRIVATE),
)


def archives(settings: Table) -> tuple[Archive, ...]:
    """Read the tables ``[archives.NAME]``, in the order of the file; without any, the Internet Archive."""
    found = tuple(_archive(name, table) for name, table in settings.tables("archives", "archive"))
    return found or (_DEFAULTS,)


def _archive(name: str, table: Table) -> Archive:
    table.refuse_unknown([key.name for key in ARCHIVE])
    table.check_name(name, kebab_case)
    if ("cdx" in table.values) != ("memento" in table.values):
        given, missing = ("cdx", "memento") if "cdx" in table.values else ("memento", "cdx")
        what = f"has {given} and no {missing}"
        expected = "expected both, of one archive, or neither (the Internet Archive's)"
        table.fault(None, what, expected, f"add {missing} = …")
    return Archive(name, **{key.name: table.get(key) for key in ARCHIVE})
