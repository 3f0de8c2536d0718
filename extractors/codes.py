"""The one shape of an exam's or certification's code, for every place that reads names with codes."""

from __future__ import annotations

EXAM_CODE = r"[A-Z]{1,6}\d{0,2}-?[A-Z]?\d{2,5}[A-Z]?"
"""A regular expression without groups: "QX-104", "ACO310", "GR0-N08". Every repetition in it is bounded."""
