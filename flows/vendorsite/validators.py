"""Validators and conditional requests (RFC 9110, sections 8.8 and 13): strong and weak tags, dates, 304."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from flows.vendorsite.server import Answer, Request

if TYPE_CHECKING:
    from datetime import date


def tagged(request: Request, answer: Answer, *, weak: bool = False) -> Answer:
    """The answer with an entity tag, or 304 without a body when the request holds that tag already."""
    tag = f'"{hashlib.sha256(answer.body).hexdigest()[:20]}"'
    held = request.headers.get("if-none-match", "")
    # Tags are compared weakly here, as section 13.1.2 has it.
    if tag in (one.strip().removeprefix("W/") for one in held.split(",")):
        return _not_modified(answer, ("ETag", f"W/{tag}" if weak else tag))
    return _with(answer, ("ETag", f"W/{tag}" if weak else tag))


def dated(request: Request, answer: Answer, day: date) -> Answer:
    """The answer with its day as ``Last-Modified``, or 304 when the request knows it since; a tag goes before a date."""
    modified = datetime(day.year, day.month, day.day, tzinfo=UTC)
    written = ("Last-Modified", format_datetime(modified, usegmt=True))
    if "if-none-match" not in request.headers and _known_since(request, modified):
        return _not_modified(answer, written)
    return _with(answer, written)


def _known_since(request: Request, modified: datetime) -> bool:
    try:
        return parsedate_to_datetime(request.headers["if-modified-since"]) >= modified
    except (KeyError, ValueError):
        return False


def _with(answer: Answer, header: tuple[str, str]) -> Answer:
    return replace(answer, headers=(*answer.headers, header))


def _not_modified(answer: Answer, header: tuple[str, str]) -> Answer:
    kept = tuple(pair for pair in answer.headers if pair[0].lower() in ("vary", "last-modified"))
    return Answer(status=HTTPStatus.NOT_MODIFIED, headers=(*kept, header))
