"""Reading pages in German, French, Spanish and Japanese."""

from __future__ import annotations

from pathlib import Path

import pytest
from documents_for_tests import read
from foreign_pages import PAGES
from hypothesis import given
from hypothesis import strategies as st

from extractors.coverage import question_status
from extractors.foreign.tongue import tongue, tongue_of, words_of
from extractors.languages import primary
from extractors.reading import reading
from extractors.records import Reading, Status
from flows.configuration import configuration

CATALOGUE = configuration(Path(__file__).parents[2] / "config").catalogue
LEXICONS = {lexicon.language: lexicon for lexicon in CATALOGUE.languages}
LANGUAGES = sorted(PAGES)
COMMON = {
    ("tier", 1),
    ("tier", 2),
    ("tier", 3),
    ("tier_requirement", 2),
    ("tier_requirement", 5),
    ("tier_requirement", 15),
    ("customer_evidence", 2),
    ("customer_evidence", 6),
    ("exam", "PT90M"),
    ("exam", 60),
    ("exam", 70),
    ("validity", "P24M"),
    ("renewal", "P2Y"),
    ("renewal", "P30D"),
    ("experience", "P3Y"),
    ("target", 20_000),
    ("monitoring", "P1Y"),
}
"""What each of the pages states, whatever its language."""


def reading_of(html: str) -> Reading:
    """The reading of a page with the project's own catalogue."""
    return reading(read(html), CATALOGUE)


def statuses(found: Reading) -> dict[str, Status]:
    """The status of every question."""
    return {
        question.key: question_status(
            question, {facet.facet: facet.status for facet in found.facets if facet.question == question.key}
        )
        for question in CATALOGUE.questions
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_page_states_the_same_in_every_language(language: str) -> None:
    """Tiers, counts, periods, scores, promises and duties come out of a page whatever its language."""
    found = reading_of(PAGES[language])
    assert {(r.kind, r.value) for r in found.requirements} >= COMMON


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_page_answers_the_same_questions_in_every_language(language: str) -> None:
    """What answers a question in English answers it in other languages."""
    found = statuses(reading_of(PAGES[language]))
    documented = {"tiers", "experience", "assessment", "renewal", "customer_evidence", "commitments", "fees"}
    assert {question for question, status in found.items() if status is Status.DOCUMENTED} >= documented
    assert {question for question, status in found.items() if status is Status.UNDOCUMENTED} >= {
        "curriculum",
        "directory",
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_tables_are_read_by_their_headers(language: str) -> None:
    """A cell belongs to the tier of its column, and a cell that says "none" states nothing."""
    found = reading_of(PAGES[language])
    tiers = [r.subject for r in sorted(found.requirements, key=lambda r: r.start) if r.kind == "tier"]
    money = [
        (r.subject, r.unit) for r in found.requirements if r.unit in ("EUR", "JPY") and r.subject in tiers
    ]
    assert money == [(tier, "JPY" if language == "ja" else "EUR") for tier in tiers]
    evidence = [r.subject for r in found.requirements if r.kind == "customer_evidence"]
    assert evidence == tiers[1:]


@pytest.mark.parametrize("language", LANGUAGES)
def test_prohibitions_and_exemptions_are_duties(language: str) -> None:
    """What must not be done is a duty with its negation, what need not be done one with value false."""
    duties = [r for r in reading_of(PAGES[language]).requirements if isinstance(r.value, bool)]
    assert [(r.value, r.attribute.startswith("not ")) for r in duties] == [(True, True), (False, False)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_quote_is_grounded(language: str) -> None:
    """The text at the offsets of a requirement or a mention is its quote."""
    found = reading_of(PAGES[language])
    text = found.document.text
    assert all(text[r.start : r.end] == r.quote for r in found.requirements)
    assert all(text[m.start : m.end] == m.quote for m in found.mentions)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_decides_which_language_is_read(language: str) -> None:
    """A page that declares English, as templates do, is read in the language of its text."""
    declared = PAGES[language].replace(f'lang="{language}"', 'lang="en"')
    spoken = tongue_of(read(declared), CATALOGUE)
    assert spoken is not None
    assert spoken.language == language
    assert primary(read(declared).language or "") == "en"


def test_english_and_unknown_languages_are_left_to_the_english_rules() -> None:
    """No lexicon is used for English, nor for a language that has none."""
    english = "<p>Partners must renew the certification every two years and pass the exam again.</p>" * 4
    polish = (
        "<p>Partner musi odnowić certyfikat co dwa lata i jest to wymagane dla każdego, kto się zgłosi.</p>"
    )
    assert tongue_of(read(english), CATALOGUE) is None
    assert tongue_of(read(polish * 4), CATALOGUE) is None


@pytest.mark.parametrize(
    ("language", "text", "binds", "value", "negated"),
    [
        ("de", "Partner müssen einen Vertrag unterzeichnen.", True, True, False),
        ("de", "Partner dürfen das Zeichen nicht verändern.", True, True, True),
        ("de", "Ein Büro vor Ort ist nicht erforderlich.", True, False, False),
        ("de", "Die Seite (Anmeldung erforderlich) zeigt den Stand.", False, True, False),
        ("de", "Wenn Sie bezahlen müssen, erhalten Partner eine Nachricht.", False, True, False),
        ("fr", "Le partenaire doit signer le contrat.", True, True, False),
        ("fr", "Le partenaire ne peut pas céder le contrat.", True, True, True),
        ("fr", "Un bureau local n’est pas requis.", True, False, False),
        ("es", "El socio debe firmar el contrato.", True, True, False),
        ("es", "El socio no puede ceder el contrato.", True, True, True),
        ("es", "No se requiere una oficina local.", True, False, False),
        ("ja", "契約を締結する必要があります。", True, True, False),
        ("ja", "契約を譲渡することは禁止されています。", True, True, True),
        ("ja", "事務所は必要ありません。", True, False, False),
    ],
)
def test_duties(language: str, text: str, binds: bool, value: bool, negated: bool) -> None:  # noqa: FBT001
    """The words of a language say whether a sentence binds, forbids or exempts."""
    force = tongue(LEXICONS[language]).force(text)
    assert (force.binds, force.value, force.negated) == (binds, value, negated)


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("*gebühr*", "Die Prüfungsgebühren betragen", True),
        ("gültig*", "ungültige Zeichen", False),
        ("muss … erneuert", "Sie muss alle zwei Jahre erneuert werden", True),
        ("muss … erneuert", "Sie muss bestehen. Wer das tut, hat erneuert", False),
        ("d'ici", "d’ici la fin", True),
        ("Or", "Organisation", False),
        ("有効 期間", "認定の有効期間は", True),
    ],
)
def test_phrases(phrase: str, text: str, found: bool) -> None:  # noqa: FBT001
    """A star stands for the rest of a word, a gap for some words of the sentence, an apostrophe for either form."""
    assert words_of([phrase]).search(text) is found


@given(
    st.text(alphabet="aäoué 。、.,:;()1249年月日か件名以上必要 |muss doit debe\n", max_size=300),
    st.sampled_from(LANGUAGES),
)
def test_any_text_is_read(text: str, language: str) -> None:
    """Nothing raises, and every quote is grounded, whatever stands on a page of a language."""
    found = reading_of(PAGES[language] + f"<p>{text}</p>")
    assert all(found.document.text[r.start : r.end] == r.quote for r in found.requirements)


def test_every_language_names_kinds_and_facets() -> None:
    """Each language that is shipped has words for every kind that is not a name, and topics for every question."""
    named = {"tier", "certification", "specialization"}
    kinds = {kind for lexicon in LEXICONS.values() for kind in (words.kind for words in lexicon.kinds)}
    for lexicon in LEXICONS.values():
        assert {words.kind for words in lexicon.kinds} == kinds
        assert not kinds & named
        assert {words.question for words in lexicon.facets} == {q.key for q in CATALOGUE.questions}
