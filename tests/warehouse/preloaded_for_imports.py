"""What an import loads on its way, for the process from which test_killed_imports forks: code, nothing open."""

from __future__ import annotations

import warehouse.importing
from extractors.catalogue import Catalogue, Source
from extractors.records import Response
from warehouse.examining import examined_anyway

__all__ = ["warehouse"]

# What reads pages is loaded when the first page is read.
PAGE = Source("acme/page", "acme", "page", "https://acme.example/page")
BODY = b"<html lang='en'><title>Partners</title><main><p>Certifications are valid for 24 months.</p></main></html>"
examined_anyway(
    Response(PAGE.url, PAGE.url, 200, (("content-type", "text/html"),), BODY), PAGE, Catalogue(())
)
