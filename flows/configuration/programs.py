"""One file under ``programs/`` as a program with its sources."""

from __future__ import annotations

from dataclasses import replace
from typing import cast, get_args

from extractors.catalogue import Program, Rendering, Scope, Source
from extractors.records import SourceKind, Standing
from flows.configuration.addresses import comparable, scope_host, scope_path, url
from flows.configuration.checks import boolean, choice, each, kebab_case, text
from flows.configuration.faults import Unfit
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
ANNOUNCEMENT = Key("announcement", boolean, default=False)
RENDER: Key[Rendering] = Key(
    "render", choice(cast("tuple[Rendering, ...]", get_args(Rendering))), "when_needed"
)
SOURCE = (
    URL, KIND, STANDING, LANGUAGE, INCLUDE, EXCLUDE, SCHEDULE, FORMER_URLS, ANNOUNCEMENT, RENDER
)  # fmt: skip
TRANSLATIONS = "translations"

HOST = Key("host", scope_host, "", required=True)
PATHS: Key[tuple[str, ...]] = Key("paths", each(scope_path), ("/",))
OUTSIDE: Key[tuple[str, ...]] = Key("exclude", each(scope_path), ())
SCOPE = (HOST, PATHS, OUTSIDE)

_MISPLACED = {
    key.name: f"move it above the first [sources.…] line: {key.name} belongs to the program"
    for key in (NAME, VENDOR, HOMEPAGE, ALIASES)
}


def program(file: TomlFile) -> Program:
    """Read a program; faults are noted in the file."""
    table = file.table("program")
    table.refuse_unknown([*(key.name for key in PROGRAM), "sources", "scopes"])
    key = table.get(KEY)
    _check_file_name(table, key)
    rows = dict(table.tables("sources", "source"))
    declared = tuple(_source(key, name, row) for name, row in rows.items())
    translated = [one for source in declared for one in _translations(source, rows[source.name])]
    sources = (*declared, *translated)
    scopes = tuple(_scope(row) for row in table.rows("scopes", lambda number, _: f"scope {number + 1}"))
    if file.readable:
        _check_official(table, declared)
    _refuse_repeated(rows, sources)
    return Program(
        key, table.get(NAME), table.get(VENDOR), table.get(HOMEPAGE), table.get(ALIASES), sources, scopes
    )


def _scope(table: Table) -> Scope:
    table.refuse_unknown([key.name for key in SCOPE])
    return Scope(table.get(HOST), table.get(PATHS), table.get(OUTSIDE))


def _check_official(table: Table, sources: tuple[Source, ...]) -> None:
    if table.values.get("sources") and (
        not sources or any(source.standing == "official" for source in sources)
    ):
        return
    expected = "expected at least one, since only the vendor can close a gap"
    what = "has no official source" if sources else "has no source"
    table.fault(None, what, expected, 'add [sources.program] with url = "https://…"')


def _source(program: str, name: str, table: Table) -> Source:
    table.refuse_unknown([*(key.name for key in SOURCE), TRANSLATIONS], _MISPLACED)
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
        announcement=table.get(ANNOUNCEMENT),
        render=table.get(RENDER),
    )


def _translations(source: Source, table: Table) -> tuple[Source, ...]:
    """The same page in other languages, each a source of its own that decides nothing."""
    others = table.table(TRANSLATIONS, table.where)
    found = []
    for tag in others.values:
        try:
            language(tag)
        except Unfit as unfit:
            others.fault(tag, f'{TRANSLATIONS} has "{tag}"', unfit.expected, unfit.do)
            continue
        if tag == source.language:
            expected = "expected other languages than the page's own"
            others.fault(tag, f'{TRANSLATIONS} has the source\'s own language "{tag}"', expected, "remove it")
        place = others.get(Key(tag, url, "", required=True))
        name = f"{source.name}.{tag}"
        found.append(
            replace(
                source,
                id=f"{source.program}/{name}",
                name=name,
                url=place,
                language=tag,
                former_urls=(),
                translation_of=source.id,
            )
        )
    return tuple(found)


def _check_file_name(table: Table, key: str) -> None:
    stem = table.file.path.stem
    if key and key != stem and not key.startswith(f"{stem}-"):
        expected = f'expected it to begin with the file\'s name, "{stem}"'
        table.fault("key", f'key is "{key}"', expected, "rename the file or mend the key")


def _refuse_repeated(rows: dict[str, Table], sources: tuple[Source, ...]) -> None:
    seen: dict[str, str] = {}
    for source in sources:
        same = seen.setdefault(comparable(source.url), source.name)
        if source.translation_of == f"{source.program}/{same}":
            continue  # one address that answers in the language that is asked for
        if source.url and same != source.name:
            expected = "expected each address once in a program"
            _row(rows, source).fault(
                "url", f'url is also that of source "{same}"', expected, "remove one of them"
            )
    for source in sources:
        for former in source.former_urls:
            same = seen.setdefault(comparable(former), source.name)
            if same != source.name or comparable(former) == comparable(source.url):
                what = f'former_urls has {former}, which source "{same}" has already'
                expected = "expected addresses that no source of the program has now"
                _row(rows, source).fault("former_urls", what, expected, "remove it from former_urls")


def _row(rows: dict[str, Table], source: Source) -> Table:
    """The table that declares a source, or the source that it is a translation of."""
    return rows[(source.translation_of or source.id).split("/", 1)[1]]
