"""A timeline for machines: a row for each period of a question and for each value of a requirement."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flows.answers import Row
    from flows.timeline.gathered import Timeline

_STATED = (
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
)


def rows(found: Timeline) -> list[Row]:
    """Periods of status first, then values of requirements, all with the same columns; `what` tells them apart."""
    nothing = dict.fromkeys(("status", *_STATED))
    statuses = [
        {
            "what": "status", "program": found.program, "source": None, "questions": [period.question], **nothing,
            "status": period.status.value, "valid_from": period.since, "valid_to": period.until,
            "quote": period.quote, "url": period.url, "snapshot": period.snapshot,
        }
        for period in sorted(found.periods, key=lambda one: (found.questions.index(one.question), one.since))
    ]  # fmt: skip
    values = [
        {
            "what": "requirement", "program": found.program, "source": value.source, "questions": list(value.questions),
            **nothing, **{name: value.row[name] for name in _STATED}, "valid_from": value.since, "valid_to": value.until,
            "quote": value.row["quote"], "url": value.row["url"], "snapshot": value.row["snapshot"],
        }
        for value in found.values
    ]  # fmt: skip
    return [*statuses, *values]
