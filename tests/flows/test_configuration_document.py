"""The configuration reference: every key has its row, and the examples are real."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import apprise
import pytest

from extractors.kinds import KINDS
from flows.configuration import ConfigurationError, configuration
from flows.configuration.archives import ARCHIVE
from flows.configuration.monitor import ALERTS, CHANNEL, DISCOVERY, FETCHING, RETENTION, SETTINGS
from flows.configuration.programs import PROGRAM, SCOPE, SOURCE
from flows.configuration.questions import FACET, QUESTION, SATISFACTION
from flows.configuration.rendering import RENDERING

if TYPE_CHECKING:
    from flows.configuration.tables import Key

VALID = Path(__file__).parent.parent / "config" / "valid"
TEXT = (Path(__file__).parent.parent.parent / "docs" / "configuration.md").read_text("utf-8")
SECTIONS: dict[str, tuple[Key[Any], ...]] = {
    "Settings.toml": SETTINGS,
    "[fetching]": FETCHING,
    "[alerts]": ALERTS,
    "Channels": CHANNEL,
    "Archives": ARCHIVE,
    "[retention]": RETENTION,
    "[discovery]": DISCOVERY,
    "[rendering]": RENDERING,
    "Questions.toml": QUESTION,
    "Facets": FACET,
    "Satisfied by": SATISFACTION,
    "Programs": PROGRAM,
    "Sources": SOURCE,
    "Scopes": SCOPE,
}
EXAMPLES = re.findall(
    r"```toml\n# config/(\S+)\n(.*?)```(?:\n\ngives\n\n```text\n(.*?)```)?", TEXT, re.DOTALL
)


def rows(section: str) -> dict[str, str]:
    """Give the defaults by key as a section's table states them."""
    body = re.split(r"\n#+ ", re.split(rf"\n#+ {re.escape(section)}\n", TEXT)[1])[0]
    return dict(re.findall(r"^\| `(\w+)` \| [^|]+ \| ([^|]+) \| [^|]+ \|$", body, re.MULTILINE))


def stated(key: Key[Any]) -> set[str]:
    """Give how a default may stand in the document."""
    if key.required:
        return {"required"}
    if isinstance(key.default, bool):
        return {f"`{str(key.default).lower()}`"}
    if key.default == ():
        return {"`[]`"}
    if isinstance(key.default, tuple):
        return {f"`{json.dumps(key.default)}`"}
    return (
        {"none", "from `schedule`", "as in the settings"}
        if key.default in {None, ""}
        else {f"`{key.default}`"}
    )


@pytest.mark.parametrize("section", SECTIONS)
def test_every_key_has_its_row_with_its_default(section: str) -> None:
    """The document states each key that the loader knows, with the default that holds, and no other key."""
    tables = {"facets", "satisfied_by", "sources", "scopes", "translations"}
    defaults = rows(section)
    assert set(defaults) - tables == {key.name for key in SECTIONS[section]}
    for key in SECTIONS[section]:
        assert defaults[key.name] in stated(key), key.name


def test_every_kind_of_requirement_is_named() -> None:
    """A reader finds all kinds that may satisfy a facet."""
    assert all(f"`{kind}`" in TEXT for kind in KINDS)


def test_examples_were_found() -> None:
    """The examples of files are found in the document."""
    assert {place for place, _, _ in EXAMPLES} == {"programs/acme.toml", "questions.toml", "settings.toml"}


@pytest.mark.parametrize(("place", "text", "faults"), EXAMPLES)
def test_examples_do_what_the_document_says(
    place: str, text: str, faults: str, tmp_path: Path, monkeypatch: Any
) -> None:
    """An example file is valid, or gives exactly the faults printed below it."""
    shutil.copytree(VALID, tmp_path / "config")
    monkeypatch.chdir(tmp_path)
    Path("config", place).write_text(f"# config/{place}\n{text}", "utf-8")
    if not faults:
        assert configuration(Path("config")).programs
        return
    with pytest.raises(ConfigurationError) as caught:
        configuration(Path("config"))
    assert str(caught.value) == faults.strip()


ADDRESSES = re.findall(r"^export (\w+)='(.+)'$", TEXT, re.MULTILINE)


@pytest.mark.filterwarnings("ignore:.imghdr.:DeprecationWarning")  # apprise imports it
@pytest.mark.parametrize(("name", "address"), ADDRESSES)
def test_addresses_of_channels_are_understood(name: str, address: str) -> None:
    """Each example of an address is one that apprise takes, for a variable that the example settings name."""
    assert apprise.Apprise.instantiate(address, suppress_exceptions=False) is not None
    assert f'url_env = "{name}"' in TEXT
