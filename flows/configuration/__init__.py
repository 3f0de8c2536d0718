"""The configuration: TOML files as checked, frozen records."""

from __future__ import annotations

from flows.configuration.faults import ConfigurationError, Fault
from flows.configuration.loading import Configuration, configuration

__all__ = ["Configuration", "ConfigurationError", "Fault", "configuration"]
