"""Whether a page is an empty shell: markup that scripts would have to fill."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from extractors.walls import SHELL_ROOT, SHELL_WORDS

if TYPE_CHECKING:
    from extractors.faces import Face

MOST_TEXT: Final = 200
"""Characters that a script shell may show: a title, a spinner, a notice."""
_MOST_ROOT_TEXT = 60  # and without such a notice


def shell(body: bytes, seen: Face) -> str | None:
    """The signs by which a page of these bytes, that shows this, is a shell; None when it is none."""
    if not body.strip():
        return "the body is empty"
    if not seen.markup or seen.length > MOST_TEXT:
        return None
    shown = f"only {seen.length} characters of text"
    notice = next((words for words in (*seen.notices, *seen.sentences) if SHELL_WORDS.search(words)), None)
    if notice is not None:
        return f"{shown}, and the notice {notice[:80]!r}"
    root = SHELL_ROOT.search(seen.body)
    if root is not None and b"<script" in seen.body and seen.length <= _MOST_ROOT_TEXT:
        return f"{shown} around the script root {root[0][-40:].decode(errors='replace')!r}"
    return None if seen.length else f"no text in {len(body)} bytes of markup"
