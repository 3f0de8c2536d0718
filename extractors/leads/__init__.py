"""Leads: addresses that may be pages of a program, found before anybody watches them. Nothing is fetched here.

The story in its order: `sitemap`, `robots_sitemaps`, `llms` and `links` give leads; `address` makes two addresses of
one page equal; `within` says whether the program's scopes allow it, `trap` whether it belongs to a crowd of pages without
end; `promise` puts leads in order before a request is spent; `verdict` judges the first reading.
"""

from __future__ import annotations

from extractors.leads.addresses import address, kind_of
from extractors.leads.links import links
from extractors.leads.llms import llms
from extractors.leads.promising import promise
from extractors.leads.records import Lead, Promise, Sitemap, Verdict
from extractors.leads.scopes import on_host, within
from extractors.leads.sitemaps import robots_sitemaps, sitemap
from extractors.leads.traps import trap
from extractors.leads.verdicts import language_of, verdict

__all__ = [
    "Lead",
    "Promise",
    "Sitemap",
    "Verdict",
    "address",
    "kind_of",
    "language_of",
    "links",
    "llms",
    "on_host",
    "promise",
    "robots_sitemaps",
    "sitemap",
    "trap",
    "verdict",
    "within",
]
