"""The configuration directory as one record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flows.configuration.catalogue import catalogue
from flows.configuration.faults import ConfigurationError, Fault
from flows.configuration.leaks import note_leaks
from flows.configuration.monitor import settings
from flows.configuration.programs import program
from flows.configuration.tables import TomlFile

if TYPE_CHECKING:
    from pathlib import Path

    from extractors.catalogue import Catalogue, Program
    from flows.settings import Settings


@dataclass(frozen=True, slots=True)
class Configuration:
    """All that is declared: how to watch, what to ask, and where. Programs are in the order of their keys.

    `advice` is what is allowed but should be looked at, in the words of faults.
    """

    settings: Settings
    catalogue: Catalogue
    programs: tuple[Program, ...]
    advice: tuple[Fault, ...] = ()


def configuration(directory: Path) -> Configuration:
    """Read and check ``settings.toml``, ``questions.toml`` and ``programs/*.toml`` of a directory.

    Raises `ConfigurationError` with every fault found. Depends on the files alone, not on network,
    clock or environment.
    """
    settings_file = TomlFile(directory / "settings.toml")
    questions_file = TomlFile(directory / "questions.toml")
    program_files = [TomlFile(path) for path in sorted((directory / "programs").glob("*.toml"))]
    files = [settings_file, questions_file, *program_files]
    for file in files:
        note_leaks(file)
    found = Configuration(
        settings=settings(settings_file, directory.parent),
        catalogue=catalogue(questions_file),
        programs=tuple(program(file) for file in program_files),
    )
    faults = [fault for file in files for fault in file.faults]
    if faults:
        raise ConfigurationError(faults)
    return found
