"""The configuration: TOML files as checked, frozen records."""

from __future__ import annotations

from flows.configuration.addresses import comparable
from flows.configuration.declared import merged, programs_from_jsonl
from flows.configuration.faults import ConfigurationError, Fault
from flows.configuration.loading import Configuration, UnknownProgramError, catalogue, configuration
from flows.configuration.rules import rules_parts, rules_version

__all__ = [
    "Configuration",
    "ConfigurationError",
    "Fault",
    "UnknownProgramError",
    "catalogue",
    "comparable",
    "configuration",
    "merged",
    "programs_from_jsonl",
    "rules_parts",
    "rules_version",
]
