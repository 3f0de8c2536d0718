"""A source's own CSS selectors: what of its page to read, and what to leave out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup
from lxml import etree
from soupsieve import SelectorSyntaxError

from extractors.records import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extractors.catalogue import Source

_NUMBER = "gapwatch-number"
# What almost all configured selectors are: names, ids and classes, descendants and children.
_STEP = re.compile(r"(\s*>\s*|\s+)?([a-z][a-z0-9]*|\*)?((?:[#.][\w-]+)*)")
_SIMPLE = re.compile(r"(?:(?:\s*>\s*|\s+)?(?:[a-z][a-z0-9]*|\*|(?=[#.]))(?:[#.][\w-]+)*)+")


def selected(root: etree._Element, source: Source) -> etree._Element | Unreadable:
    """The page with only what `source.include` matches (if any), without what `source.exclude` matches.

    An invalid selector matches nothing here: configuration has refused it before. When nothing is left of the
    page because no selector of `include` matches, the page is Unreadable with that reason: reading nothing would
    look like an absence.
    """
    for element in matches(root, source.exclude):
        parent = element.getparent()
        if parent is not None:
            _removed(element, parent)
    if not source.include:
        return root
    found = matches(root, source.include)
    if not found:
        wanted = ", ".join(source.include)
        return Unreadable(
            f"include selector {wanted} matches nothing on this page; check the source's include in its configuration"
        )
    chosen = set(found)
    page = etree.Element("html")
    body = etree.SubElement(page, "body")
    for element in found:
        if not any(parent in chosen for parent in element.iterancestors()):
            kept = etree.SubElement(body, "main")
            element.tail = None
            kept.append(element)
    return page


def matches(root: etree._Element, selectors: Iterable[str]) -> list[etree._Element]:
    """The elements that any selector matches, in document order."""
    found: dict[etree._Element, None] = {}
    hard = []
    for selector in selectors:
        path = _xpath(selector)
        if path is None:
            hard.append(selector)
        else:
            found.update(dict.fromkeys(_elements(root, path)))
    if hard:
        found.update(dict.fromkeys(_by_soup(root, hard)))
    order = {element: number for number, element in enumerate(root.iter())} if len(found) > 1 else {}
    return sorted(found, key=lambda element: order.get(element, 0))


def _elements(root: etree._Element, path: str) -> list[etree._Element]:
    try:
        found = root.xpath(path)
    except etree.XPathError:
        return []
    return [one for one in found if isinstance(one, etree._Element)] if isinstance(found, list) else []  # noqa: SLF001


def _xpath(selector: str) -> str | None:
    """The XPath of a simple selector; None for what needs a full implementation of CSS."""
    paths = []
    for part in selector.split(","):
        if not _SIMPLE.fullmatch(part.strip()) or "*" in part:
            return None
        path = ""
        for step in _STEP.finditer(part.strip()):
            if not step[0]:
                continue
            axis = "/" if ">" in (step[1] or "") else "//"
            path += (
                axis
                + (step[2] or "*")
                + "".join(_condition(one) for one in re.findall(r"[#.][\w-]+", step[3]))
            )
        paths.append(path)
    return "|".join(paths)


def _condition(part: str) -> str:
    if part[0] == "#":
        return f"[@id='{part[1:]}']"
    return f"[contains(concat(' ',normalize-space(@class),' '),' {part[1:]} ')]"


def _by_soup(root: etree._Element, selectors: list[str]) -> list[etree._Element]:
    elements = [one for one in root.iter() if isinstance(one.tag, str)]
    for number, element in enumerate(elements):
        element.set(_NUMBER, str(number))
    soup = BeautifulSoup(etree.tostring(root, encoding="unicode", method="html"), "lxml")
    numbers = set()
    for selector in selectors:
        try:
            numbers |= {str(one.get(_NUMBER)) for one in soup.select(selector)}
        except (SelectorSyntaxError, NotImplementedError, RecursionError, ValueError):
            continue
    for element in elements:
        del element.attrib[_NUMBER]
    return [elements[int(number)] for number in numbers if number.isdecimal() and int(number) < len(elements)]


def _removed(element: etree._Element, parent: etree._Element) -> None:
    tail = element.tail
    previous = element.getprevious()
    parent.remove(element)
    if tail and previous is not None:
        previous.tail = (previous.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
