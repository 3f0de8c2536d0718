"""Checks of what is applied to a page's words: languages, selectors, expressions and topic phrases."""

from __future__ import annotations

import re

from flows.configuration.checks import text
from flows.configuration.faults import Unfit
from flows.configuration.languages import LANGUAGES
from flows.configuration.tables import kind_of

_LANGUAGE = re.compile(
    r"(?P<language>[a-z]{2,3})(-[a-z]{3})?(-[a-z]{4})?(-([a-z]{2}|\d{3}))?(-([a-z0-9]{5,8}|\d[a-z0-9]{3}))*",
    re.IGNORECASE,
)


def language(value: object) -> str:
    """Give a language tag (BCP 47, RFC 5646) in lower case."""
    found = text(value).replace("_", "-")
    match = _LANGUAGE.fullmatch(found)
    primary = match["language"].lower() if match else ""
    if not match or (len(primary) == 2 and primary not in LANGUAGES):  # noqa: PLR2004 - ISO 639-1
        expected = "expected a BCP 47 tag such as en, de, pt-br or zh-hant"
        raise Unfit(f"is {kind_of(value)}", expected, "use the tag of the language, not of the country")
    return found.lower()


def selector(value: object) -> str:
    """Give a CSS selector that soupsieve accepts."""
    # Brings Beautiful Soup (0.2 s), which commands that only read the warehouse do without.
    import soupsieve  # noqa: PLC0415

    found = text(value)
    try:
        soupsieve.compile(found)
    except soupsieve.SelectorSyntaxError as error:
        reason = str(error).splitlines()[0]
        raise Unfit(
            f"is {kind_of(value)} ({reason})", "expected a CSS selector", "mend it, as in main .content"
        ) from error
    return found


def regular_expression(value: object) -> str:
    """Give a regular expression (Python's `re`) that does not match everything, or empty text."""
    if value == "":
        return ""
    found = text(value)
    try:
        everything = re.compile(found, re.IGNORECASE).search("") is not None
    except re.error as error:
        expected = "expected a regular expression"
        raise Unfit(
            f"is {kind_of(value)} ({error})", expected, "escape ( ) [ ] . * + ? with a backslash"
        ) from error
    if everything:
        raise Unfit(
            f"is {kind_of(value)}, which matches everything", "expected a restriction", "leave it out"
        )
    return found


def phrase(value: object) -> str:
    """Give a topic phrase: words, where a star may only end a stem of two letters or more."""
    found = text(value)
    if not all(re.fullmatch(r"[^*\s]{2,}\*|[^*\s]+", word) for word in found.split()):
        expected = "expected words, a star only at the end of a stem, as in recertif*"
        raise Unfit(f"is {kind_of(value)}", expected, "remove the star or move it to the end of its word")
    if not re.search(r"[^\W_]", found):
        raise Unfit(f"is {kind_of(value)}", "expected words", "write the words that show the topic")
    return " ".join(found.split())
