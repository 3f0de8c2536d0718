"""The tables of docs/extraction.md: by kind and by page, given and held out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.score.tally import Counts, together

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from benchmarks.score.corpus import Scored


def by_kind(scored: Sequence[Scored]) -> str:
    """A Markdown table: for each kind labels, answers, hits, precision, recall, F1, of all pages and of those held out."""
    kinds = sorted({kind for one in scored for kind in one.kinds})
    head = "| kind | labels | answers | right | P | R | F1 | held out: labels | F1 |"
    lines = [head, "|" + " --- |" * 9]
    for kind in kinds:
        every = _counts(scored, kind)
        held = _counts((one for one in scored if one.held_out), kind)
        lines.append(
            f"| {kind} | {every.due} | {every.said} | {every.hit} | {every.precision:.2f} | {every.recall:.2f} "
            f"| {every.f1:.2f} | {held.due} | {f'{held.f1:.2f}' if held.due else '–'} |"
        )
    return "\n".join(lines)


def of_all(measured: Mapping[str, Mapping[str, float]]) -> str:
    """A Markdown table: every figure that a floor is set on, by group."""
    lines = ["| measured on | figure | value |", "|" + " --- |" * 3]
    for group, figures in measured.items():
        lines += [
            f"| {group.replace('_', ' ')} | {name.replace('_', ' ')} | {value:.3f} |"
            for name, value in figures.items()
        ]
    return "\n".join(lines)


def by_page(scored: Sequence[Scored]) -> str:
    """A Markdown table: for each page and for all, given and held out, the figures that targets are set on."""
    lines = [
        "| page | held out | labels | exact F1 | typed F1 | loose F1 | questions | documented F1 |",
        "|" + " --- |" * 8,
    ]
    groups = {
        "all given": scored,
        "not held out": [one for one in scored if not one.held_out],
        "held out": [one for one in scored if one.held_out],
    }
    lines += [_row(one.key.rpartition("/")[0], "yes" if one.held_out else "", [one]) for one in scored]
    lines += [_row(f"**{name}**", "", group) for name, group in groups.items()]
    return "\n".join(lines)


def _row(name: str, mark: str, group: Sequence[Scored]) -> str:
    tally = together(one.tally for one in group)
    figures = tally.figures()
    shown = (
        _shown(figures["exact_f1"], tally.exact),
        _shown(figures["typed_f1"], tally.typed),
        _shown(figures["loose_f1"], tally.loose),
        f"{tally.questions.hit}/{tally.questions.due}",
        _shown(figures["documented_f1"], tally.documented),
    )
    return f"| {name} | {mark} | {tally.exact.due} | {' | '.join(shown)} |"


def _shown(figure: float, counts: Counts) -> str:
    return f"{figure:.2f}" if counts.due or counts.said else "–"


def _counts(scored: Iterable[Scored], kind: str) -> Counts:
    return sum((one.kinds.get(kind, Counts()) for one in scored), Counts())


def put(document: Path, tables: Mapping[str, str]) -> None:
    """Write tables between their marks (``<!-- kinds -->`` … ``<!-- /kinds -->``) in a document.

    Raises ValueError naming the document and the mark when one is missing.
    """
    text = document.read_text(encoding="utf-8")
    for name, table in tables.items():
        begin, end = f"<!-- {name} -->\n", f"<!-- /{name} -->"
        if text.find(end, text.find(begin)) < 0 or begin not in text:
            message = (
                f"{document}: no place for the table {name!r}; expected <!-- {name} --> and <!-- /{name} -->"
            )
            raise ValueError(message)
        before, _, rest = text.partition(begin)
        text = f"{before}{begin}{table}\n{end}{rest.partition(end)[2]}"
    document.write_text(text, encoding="utf-8")
