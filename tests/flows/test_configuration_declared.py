"""Programs declared by lines of JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from extractors.catalogue import Program, Source
from flows.configuration import ConfigurationError, merged, programs_from_jsonl

if TYPE_CHECKING:
    from pathlib import Path


def lines(path: Path, *rows: object) -> Path:
    """Write rows as lines of JSON."""
    path.write_text("".join(row + "\n" if isinstance(row, str) else json.dumps(row) + "\n" for row in rows))
    return path


def source(program: str, name: str, url: str, **other: str) -> Source:
    """Make a source."""
    return Source(f"{program}/{name}", program, name, url, **other)  # type: ignore[arg-type]


def test_lines_become_programs_in_the_order_of_the_file(tmp_path: Path) -> None:
    """Program, page, address, standing and language are taken; other keys are left alone."""
    path = lines(
        tmp_path / "sources.jsonl",
        {
            "program": "acme-partners",
            "page": "tiers.de-de",
            "url": "https://www.acme.example/t",
            "language": "de",
        },
        "",
        {
            "program": "globex",
            "page": "News",
            "url": "https://globex.example/feed/",
            "standing": "press",
            "versions": 3,
        },
        {"program": "acme-partners", "page": "guide", "url": "https://www.acme.example/guide.PDF"},
    )
    acme, globex = programs_from_jsonl(path)
    assert acme == Program(
        key="acme-partners",
        name="Acme Partners",
        vendor="acme.example",
        homepage="https://www.acme.example/",
        sources=(
            source("acme-partners", "tiers-de-de", "https://www.acme.example/t", language="de"),
            source("acme-partners", "guide", "https://www.acme.example/guide.PDF", kind="pdf"),
        ),
    )
    assert globex.sources == (
        source("globex", "news", "https://globex.example/feed/", kind="feed", standing="press"),
    )


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("{", r"no JSON \(.*\); expected a JSON object; mend it"),
        ("[]", "is a list; expected a JSON object"),
        ({"page": "a", "url": "https://a.example/"}, "program is empty; expected kebab-case"),
        ({"program": "a", "page": "a"}, "url is empty; expected an http or https address"),
        ({"program": "a", "page": "a", "url": "a.example"}, "url has no scheme; expected http or https"),
        (
            {"program": "a", "page": "a", "url": "https://a.example/", "standing": "own"},
            "standing is .* official, press",
        ),
        ({"program": "ok", "page": "Ok", "url": "https://ok.example/2"}, 'page "ok" of ok comes twice'),
    ],
)
def test_faults_of_lines_name_the_line(row: object, words: str, tmp_path: Path) -> None:
    """A line that is wrong is told with its number, what was expected and what to do."""
    good = {"program": "ok", "page": "ok", "url": "https://ok.example/"}
    with pytest.raises(ConfigurationError, match=rf"sources\.jsonl:2: line: {words}") as caught:
        programs_from_jsonl(lines(tmp_path / "sources.jsonl", good, row, good | {"page": "more"}))
    assert len(caught.value.faults) == 1


ACME = Program(
    "acme",
    "Acme Partners",
    "Acme",
    "https://acme.example/",
    sources=(source("acme", "a", "https://acme.example/a"),),
)


def test_declared_programs_stand_beside_configured_ones() -> None:
    """A program that only the lines know is added after the configured ones."""
    other = Program(
        "globex", "Globex", "g", "https://g.example/", sources=(source("globex", "a", "https://g.example/"),)
    )
    assert merged([ACME], [other]) == (ACME, other)


def test_a_page_declared_for_its_own_program_keeps_its_id() -> None:
    """The configured name and selectors stay, so that history joins; standing and language are declared."""
    declared = Program(
        "acme",
        "x",
        "x",
        "x",
        sources=(
            source("acme", "elsewhere", "https://ACME.example:443/a#top", standing="press", language="de"),
        ),
    )
    (program,) = merged([ACME], [declared])
    assert program.name == "Acme Partners"
    assert program.sources == (
        source("acme", "a", "https://acme.example/a", standing="press", language="de"),
    )


def test_a_page_declared_for_another_program_leaves_its_own() -> None:
    """Where configuration and declaration disagree whose page it is, the declaration wins."""
    declared = Program("globex", "x", "x", "x", sources=(source("globex", "a", "https://acme.example/a"),))
    acme, globex = merged([ACME], [declared])
    assert (acme.sources, len(globex.sources)) == ((), 1)


def test_names_stay_unique_when_pages_are_joined() -> None:
    """Another page of the same name gets a number, because ids are unique."""
    declared = Program("acme", "x", "x", "x", sources=(source("acme", "a", "https://acme.example/b"),))
    (program,) = merged([ACME], [declared])
    assert [found.id for found in program.sources] == ["acme/a", "acme/a-2"]
