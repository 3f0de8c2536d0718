"""Whatever an archive holds, taking it from its server gives what importing its files gives."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from archive_doubles import Archive, html, sha1
from backfill_doubles import HOST, PAGE, day, past, valid
from hypothesis import HealthCheck, given
from hypothesis import settings as effort
from hypothesis import strategies as st
from wayback_machine import Machine, machine

if TYPE_CHECKING:
    from collections.abc import Sequence

BODIES = (html(), valid(24), valid(12))
KINDS = st.tuples(st.sampled_from(("page", "wall", "gone", "moved", "again")), st.integers(0, 2))


def held(moments: Sequence[tuple[str, int]], archive: Machine, warc: Archive) -> None:
    """Put the same moments, a day apart, into an archive and into a WARC file."""
    seen: dict[bytes, float] = {}
    for count, (kind, which) in enumerate(moments):
        body = BODIES[which]
        if kind == "again" and body in seen:
            warc.revisit(day(count), sha1(body), (PAGE, day(seen[body])))
            archive.hold(day(count), body, revisit=True)
        elif kind == "moved":
            warc.response(day(count), b"", status="301 Moved Permanently", Location="/new")
            archive.hold(day(count), status=301, headers=(("Location", "/new"),))
            warc.response(day(count + 0.1), body, url=f"{HOST}/new")
            archive.hold(day(count + 0.1), body, url=f"{HOST}/new")
        elif kind in ("wall", "gone"):
            status = {"wall": "503 Service Unavailable", "gone": "404 Not Found"}[kind]
            warc.response(day(count), b"not now", status=status)
            archive.hold(day(count), b"not now", status=int(status[:3]))
        else:
            seen.setdefault(body, count)
            warc.response(day(count), body)
            archive.hold(day(count), body)


@effort(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(KINDS, min_size=1, max_size=8))
def test_a_backfill_is_an_import(moments: list[tuple[str, int]]) -> None:
    """Captures and ledger of a backfill are those of an import of the same captures."""
    with tempfile.TemporaryDirectory() as directory, machine() as archive:
        place = Path(directory)
        warc = Archive(place / "acme.warc.gz")
        held(moments, archive, warc)
        taken, loaded = (past(place / name, archive.settings) for name in ("taken", "loaded"))
        loaded.load(warc.close())

        report = taken.take()

        assert report.faults == ()
        assert taken.captures() == loaded.captures()
        assert taken.ledger() == loaded.ledger()
