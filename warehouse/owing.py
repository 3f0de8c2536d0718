"""What is owed to people: one digest for all changes of a settling, one summary for all programs that are new in it.

The payload holds everything that a reader needs, as it was known then: nothing has to be looked up to understand it.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from warehouse.connection import append
from warehouse.options import options

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from duckdb import DuckDBPyConnection

    from extractors.catalogue import Catalogue
    from warehouse.derived import Ledger
    from warehouse.records import Change
    from warehouse.settling import Settled

Payload = dict[str, Any]


def owe(
    con: DuckDBPyConnection, catalogue: Catalogue, settled: Sequence[Settled], run_id: str, now: datetime
) -> None:
    """Put what is to be told into alerts, within the transaction that settles."""
    introduced = {program for (program,) in con.execute("SELECT program FROM introductions").fetchall()}
    told = {change for (change,) in con.execute("SELECT change FROM told").fetchall()}
    names = _names(con)
    news: list[Change] = []
    new: list[Ledger] = []
    for one in settled:
        if one.ledger.program not in introduced:
            new.append(one.ledger)
        else:
            news += [change for change in one.telling if change.id not in told]
    if new:
        _summary(con, catalogue, sorted(new, key=lambda ledger: names[ledger.program]), names, run_id, now)
    if news:
        _digest(
            con, catalogue, sorted(news, key=lambda c: (c.program, c.captured_at, c.id)), names, run_id, now
        )


def _names(con: DuckDBPyConnection) -> dict[str, tuple[str, str, str]]:
    rows = con.execute("SELECT program, name, vendor, homepage FROM programs").fetchall()
    return {program: (name, vendor, homepage) for program, name, vendor, homepage in rows}


# -- the digest ----------------------------------------------------------------------------------------------------


def _digest(  # noqa: PLR0913, PLR0917 - what a digest is made from
    con: DuckDBPyConnection,
    catalogue: Catalogue,
    news: Sequence[Change],
    names: dict[str, tuple[str, str, str]],
    run_id: str,
    now: datetime,
) -> None:
    alert = hashlib.sha256("\n".join(sorted(change.id for change in news)).encode()).hexdigest()
    changes = [_told(con, catalogue, change, names) for change in news]
    asked = sorted({change["question"] for change in changes if change["question"]})
    payload = {
        "id": alert,
        "type": "digest",
        "run_id": run_id,
        "created_at": now.isoformat(),
        "changes": changes,
        "answers": {question: _answers(con, question) for question in asked},
    }
    _keep(con, alert, "digest", payload, run_id, now)
    append(con, "told", [(change.id, alert) for change in news])


def _told(
    con: DuckDBPyConnection, catalogue: Catalogue, change: Change, names: dict[str, tuple[str, str, str]]
) -> Payload:
    question = change.question or _question_of(catalogue, change.kind)
    wording = next((q.wording for q in catalogue.questions if q.key == question), None)
    return {
        "id": change.id,
        "program": change.program,
        "program_name": names.get(change.program, (change.program, "", ""))[0],
        "type": change.type,
        "question": question,
        "question_wording": wording,
        "kind": change.kind,
        "subject": change.subject,
        "attribute": change.attribute,
        "before": change.before,
        "after": change.after,
        "comparators": list(change.comparators),
        "unit": change.unit,
        "before_since": _before_since(con, change),
        "captured_at": change.captured_at.isoformat(),
        "confirmed_at": change.confirmed_at.isoformat(),
        "recorded_at": change.recorded_at.isoformat(),
        "quote": change.quote,
        "quoted_from": change.quoted_from,
        "page": _page(con, change),
        "source_id": change.source_id,
        "source_url": change.source_url,
        "snapshot": change.snapshot,
        "proof": list(change.proof),
        "reason": None,
        "found": _found(con, change),
        **(_loss(con, change) if change.type == "source_lost" else {}),
    }


def _found(con: DuckDBPyConnection, change: Change) -> Payload | None:
    """How the page was found, of a change that its first capture here made; None for pages known before."""
    rows = con.execute(
        "SELECT discovered_how, discovered_from, discovered_at, item != '', c.absent_at"
        " FROM sources AS s LEFT JOIN candidates AS c ON c.source_id = s.source_id AND c.program = s.program"
        " WHERE s.source_id = $source AND discovered_how IS NOT NULL"
        " AND $at = (SELECT min(started_at) FROM fetches"
        " WHERE source_id = $source AND outcome = 'healthy' AND archive IS NULL)",
        {"source": change.source_id, "at": change.confirmed_at},
    ).fetchall()
    if not rows:
        return None
    how, where, at, entry, absent_at = rows[0]
    absent = absent_at.isoformat() if absent_at else None
    return {"how": how, "where": where, "at": at.isoformat(), "entry": bool(entry), "absent_at": absent}


def _page(con: DuckDBPyConnection, change: Change) -> int | None:
    """The page on which its quote stands, of a PDF."""
    if change.quote is None:
        return None
    about = {
        "source": change.source_id,
        "snapshot": change.quoted_from or change.snapshot,
        "quote": change.quote,
    }
    rows = con.execute("SELECT change_page($source, $snapshot, $quote)", about).fetchall()
    page: int | None = rows[0][0]
    return page


def _loss(con: DuckDBPyConnection, change: Change) -> Payload:
    """Why the fetch that decided it was judged as it was, when the page was had last, and what can be done about a wall."""
    about = {"source": change.source_id, "at": change.confirmed_at}
    rows = con.execute(
        "SELECT reason, outcome FROM fetches WHERE source_id = $source AND started_at = $at ORDER BY sequence",
        about,
    ).fetchall()
    reason, outcome = rows[0] if rows else (None, "")
    ((had,),) = con.execute(
        "SELECT max(started_at) FROM fetches WHERE source_id = $source AND started_at < $at"
        " AND outcome IN ('healthy', 'unchanged')",
        about,
    ).fetchall()
    return {
        "reason": reason,
        "last_healthy": had.isoformat() if had else None,
        "options": list(options(con, change.source_id, outcome)) if rows else [],
    }


def _question_of(catalogue: Catalogue, kind: str | None) -> str | None:
    """The first question that requirements of this kind help to answer."""
    if kind is None:
        return None
    for question in catalogue.questions:
        if any(satisfaction.kind == kind for facet in question.facets for satisfaction in facet.satisfied_by):
            return question.key
    return None


def _before_since(con: DuckDBPyConnection, change: Change) -> str | None:
    """Since when it was as it was before: of a gap its last period, of a requirement its last value's."""
    if change.question is not None:
        rows = con.execute(
            "SELECT max(valid_from) FROM coverage WHERE program = $program AND question = $question"
            " AND facet IS NULL AND valid_to <= $at",
            {"program": change.program, "question": change.question, "at": change.captured_at},
        ).fetchall()
    else:
        rows = con.execute(
            "SELECT max(p.valid_from) FROM requirement_periods p JOIN requirements r USING (document, ordinal)"
            " WHERE p.source_id = $source AND p.valid_to = $at AND r.kind = $kind"
            " AND (r.value = $before::JSON OR r.kind = 'tier' AND r.subject = $before::JSON ->> '$')",
            {
                "source": change.source_id,
                "at": change.captured_at,
                "kind": change.kind,
                "before": json.dumps(change.before, ensure_ascii=False),
            },
        ).fetchall()
    ((since,),) = rows
    return since.isoformat() if since else None


def _answers(con: DuckDBPyConnection, question: str) -> list[Payload]:
    """How every program answers a question now, with one quote each; best answers first."""
    rows = con.execute(
        "SELECT c.program, p.name, c.status, c.quote, s.url FROM coverage c"
        " JOIN programs p USING (program) LEFT JOIN sources s USING (source_id)"
        " WHERE c.question = $question AND c.facet IS NULL AND c.valid_to IS NULL AND c.status != 'unknown'"
        " ORDER BY list_position(['documented', 'partial', 'mentioned', 'reported', 'undocumented'], c.status), p.name",
        {"question": question},
    ).fetchall()
    return [
        {"program": program, "program_name": name, "status": status, "quote": quote, "source_url": url}
        for program, name, status, quote, url in rows
    ]


# -- the summary ---------------------------------------------------------------------------------------------------


def _summary(  # noqa: PLR0913, PLR0917 - what a summary is made from
    con: DuckDBPyConnection,
    catalogue: Catalogue,
    new: Sequence[Ledger],
    names: dict[str, tuple[str, str, str]],
    run_id: str,
    now: datetime,
) -> None:
    alert = hashlib.sha256("\n".join(["summary", *sorted(one.program for one in new)]).encode()).hexdigest()
    payload = {
        "id": alert,
        "type": "summary",
        "run_id": run_id,
        "created_at": now.isoformat(),
        "programs": [_introduced(con, catalogue, ledger, names[ledger.program]) for ledger in new],
    }
    _keep(con, alert, "summary", payload, run_id, now)
    append(con, "introductions", [(ledger.program, alert) for ledger in new])


def _introduced(
    con: DuckDBPyConnection, catalogue: Catalogue, ledger: Ledger, named: tuple[str, str, str]
) -> Payload:
    name, vendor, homepage = named
    holding = {c.question: c for c in ledger.coverage if c.facet is None and c.valid_to is None}
    return {
        "program": ledger.program,
        "program_name": name,
        "vendor": vendor,
        "homepage": homepage,
        "questions": [
            {
                "question": q.key,
                "question_wording": q.wording,
                "status": holding[q.key].status.value,
                "quote": holding[q.key].quote,
                "snapshot": holding[q.key].snapshot,
                "source_id": holding[q.key].source_id,
            }
            for q in catalogue.questions
            if q.key in holding
        ],
        "sources": _sources(con, ledger.program),
    }


def _sources(con: DuckDBPyConnection, program: str) -> list[Payload]:
    rows = con.execute(
        "SELECT s.source_id, s.url, s.standing, arg_max(f.outcome, f.started_at), arg_max(f.reason, f.started_at)"
        " FROM sources s LEFT JOIN fetches f USING (source_id) WHERE s.program = $program AND s.watched"
        " GROUP BY ALL ORDER BY s.source_id",
        {"program": program},
    ).fetchall()
    return [
        {"source_id": source, "source_url": url, "standing": standing, "outcome": outcome, "reason": reason}
        for source, url, standing, outcome, reason in rows
    ]


def _keep(  # noqa: PLR0913, PLR0917 - the columns of alerts
    con: DuckDBPyConnection, alert: str, of: str, payload: Payload, run_id: str, now: datetime
) -> None:
    append(con, "alerts", [(alert, of, now, run_id, json.dumps(payload, ensure_ascii=False))])
