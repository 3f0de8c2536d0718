"""What a run imports on its way, for the process from which test_killed_runs forks: code, nothing open."""

from __future__ import annotations

import apprise

import flows.demo.stage
import flows.monitor

__all__ = ["apprise", "flows"]

# Apprise imports its hundred services when the first address is given to it.
apprise.Apprise().add("json://127.0.0.1")
