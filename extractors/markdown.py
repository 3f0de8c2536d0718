"""Markdown as HTML, so that it is read like any other page; front matter gives title, language and dates."""

from __future__ import annotations

import html
import re

from markdown_it import MarkdownIt

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\n(.{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^([A-Za-z_.-]{1,40}):[ \t]*(\S.{0,500}?)[ \t]*$", re.MULTILINE)
_MAX_NESTING = 40


def markdown_html(text: str) -> str:
    """The HTML of a Markdown text (CommonMark with tables). Never raises."""
    front = _FRONT.match(text)
    fields = {key.lower(): value.strip("\"'") for key, value in _FIELD.findall(front[1])} if front else {}
    body = text[front.end() :] if front else text
    rendered = (
        MarkdownIt("commonmark", {"html": True, "maxNesting": _MAX_NESTING})
        .enable(["table", "strikethrough"])
        .render(body)
    )
    return f"{_head(fields)}<body><main>{rendered}</main></body></html>"


def _head(fields: dict[str, str]) -> str:
    lang = fields.get("lang") or fields.get("language") or fields.get("locale") or ""
    metas = "".join(
        f'<meta name="{name}" content="{html.escape(fields[key])}">'
        for name, keys in (
            ("published", ("date", "published", "publishdate")),
            ("modified", ("ms.date", "updated", "lastmod", "modified")),
        )
        for key in keys
        if key in fields
    )
    return f'<html lang="{html.escape(lang)}"><head><title>{html.escape(fields.get("title", ""))}</title>{metas}</head>'
