"""What the loader says of configuration that is wrong: one fault per file under ``tests/config/invalid``."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.configuration import ConfigurationError, Fault, configuration

CONFIG = Path(__file__).parent.parent / "config"
VALID = CONFIG / "valid"
PLACES = {
    "languages": "languages/de.toml",
    "programs": "programs/acme.toml",
    "questions": "questions.toml",
    "settings": "settings.toml",
}
INVALID = sorted((CONFIG / "invalid").glob("*/*.toml"))


def faults(directory: Path) -> tuple[Fault, ...]:
    """Load a directory that has faults, and give them."""
    with pytest.raises(ConfigurationError) as caught:
        configuration(directory)
    return caught.value.faults


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """Give a copy of the valid configuration that a test may spoil."""
    return Path(shutil.copytree(VALID, tmp_path / "config"))


def test_every_kind_of_file_has_invalid_examples() -> None:
    """The collector finds examples for settings, questions, languages and programs."""
    assert {path.parent.name for path in INVALID} == set(PLACES)


@pytest.mark.parametrize("path", INVALID, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_one_broken_rule_is_one_fault_in_words(path: Path, directory: Path) -> None:
    """A file that breaks one rule gives exactly the fault that its first line states, and no other."""
    place = directory / PLACES[path.parent.name]
    shutil.copy(path, place)
    stated = path.read_text("utf-8").splitlines()[0].removeprefix("# ")
    separator = ":" if stated[0].isdigit() else ": "
    assert [str(fault) for fault in faults(directory)] == [f"{place}{separator}{stated}"]


def test_all_faults_of_all_files_are_told_at_once(directory: Path) -> None:
    """Faults in several files are collected, ordered by file and line, a line of text for each."""
    (directory / "settings.toml").write_text('timezone = "Mars"\nconfirmations = 0\n')
    (directory / "programs" / "acme.toml").write_text(
        'key = "acme"\n[sources.tiers]\nurl = "acme"\nkind = "html"\n'
    )
    (directory / "questions.toml").write_text("questions = 3\n")
    found = faults(directory)
    assert [(Path(fault.file).name, fault.line) for fault in found] == [
        *[("acme.toml", None)] * 3,
        ("acme.toml", 3),
        ("acme.toml", 4),
        ("questions.toml", 1),
        ("settings.toml", 1),
        ("settings.toml", 2),
    ]
    assert str(ConfigurationError(found)).count("\n") == len(found) - 1


def test_a_fault_names_the_file_as_the_caller_did(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A relative directory gives relative names, which editors and terminals make clickable."""
    (directory / "settings.toml").write_text("\n\nhttp2 = true\n")
    monkeypatch.chdir(directory.parent)
    assert str(faults(Path("config"))[0]).startswith(
        'config/settings.toml:3: settings.toml: unknown key "http2"'
    )


def test_a_missing_file_is_a_fault(directory: Path) -> None:
    """A file that must be there and is not is named, without faults of its absent keys beside it."""
    (directory / "questions.toml").unlink()
    (found,) = faults(directory)
    assert (found.line, found.what) == (None, "no such file or directory")


def test_a_directory_without_programs_is_a_fault(directory: Path) -> None:
    """A configuration that watches nothing is most likely the wrong directory."""
    shutil.rmtree(directory / "programs")
    (found,) = faults(directory)
    assert found.what == "no program is declared"


def test_a_program_key_in_two_files_is_a_fault(directory: Path) -> None:
    """Two files cannot declare the same program."""
    text = (VALID / "programs" / "acme.toml").read_text()
    (directory / "programs" / "acme-partners.toml").write_text(text)
    (found,) = faults(directory)
    assert found.what.startswith('key "acme-partners" is also that of')


def test_bytes_that_are_not_utf8_are_a_fault_with_their_line(directory: Path) -> None:
    """A file in another encoding is refused at the line of its first wrong byte."""
    (directory / "settings.toml").write_bytes(b'timezone = "UTC"\nwarehouse = "caf\xe9"\n')
    (found,) = faults(directory)
    assert (found.line, found.where) == (2, "encoding")


@pytest.mark.parametrize(
    "secret",
    [
        "https://hooks.slack.com/services/T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ",
        "mailtos://ada:hunter2@mail.example",
        "https://ada:hunter2@acme.example/",
        "https://acme.webhook.office.com/webhookb2/hunter2",
        "ghp_abcdefghijklmnopqrstuvwxyz0123456789",
        "-----BEGIN RSA PRIVATE KEY-----",
    ],
)
@pytest.mark.parametrize(
    "line",
    [
        '[alerts.channels.mail]\nurl = "{}"',
        '[alerts.channels.mail]\nurl_env = "{}"',
        'warehouse = "{}"',
        "# {}",
    ],
)
def test_a_secret_is_refused_and_never_repeated(secret: str, line: str, directory: Path) -> None:
    """Wherever a secret stands, the fault says to move it to the environment and does not print it."""
    (directory / "settings.toml").write_text(line.format(secret) + "\n")
    found = faults(directory)
    assert any(fault.where == "secret" and "url_env" in fault.do for fault in found)
    assert secret not in str(ConfigurationError(found))


@settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.sampled_from([*"[]{}=\"'\\,.#\n\r\t a1-é", "[[questions]]\n", "[fetching]\n", 'key = "a"\n']),
        max_size=30,
    )
)
def test_no_text_makes_the_loader_fall_over(
    tmp_path_factory: pytest.TempPathFactory, parts: list[str]
) -> None:
    """Any text in a file gives a configuration or faults, never another exception."""
    directory = Path(shutil.copytree(VALID, tmp_path_factory.mktemp("any") / "config"))
    for place in PLACES.values():
        (directory / place).write_bytes("".join(parts).encode())
    assert faults(directory)
