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
    """Periods of status first, then values of requirements, all with the same columns; `what` tells them apart.

    `first_look`: it began because a source was seen for the first time. `unseen_since`: the last sight before it began,
    where that was long before. `last_seen`: the last sight that bore it out. `lost`: the quote that went where a status
    fell. `stated_since`: when a requirement was stated first, if as another kind.
    """
    nothing = dict.fromkeys(("status", *_STATED))
    statuses = [
        {
            "what": "status", "program": found.program, "source": period.source, "questions": [period.question], **nothing,
            "status": period.status.value, "valid_from": period.since, "valid_to": period.until,
            "quote": period.quote, "url": period.url, "snapshot": period.snapshot, "standing": period.standing,
            "first_look": period.first_look, "unseen_since": period.unseen_since, "lost": period.lost,
            "last_seen": period.seen[-1] if period.seen else None, "stated_since": None,
        }
        for period in sorted(found.periods, key=lambda one: (found.questions.index(one.question), one.since))
    ]  # fmt: skip
    values = [
        {
            "what": "requirement", "program": found.program, "source": value.source, "questions": list(value.questions),
            **nothing, **{name: value.row[name] for name in _STATED}, "valid_from": value.since, "valid_to": value.until,
            "quote": value.row["quote"], "url": value.row["url"], "snapshot": value.row["snapshot"],
            "standing": value.standing, "first_look": value.at_first, "unseen_since": value.unseen_since,
            "lost": None, "last_seen": value.last_seen, "stated_since": value.stated_since,
        }
        for value in found.values
    ]  # fmt: skip
    return [*statuses, *values]
