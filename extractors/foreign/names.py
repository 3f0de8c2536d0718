"""Names in a document in another language: its tiers, and the lists of certifications and specializations it announces."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise, takewhile
from typing import TYPE_CHECKING, Final

from extractors.foreign.tongue import CJK, words_of
from extractors.named import Named, folded
from extractors.naming import Names
from extractors.prosenames import in_prose
from extractors.ranks import PRESTIGE
from extractors.titles import heads, program_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractors.foreign.tongue import Tongue
    from extractors.kinds.rule import Words
    from extractors.named import Sort
    from extractors.records import Block, Document

MAX_WORDS: Final = 9
MAX_CHARACTERS: Final = 70
MAX_UNSPACED: Final = 30
SENTENCE = re.compile(r"[.!?。:;,、]$")
JOINT = re.compile(
    r"\s*-?\s*(?:[,、・/&]|\b(?:und|oder|et|ou|y|e|o|u|and|or|や|と|または|および|及び)(?!\w))?\s*-?\s*"
)
"""What may stand between the names of an enumeration of tiers."""
CAPITALISED = r"[A-ZÀ-Þ][\w-]+(?:\s[A-ZÀ-Þ][\w-]+){0,2}"
NAME = re.compile(CAPITALISED)
LISTED = re.compile(
    rf"\s*:?\s*({CAPITALISED}(?:,\s*{CAPITALISED}){{0,6}}\s+(?:und|oder|et|ou|y|e|o|u)\s+{CAPITALISED})"
)
"""Names in a row behind a noun: "die Stufen Starter und Meister"."""
TITLE = re.compile(rf"\s+[«„“\"]?\s?({CAPITALISED}(?:\s[A-ZÀ-Þ][\w-]+){{0,3}})")
CERTIFIED = re.compile(r"認定(?!プログラム|制度|資格一覧|要件)|資格者")
QUOTED = re.compile(r"[「『]([^」』]{1,20})[」』]")
NEAR: Final = 60
MAX_TIERS: Final = 12
BELOW: Final = 8
"""Blocks below a heading in which a demand is looked for."""
LABEL: Final = 3
"""Words of a heading or a header cell that is nothing but the name of a tier, with a noun."""


@dataclass(frozen=True, slots=True)
class _Tier:
    english: str
    name: str
    start: int
    block: Block


def names(document: Document, tongue: Tongue) -> Names:
    """All names that a document gives, each once, at the first place that names it."""
    tiers = tuple(_tiers(document, tongue))
    found: dict[tuple[str, str], Named] = {}
    for block in document.blocks:
        for named in _named(block, tongue):
            found.setdefault((named.sort, folded(named.name)), named)
    return Names(
        program_name(document),
        heads(document),
        tiers,
        tuple(named for named in found.values() if named.sort == "certification"),
        tuple(named for named in found.values() if named.sort == "specialization"),
    )


def _named(block: Block, tongue: Tongue) -> Iterator[Named]:
    for named in in_prose(block):
        words = named.name.split()
        if "Certified" in words and "-" not in words[-1]:  # vendors leave the names of credentials in English
            yield named
    yield from _titled(block, tongue)
    sort = _announced(block, tongue)
    if sort is not None and (name := _item_name(block.text, tongue)):
        yield Named(sort, name, block.start, block.start + len(name), block)


def _titled(block: Block, tongue: Tongue) -> Iterator[Named]:
    """Certifications named behind the word for one, in a list behind their plural, or quoted with that word inside."""
    text = block.text
    for match in _pattern(tongue.lexicon.certification).pattern.finditer(text):
        name = TITLE.match(text, match.end())
        if name and " " in name.group(1):
            at = block.start + name.start(1)
            yield Named("certification", name.group(1), at, at + len(name.group(1)), block)
    for match in _pattern(tongue.lexicon.certifications).pattern.finditer(text):
        if listed := LISTED.match(text, match.end()):
            for hit in NAME.finditer(text, listed.start(1), listed.end(1)):
                start = block.start + hit.start()
                yield Named("certification", hit.group(), start, start + len(hit.group()), block)
    for hit in QUOTED.finditer(text):
        if CERTIFIED.search(hit.group(1)):
            start = block.start + hit.start(1)
            yield Named("certification", hit.group(1), start, start + len(hit.group(1)), block)


def _announced(block: Block, tongue: Tongue) -> Sort | None:
    """Whether a list item stands in a list that is announced as one of certifications or specializations."""
    head = block.intro.rstrip() if block.kind == "list_item" else ""
    if not head.endswith((":", "：")) or tongue.promises.search(head) or tongue.demands.search(head):
        return None
    sorts: tuple[tuple[Sort, tuple[str, ...]], ...] = (
        ("certification", tongue.lexicon.certifications),
        ("specialization", tongue.lexicon.specializations),
    )
    return next((sort for sort, plurals in sorts if _pattern(plurals).search(head)), None)


def _item_name(text: str, tongue: Tongue) -> str:
    name = re.split(r"\s[–—-]\s|:\s|：", text, maxsplit=1)[0].strip()
    most = MAX_UNSPACED if CJK.search(name) else MAX_CHARACTERS
    sentence = SENTENCE.search(name) or tongue.duty.search(name) or tongue.promises.search(name)
    fits = 1 < len(name) <= most and len(name.split()) <= MAX_WORDS and not name[:1].isdigit()
    return name if fits and not sentence else ""


@lru_cache(maxsize=64)
def _pattern(phrases: tuple[str, ...]) -> Words:
    return words_of(phrases)


def _tiers(document: Document, tongue: Tongue) -> Sequence[Named]:
    """Tiers that stand in the header of a table, in an enumeration with the noun for a tier, or in headings; ranked."""
    found: dict[str, _Tier] = {}
    own = {name.lower(): english for english, given in tongue.lexicon.tiers for name in given}
    for tier in _found(document, tongue):
        found.setdefault(own.get(tier.name.lower(), tier.english), tier)
    every = list(found.values())[:MAX_TIERS]
    if all(english in PRESTIGE for english in found):
        every = [found[english] for english in sorted(found, key=PRESTIGE.__getitem__)]
    return [
        Named("tier", tier.name, tier.start, tier.start + len(tier.name), tier.block, rank)
        for rank, tier in enumerate(every if len(every) > 1 else [], 1)
    ]


def _found(document: Document, tongue: Tongue) -> Iterator[_Tier]:
    noun = _pattern(tongue.lexicon.tier)
    labels: dict[int | None, list[_Tier]] = {}
    yield from _described(document, tongue, noun)
    told = [tier for block in document.blocks for tier in _told(block, noun)]
    yield from _headed(document, {tier.english for tier in told}, noun)
    yield from told
    for block in document.blocks:
        given = _tiers_in(block, tongue)
        label = bool(given) and len(block.text.split()) <= LABEL and len(block.text) <= MAX_UNSPACED
        if block.kind in ("heading", "term", "table_cell"):
            if label and (block.kind != "table_cell" or block.row == 0):
                labels.setdefault(block.table, []).append(given[0])
        else:
            yield from _enumerated(block, given, noun)
    for tiers in labels.values():  # those of one table, or of all headings
        if len({tier.english for tier in tiers}) > 1:
            yield from tiers


def _told(block: Block, noun: Words) -> Iterator[_Tier]:
    """Names that follow the noun for tiers as a list, or that a text with that noun sets in brackets of quotation."""
    if block.kind == "table_cell" or not noun.search(block.text):
        return
    quoted = list(QUOTED.finditer(block.text))
    if len(quoted) > 1 and JOINT.fullmatch(block.text[quoted[0].end() : quoted[1].start()]):
        for hit in quoted:
            yield _Tier(hit.group(1).lower(), hit.group(1), block.start + hit.start(1), block)
    for match in noun.pattern.finditer(block.text):
        if listed := LISTED.match(block.text, match.end()):
            for hit in NAME.finditer(block.text, listed.start(1), listed.end(1)):
                yield _Tier(hit.group().lower(), hit.group(), block.start + hit.start(), block)


def _described(document: Document, tongue: Tongue, noun: Words) -> Iterator[_Tier]:
    """Headings that are a noun for tiers with a name ("Socio Experto"), each over a text that says what it demands."""
    labels: dict[tuple[int | None, str], list[_Tier]] = {}
    for at, block in enumerate(document.blocks):
        words = block.text.split()
        if block.kind != "heading" or not 1 < len(words) <= LABEL or not NAME.fullmatch(block.text):
            continue
        same = next((word.lower() for word in (words[0], words[-1]) if noun.pattern.fullmatch(word)), "")
        if same and _demands(document, at, tongue):
            tier = _Tier(block.text.lower(), block.text, block.start, block)
            labels.setdefault((block.level, same), []).append(tier)
    for tiers in labels.values():
        if len({tier.english for tier in tiers}) > 1:
            yield from tiers


def _demands(document: Document, at: int, tongue: Tongue) -> bool:
    """Whether the blocks below a heading, down to the next one, state or announce a demand."""
    below = takewhile(lambda block: block.kind != "heading", islice(document.blocks, at + 1, at + 1 + BELOW))
    return any(tongue.duty.search(block.text) or tongue.demands.search(block.text) for block in below)


def _headed(document: Document, known: set[str], noun: Words) -> Iterator[_Tier]:
    """The header cells of a table when they hold a tier that the text names, or are all nouns for tiers."""
    headers: dict[int | None, list[Block]] = {}
    for block in document.blocks:
        if block.kind == "table_cell" and block.row == 0 and block.column:
            headers.setdefault(block.table, []).append(block)
    for cells in headers.values():
        named = [cell.text.lower() in known for cell in cells]
        nouns = all(noun.search(cell.text) and len(cell.text.split()) <= LABEL for cell in cells)
        if len(cells) > 1 and (any(named) or nouns):
            yield from (_Tier(cell.text.lower(), cell.text, cell.start, cell) for cell in cells)


def _tiers_in(block: Block, tongue: Tongue) -> list[_Tier]:
    given = [
        _Tier(english, hit.group(), block.start + hit.start(), block)
        for english, own in tongue.lexicon.tiers
        for hit in _pattern(own).pattern.finditer(block.text)
        if hit.group()[:1].isupper() or CJK.match(hit.group())
    ]
    return sorted(given, key=lambda tier: tier.start)


def _enumerated(block: Block, given: Sequence[_Tier], noun: Words) -> Iterator[_Tier]:
    """The tiers of an enumeration of at least two beside the noun for a tier."""
    for first, second in pairwise(given):
        left, right = first.start - block.start, second.start - block.start
        between = block.text[left + len(first.name) : right]
        near = block.text[max(0, left - NEAR) : right + NEAR]
        if between.strip() and JOINT.fullmatch(between) and noun.search(near):
            yield first
            yield second
