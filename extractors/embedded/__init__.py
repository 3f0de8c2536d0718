"""Text that a page keeps for its own scripts: read where the markup shows nothing, it spares a browser."""

from extractors.embedded.text import Embedded, embedded

__all__ = ["Embedded", "embedded"]
