"""The demo: invented programs on a loopback site that change over a simulated half year."""

from __future__ import annotations

from flows.demo.telling import NotOurs, demo

__all__ = ["NotOurs", "demo"]
