"""Addresses of which there is no end: calendars, filtered lists, sessions, pages of pages, paths that turn in circles."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final
from urllib.parse import parse_qsl, unquote, urlsplit

MAX_LENGTH: Final = 400
MAX_DEPTH: Final = 12
MAX_PARAMETERS: Final = 3
LAST_PAGE: Final = 3
_CALENDAR_WORD = re.compile(
    r"^(?:events?-?calendar|calend[aá]r\w*|kalender|calendrier|ical|day|week|month|agenda)$", re.IGNORECASE
)
_CALENDAR_NAME = re.compile(
    r"(?:date|day|month|year|week|from|until|ical|outlook-ical|tribe\W?\w*|eventdate|start_?date|end_?date)",
    re.IGNORECASE,
)
_DAY = re.compile(r"\d{4}[-/]\d{1,2}(?:[-/]\d{1,2})?|\d{1,4}")
_MONTH = re.compile(r"/(?:19|20)\d\d/\d{1,2}(?:/\d{1,2})?/?$")
_FACET = re.compile(
    r"(?:filters?|facets?|refine\w*|sort\w*|order(?:by|_by)?|dir|view|display|layout|per_?page|page_?size|limit|offset|start|rows|"
    r"q|s|query|search\w*|keywords?|tags?|categor(?:y|ies)|colou?r|price\w*|min|max|f|fq|compare|cursor|after|before|letter|"
    r"region|country|location|industr(?:y|ies)|tier|level|type|language|lang|product|solution|view_?as)"
    r"(?:[\[.:].*)?",
    re.IGNORECASE,
)
_PAGE = re.compile(r"(?:page|paged|p|pg|pagenum(?:ber)?|currentpage|_paged?)", re.IGNORECASE)
_PAGED_PATH = re.compile(r"/(?:page|p|seite|pagina)[/-](\d{1,9})(?:/|$)", re.IGNORECASE)
_SESSION = re.compile(
    r"[;&?](?:jsessionid|phpsessid|sid|sessionid)=|/\([a-z]\([0-9a-z]{16,}\)\)/|/[0-9a-f]{32,}(?:/|$)",
    re.IGNORECASE,
)
_FILE = re.compile(
    r"\.(?:jpe?g|png|gif|svg|webp|avif|ico|bmp|tiff?|css|js|mjs|map|json|woff2?|ttf|eot|otf|mp[34]|m4[av]|mov|avi|webm|wav|ogg|"
    r"zip|gz|tgz|rar|7z|dmg|exe|msi|pkg|deb|rpm|iso|apk|docx?|xlsx?|pptx?|odt|csv|ics|vcf|xml|rss|atom|whl|jar|bin)$",
    re.IGNORECASE,
)
_DOING = re.compile(
    r"/(?:cart|checkout|log-?(?:in|out|on|off)|sign-?(?:in|out|up)|wp-(?:admin|login|json)|print|share|feed|cdn-cgi|"
    r"unsubscribe|edit|delete|add-to-cart|oauth2?|saml|sso)(?:[/.?]|$)|[?&](?:action|do|print|share|replytocom|add-to-cart)=",
    re.IGNORECASE,
)
_REPEATED: Final = 3
_NUMBER: Final = 5  # digits that the number of an article has, and that of a page in a list has not


def trap(url: str) -> str:  # noqa: PLR0911 - one line a reason
    """Why an address looks like one of a crowd without end, or like no page at all; empty when it does not. Never raises.

    Asked of pages: a feed or a sitemap is neither.
    """
    try:
        parts = urlsplit(url)
        given = parse_qsl(parts.query, keep_blank_values=True, max_num_fields=100)
    except ValueError:
        return "its parameters cannot be counted"
    segments = [unquote(segment).lower() for segment in parts.path.split("/") if segment]
    if len(url) > MAX_LENGTH:
        return f"{len(url):,} characters long; pages have at most {MAX_LENGTH}"
    if len(segments) > MAX_DEPTH:
        return f"{len(segments)} folders deep; pages stand at most {MAX_DEPTH} deep"
    if found := _FILE.search(parts.path):
        return f'a file ("{found[0].lower()}"), no page'
    if found := _SESSION.search(url):
        return f'a session ("{found[0][:20]}")'
    if found := _DOING.search(url):
        return f'an action ("{found[0].strip("/?&")}"), no page'
    return _in_path(parts.path, segments) or _in_query(given)


def page_of_list(url: str) -> int:
    """Which page of a list an address is, counted from 1; 0 where it does not say. Never raises."""
    parts = urlsplit(url)
    numbers = [value for name, value in parse_qsl(parts.query) if _PAGE.fullmatch(name)]
    numbers += [found[1] for found in _PAGED_PATH.finditer(parts.path)]
    return next((int(number) for number in numbers if number.isdecimal() and len(number) < _NUMBER), 0)


def _in_path(path: str, segments: list[str]) -> str:
    folder, times = Counter(segments).most_common(1)[0] if segments else ("", 0)
    if times >= _REPEATED:
        return f'its folder "{folder}" comes {times} times'
    for size in (2, 3):
        for at in range(len(segments) - 2 * size + 1):
            if segments[at : at + size] == segments[at + size : at + 2 * size]:
                return f'its folders "{"/".join(segments[at : at + size])}" come twice in a row'
    if found := _MONTH.search(path):
        return f'a calendar ("{found[0].strip("/")}")'
    if (found := _PAGED_PATH.search(path)) and int(found[1]) > LAST_PAGE:
        return f"page {int(found[1])} of a list; {LAST_PAGE} are followed"
    for before, after in zip(segments, [*segments, ""][1:], strict=True):
        if _CALENDAR_WORD.match(before) and (not after or _DAY.fullmatch(after)):
            return f'a calendar ("{before}{"/" if after else ""}{after}")'
    return ""


def _in_query(given: list[tuple[str, str]]) -> str:
    if len(given) > MAX_PARAMETERS:
        return f"{len(given)} parameters; pages have at most {MAX_PARAMETERS}"
    names = [name for name, _ in given]
    if doubled := next((name for name, times in Counter(names).items() if times > 1), ""):
        return f'a filtered list ("{doubled}" more than once)'
    for name, value in given:
        if _PAGE.fullmatch(name) and value.isdecimal() and LAST_PAGE < int(value[:9]) < 10 ** (_NUMBER - 1):
            return f"page {value} of a list; {LAST_PAGE} are followed"
        if _CALENDAR_NAME.fullmatch(name):
            return f'a calendar ("{name}")'
        if _FACET.fullmatch(name):
            return f'a filtered or sorted list ("{name}")'
    return ""
