"""One file under ``programs/`` as a program with its sources."""

from __future__ import annotations

from typing import cast, get_args

from extractors.catalogue import Program, Source
from extractors.records import SourceKind, Standing
from flows.configuration.addresses import comparable, url
from flows.configuration.checks import choice, each, kebab_case, text
from flows.configuration.phrases import language, selector
from flows.configuration.schedules import cron
from flows.configuration.tables import Key, Table, TomlFile

KEY = Key("key", kebab_case, "", required=True)
NAME = Key("name", text, "", required=True)
VENDOR = Key("vendor", text, "", required=True)
HOMEPAGE = Key("homepage", url, "", required=True)
ALIASES: Key[tuple[str, ...]] = Key("aliases", each(text), ())
PROGRAM = (KEY, NAME, VENDOR, HOMEPAGE, ALIASES)

URL = Key("url", url, "", required=True)
KIND: Key[SourceKind] = Key("kind", choice(cast("tuple[SourceKind, ...]", get_args(SourceKind))), "page")
STANDING: Key[Standing] = Key(
    "standing", choice(cast("tuple[Standing, ...]", get_args(Standing))), "official"
)
LANGUAGE = Key("language", language, "en")
INCLUDE: Key[tuple[str, ...]] = Key("include", each(selector), ())
EXCLUDE: Key[tuple[str, ...]] = Key("exclude", each(selector), ())
SCHEDULE: Key[str | None] = Key("schedule", cron, None)
FORMER_URLS: Key[tuple[str, ...]] = Key("former_urls", each(url), ())
SOURCE = (URL, KIND, STANDING, LANGUAGE, INCLUDE, EXCLUDE, SCHEDULE, FORMER_URLS)

_MISPLACED = {
    key.name: f"move it above the first [sources.…] line: {key.name} belongs to the program"
    for key in (NAME, VENDOR, HOMEPAGE, ALIASES)
}


def program(file: TomlFile) -> Program:
    """Read a program; faults are noted in the file."""
    table = file.table("program")
    table.refuse_unknown([*(key.name for key in PROGRAM), "sources"])
    key = table.get(KEY)
    _check_file_name(table, key)
    rows = dict(table.tables("sources", "source"))
    sources = tuple(_source(key, name, row) for name, row in rows.items())
    if file.readable:
        _check_official(table, sources)
    _refuse_repeated(rows, sources)
    return Program(key, table.get(NAME), table.get(VENDOR), table.get(HOMEPAGE), table.get(ALIASES), sources)


def _check_official(table: Table, sources: tuple[Source, ...]) -> None:
    if table.values.get("sources") and (
        not sources or any(source.standing == "official" for source in sources)
    ):
        return
    expected = "expected at least one, since only the vendor can close a gap"
    what = "has no official source" if sources else "has no source"
    table.fault(None, what, expected, 'add [sources.program] with url = "https://…"')


def _source(program: str, name: str, table: Table) -> Source:
    table.refuse_unknown([key.name for key in SOURCE], _MISPLACED)
    table.check_name(name, kebab_case)
    return Source(
        id=f"{program}/{name}",
        program=program,
        name=name,
        url=table.get(URL),
        kind=table.get(KIND),
        standing=table.get(STANDING),
        language=table.get(LANGUAGE),
        include=table.get(INCLUDE),
        exclude=table.get(EXCLUDE),
        schedule=table.get(SCHEDULE),
        former_urls=table.get(FORMER_URLS),
    )


def _check_file_name(table: Table, key: str) -> None:
    stem = table.file.path.stem
    if key and key != stem and not key.startswith(f"{stem}-"):
        expected = f'expected it to begin with the file\'s name, "{stem}"'
        table.fault("key", f'key is "{key}"', expected, "rename the file or mend the key")


def _refuse_repeated(rows: dict[str, Table], sources: tuple[Source, ...]) -> None:
    seen: dict[str, str] = {}
    for source in sources:
        same = seen.setdefault(comparable(source.url), source.name)
        if source.url and same != source.name:
            expected = "expected each address once in a program"
            rows[source.name].fault(
                "url", f'url is also that of source "{same}"', expected, "remove one of them"
            )
    for source in sources:
        for former in source.former_urls:
            same = seen.setdefault(comparable(former), source.name)
            if same != source.name or comparable(former) == comparable(source.url):
                what = f'former_urls has {former}, which source "{same}" has already'
                expected = "expected addresses that no source of the program has now"
                rows[source.name].fault("former_urls", what, expected, "remove it from former_urls")
