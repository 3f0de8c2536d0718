"""What one tag of a page means for its canonical form.

What is left of it, and what it may be furniture of.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from extractors.vocabulary import LANDMARK_ROLES, TICK, Furniture, furniture_named, mark, picture_words

_BLOCKS: Final = frozenset(
    """
    div section article main header footer aside nav form fieldset legend figure figcaption center address
    body hgroup blockquote pre dialog menu label search noscript output picture object video audio iframe
    map marquee button frameset dir template slot html
    """.split()  # noqa: SIM905 - a list of words reads better as words
)
_KEPT: Final = frozenset(
    """
    h1 h2 h3 h4 h5 h6 p li ul ol dl dt dd table caption thead tbody tfoot tr details summary
    """.split()  # noqa: SIM905 - a list of words reads better as words
)
_TABLE: Final = frozenset(
    ["table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th", "colgroup", "col"]
)
_NEVER_FURNITURE: Final = _TABLE | frozenset(
    ["html", "body", "main", "h1", "h2", "h3", "h4", "h5", "h6", "b", "strong", "em", "summary", "dt", "dd"]
)
# Short blocks of these are looked at as a whole: "1,204 views", "Skip to content".
_LINES: Final = frozenset(
    """
    p div li span a small section footer h5 h6 time em figcaption button label center
    """.split()  # noqa: SIM905 - a list of words reads better as words
)
_ATTRIBUTE = re.compile(r'([^\s="]+)="([^"]*)"')
_HIDING = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_FOLDS = re.compile(
    r"accordion|collaps|expand|toggle|faq|disclosure|tab-?(?:title|button|link)|question", re.IGNORECASE
)
_FOLDED = re.compile(
    r"accordion|collaps|expand|faq|disclosure|tab-?(?:pane|panel|content)|answer|panel", re.IGNORECASE
)
_ICON = re.compile(
    r"(?:^|[\s_-])(?:fa[srlbd]?|icons?|bi|mdi|ti|glyphicons?|material|svg|checkmark|tick|check|cross)(?:$|[\s_-])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Markup:
    """One opening tag, judged.

    `opened` and `closed` are what stands for it in the canonical form ("" for inline tags).
    `begins` and `ends` say that the reader has to do more than write the tag there. `label` is the text that
    the element stands for when it has none itself (an icon, a labelled picture). `ident` is its id, by which
    controls find a folded panel.
    """

    tag: str
    opened: str
    closed: str
    begins: bool = False
    ends: bool = False
    furniture: Furniture = ""
    link: bool = False
    main: bool = False
    line: bool = False
    heading: bool = False
    folded: bool = False
    label: str = ""
    ident: str = ""


@lru_cache(maxsize=65_536)
def markup(piece: str) -> Markup:
    """The meaning of the inside of one tag as XML writes it (``td class="x" colspan="2"``)."""
    tag, _, rest = piece.partition(" ")
    found = (
        {name.lower(): html.unescape(value) for name, value in _ATTRIBUTE.findall(rest[:4000])}
        if rest
        else {}
    )
    tag = tag.lower().rstrip("/")
    role = found.get("role", "").strip().lower()
    opened, closed, heading = _written(tag, role, found)
    label = _label(tag, role, found)
    furniture = _furniture(tag, role, found)
    link, main = tag == "a" or (tag == "button" and furniture == "tiny"), tag == "main" or role == "main"
    return Markup(
        tag=tag,
        opened=opened,
        closed=closed,
        begins=main or tag == "article" or opened == " <h1> ",
        ends=link or main or heading or label != "" or tag in ("svg", "sup", "article"),
        furniture=furniture,
        link=link,
        main=main,
        line=tag in _LINES,
        heading=heading,
        folded=_FOLDED.search(f"{found.get('class', '')} {role}") is not None
        or role in ("region", "tabpanel"),
        label=label,
        ident=found.get("id", ""),
    )


def _written(tag: str, role: str, found: dict[str, str]) -> tuple[str, str, bool]:  # noqa: PLR0911
    if role == "heading" and tag not in _TABLE:
        level = found.get("aria-level", "2").strip()
        name = f"h{level}" if level in "123456" and len(level) == 1 else "h2"
        return f" <{name}> ", f" </{name}> ", True
    if tag in ("td", "th", "table"):
        return f" <{tag}{_spans(found)}{_presented(tag, role)}> ", f" </{tag}> ", False
    if _folding(tag, role, found):
        return " <summary> ", " </summary> ", False
    if tag in _KEPT:
        return f" <{tag}> ", f" </{tag}> ", tag in ("h1", "h2", "h3", "h4", "h5", "h6")
    if tag in ("b", "strong"):
        return "<b>", "</b>", False
    if tag in ("br", "hr"):
        return f" <{tag}/> ", "", False
    if tag in _BLOCKS or "-" in tag:
        return " <div> ", " </div> ", False
    return "", "", False


def _spans(found: dict[str, str]) -> str:
    kept = []
    for name in ("colspan", "rowspan"):
        digits = found.get(name, "").strip()[:6]
        if digits.isdecimal() and digits.isascii() and int(digits) != 1:
            kept.append(f' {name}="{int(digits)}"')
    if (scope := found.get("scope", "").strip().lower()) in ("row", "col", "rowgroup", "colgroup"):
        kept.append(f' scope="{scope}"')
    return "".join(kept)


def _presented(tag: str, role: str) -> str:
    if tag == "table":
        return ' role="presentation"' if role in ("presentation", "none") else ""
    return {"rowheader": ' scope="row"', "columnheader": ' scope="col"'}.get(role, "")


def _folding(tag: str, role: str, found: dict[str, str]) -> bool:
    """Whether the element is the control that unfolds a panel (WAI-ARIA patterns: accordion, disclosure, tabs)."""
    if role == "tab":
        return True
    toggles = found.get("data-toggle", "") + found.get("data-bs-toggle", "")
    controls = "aria-controls" in found or toggles in ("collapse", "tab", "pill")
    if tag == "button" or role == "button":
        folds = _FOLDS.search(found.get("class", "")) is not None
        return (controls and "aria-expanded" in found) or toggles in ("collapse", "tab", "pill") or folds
    return tag in ("a", "div") and controls and ("aria-expanded" in found or bool(toggles))


def _label(tag: str, role: str, found: dict[str, str]) -> str:
    if tag in ("img", "area"):
        return (
            picture_words(found.get("alt") or found.get("aria-label") or "")
            if role not in ("presentation", "none")
            else ""
        )
    if tag == "input":
        return TICK if found.get("type", "").lower() == "checkbox" and "checked" in found else ""
    if tag in ("svg", "i", "span", "em", "div", "td", "use", "figure", "abbr"):
        named = found.get("aria-label", "") or (
            found.get("title", "") if tag in ("i", "abbr", "span") else ""
        )
        if named and (role == "img" or tag in ("svg", "i", "span", "td")):
            return picture_words(named)
        names = f"{found.get('class', '')} {found.get('href', '')} {found.get('xlink:href', '')} {found.get('data-icon', '')}"  # noqa: E501
        return mark(names) if _ICON.search(names) or tag == "td" else ""
    return ""


def _furniture(tag: str, role: str, found: dict[str, str]) -> Furniture:  # noqa: PLR0911
    if tag in ("header", "footer", "aside") and not role:
        named = furniture_named(found.get("class", ""), found.get("id", ""))
        return "named" if named == "named" else tag  # type: ignore[return-value]
    if tag in ("nav", "dialog", "search") or role in LANDMARK_ROLES:
        return "landmark"
    if role in ("banner", "complementary"):
        return "header" if role == "banner" else "aside"
    if _hidden(found) and tag not in ("body", "html"):
        return "hidden"
    if tag == "button":
        return "" if _folding(tag, role, found) else "tiny"
    if tag in _NEVER_FURNITURE:
        return ""
    return furniture_named(found.get("class", ""), found.get("id", "")) or (
        "links" if tag in ("ul", "ol") else ""
    )


def _hidden(found: dict[str, str]) -> bool:
    if "hidden" in found and found["hidden"].lower() != "until-found":
        return True
    # aria-hidden hides from screen readers only: the text is seen, and pages put it on whole sections.
    return _HIDING.search(found.get("style", "")[:400]) is not None
