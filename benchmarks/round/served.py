"""The benchmark's site in its own process: ``python -m benchmarks.round.served`` says its address and serves.

``GET /control?scenario=NAME&round=N`` sets what is served from then on. Scenarios: ``validators`` (the same
bytes each time, with an entity tag), ``furniture`` (no validators, furniture differs at each request),
``changes`` (as ``furniture``, and in each round the threshold of one page in twenty moves). ``/receiver``
keeps posted alerts, and ``/received`` gives them back as JSON and forgets them.
"""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from random import Random
from urllib.parse import parse_qsl, urlsplit

from benchmarks.round.pages import COUNT, Made, changes_of, made, path
from flows.demo.site import Receiver
from flows.vendorsite import Answer, Request, serve_forever, tagged

SCENARIOS = ("validators", "furniture", "changes")


@dataclass(slots=True)
class Served:
    """What is served now."""

    pages: dict[str, Made]
    scenario: str = "validators"
    round: int = 0
    receiver: Receiver = field(default_factory=Receiver)

    def answer(self, request: Request) -> Answer:
        """The answer to one request."""
        target = urlsplit(request.path)
        if page := self.pages.get(target.path):
            return self._page(page, request)
        if target.path == "/control":
            wanted = dict(parse_qsl(target.query))
            self.scenario, self.round = wanted["scenario"], int(wanted["round"])
            return Answer(b"set")
        if target.path == "/receiver":
            return self.receiver.receive(request)
        if target.path == "/received":
            return Answer(json.dumps(self.receiver.taken()).encode())
        return Answer(b"not here", status=404)

    def _page(self, page: Made, request: Request) -> Answer:
        if self.scenario == "validators":
            return tagged(request, Answer(page.rendered(Random(page.number), page.threshold).encode()))
        moved = changes_of(page.number, self.round) if self.scenario == "changes" else 0
        return Answer(page.rendered(Random(), page.threshold + 5 * moved).encode())


if __name__ == "__main__":
    asyncio.run(serve_forever(Served({path(number): made(number) for number in range(COUNT)}).answer))
