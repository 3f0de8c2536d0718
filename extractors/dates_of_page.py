"""When a page says it was published and last modified.

Meta tags, JSON-LD, time elements, then a visible line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml import etree

Dates: TypeAlias = tuple[str | None, str | None]
"""Published and modified, each an ISO 8601 date as precise as known."""

_PUBLISHED_NAMES: Final = frozenset(
    """
    article:published_time og:published_time datepublished date publishdate publish_date publish-date
    pubdate published publication_date dc.date dc.date.issued dcterms.created dcterms.issued
    citation_publication_date parsely-pub-date sailthru.date article.published article.created
    """.split()  # noqa: SIM905 - a list of words reads better as words
)
_MODIFIED_NAMES: Final = frozenset(
    """
    article:modified_time og:updated_time datemodified last-modified lastmod modified updated updated_at
    revised dc.date.modified dcterms.modified ms.date article.updated
    """.split()  # noqa: SIM905 - a list of words reads better as words
)
_LD_DATE = re.compile(r'"(datePublished|dateModified|dateCreated|uploadDate)"\s{0,8}:\s{0,8}"([^"]{4,40})"')
_LD_LIMIT: Final = 500_000
_HEAD: Final = 2_000  # characters of visible text in which a line with the date is looked for, at either end

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "january januar janvier enero janeiro gennaio jan ene",
            "february februar février fevrier febrero fevereiro febbraio feb févr",
            "march märz maerz mars marzo março mar mär",
            "april avril abril aprile apr abr avr",
            "may mai mayo maio maggio",
            "june juni juin junio junho giugno jun",
            "july juli juillet julio julho luglio jul juil",
            "august août aout agosto aug ago",
            "september septembre septiembre setembro settembre sept sep",
            "october oktober octobre octubre outubro ottobre oct okt",
            "november novembre noviembre novembro nov",
            "december dezember décembre decembre diciembre dezembro dicembre dec dez dic",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_ISO = re.compile(r"\b((?:19|20)\d\d)(?:[-/.](0[1-9]|1[0-2])(?:[-/.](0[1-9]|[12]\d|3[01]))?)?(?!\d)")
_MONTH_FIRST = re.compile(rf"\b({_MONTH})\.? (\d{{1,2}})(?:st|nd|rd|th)?,? ((?:19|20)\d\d)\b", re.IGNORECASE)
_DAY_FIRST = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th|er|\.)? (?:de |of )?({_MONTH})\.?,? (?:de |del )?((?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_MONTH_ONLY = re.compile(rf"\b({_MONTH})\.?,? (?:de )?((?:19|20)\d\d)\b", re.IGNORECASE)
_DOTTED = re.compile(r"\b(\d{1,2})[./](\d{1,2})[./]((?:19|20)\d\d)\b")
_CJK = re.compile(r"((?:19|20)\d\d)\s?年\s?(\d{1,2})\s?月(?:\s?(\d{1,2})\s?日)?")
# One of these words stands in every match; looking for them first spares most pages the patterns.
_HINTS: Final = ("published", "posted", "publication date", "veröffentlicht", "publié", "publicado")
_MODIFIED_HINTS: Final = (
    "updated",
    "modified",
    "reviewed",
    "revised",
    "aktualisiert",
    "mis à jour",
    "actualizado",
)

_VISIBLE_PUBLISHED = re.compile(
    r"\b(?:published|posted|first published|publication date|date published|veröffentlicht|publié|publicado)(?: on| am| le| el)?:? (.{4,40})",  # noqa: E501
    re.IGNORECASE,
)
_VISIBLE_MODIFIED = re.compile(
    r"\b(?:last (?:updated|modified|reviewed|revised)|updated|page updated|revised|zuletzt aktualisiert|aktualisiert|mis à jour"  # noqa: E501
    r"|actualizado)(?: on| am| le| el)?:? (.{4,40})",
    re.IGNORECASE,
)


def dates_of_page(root: etree._Element) -> Callable[[str], Dates]:
    """The page's dates, given its visible text later (the tree may have been pruned by then)."""
    published, modified = _first(_declared(root))

    def with_text(text: str) -> Dates:
        parts = _ends(text)
        return published or visible(_VISIBLE_PUBLISHED, parts), modified or visible(_VISIBLE_MODIFIED, parts)

    return with_text


def visible_dates(text: str) -> Dates:
    """The dates that a text states of itself near its beginning or end ("Published on June 15, 2026")."""
    parts = _ends(text)
    return visible(_VISIBLE_PUBLISHED, parts), visible(_VISIBLE_MODIFIED, parts)


def _ends(text: str) -> str:
    return text if len(text) <= 2 * _HEAD else f"{text[:_HEAD]} \n {text[-_HEAD:]}"


def visible(pattern: re.Pattern[str], text: str) -> str | None:
    """The first date that follows `pattern` within a few words."""
    lowered = text.lower()
    if not any(word in lowered for word in (_HINTS if pattern is _VISIBLE_PUBLISHED else _MODIFIED_HINTS)):
        return None
    for found in pattern.finditer(text):
        if date := iso_date(found[1]):
            return date
    return None


def iso_date(text: str) -> str | None:  # noqa: PLR0911
    """The date with which a text begins (or which it holds in a form that is not ambiguous), as ISO 8601.

    None if none.
    """
    text = " ".join(text[:80].split())
    if found := _CJK.match(text):
        return _written(found[1], int(found[2]), int(found[3] or 0))
    if found := _ISO.match(text):
        return _written(found[1], int(found[2] or 0), int(found[3] or 0))
    if found := _MONTH_FIRST.search(text):
        return _written(found[3], _MONTHS[found[1].lower()], int(found[2]))
    if found := _DAY_FIRST.search(text):
        return _written(found[3], _MONTHS[found[2].lower()], int(found[1]))
    if found := _MONTH_ONLY.match(text):
        return _written(found[2], _MONTHS[found[1].lower()], 0)
    if found := _DOTTED.match(text):
        return _dotted(int(found[1]), int(found[2]), found[3], dots="." in found[0])
    return None


def _dotted(first: int, second: int, year: str, *, dots: bool) -> str | None:
    # 31.12.2026 is a day first everywhere; 12/31/2026 says so itself; 05/06/2026 could be either and is no
    # date here.
    if dots or first > 12:  # noqa: PLR2004
        return _written(year, second, first)
    return _written(year, first, second) if second > 12 else None  # noqa: PLR2004


def _written(year: str, month: int, day: int) -> str | None:
    if not 0 <= month <= 12 or not 0 <= day <= 31:  # noqa: PLR2004
        return None
    return "-".join([year, *(f"{part:02d}" for part in (month, day) if part)])


def _first(dates: Iterator[Dates]) -> Dates:
    published: str | None = None
    modified: str | None = None
    for one, other in dates:
        published, modified = published or one, modified or other
    return published, modified


def _declared(root: etree._Element) -> Iterator[Dates]:
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        if name in _PUBLISHED_NAMES:
            yield iso_date(meta.get("content") or ""), None
        elif name in _MODIFIED_NAMES:
            yield None, iso_date(meta.get("content") or "")
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "") and script.text:
            told = _LD_DATE.findall(script.text[:_LD_LIMIT])
            # A film or a picture on the page has its own date: what says "published" goes before it.
            for key, value in sorted(told, key=lambda one: one[0] not in ("datePublished", "dateModified")):
                date = iso_date(value)
                yield (None, date) if key == "dateModified" else (date, None)
    yield from _timed(root)


def _timed(root: etree._Element) -> Iterator[Dates]:
    """The dates of time elements, by what they say of themselves.

    Of one that says nothing, only above all others.
    """
    for number, element in enumerate(root.iter("time")):
        date = iso_date(element.get("datetime") or "".join(str(part) for part in element.itertext())[:80])
        parent = element.getparent()
        before = " ".join((element.text or "", (parent.text or "") if parent is not None else ""))[-80:]
        says = f"{element.get('itemprop') or ''} {element.get('class') or ''} {before}".lower()
        if any(word in says for word in ("modif", "updat", "revis", "aktualis")):
            yield None, date
        elif number == 0 or any(word in says for word in ("publish", "pubdate", "posted")):
            yield date, None
