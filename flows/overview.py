"""A run at a glance, as Markdown: what it did, the changes, and the board."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import warehouse
from extractors.records import Status
from flows import answers
from flows.alerts.values import valued
from flows.alerts.words import markdown, plain, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from flows.answers import Row
    from flows.configuration import Configuration
    from flows.monitor import RunReport

_MARKS = dict(zip(Status, "●◕◑◔○·", strict=True))
_QUOTE_LENGTH = 200


def overview(configuration: Configuration, report: RunReport) -> str:
    """A run as Markdown for people who look at it in Prefect."""
    names = {program.key: program.name for program in configuration.programs}
    with closing(warehouse.connect_read_only(configuration.settings.warehouse)) as con:
        found = answers.board(con)
    return "\n".join([*_run(report), "", *_changes(report, names), "", *_board(found)]) + "\n"


def _run(report: RunReport) -> Iterator[str]:
    seconds = (report.finished_at - report.started_at).total_seconds()
    outcomes = ", ".join(
        f"{count} {name.replace('_', ' ')}" for name, count in sorted(report.outcomes.items())
    )
    yield f"# Gapwatch, {report.started_at:%Y-%m-%d %H:%M} UTC"
    yield ""
    yield f"Sources: {outcomes or 'none'}; {report.not_due} not due. {seconds:.1f} s."
    for delivery in report.deliveries:
        told = f"**not told, still owed** ({markdown(delivery.error)})" if delivery.error else "told"
        yield f"- {markdown(delivery.channel)}: {told}: {markdown(delivery.title)}"


def _changes(report: RunReport, names: Mapping[str, str]) -> Iterator[str]:
    yield f"## Changes: {len(report.changes)}"
    yield ""
    if report.changes:
        yield "| program | change | of | was | is | quote |"
        yield "| --- | --- | --- | --- | --- | --- |"
    for change in report.changes:
        about = change.question or ", ".join(part for part in (change.subject, change.attribute) if part)
        cells = (
            names.get(change.program, change.program),
            change.type.replace("_", " "),
            about or change.source_url,
            valued(change.before, change.unit),
            valued(change.after, change.unit),
            shortened(plain(change.quote or ""), _QUOTE_LENGTH),
        )
        yield f"| {' | '.join(map(markdown, cells))} |"


def _board(found: Sequence[Row]) -> Iterator[str]:
    questions = list(dict.fromkeys(row["question"] for row in found))
    statuses = {(row["name"], row["question"]): row["status"] for row in found}
    yield "## Board"
    yield ""
    yield f"| program | {' | '.join(question.replace('_', ' ') for question in questions)} |"
    yield f"| --- |{' :-: |' * len(questions)}"
    for name in dict.fromkeys(row["name"] for row in found):
        marks = (_MARKS[Status(statuses[name, question])] for question in questions)
        yield f"| {markdown(name)} | {' | '.join(marks)} |"
    yield ""
    yield ", ".join(f"{mark} {status.value}" for status, mark in _MARKS.items())
