"""History from web archives: what they list for a source, planned, downloaded politely, and judged like any capture."""

from flows.backfill.planning import Order, Step, planned, standing
from flows.backfill.plans import Plan
from flows.backfill.work import Report, backfilled

__all__ = ["Order", "Plan", "Report", "Step", "backfilled", "planned", "standing"]
