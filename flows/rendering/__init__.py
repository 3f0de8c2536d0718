"""Pages built by their scripts in a real browser: for sources that need it, within limits of their own.

The browser is given the page as the server sent it, and every part that its scripts ask for by the run's own fetcher; it
reaches no network and no file. What it built is the capture.
"""

from flows.rendering.renderer import Built, Renderer

__all__ = ["Built", "Renderer"]
