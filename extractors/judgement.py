"""Whether a response is the page that it should be, or which wall stands in its place.

A wall proves nothing (design, decision 3), so both mistakes cost: a wall taken for a page closes or opens
gaps that nobody touched; a page taken for a wall makes the monitor blind. Therefore no single word decides.
Evidence from the title, the main heading, the share of the sentences that speak as a wall does, marks in the
markup and headers is weighed, and the longer the text, the more evidence is asked for.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from extractors.faces import Face, face
from extractors.languages import foreign
from extractors.records import Judgement, Outcome, Response, Unreadable
from extractors.shells import shell
from extractors.walls import CHALLENGE_HEADERS, LANDINGS, WALLS, Wall

if TYPE_CHECKING:
    from collections.abc import Callable

    from extractors.canonical import Canonical
    from extractors.catalogue import Source

_PHRASES_READ = 600  # characters of text up to which sentences alone can be enough
_BARE_TEXT = 120  # characters that are hardly a text
_WEIGHT_TITLE, _WEIGHT_HEADING = 2.5, 2.0
# Protection services and login boxes put their marks into healthy pages too: marks only add to what is said.
_WEIGHT_MARK = 1.5
_WEIGHT_PROOF = 2.5
_WEIGHT_SHARE = ((0.5, 2.5), (0.25, 1.5), (0.1, 1.0), (0.0, 0.5))  # share of the text, weight
_NEEDED = ((120, 2.0), (600, 2.5), (1_500, 3.5))  # length of the text up to which that weight is enough
_NEEDED_LONG = 4.5
_NEEDED_ON_ERROR = 2.0  # the status says already that this is not the page; it is only asked which wall

_BY_STATUS = {
    204: (Outcome.EMPTY_SHELL, "the server answered that there is no content"),
    205: (Outcome.EMPTY_SHELL, "the server answered that there is no content"),
    206: (Outcome.TRUNCATED, "the server sent only a part of the page"),
    401: (Outcome.LOGIN, "the server asks for credentials"),
    404: (Outcome.NOT_FOUND, "the server says that the page does not exist"),
    407: (Outcome.LOGIN, "a proxy asks for credentials"),
    410: (Outcome.GONE, "the server says that the page is gone for good"),
    420: (Outcome.RATE_LIMITED, "the server says that there were too many requests"),
    429: (Outcome.RATE_LIMITED, "the server says that there were too many requests"),
    430: (Outcome.RATE_LIMITED, "the server says that there were too many requests"),
    451: (Outcome.REGION_BLOCK, "the server says that the page is unavailable for legal reasons"),
    999: (Outcome.BOT_CHECK, "status of a bot protection"),
}
_ON_CLIENT_ERROR = frozenset(
    {
        Outcome.BOT_CHECK,
        Outcome.RATE_LIMITED,
        Outcome.REGION_BLOCK,
        Outcome.LOGIN,
        Outcome.CONSENT,
        Outcome.MAINTENANCE,
    }
)
_ON_SERVER_ERROR = frozenset(
    {Outcome.BOT_CHECK, Outcome.RATE_LIMITED, Outcome.REGION_BLOCK, Outcome.MAINTENANCE}
)
_SUCCESS, _REDIRECTION, _CLIENT_ERROR = range(200, 300), range(300, 400), range(400, 500)
_HOME = re.compile(
    r"/?([a-z]{2}([-_][a-z]{2,4})?/?)?((home|index|default|main)(\.\w{2,5})?/?)?", re.IGNORECASE
)
_PAIRED = re.compile(
    rb"<(/?)(article|aside|div|footer|form|header|main|nav|ol|script|section|table|ul)\b", re.IGNORECASE
)
_STATUS_LINE = re.compile(r"(error )?50\d\b.{0,40}|service (temporarily )?unavailable.?")
_TITLE_PARTS = re.compile(r"\s+[|·–—•»:-]\s+|\s*[|»]\s*|:\s+")


@dataclass(frozen=True, slots=True)
class _Sight:
    """All that a judgement rests on."""

    response: Response
    source: Source
    canonical: Canonical | Unreadable
    face: Face


@dataclass(frozen=True, slots=True)
class _Likeness:
    """How much a response looks like one kind of wall, and by what."""

    wall: Wall
    weight: float
    signs: tuple[str, ...]


def judgement(response: Response, source: Source, canonical: Canonical | Unreadable) -> Judgement:
    """Give the outcome of a response for `source`, and one sentence by which a person can check it.

    Never raises.

    `canonical` is what `extractors.canonical` made of the same response. A permanent redirect
    to another page with content is healthy: what it means is for the ledger, which has `response.permanent`.
    """
    if source.item and response.status in _SUCCESS and not isinstance(canonical, Unreadable):
        # Whether the feed is one was judged with the feed; a short entry in it is no empty page.
        return Judgement(Outcome.HEALTHY, f"an entry of {len(canonical.text)} characters in the feed")
    sight = _Sight(response, source, canonical, face(response, canonical))
    for check in _CHECKS:
        verdict = check(sight)
        if verdict is not None:
            return verdict
    title = f", title {sight.face.title!r}" if sight.face.title else ""
    if not isinstance(canonical, Unreadable) and canonical.embedded:
        read = f"{len(canonical.text)} characters in the data of its scripts ({canonical.embedded})"
        return Judgement(Outcome.HEALTHY, f"a page of {read}{title}")
    if not isinstance(canonical, Unreadable) and canonical.form == "pdf":
        return Judgement(Outcome.HEALTHY, f"a PDF of {len(response.body)} bytes{title}")
    built = ", as a browser built it" if response.rendered else ""
    return Judgement(Outcome.HEALTHY, f"a page of {sight.face.length} characters{title}{built}")


def _challenged(sight: _Sight) -> Judgement | None:
    for name, value in sight.response.headers:
        for challenge, sign in CHALLENGE_HEADERS:
            if name == challenge and sign.search(value.lower()):
                return Judgement(Outcome.BOT_CHECK, f"bot check: header {name}: {value}")
    return None


def _refused(sight: _Sight) -> Judgement | None:
    """Judge by the status, made more exact by what the body shows."""
    status = sight.response.status
    if status in _BY_STATUS and status != HTTPStatus.TOO_MANY_REQUESTS:
        outcome, words = _BY_STATUS[status]
        return Judgement(outcome, f"status {status}: {words}")
    if status in _SUCCESS:
        return None
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return _shown(sight, frozenset({Outcome.BOT_CHECK}), 3.5) or Judgement(
            Outcome.RATE_LIMITED, "status 429: the server says that there were too many requests"
        )
    if status in _CLIENT_ERROR:
        return _shown(sight, _ON_CLIENT_ERROR, _NEEDED_ON_ERROR) or Judgement(
            Outcome.CLIENT_ERROR, f"status {status}{_titled(sight.face)}"
        )
    if status in _REDIRECTION:
        target = sight.response.header("location") or "no address"
        return Judgement(
            Outcome.CLIENT_ERROR, f"status {status}: a redirect to {target} that was not followed"
        )
    return _shown(sight, _ON_SERVER_ERROR, _NEEDED_ON_ERROR) or Judgement(
        Outcome.SERVER_ERROR, f"status {status}{_titled(sight.face)}"
    )


def _shown(sight: _Sight, outcomes: frozenset[Outcome], needed: float) -> Judgement | None:
    likeness = _most_like(sight.face, outcomes)
    if likeness is None or likeness.weight < needed:
        return None
    words = ", ".join((f"status {sight.response.status}", *likeness.signs))
    return Judgement(likeness.wall.outcome, f"{likeness.wall.name}: {words}")


def _titled(seen: Face) -> str:
    return f", title {seen.title!r}" if seen.title else ""


def _cut_short(sight: _Sight) -> Judgement | None:
    response = sight.response
    if response.truncated:
        return Judgement(Outcome.TRUNCATED, f"the body was cut after {len(response.body)} bytes")
    announced = response.header("content-length")
    # With a content coding, the length is that of the coded bytes and says nothing about the decoded ones.
    if announced is not None and announced.isdecimal() and not response.header("content-encoding"):
        missing = int(announced[:18]) - len(response.body)
        if missing > 0:
            return Judgement(
                Outcome.TRUNCATED,
                f"{len(response.body)} bytes came, {announced} were announced by content-length",
            )
    if response.body.startswith(b"%PDF-") and b"%%EOF" not in response.body:
        return Judgement(Outcome.TRUNCATED, f"a PDF of {len(response.body)} bytes without its end (%%EOF)")
    return _ends_early(response.body) if sight.face.markup else None


def _ends_early(body: bytes) -> Judgement | None:
    """HTML may leave out ``</body>`` and ``</html>``, but not the ends of tags, scripts and divisions."""
    end = body[-4_096:].lower()
    start = body[:4_096].lower()
    if b"</html" in end or b"</body" in end or not (b"<html" in start or b"<body" in start):
        return None
    if end.rfind(b"<") > end.rfind(b">"):
        return Judgement(Outcome.TRUNCATED, "the page ends inside a tag, without </html>")
    balance: Counter[bytes] = Counter()
    for end_mark, name in _PAIRED.findall(body):
        balance[name.lower()] += -1 if end_mark else 1
    left_open = sum(count for count in balance.values() if count > 0)
    if left_open:
        return Judgement(
            Outcome.TRUNCATED, f"the page ends without </html> and with {left_open} elements left open"
        )
    return None


def _landed(sight: _Sight) -> Judgement | None:
    """Where redirects led: to the home page of the same site, or to an address that only walls have."""
    asked, final = sight.response.url, sight.response.final_url
    if asked == final:
        return None
    before, after = urlsplit(asked.lower()), urlsplit(final.lower())
    if (
        _is_home(after.path)
        and not after.query
        and not _is_home(before.path)
        and _same_site(before.netloc, after.netloc)
    ):
        return Judgement(Outcome.REDIRECT_HOME, f"the redirect leads to the home page {final}")
    for outcome, landing in LANDINGS:
        if landing.search(f"{after.netloc}{after.path}") and not landing.search(
            f"{before.netloc}{before.path}"
        ):
            return Judgement(outcome, f"the redirect leads to {final}")
    return None


def _is_home(path: str) -> bool:
    return _HOME.fullmatch(path) is not None


def _same_site(before: str, after: str) -> bool:
    """Whether `after` is the host `before` or the site above it; a subdomain may be a page's new place."""
    before, after = before.removeprefix("www."), after.removeprefix("www.")
    return before == after or before.endswith(f".{after}")


def _walled(sight: _Sight) -> Judgement | None:
    likeness = _most_like(sight.face, None)
    if likeness is None or likeness.weight < _needed(likeness.wall, sight.face):
        return None
    return Judgement(likeness.wall.outcome, f"{likeness.wall.name}: {', '.join(likeness.signs)}")


def _needed(wall: Wall, seen: Face) -> float:
    # Documentation about signing in looks like a login page in all but its form.
    if (
        wall.outcome is Outcome.LOGIN
        and seen.length > _PHRASES_READ
        and not any(mark in seen.body for mark in wall.marks)
    ):
        return float("inf")
    return next((weight for length, weight in _NEEDED if seen.length <= length), _NEEDED_LONG)


def _most_like(seen: Face, outcomes: frozenset[Outcome] | None) -> _Likeness | None:
    likenesses = [
        _likeness(seen, wall)
        for wall in WALLS
        if seen.length <= wall.limit and (outcomes is None or wall.outcome in outcomes)
    ]
    return max(likenesses, key=lambda likeness: likeness.weight, default=None)


def _likeness(seen: Face, wall: Wall) -> _Likeness:
    weight = 0.0
    signs: list[str] = []
    if seen.title and _names(wall, seen.title):
        weight += _WEIGHT_TITLE
        signs.append(f"title {seen.title!r}")
    if seen.heading and _names(wall, seen.heading):
        weight += _WEIGHT_HEADING
        signs.append(f"heading {seen.heading!r}")
    mark = next((mark for mark in wall.marks if mark in seen.body), None)
    if seen.length > _PHRASES_READ and not weight and not mark:
        return _Likeness(wall, 0.0, ())
    spoken = seen.sentences if seen.length > _BARE_TEXT else (*seen.sentences, *seen.notices)
    said = [words for words in spoken if wall.phrases.search(words) and not _STATUS_LINE.fullmatch(words)]
    if said:
        share = sum(map(len, said)) / max(1, sum(map(len, spoken)))
        weight += next(value for floor, value in _WEIGHT_SHARE if share > floor)
        signs.append(f"{share:.0%} of the text speaks so ({said[0][:80]!r})")
    proof = (
        next((proof for proof in wall.proofs if proof in seen.body), None)
        if seen.length <= _BARE_TEXT
        else None
    )
    if proof:
        weight += _WEIGHT_PROOF
        signs.append(f"mark {proof.decode()!r}")
    elif mark and weight >= _WEIGHT_MARK:
        weight += _WEIGHT_MARK
        signs.append(f"mark {mark.decode()!r}")
    return _Likeness(wall, weight, tuple(signs))


def _names(wall: Wall, words: str) -> bool:
    plain = _plain(words)
    parts = (plain, *_TITLE_PARTS.split(plain))
    return any(wall.titles.fullmatch(part.strip(" .!…?")) for part in parts)


def _plain(words: str) -> str:
    return " ".join(words.lower().replace("’", "'").split())


def _shell(sight: _Sight) -> Judgement | None:
    """Judge whether scripts would have to fill the page, and no data of theirs holds it either."""
    if sight.source.render == "always" and not sight.response.rendered and sight.face.markup:
        read = 'this source is read as a browser builds it (render = "always")'
        return Judgement(Outcome.EMPTY_SHELL, f"what the server sent; {read}")
    signs = None if _embedded(sight.canonical) else shell(sight.response.body, sight.face)
    return None if signs is None else Judgement(Outcome.EMPTY_SHELL, signs)


def _embedded(canonical: Canonical | Unreadable) -> str:
    return "" if isinstance(canonical, Unreadable) else canonical.embedded


def _unread(sight: _Sight) -> Judgement | None:
    canonical = sight.canonical
    if isinstance(canonical, Unreadable):
        return Judgement(Outcome.UNREADABLE, canonical.reason)
    watched = sight.source.kind
    if watched != "page" and canonical.form == "html":
        return Judgement(
            Outcome.UNREADABLE, f"an HTML page came where a {watched} is watched{_titled(sight.face)}"
        )
    return None


def _foreign(sight: _Sight) -> Judgement | None:
    """Judge by the language of the text, and by the declared one where the text does not tell."""
    canonical, expected = sight.canonical, sight.source.language
    if (
        isinstance(canonical, Unreadable)
        or canonical.form not in ("html", "markdown", "text")
        or not expected
    ):
        return None
    found = foreign(canonical.text, expected, canonical.language)
    if found is None:
        return None
    declared = "" if canonical.language is None else f" (declared: {canonical.language!r})"
    return Judgement(Outcome.WRONG_LANGUAGE, f"the text is in {found!r}{declared}, not in {expected!r}")


_CHECKS: tuple[Callable[[_Sight], Judgement | None], ...] = (
    _challenged,
    _refused,
    _cut_short,
    _landed,
    _walled,
    _shell,
    _unread,
    _foreign,
)
