"""The lexicons: one short rule per kind of requirement, without grammar of values or of pages in them."""

from __future__ import annotations

from extractors.kinds import (
    credentials,
    evidence,
    exam,
    learning,
    money,
    oversight,
    promises,
    service,
    standing,
)
from extractors.kinds.rule import Rule, by_kind

__all__ = ["BY_KIND", "KINDS", "RULES", "Rule"]

RULES: tuple[Rule, ...] = (
    exam.RULE,
    *credentials.RULES,
    *standing.RULES,
    *evidence.RULES,
    *learning.RULES,
    *oversight.RULES,
    *service.RULES,
    *money.RULES,
    *promises.RULES,
)
"""In the order in which they win when two fit equally well."""

BY_KIND = by_kind(RULES)

KINDS = tuple(sorted({*BY_KIND, "certification", "specialization", "tier"}))
"""Every kind of requirement (design, section 5), sorted: those of rules, and those of names."""
