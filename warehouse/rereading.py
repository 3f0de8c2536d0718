"""Re-reading: captures judged and read again by the rules of today, beside what holds, and restartable.

`begin_rereading` opens one where something is to be read again; `read_again` stages judgements and readings batch by
batch, so that a killed one goes on where it was; :mod:`warehouse.switching` makes them hold, in one transaction.
"""

from __future__ import annotations

import time
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from warehouse.apart import PDF_SECONDS
from warehouse.captured import Waiting, lots
from warehouse.causes import causes, note_rules
from warehouse.connection import WRITER_WAIT_SECONDS, append, connect_read_only, writing
from warehouse.judging import KEPT, OUTDATED, known_sources, note_wanted
from warehouse.readers import MOST_JOBS, Judged, Manner, cores, judged_here, judged_in_parallel
from warehouse.readings import READINGS, STAGED, store_readings
from warehouse.registering import declare_programs_within

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from extractors.catalogue import Catalogue, Program, Source

FEW = 40
"""Captures that are read in this process: starting others takes longer."""
STAGED_EVERY = 200
STAGED_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Rereading:
    """One that is under way: its number, by which rules it reads, and how much of it is left.

    `everything` says that captures are read again also where these rules had judged them before.
    """

    number: int
    rules: str
    everything: bool
    captures: int
    left: int


def begin_rereading(
    path: Path | str,
    programs: Sequence[Program],
    rules: str,
    made_of: Mapping[str, str] | None = None,
    *,
    everything: bool = False,
) -> Rereading | None:
    """Make programs and sources known, and open a re-reading where captures were judged otherwise than `rules` would.

    None when there is nothing to read again. One that was not finished is taken up where it was, as far as what it
    staged was read by these very rules. `made_of` names the parts of the rules, with a digest or version of each; by
    them it says what is another one. With `everything` all captures are read again in any case.
    """
    with writing(path) as con:
        declare_programs_within(con, programs)
        note_rules(con, rules, made_of or {})
        note_wanted(con, rules)
        under_way = con.execute(
            "SELECT rereading, everything FROM rereadings WHERE finished_at IS NULL"
        ).fetchone()
        if under_way is None:
            if not (everything or _outdated(con)):
                return None
            return _opened(con, rules, everything=everything)
        return _taken_up(con, under_way[0], rules, everything=everything or under_way[1])


def read_again(  # noqa: PLR0913 - all but three have their usual value
    path: Path | str,
    rereading: Rereading,
    catalogue: Catalogue,
    *,
    jobs: int | None = None,
    spared: int = 0,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    stopped: Callable[[], bool] = lambda: False,
    pdf_seconds: float = PDF_SECONDS,
) -> None:
    """Judge and read what is left of this re-reading, in `jobs` processes, and stage it in short transactions.

    Without `jobs` there are as many as processors, less those `spared` for other work, or none besides this process for a
    few captures. `progress` hears how many captures of how many are judged; as soon as `stopped` says so, what is judged is
    staged and the rest left. `pdf_seconds` is how long one PDF may take.
    """
    waiting, known, sources = _left(path, rereading)
    manner = Manner(catalogue, rereading.rules, known, pdf_seconds)
    kept: list[Judged] = []
    as_they_came = lots(path, rereading.rules, waiting, sources, kept)
    if jobs is None:
        jobs = 0 if len(waiting) <= FEW else max(1, min(cores() - spared, MOST_JOBS))
    answers = judged_in_parallel(as_they_came, manner, jobs) if jobs else judged_here(as_they_came, manner)
    done = rereading.captures - rereading.left
    progress(done, rereading.captures)
    batch: list[Judged] = []
    since = time.monotonic()
    with closing(answers):
        for judged in _with_kept(answers, kept):
            batch.append(judged)
            done += 1
            progress(done, rereading.captures)
            if len(batch) >= STAGED_EVERY or time.monotonic() - since > STAGED_SECONDS:
                stage(path, batch)
                batch, since = [], time.monotonic()
            if stopped():
                break
    stage(path, batch)


def _with_kept(answers: Iterable[Judged], kept: list[Judged]) -> Iterator[Judged]:
    """The answers, and as they turn up the captures that nobody was asked about, because their bytes are lost."""
    for judged in answers:
        yield judged
        while kept:
            yield kept.pop()
    yield from kept


def stage(path: Path | str, batch: Sequence[Judged]) -> None:
    """Keep these judgements and readings beside what holds, in one transaction."""
    if not batch:
        return
    readings = {judged.document: judged.reading for judged in batch if judged.reading}
    with writing(path) as con:
        append(
            con,
            "staged_judgements",
            [(j.sequence, j.rules, j.outcome, j.reason, j.document) for j in batch],
        )
        rows = con.execute(
            "SELECT document FROM staged_documents WHERE document IN (SELECT unnest($names))",
            {"names": list(readings)},
        ).fetchall()
        staged = {name for (name,) in rows}
        store_readings(con, [rows for name, rows in readings.items() if name not in staged], STAGED)


def drop_staged(con: DuckDBPyConnection) -> None:
    """Forget what was staged."""
    for table in ("staged_judgements", *(f"{STAGED}{table}" for table in READINGS)):
        con.execute(f"DELETE FROM {table}")  # noqa: S608 - names from this package


def left(con: DuckDBPyConnection, rereading: int) -> list[Waiting]:
    """The captures that this re-reading has not judged yet, source by source: neighbours often say the same.

    Rests on `note_wanted`.
    """
    rows = con.execute(
        "SELECT f.sequence, f.source_id, f.snapshot, coalesce(s.length, 0)"  # noqa: S608 - ours
        " FROM fetches AS f JOIN judgements_wanted AS w USING (source_id) LEFT JOIN snapshots AS s USING (snapshot),"
        " rereadings AS r WHERE r.rereading = $number AND f.snapshot IS NOT NULL"
        f" AND ({OUTDATED} OR (r.everything AND f.sequence <= r.up_to))"
        " AND f.sequence NOT IN (SELECT sequence FROM staged_judgements)"
        # A wall that the retention policy let go keeps its judgement: nothing is left to judge it by.
        " AND NOT (s.snapshot IS NULL AND EXISTS (SELECT 1 FROM pruned_snapshots AS p"
        " WHERE p.snapshot = f.snapshot AND p.stand_in IS NULL))"
        " ORDER BY f.source_id, f.started_at, f.sequence",
        {"number": rereading},
    ).fetchall()
    return [Waiting(*row) for row in rows]


# -- opening -------------------------------------------------------------------------------------------------------


def _outdated(con: DuckDBPyConnection) -> bool:
    """Whether a capture is to be judged again that was not kept as one that cannot be."""
    found = con.execute(
        f"SELECT 1 FROM fetches AS f JOIN judgements_wanted AS w USING (source_id) WHERE {OUTDATED}"  # noqa: S608
        " AND NOT starts_with(coalesce(f.rules, ''), $kept) LIMIT 1",
        {"kept": KEPT},
    ).fetchone()
    return found is not None


def _opened(con: DuckDBPyConnection, rules: str, *, everything: bool) -> Rereading:
    ((number,),) = con.execute("SELECT coalesce(max(rereading), 0) + 1 FROM rereadings").fetchall()
    before, cause = causes(con, rules)
    con.execute(
        "INSERT INTO rereadings (rereading, rules_before, rules_after, cause, everything, up_to, started_at)"
        " SELECT $number, $before, $rules, $cause, $everything, coalesce(max(sequence), 0), $now FROM fetches",
        {
            "number": number,
            "before": before,
            "rules": rules,
            "cause": cause,
            "everything": everything,
            "now": datetime.now(UTC),
        },
    )
    waiting = len(left(con, number))
    return Rereading(number, rules, everything, waiting, waiting)


def _taken_up(con: DuckDBPyConnection, number: int, rules: str, *, everything: bool) -> Rereading:
    """The re-reading that was not finished, now by these rules: what was staged by others, or otherwise, is dropped.

    Where it was not of everything and is now, nothing of it counts: it had read no more than what was outdated, and what
    runs staged with it meanwhile is read again with all the rest.
    """
    before, cause = causes(con, rules)
    widened = con.execute(
        "SELECT 1 FROM rereadings WHERE rereading = $number AND $everything AND NOT everything",
        {"number": number, "everything": everything},
    ).fetchone()
    con.execute(
        "UPDATE rereadings SET rules_before = $before, rules_after = $rules, cause = $cause, everything = $everything"
        " WHERE rereading = $number",
        {"number": number, "before": before, "rules": rules, "cause": cause, "everything": everything},
    )
    if widened:
        con.execute(
            "UPDATE rereadings SET up_to = (SELECT coalesce(max(sequence), 0) FROM fetches) WHERE rereading = $number",
            {"number": number},
        )
        drop_staged(con)
    con.execute(
        "DELETE FROM staged_judgements AS j WHERE NOT EXISTS (SELECT 1 FROM fetches AS f JOIN judgements_wanted AS w"
        " USING (source_id) WHERE f.sequence = j.sequence AND w.rules = j.rules)"
    )
    names = con.execute("SELECT document FROM staged_documents WHERE rules != $rules", {"rules": rules})
    stale = [name for (name,) in names.fetchall()]
    for table in READINGS if stale else ():
        con.execute(
            f"DELETE FROM {STAGED}{table} WHERE document IN (SELECT unnest($stale))",  # noqa: S608 - ours
            {"stale": stale},
        )
    waiting = len(left(con, number))
    ((done,),) = con.execute("SELECT count(*) FROM staged_judgements").fetchall()
    return Rereading(number, rules, everything, waiting + done, waiting)


# -- what is left --------------------------------------------------------------------------------------------------


def _left(path: Path | str, rereading: Rereading) -> tuple[list[Waiting], frozenset[str], dict[str, Source]]:
    """What waits, the documents that need no reading, and the sources."""
    con = connect_read_only(path, WRITER_WAIT_SECONDS)
    try:
        note_wanted(con, rereading.rules)
        known = con.execute(
            "SELECT document FROM staged_documents WHERE rules = $rules"
            " UNION SELECT document FROM documents WHERE rules = $rules AND NOT $everything",
            {"rules": rereading.rules, "everything": rereading.everything},
        ).fetchall()
        return left(con, rereading.number), frozenset(name for (name,) in known), known_sources(con)
    finally:
        con.close()
