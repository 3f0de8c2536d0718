"""A vendor's site on loopback, driven by a script of dated events: for the demo, for tests, and for trying things out.

Say what happens in Python or in TOML, turn the clock, and ask::

    script = Script("Acme", (Listing("/sitemap.xml", day), Page("/partners", day, "<h1>Partners</h1>")))
    with serving(VendorSite(script, clock).answer) as address: ...
"""

from __future__ import annotations

from flows.vendorsite.events import (
    Entry,
    Event,
    Feed,
    Gone,
    Growth,
    Interruption,
    Listing,
    Moved,
    Page,
    Trap,
)  # fmt: skip
from flows.vendorsite.script import Script, ScriptError, scripted, standing
from flows.vendorsite.server import Answer, Request, serve_forever, serving
from flows.vendorsite.site import VendorSite
from flows.vendorsite.validators import tagged

__all__ = [
    "Answer",
    "Entry",
    "Event",
    "Feed",
    "Gone",
    "Growth",
    "Interruption",
    "Listing",
    "Moved",
    "Page",
    "Request",
    "Script",
    "ScriptError",
    "Trap",
    "VendorSite",
    "scripted",
    "serve_forever",
    "serving",
    "standing",
    "tagged",
]
