"""The words by which an answer agrees or denies, as alternatives of a regular expression in any letters."""

from __future__ import annotations

AGREED = r"(?:yes|absolutely|certainly|of course|ja|oui|sí)\b"
DENIED = r"(?:no|not at all|never|nein|non)\b"
