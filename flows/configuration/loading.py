"""The configuration directory as one record."""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from flows.configuration.advice import advice
from flows.configuration.faults import ConfigurationError, Fault
from flows.configuration.leaks import note_leaks
from flows.configuration.lexicons import lexicon
from flows.configuration.monitor import settings
from flows.configuration.programs import program
from flows.configuration.questions import questions
from flows.configuration.tables import TomlFile

if TYPE_CHECKING:
    from pathlib import Path

    from extractors.catalogue import Catalogue, Program
    from flows.settings import Settings


class UnknownProgramError(LookupError):
    """No program is meant by a name, or several are; `str` says which there are."""

    def __init__(self, name: str, known: tuple[str, ...], meant: tuple[str, ...] = ()) -> None:
        self.name, self.known, self.meant = name, known, meant
        near = meant or get_close_matches(name.lower(), known, 3, 0.4)
        do = f"did you mean {' or '.join(near)}?" if near else "choose one of them"
        what = "several programs are meant" if meant else "no such program"
        super().__init__(f'program "{name}": {what}; known programs are {", ".join(known)}; {do}')


@dataclass(frozen=True, slots=True)
class Configuration:
    """All that is declared: how to watch, what to ask, and where. Programs are in the order of their keys.

    `advice` is what is allowed but should be looked at, in the words of faults.
    """

    settings: Settings
    catalogue: Catalogue
    programs: tuple[Program, ...]
    advice: tuple[Fault, ...] = ()

    def program(self, name: str) -> Program:
        """Give the program meant by its key, name, vendor or alias (any case), or by how its key begins.

        Raises `UnknownProgramError` when there is none, or more than one.
        """
        wanted = name.strip().lower()
        for found in (
            [one for one in self.programs if one.key == wanted],
            [one for one in self.programs if wanted in _names(one)],
            [one for one in self.programs if wanted and one.key.startswith(wanted)],
        ):
            if len(found) == 1:
                return found[0]
            if found:
                raise UnknownProgramError(name, self._keys(), tuple(one.key for one in found))
        raise UnknownProgramError(name, self._keys())

    def _keys(self) -> tuple[str, ...]:
        return tuple(one.key for one in self.programs)


def configuration(directory: Path) -> Configuration:
    """Read and check ``settings.toml``, ``questions.toml``, ``languages/*.toml`` and ``programs/*.toml`` of a directory.

    Raises `ConfigurationError` with every fault found. Depends on the files alone, not on network, clock or
    environment.
    """
    settings_file = TomlFile(directory / "settings.toml")
    questions_file = TomlFile(directory / "questions.toml")
    language_files = [TomlFile(path) for path in sorted((directory / "languages").glob("*.toml"))]
    program_files = [TomlFile(path) for path in sorted((directory / "programs").glob("*.toml"))]
    files = [settings_file, questions_file, *language_files, *program_files]
    for file in files:
        note_leaks(file)
    found_settings = settings(settings_file, directory.parent)
    found_catalogue = questions(questions_file)
    asked = found_catalogue if not questions_file.faults else None
    languages = tuple(lexicon(file, asked) for file in language_files)
    found_catalogue = replace(found_catalogue, languages=languages)
    programs = [program(file) for file in program_files]
    faults = [*_directory_faults(directory, program_files), *_repeated_keys(program_files, programs)]
    faults += [fault for file in files for fault in file.faults]
    if faults:
        raise ConfigurationError(faults)
    in_order = tuple(sorted(programs, key=lambda one: one.key))
    return Configuration(
        found_settings, found_catalogue, in_order, tuple(advice(settings_file, found_settings))
    )


def catalogue(path: Path) -> Catalogue:
    """Read and check a file of questions alone, as commands do that need no programs.

    Raises `ConfigurationError` with every fault found.
    """
    file = TomlFile(path)
    note_leaks(file)
    found = questions(file)
    if file.faults:
        raise ConfigurationError(file.faults)
    return found


def _directory_faults(directory: Path, program_files: list[TomlFile]) -> list[Fault]:
    if program_files:
        return []
    expected = "expected one TOML file for each program, as programs/acme.toml"
    do = "add one, or name the right configuration directory"
    return [Fault(str(directory / "programs"), None, "directory", "no program is declared", expected, do)]


def _repeated_keys(files: list[TomlFile], programs: list[Program]) -> list[Fault]:
    first: dict[str, TomlFile] = {}
    faults = []
    for file, found in zip(files, programs, strict=True):
        other = first.setdefault(found.key, file)
        if found.key and other is not file:
            what = f'key "{found.key}" is also that of {other.name}'
            line = file.lines.get(("key",))
            expected = "expected each program once"
            faults.append(Fault(file.name, line, "program", what, expected, "rename one, or join the files"))
    return faults


def _names(program: Program) -> set[str]:
    return {name.lower() for name in (program.name, program.vendor, *program.aliases)}
