"""A round does not fetch ahead of what can be recorded."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from watched_site import DAY

from extractors.catalogue import Catalogue, Source
from extractors.records import Outcome
from flows import rounds
from flows.fetching import Attempt
from flows.settings import FetchSettings

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from flows.fetching import Validators


def test_fetching_waits_while_recording_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While a reader keeps the warehouse, only so many fetches are made as fit into memory; all are made in the end."""
    sources = [
        Source(f"acme/{n}", "acme", str(n), f"https://acme.example/{n}", "page", "official", "en")
        for n in range(1000)
    ]
    begun: list[str] = []
    most: list[int] = []

    async def fetch(source: Source, _: Validators | None) -> Attempt:
        begun.append(source.id)
        return Attempt(source.id, source.url, DAY, DAY, 1, None, Outcome.TIMEOUT, "late")

    async def round_() -> int:
        reader = asyncio.Event()

        async def slowly(_work: object, _path: Path, batch: list[object], _rules: str) -> None:
            if not most:
                asyncio.get_running_loop().call_later(0.3, reader.set)
                await reader.wait()
                most.append(len(begun))
            recorded.extend(batch)

        recorded: list[object] = []
        monkeypatch.setattr(asyncio, "to_thread", slowly)
        one = rounds.Round(
            "run", tmp_path / "a.duckdb", "rules", Catalogue(()), FetchSettings(), {}, frozenset()
        )
        await rounds.fetched(one, sources, lambda: DAY, lambda _: fetch, lambda _: None)
        return len(recorded)

    assert asyncio.run(round_()) == len(begun) == len(sources)
    assert most[0] <= 4 * rounds.BATCH
