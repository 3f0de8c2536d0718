"""What comes in place of a page: walls that answer in words, and answers that are late, broken or none."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING

from flows.vendorsite.furniture import token
from flows.vendorsite.server import Answer

if TYPE_CHECKING:
    from random import Random

    from flows.vendorsite.events import Obstacle

_HTML = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}</head>
<body>{body}</body></html>
"""
_CHALLENGE = """<h1>Checking your browser before you can continue</h1>
<p>Please enable JavaScript and cookies. Verifying that you are human may take a few seconds.</p>
<noscript>JavaScript is required to pass this check.</noscript>
<form id="challenge-form" action="?__challenge={token}" method="post"></form>
<p>Request ID: {token}</p>"""
_LOGIN = """<main><h1>Sign in to continue</h1><p>Sign in with your partner account to see this page.</p>
<form action="/login" method="post"><input type="hidden" name="state" value="{token}">
<label>Email <input name="username"></label> <label>Password <input type="password" name="passwd"></label>
<button>Sign in</button></form><p><a href="/forgot">Forgot your password?</a></p></main>"""
_CONSENT = """<main><h1>Before you continue</h1>
<p>We use cookies and data to deliver and improve our services. If you choose to accept all, we will also use cookies to
personalise content and ads. You can change your choice at any time.</p>
<form action="/consent" method="post"><input type="hidden" name="token" value="{token}">
<button>Accept all</button> <button>Reject all</button></form></main>"""
_MISSING = "<h1>Page not found</h1><p>The page that you are looking for does not exist.</p>"
_RESTING = """<h1>We are down for maintenance</h1><p>Our site is being updated. We will be back shortly. Thank you for
your patience.</p><p>Reference: {token}</p>"""
_SHELL = '<div id="root"></div><noscript>You need to enable JavaScript to run this app.</noscript>'
_REGION = (
    "<h1>This page is not available in your country</h1><p>Access from your region is not permitted.</p>"
)

_WORDS: dict[Obstacle, tuple[int, str, str]] = {
    "bot_check": (HTTPStatus.OK, "Just a moment...", _CHALLENGE),
    "login": (HTTPStatus.OK, "Sign in", _LOGIN),
    "consent": (HTTPStatus.OK, "Before you continue", _CONSENT),
    "soft_404": (HTTPStatus.OK, "Page not found", _MISSING),
    "maintenance": (HTTPStatus.SERVICE_UNAVAILABLE, "Maintenance", _RESTING),
    "empty_shell": (HTTPStatus.OK, "Loading", _SHELL),
    "rate_limited": (HTTPStatus.TOO_MANY_REQUESTS, "Too many requests", "<h1>Too many requests</h1>"),
    "region_block": (HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS, "Not available", _REGION),
    "bad_gateway": (HTTPStatus.BAD_GATEWAY, "502 Bad Gateway", "<h1>502 Bad Gateway</h1>"),
    "not_found": (HTTPStatus.NOT_FOUND, "Page not found", _MISSING),
    "gone": (HTTPStatus.GONE, "Page not found", _MISSING),
}
_LATE, _APART = 30.0, 0.05  # seconds: beyond any test's patience, and between drops


def obstacle(kind: Obstacle, page: Answer, dice: Random) -> Answer:
    """What `kind` makes of the page's own answer: a wall in its place, or the page late, in drops or cut."""
    if kind in _WORDS:
        status, title, body = _WORDS[kind]
        head = '<meta http-equiv="refresh" content="30">' if kind == "bot_check" else ""
        text = _HTML.format(title=title, head=head, body=body.replace("{token}", token(dice)))
        return Answer(text.encode(), status)
    return _in_a_manner(kind, page)


def not_found(status: int = HTTPStatus.NOT_FOUND) -> Answer:
    """The page for an address at which there is none (404), or none any more (410)."""
    return Answer(_HTML.format(title="Page not found", head="", body=_MISSING).encode(), status)


def _in_a_manner(kind: Obstacle, page: Answer) -> Answer:
    match kind:
        case "slow":
            return replace(page, wait=_LATE)
        case "drip":
            return replace(page, drip=_APART)
        case "cut":
            return replace(page, cut=max(1, len(page.body) // 2))
        case "reset":
            return replace(page, cut=0)
        case _:  # endless: each part says that there is more, at a length that nobody waits for
            return replace(page, body=page.body * (1 + 8_000_000 // max(1, len(page.body))))
