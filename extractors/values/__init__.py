"""The grammar of values: numbers, lengths of time, money, scores and dates out of running text.

``values(text)`` reads them in one pass over the tokens of each line: the token says which rules may begin
here, and they are asked in turn; comparator words are then sought in front of the value and behind. The words
of a language stand in `extractors.values.words`; the rules know none.
"""

from __future__ import annotations

from extractors.values.bindings import bound, rate
from extractors.values.found import Found
from extractors.values.part import Part
from extractors.values.rules import Rules, rules
from extractors.values.tokens import Line, lines

__all__ = ["Found", "values"]


_NARROW = str.maketrans("０１２３４５６７８９，．％：（）／＋－", "0123456789,.%:()/+-")


def values(text: str, language: str | None = None) -> tuple[Found, ...]:
    """Every value in the text, ordered and without overlap, with offsets in it.

    Never raises; linear in the length. A line end ends every phrase. `language` (BCP 47, as the page declares
    it) decides what 1.000 and 01.02.2027 mean.
    """
    spoken = rules(language)
    if spoken.words.unspaced:
        text = text.translate(_NARROW)  # digits of full width, one for one
    return tuple(
        _found(line, part)
        for line in lines(text, spoken.anchor)
        for part in bound(line, _parts(line, spoken), spoken.words)
    )


def _parts(line: Line, spoken: Rules) -> list[Part]:
    parts: list[Part] = []
    behind = floor = 0
    by_kind, by_word = spoken.by_kind, spoken.by_word
    openers = [at for at, word in enumerate(line.words) if word in by_word or line.kinds[at] in by_kind]
    for at in openers:
        if at < behind:
            continue
        for rule in by_kind.get(line.kinds[at]) or by_word[line.words[at]]:
            part = rule(line, at, spoken.words, floor)
            if isinstance(part, Part):
                parts.append(rate(line, part, spoken.words))
                behind = floor = parts[-1].stop
            elif part is not None:
                behind = part
            else:
                continue
            break
    return parts


def _found(line: Line, part: Part) -> Found:
    return Found(
        part.type,
        line.starts[part.first],
        line.ends[part.stop - 1],
        part.value,
        part.value_max,
        part.comparator,
        part.unit,
        part.noun,
        part.per,
        part.due,
        part.condition,
    )
