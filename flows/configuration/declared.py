"""Programs declared outside the configuration, as lines of JSON, for reading archives."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar, cast, get_args
from urllib.parse import urlsplit

from extractors.catalogue import Discovered, Found, Program, Source
from flows.configuration.addresses import comparable
from flows.configuration.checks import choice, instant, text
from flows.configuration.faults import ConfigurationError, Fault, Unfit
from flows.configuration.programs import (
    ALIASES,
    ANNOUNCEMENT,
    EXCLUDE,
    FORMER_URLS,
    HOMEPAGE,
    INCLUDE,
    KEY,
    KIND,
    LANGUAGE,
    RENDER,
    SCHEDULE,
    STANDING,
    URL,
    VENDOR,
)
from flows.configuration.tables import Key, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from extractors.records import SourceKind

PAGE = Key("page", text, "", required=True)
PROGRAM = replace(KEY, name="program")
PROGRAM_NAME = Key("program_name", text, "")
CALLED = (PROGRAM_NAME, replace(VENDOR, required=False), replace(HOMEPAGE, required=False))
ITEM, PUBLISHED, TRANSLATION_OF = (Key(name, text, "") for name in ("item", "published", "translation_of"))
WHERE, WHY = Key("discovered_from", text, ""), Key("discovered_why", text, "")
HOW: Key[str] = Key("discovered_how", choice(get_args(Found)), "")
AT = Key("discovered_at", instant, datetime(1970, 1, 1, tzinfo=UTC))
T = TypeVar("T")
_KINDS: tuple[tuple[str, SourceKind], ...] = (
    (r"\.pdf$", "pdf"),
    (r"sitemap[^/]*\.xml$", "sitemap"),
    (r"\.(rss|atom|rdf)$|(^|/)(rss|atom|feed)(\.xml)?/?$", "feed"),
)


def programs_from_jsonl(path: Path) -> tuple[Program, ...]:
    """Read programs and sources from lines of JSON: program, page, url; optionally what else is said of a source.

    These are standing, language, kind, include, exclude, schedule, former_urls, announcement and render as in a program's
    file; item, published, translation_of and how it was discovered as an export writes them; and of its program
    program_name, vendor, homepage and aliases; the first line of a program that says one of these counts. Other keys are
    left alone, blank lines skipped, and the same page of a program may not come twice. Names that the lines do not give
    are made from keys and addresses. All keep the order of the file.
    Raises `ConfigurationError` with every fault found, OSError where the file cannot be read.
    """
    faults: list[Fault] = []
    sources: dict[str, Source] = {}
    called: dict[str, dict[str, Any]] = {}
    for number, line in enumerate(path.read_bytes().decode("utf-8-sig", "replace").split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = _row(line)
            source, names = _source(row), _called(row)
            if source.id in sources:
                expected = "expected each page once in a program"
                raise Unfit(f'page "{source.name}" of {source.program} comes twice', expected, "rename one")  # noqa: TRY301
        except Unfit as unfit:
            faults.append(Fault(str(path), number, "line", unfit.what, unfit.expected, unfit.do))
        else:
            sources[source.id] = source
            called[source.program] = names | called.get(source.program, {})
    if faults:
        raise ConfigurationError(faults)
    return _programs(sources.values(), called)


def merged(configured: Sequence[Program], declared: Sequence[Program]) -> tuple[Program, ...]:
    """Put declared programs beside configured ones; what is declared wins where both name the same address.

    A configured source whose address is declared for another program leaves its own: captures of it count
    where the declaration puts them. Declared for its own program it keeps its id and selectors and takes the
    declared standing and language. This is for reading archives; runs use the configured programs alone.
    """
    claims: dict[str, set[str]] = {}
    for source in (source for program in declared for source in program.sources):
        claims.setdefault(comparable(source.url), set()).add(source.program)
    kept = {
        program.key: replace(
            program,
            sources=tuple(
                source
                for source in program.sources
                if program.key in claims.get(comparable(source.url), {program.key})
            ),
        )
        for program in configured
    }
    for program in declared:
        kept[program.key] = _joined(kept.get(program.key), program)
    return tuple(kept.values())


def _joined(configured: Program | None, declared: Program) -> Program:
    if configured is None:
        return declared
    sources = {_page_of(source): source for source in configured.sources}
    for source in declared.sources:
        same = sources.get(_page_of(source))
        if same is not None:
            found = same.discovered or source.discovered
            joined = replace(same, standing=source.standing, language=source.language, discovered=found)
        else:
            joined = _renamed(source, {other.name for other in sources.values()})
        sources[_page_of(source)] = joined
    return replace(configured, sources=tuple(sources.values()))


def _page_of(source: Source) -> tuple[str, str]:
    """What two sources share that are one: the address, and of a feed the entry."""
    return comparable(source.url), source.item


def _renamed(source: Source, taken: set[str]) -> Source:
    """Give the source a name that is not taken: ids are unique."""
    name, number = source.name, 2
    while name in taken:
        name, number = f"{source.name}-{number}", number + 1
    return replace(source, name=name, id=f"{source.program}/{name}")


def _row(line: str) -> dict[str, object]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise Unfit(
            f"no JSON ({error.msg} at column {error.colno})", "expected a JSON object", "mend it"
        ) from error
    if not isinstance(row, dict):
        raise Unfit(
            f"is {kind_of(row)}", "expected a JSON object", 'write {"program": …, "page": …, "url": …}'
        )
    return row


def _called(row: dict[str, object]) -> dict[str, Any]:
    """What a line says of its program."""
    found = {key.name: _got(row, key) for key in CALLED} | {"aliases": _got(row, ALIASES)}
    return {name: value for name, value in found.items() if value}


def _source(row: dict[str, object]) -> Source:
    program, page, url = (_got(row, key) for key in (PROGRAM, PAGE, URL))
    ours = "discovered_how" in row or "translation_of" in row  # named by an export: captures are of that id
    name = page if ours else re.sub(r"[^a-z0-9]+", "-", page.lower()).strip("-") or "page"
    kind = _got(row, KIND) if "kind" in row else _kind(url)
    standing, language = _got(row, STANDING), _got(row, LANGUAGE)
    return Source(
        id=f"{program}/{name}",
        program=program,
        name=name,
        url=url,
        kind=kind,
        standing=standing,
        language=language,
        include=_got(row, INCLUDE),
        exclude=_got(row, EXCLUDE),
        schedule=_got(row, SCHEDULE),
        former_urls=_got(row, FORMER_URLS),
        announcement=_got(row, ANNOUNCEMENT),
        item=_got(row, ITEM),
        published=_got(row, PUBLISHED),
        render=_got(row, RENDER),
        translation_of=_got(row, TRANSLATION_OF),
        discovered=_discovered(row),
    )


def _discovered(row: dict[str, object]) -> Discovered | None:
    """How an export says that it was found, if it was."""
    how = _got(row, HOW)
    if not how:
        return None
    return Discovered(_got(row, WHERE), cast("Found", how), _got(row, AT), _got(row, WHY))


def _got(row: dict[str, object], key: Key[T]) -> T:
    if key.name not in row and not key.required:
        return key.default
    try:
        return key.check(row.get(key.name, ""))
    except Unfit as unfit:
        raise Unfit(f"{key.name} {unfit.what}", unfit.expected, unfit.do) from unfit


def _kind(url: str) -> SourceKind:
    path = urlsplit(url).path.lower()
    return next((kind for pattern, kind in _KINDS if re.search(pattern, path)), "page")


def _programs(sources: Iterable[Source], called: dict[str, dict[str, Any]]) -> tuple[Program, ...]:
    by_key: dict[str, list[Source]] = {}
    for source in sources:
        by_key.setdefault(source.program, []).append(source)
    return tuple(_program(key, tuple(found), called.get(key, {})) for key, found in by_key.items())


def _program(key: str, sources: tuple[Source, ...], called: dict[str, Any]) -> Program:
    first = next((source for source in sources if source.standing == "official"), sources[0])
    parts = urlsplit(first.url)
    return Program(
        key=key,
        name=called.get("program_name") or " ".join(word.capitalize() for word in key.split("-")),
        vendor=called.get("vendor") or parts.netloc.removeprefix("www."),
        homepage=called.get("homepage") or f"{parts.scheme}://{parts.netloc}/",
        aliases=called.get("aliases", ()),
        sources=sources,
    )
