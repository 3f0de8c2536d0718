"""What the loader gives for configuration that is right."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import FrozenInstanceError, replace
from datetime import timedelta
from pathlib import Path

import pytest

from extractors.catalogue import Satisfaction, Scope, Source
from extractors.leads import within
from extractors.lexicons import FacetWords, KindWords
from flows.configuration import UnknownProgramError, catalogue, configuration, rules_version
from flows.configuration.schedules import confirmation_interval, shortest_interval
from flows.settings import AlertSettings, Channel, FetchSettings

VALID = Path(__file__).parent.parent / "config" / "valid"
SHIPPED = Path(__file__).parent.parent.parent / "config"


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """Give a copy of the valid configuration that a test may change."""
    return Path(shutil.copytree(VALID, tmp_path / "config"))


def test_settings_are_a_frozen_tree() -> None:
    """Keys given are taken, keys left out have their defaults, and nothing can be edited."""
    settings = configuration(VALID).settings
    assert (settings.timezone, settings.schedule, settings.confirmations) == (
        "Europe/Berlin",
        "17 5 * * *",
        2,
    )
    assert settings.fetching == FetchSettings(contact="https://watch.gapwatch.dev/about")
    assert settings.alerts.channels == (
        Channel("chat", prefect_block="slack-webhook/partners"),
        Channel("mail", url_env="GAPWATCH_MAIL"),
    )
    with pytest.raises(FrozenInstanceError):
        settings.timezone = "UTC"  # type: ignore[misc]


def test_an_empty_settings_file_means_the_defaults(directory: Path) -> None:
    """Every setting has a default; without [alerts] no feed is written and no channel served."""
    (directory / "settings.toml").write_text("")
    settings = configuration(directory).settings
    assert (settings.fetching, settings.alerts) == (FetchSettings(), AlertSettings())


def test_relative_paths_count_from_the_folder_that_holds_the_configuration(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run from another folder uses the same warehouse; from the project's folder the path stays short."""
    assert configuration(directory).settings.warehouse == directory.parent / "var" / "gapwatch.duckdb"
    monkeypatch.chdir(directory.parent)
    assert configuration(Path("config")).settings.warehouse == Path("var/gapwatch.duckdb")


def test_absolute_paths_stay(directory: Path) -> None:
    """A warehouse elsewhere is taken as it is named."""
    (directory / "settings.toml").write_text('warehouse = "/srv/gapwatch.duckdb"\n')
    assert configuration(directory).settings.warehouse == Path("/srv/gapwatch.duckdb")


@pytest.mark.parametrize(
    ("schedule", "zone", "shortest"),
    [
        ("17 5 * * *", "UTC", timedelta(hours=24)),
        ("17 5 * * *", "Europe/Berlin", timedelta(hours=23)),
        ("0 6 * * 1-5", "UTC", timedelta(hours=24)),
        ("0 */6 * * *", "UTC", timedelta(hours=6)),
        ("30 5 * * 1", "UTC", timedelta(days=7)),
        ("0 0 29 2 *", "UTC", timedelta(days=1461)),
    ],
)
def test_confirmations_are_apart_by_nine_tenths_of_the_shortest_interval(
    schedule: str, zone: str, shortest: timedelta
) -> None:
    """The distance follows the schedule, change of clocks included, and allows for runs that start early."""
    assert shortest_interval(schedule, zone) == shortest
    assert confirmation_interval(schedule, zone) == shortest * 0.9


def test_an_interval_can_be_set_in_hours(directory: Path) -> None:
    """interval_hours stands instead of what follows from the schedule."""
    (directory / "settings.toml").write_text("interval_hours = 12\n")
    assert configuration(directory).settings.interval == timedelta(hours=12)


def test_questions_become_a_catalogue() -> None:
    """Facets are required unless said otherwise; satisfactions keep their kinds, values and expressions."""
    found = configuration(VALID).catalogue
    period, renewed_by = found.question("renewal").facets
    assert (period.required, renewed_by.required) == (True, False)
    assert period.satisfied_by[1] == Satisfaction("renewal", ("duration",), (), "period|window", "grace")
    assert (period.topic, renewed_by.not_topic) == (("recertif*", "valid for"), ("subscription renewal",))
    assert renewed_by.satisfied_by == (Satisfaction("renewal", subject="level", named_by="tier"),)
    assert renewed_by.spoken_by == ("validity",)
    assert catalogue(VALID / "questions.toml") == replace(found, languages=())


def test_the_words_of_a_language_belong_to_the_catalogue(directory: Path) -> None:
    """A file of a language gives its words by kind and facet; changing one changes the version of the rules."""
    path = directory / "languages" / "de.toml"
    topics = '[topics.renewal]\nperiod = ["*verlänger*"]\n[not_topics.renewal]\nperiod = ["Passwort*"]\n'
    path.write_text(path.read_text("utf-8") + topics, "utf-8")
    before = configuration(directory)
    (german,) = before.catalogue.languages
    assert (german.language, german.tiers) == ("de", (("silver", ("Silber",)), ("gold", ("Gold",))))
    assert german.kinds == (
        KindWords("validity", strong=("gültig*", "läuft … ab"), attributes=(("validity", ("gültig*",)),)),
    )
    assert german.facets == (FacetWords("renewal", "period", ("*verlänger*",), ("Passwort*",)),)
    path.write_text(path.read_text("utf-8").replace("Silber", "Silbern"), "utf-8")
    assert rules_version(configuration(directory)) != rules_version(before)


def test_a_configuration_without_languages_reads_english(directory: Path) -> None:
    """The folder of languages may be missing."""
    shutil.rmtree(directory / "languages")
    assert configuration(directory).catalogue.languages == ()


def test_a_program_file_becomes_a_program_with_sources() -> None:
    """A source's id is made of the program's key and its own name; what is left out has its default."""
    (program,) = configuration(VALID).programs
    assert (program.key, program.vendor, program.aliases) == ("acme-partners", "Acme", ("APP",))
    tiers, guide, press = program.sources
    assert tiers == Source(
        id="acme-partners/tiers",
        program="acme-partners",
        name="tiers",
        url="https://acme.example/partners/tiers",
        include=("main",),
        exclude=(".related", "aside > nav"),
        schedule="5 6 * * 1-5",
    )
    assert (guide.kind, guide.language, press.standing) == ("pdf", "de", "press")


def test_files_of_other_systems_are_read(directory: Path) -> None:
    """A byte order mark and carriage returns, as some editors write them, change nothing."""
    path = directory / "programs" / "acme.toml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert configuration(directory) == replace(
        configuration(directory), programs=configuration(VALID).programs
    )


@pytest.mark.parametrize(
    "tag", ["en", "DE", "pt-BR", "zh-Hant", "zh-Hant-TW", "es-419", "de-CH-1996", "fil", "en_US"]
)
def test_language_tags_are_taken_in_lower_case(tag: str, directory: Path) -> None:
    """Well-formed tags of BCP 47 are accepted in any case and kept as pages are compared."""
    path = directory / "programs" / "acme.toml"
    path.write_text(path.read_text().replace('language = "de"', f'language = "{tag}"'))
    assert configuration(directory).programs[0].sources[1].language == tag.lower().replace("_", "-")


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:8000/tiers",
        "http://[::1]:8000/tiers",
        "https://xn--mnchen-3ya.example/",
        "https://a.example/x-(y)/z.html?board=a,b;c&d=%C3%A9",
    ],
)
def test_addresses_that_exist_in_practice_are_taken(url: str, directory: Path) -> None:
    """Loopback, ports, punycode, brackets and queries are no faults of syntax."""
    path = directory / "programs" / "acme.toml"
    path.write_text(path.read_text().replace("https://acme.example/guide.pdf", url))
    assert configuration(directory).programs[0].sources[1].url == url


@pytest.mark.parametrize("name", ["acme-partners", "ACME", "app", "acme partner program", "acme-p"])
def test_a_program_is_found_by_any_of_its_names(name: str) -> None:
    """Key, name, vendor, alias and the beginning of the key all mean the program."""
    assert configuration(VALID).program(name).key == "acme-partners"


@pytest.mark.parametrize("name", ["acne-partners", "", "partners"])
def test_an_unknown_program_is_told_with_the_known_ones(name: str) -> None:
    """A name that means no program is answered with those there are."""
    with pytest.raises(UnknownProgramError, match=r"no such program; known programs are acme-partners; "):
        configuration(VALID).program(name)


def test_a_name_that_means_several_programs_is_not_guessed(directory: Path) -> None:
    """A beginning that two keys share is told with both."""
    text = (VALID / "programs" / "acme.toml").read_text()
    (directory / "programs" / "acme-cloud.toml").write_text(text.replace("acme-partners", "acme-cloud"))
    with pytest.raises(
        UnknownProgramError, match=r"several programs are meant; .* did you mean acme-cloud or acme-partners"
    ):
        configuration(directory).program("acme-")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "no contact is given"),
        ('[fetching]\ncontact = "me@example.org"\n', 'contact is "me@example.org"'),
        ('schedule = "* * * * *"\n[fetching]\ncontact = "me@acme.de"\n', 'schedule is "* * * * *"'),
        (
            '[fetching]\ncontact = "me@acme.de"\nallow_private_addresses = true\n',
            "allow_private_addresses is true",
        ),
        (
            '[fetching]\ncontact = "me@acme.de"\n[rendering]\nsandbox = false',
            "sandbox is false",
        ),
    ],
)
def test_what_is_allowed_but_unwise_is_advice(text: str, what: str, directory: Path) -> None:
    """A contact that reaches nobody, hasty schedules, inner addresses and no sandbox are told and stop nothing."""
    (directory / "settings.toml").write_text(text)
    (advice,) = configuration(directory).advice
    assert advice.what == what


def test_a_good_configuration_gets_no_advice() -> None:
    """Nothing is said where there is nothing to say."""
    assert configuration(VALID).advice == ()


def test_the_version_of_the_rules_follows_the_questions(directory: Path) -> None:
    """Asking otherwise means reading history again; a comment, another program or schedule does not."""
    before = rules_version(configuration(directory))
    path = directory / "questions.toml"
    path.write_text("# a comment\n" + path.read_text())
    (directory / "settings.toml").write_text("confirmations = 3\n")
    assert rules_version(configuration(directory)) == before
    path.write_text(path.read_text().replace("valid for", "valid until"))
    assert rules_version(configuration(directory)) != before
    assert len(before) == 64


def test_the_loader_does_not_import_the_heavy_libraries() -> None:
    """Reading configuration stays quick: it needs no Prefect, HTTP client, database or pydantic."""
    heavy = "{'prefect', 'pydantic', 'httpx', 'duckdb', 'apprise'}"
    code = f"import flows.configuration, sys; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_shipped_configuration_is_valid() -> None:
    """The project's own files have no fault and at least ten programs of six to seventeen sources."""
    found = configuration(SHIPPED)
    keys = {program.key for program in found.programs}
    assert keys >= {
        "anthropic-claude-partner-network",
        "aws-partner-network",
        "google-cloud-partner-network",
        "microsoft-partner-program",
        "openai-partner-network",
    }
    assert len(keys) >= 10
    assert all(6 <= len(program.sources) <= 17 for program in found.programs)
    assert {fault.where for fault in found.advice} <= {"[fetching]"}


def test_every_shipped_program_watches_an_announcement_and_says_what_was_not_seen() -> None:
    """Each program has a feed or a page of news, and its file tells which addresses could not be verified."""
    for program in configuration(SHIPPED).programs:
        assert any(
            source.kind == "feed" or source.name in {"news", "press-releases"} for source in program.sources
        ), program.key
    for path in (SHIPPED / "programs").glob("*.toml"):
        assert "unverified" in path.read_text(), path.name


def test_every_shipped_source_lies_within_its_programs_scopes() -> None:
    """What is watched could be discovered: official sources lie in scopes, and no scope is all of a vendor's main site."""
    for program in configuration(SHIPPED).programs:
        official = [source.url for source in program.sources if source.standing == "official"]
        assert [url for url in official if not within(url, program.scopes)] == [], program.key
        assert all(scope.paths != ("/",) or scope.host.count(".") > 1 for scope in program.scopes), (
            program.key
        )


def test_scopes_and_translations_are_given(directory: Path) -> None:
    """A program says where its pages may be discovered; a page's translations are sources of their own beside it."""
    file = directory / "programs" / "acme.toml"
    scopes = '[[scopes]]\nhost = "*.Acme.example"\npaths = ["/partners", "/*/tiers$"]\nexclude = ["/partners/events"]\n'
    translations = '[sources.tiers.translations]\nde = "https://acme.example/de/tiers"\n'
    file.write_text(f"{file.read_text()}\n{translations}\n{scopes}")
    acme = configuration(directory).program("acme")
    assert acme.scopes == (Scope("*.acme.example", ("/partners", "/*/tiers$"), ("/partners/events",)),)
    declared = next(one for one in acme.sources if one.name == "tiers")
    translated = next(one for one in acme.sources if one.translation_of)
    assert translated == replace(
        declared,
        id=f"{acme.key}/tiers.de",
        name="tiers.de",
        url="https://acme.example/de/tiers",
        language="de",
        translation_of=declared.id,
    )
