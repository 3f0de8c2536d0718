"""The same parts and lines laid out as plain text, Markdown and HTML, each with its own escaping."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flows.alerts import words

if TYPE_CHECKING:
    from collections.abc import Sequence

_STYLE = "font-family:sans-serif;font-size:15px;line-height:1.45;color:#222"
_LABEL = "color:#777;padding-right:.6em"


@dataclass(frozen=True, slots=True)
class Line:
    """One labelled line. Without a label it heads its item; ``!`` stresses it; ``-`` makes it a point of a list."""

    label: str
    text: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """What is told of one program: its items, each some lines."""

    heading: str
    items: tuple[tuple[Line, ...], ...]


def text(parts: Sequence[Part], footer: Sequence[str]) -> str:
    """Plain text: no line needs a fixed-width font."""
    blocks = []
    for part in parts:
        heading = words.plain(part.heading)
        blocks.append(f"{heading}\n{'=' * len(heading)}")
        blocks.extend("\n".join(_text_line(line) for line in item) for item in part.items)
    return "\n\n".join([*blocks, "-- \n" + "\n".join(footer)]) + "\n"


def _text_line(line: Line) -> str:
    match line.label:
        case "":
            return words.plain(line.text)
        case "-":
            return f"  - {words.plain(line.text)}"
        case "!":
            return words.plain(line.text)
        case "Page":
            return f"  Page: {line.link or words.plain(line.text)}"
        case _:
            return f"  {line.label}: {words.plain(line.text)}" + (f"\n    {line.link}" if line.link else "")


def markdown(parts: Sequence[Part], footer: Sequence[str]) -> str:
    """CommonMark that chat dialects understand too: bold, lists, links, nothing else."""
    blocks = []
    for part in parts:
        blocks.append(f"## {words.markdown(part.heading)}")
        blocks.extend(_markdown_item(item) for item in part.items)
    return "\n\n".join([*blocks, "---", *(words.markdown(line) for line in footer)]) + "\n"


def _markdown_item(item: Sequence[Line]) -> str:
    lines = []
    for line in item:
        shown = words.markdown(line.text)
        if line.link:
            target = line.link.replace("(", "%28").replace(")", "%29")
            shown = f"[{shown}]({target})"
        match line.label:
            case "":
                lines.append(f"**{shown}**\n")
            case "-":
                lines.append(f"- {shown}")
            case "!":
                lines.append(f"\n{shown}\n" if lines and lines[-1][-1] != "\n" else f"{shown}\n")
            case _:
                lines.append(f"- {line.label}: {shown}")
    return "\n".join(lines)


def html(parts: Sequence[Part], footer: Sequence[str]) -> str:
    """HTML for mail and feeds: inline styles only, no script, no picture, nothing loaded from anywhere."""
    body = [f'<div style="{_STYLE}">']
    for part in parts:
        body.append(f"<h2>{words.hypertext(part.heading)}</h2>")
        body.extend(_html_item(item) for item in part.items)
    body.append('<hr><p style="color:#777;font-size:13px">')
    body.append("<br>".join(words.hypertext(line) for line in footer))
    body.append("</p></div>")
    return "\n".join(body) + "\n"


def _html_item(item: Sequence[Line]) -> str:
    rows = ["<ul>"]
    for line in item:
        shown = words.hypertext(line.text)
        if line.link:
            shown = f'<a href="{words.hypertext(line.link)}">{shown}</a>'
        match line.label:
            case "":
                rows[0] = f"<p><b>{shown}</b></p><ul>"
            case "-":
                rows.append(f"<li>{shown}</li>")
            case "!":
                rows.append(f"<li><i>{shown}</i></li>")
            case _:
                rows.append(f'<li><span style="{_LABEL}">{line.label}:</span> {shown}</li>')
    return "\n".join([*rows, "</ul>"])
