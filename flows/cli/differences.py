"""How ``diff`` prints: for people, requirements before words; for machines, one object."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flows import answers
from flows.alerts.values import valued
from flows.alerts.words import plain, shortened
from flows.cli.output import plain_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from extractors.records import Requirement
    from flows.answers import Row
    from flows.differences import Difference, SourceDiffering
    from warehouse.versions import Differing

_MARKS = {"appeared": ("+", "green"), "went": ("-", "red"), "changed": ("~", "yellow")}
_FIELDS = (
    "kind",
    "subject",
    "attribute",
    "comparator",
    "value",
    "value_max",
    "unit",
    "per",
    "due",
    "condition",
    "quote",
)
_QUOTE_LENGTH = 200


def row(one: Difference, *, words: bool) -> Row:
    """A difference for machines. Instants are in RFC 3339; without `words` the lines are only counted."""
    return {
        "subject": one.subject,
        "before": plain_value(one.before),
        "after": plain_value(one.after),
        "questions": [{name: _plain(value) for name, value in moved.items()} for moved in one.questions],
        "sources": [_source(source, words=words) for source in one.sources],
    }


def _source(one: SourceDiffering, *, words: bool) -> Row:
    captures = {
        name: capture and {key: _plain(value) for key, value in capture.items()}
        for name, capture in (("before", one.before), ("after", one.after))
    }
    return {
        "source": one.source,
        "url": one.url,
        "became": one.became,
        **captures,
        "stated": one.stated,
        "requirements": [_requirement(each) for each in one.requirements],
        "lines_gone": one.gone,
        "lines_new": one.new,
        **({"lines": list(one.lines)} if words else {}),
    }


def _requirement(each: Differing) -> Row:
    field = each.difference.field or "value" if each.difference else None
    return {"what": each.what, "field": field, "before": _fields(each.before), "after": _fields(each.after)}


def _fields(stated: Requirement | None) -> Row | None:
    return {name: getattr(stated, name) for name in _FIELDS} if stated else None


def _plain(value: Any) -> Any:  # noqa: ANN401  (whatever a row holds)
    return value if value is None or isinstance(value, bool | int | float | str) else plain_value(value)


def drawn(found: Sequence[Difference], *, words: bool) -> Iterator[RenderableType]:
    """Differences for people: questions and sources first, then requirements, then words or how many lines differ."""
    from rich.text import Text

    from flows.tables import cell

    for one in found:
        yield Text.assemble((plain(one.subject), "bold"), f": {cell(one.before)} → {cell(one.after)} UTC")
        for moved in one.questions:
            yield Text.assemble(
                f"{moved['question']}: ", cell(moved["before"]), " → ", cell(moved["after"]),
                (f", since {cell(moved['since'])}" if moved["since"] else ""), (_quoted(moved["quote"]), "italic"),
            )  # fmt: skip
        yield from (_seen(source) for source in one.sources if not (source.before and source.after))
        for source in one.sources:
            if source.before and source.after:
                yield from _source_drawn(source, words=words)
        yield Text("")


def _seen(one: SourceDiffering) -> RenderableType:
    """A source that only one of the instants knows, on one line."""
    from rich.text import Text

    from flows.tables import cell

    stood = one.after or one.before or {}
    states = f"; states {one.stated} requirement{'' if one.stated == 1 else 's'}" if one.after else ""
    return Text.assemble(
        (f"{one.became or ''} ", "magenta"),
        cell(stood["first_captured_at"]),
        "  ",
        (one.source, "bold"),
        states,
    )


def _source_drawn(one: SourceDiffering, *, words: bool) -> Iterator[RenderableType]:
    from rich.text import Text

    from flows.tables import cell

    captures = " → ".join(
        f"{cell(c['captured_at'])} {c['snapshot'][:12]}" for c in (one.before, one.after) if c
    )
    yield Text("")
    yield Text.assemble(
        (one.source, "bold"), f"  {captures}", (f"  {one.became}" if one.became else "", "magenta")
    )
    for each in one.requirements:
        mark, style = _MARKS[each.what]
        yield Text(f"  {mark} {_worded(each)}", style=style)
    if one.gone or one.new:
        hint = "" if words else "; --words prints them"
        yield Text(f"  {one.gone} lines of text went, {one.new} are new{hint}", style="dim")
    for line in one.lines if words else ():
        yield Text(f"  {line}", style="red" if line.startswith("-") else "green")


def _worded(each: Differing) -> str:
    stated = each.after or each.before
    assert stated is not None
    kind = f"[{stated.kind}] "
    if each.before is None or each.after is None or each.difference is None:
        return kind + answers.worded(_fields(stated) or {})
    field = each.difference.field
    if field:
        before, after = valued(each.difference.before), valued(each.difference.after)
        return f"{kind}{answers.worded(_fields(each.after) or {})} ({field}: {before or 'none'} → {after or 'none'})"
    before, after = (valued(r.value, r.unit, r.comparator) for r in (each.before, each.after))
    about = ", ".join(dict.fromkeys(plain(part) for part in (stated.subject, stated.attribute) if part))
    return f"{kind}{shortened(about, 90)}: {before} → {after}"


def _quoted(quote: str | None) -> str:
    return f"  “{shortened(plain(quote), _QUOTE_LENGTH)}”" if quote else ""
