"""Whom and what statements in German, French, Spanish and Japanese are about, and facts that hold no number."""

from __future__ import annotations

from pathlib import Path

import pytest
from documents_for_tests import read

from extractors.reading import reading
from flows.configuration import configuration

CATALOGUE = configuration(Path(__file__).parents[2] / "config").catalogue
AROUND = {
    "de": "<p>Hier steht, was wir von den Partnern erwarten und was sie von uns bekommen, und das gilt für alle, die mit uns"
    " arbeiten und bei den Kunden im Land zu Hause sind.</p>",
    "fr": "<p>Voici ce que nous attendons de vous et ce que vous pouvez attendre de nous, dans tous les pays où nous sommes"
    " présents avec les équipes qui vous entourent.</p>",
    "es": "<p>Aquí se explica lo que esperamos de los que trabajan con nosotros y lo que ellos reciben de la empresa en"
    " todos los países donde está presente.</p>",
    "ja": "<p>このページでは、わたしたちとともに働くみなさまにお願いしていることと、お届けするものをご説明します。</p>",
}
"""A text that says in which language a page is, and no more."""


def stated(language: str, html: str) -> set[tuple[str, str, object]]:
    """Kind, subject and value of all that a page states beside its names."""
    page = f'<html lang="{language}"><body><h1>Brunelo</h1>{AROUND[language]}{html}</body></html>'
    return {
        (r.kind, r.subject, r.value)
        for r in reading(read(page), CATALOGUE).requirements
        if r.kind not in ("tier", "certification", "specialization")
    }


@pytest.mark.parametrize(
    ("language", "html", "expected"),
    [
        (
            "fr",
            (
                "<p>Nous délivrons deux certifications : Monteur Brunelo et Réparateur Brunelo.</p>"
                "<p>L'examen de Monteur coûte 80 € et celui de Réparateur 140 €.</p>"
            ),
            {("exam", "Monteur Brunelo", 80), ("exam", "Réparateur Brunelo", 140)},
        ),
        (
            "de",
            (
                "<p>Es gibt die Stufen Werkpartner und Meisterpartner.</p>"
                "<p>Werkpartner erhalten 5 % Rabatt, Meisterpartner 12 %.</p>"
            ),
            {("neutrality", "Werkpartner", 5), ("neutrality", "Meisterpartner", 12)},
        ),
        (
            "es",
            (
                "<p>Hay dos certificaciones: Montador Brunelo y Reparador Brunelo.</p>"
                "<p>El título es válido dos años para el Montador y cuatro años para el Reparador.</p>"
            ),
            {("validity", "Montador Brunelo", "P2Y"), ("validity", "Reparador Brunelo", "P4Y")},
        ),
        (
            "ja",
            "<p>ランクは「ライト」と「マスター」の2種類です。</p><p>年会費はライトが1万円、マスターが5万円です。</p>",
            {("fee", "ライト", 10_000), ("fee", "マスター", 50_000)},
        ),
    ],
)
def test_values_of_one_sentence_are_shared_out_among_its_names(
    language: str, html: str, expected: set[tuple[str, str, object]]
) -> None:
    """Each value of a sentence that says several names belongs to the name beside it, also where a name is said in short."""
    assert stated(language, html) >= expected


def test_a_name_is_known_as_the_first_part_of_an_enumerated_compound() -> None:
    """A sentence about "Werk- und Meisterpartner" is about both tiers."""
    html = (
        "<p>Es gibt die Stufen Hauspartner, Werkpartner und Meisterpartner.</p>"
        "<p>Werk- und Meisterpartner müssen mindestens 3 Referenzkunden nennen.</p>"
    )
    found = stated("de", html)
    assert {subject for kind, subject, value in found if value == 3} == {"Werkpartner", "Meisterpartner"}


@pytest.mark.parametrize(
    ("language", "html", "expected"),
    [
        ("de", "<h2>Prüfung</h2><p>Die Prüfung wird online abgelegt.</p>", ("exam", "online abgelegt")),
        ("fr", "<h2>L'examen</h2><p>L'examen est une soutenance.</p>", ("exam", "soutenance")),
        ("es", "<h2>Examen</h2><p>Al final hay un examen oral.</p>", ("exam", "examen oral")),
        ("ja", "<h2>試験</h2><p>オンライン試験を自宅から受験できます。</p>", ("exam", "オンライン試験")),
        ("de", "<p>Wer betrügt, dem wird das Zertifikat entzogen.</p>", ("monitoring", "entzogen")),
        ("fr", "<p>En cas de fraude, le certificat est révoqué.</p>", ("monitoring", "révoqué")),
        ("es", "<p>El que no cumple pierde su nivel.</p>", ("monitoring", "pierde su nivel")),
        ("ja", "<p>基準を下回ったときは降格となります。</p>", ("monitoring", "降格")),
    ],
)
def test_how_an_exam_is_held_and_what_follows_are_facts(
    language: str, html: str, expected: tuple[str, object]
) -> None:
    """The form of an exam and a sanction are stated without a number and without a binding verb, in the page's words."""
    assert expected in {(kind, value) for kind, _, value in stated(language, html)}


@pytest.mark.parametrize(
    ("language", "html", "wanted"),
    [
        ("fr", "<p>Il faut attendre 10 jours entre deux tentatives à l'examen.</p>", {"P10D"}),
        ("es", "<p>Hay que esperar 10 días entre dos intentos del examen.</p>", {"P10D"}),
        ("de", "<p>Zwischen zwei Prüfungen müssen 10 Tage liegen.</p>", {"P10D"}),
    ],
)
def test_two_that_something_lies_between_are_no_count(language: str, html: str, wanted: set[object]) -> None:
    """Of "ten days between two attempts" only the days are a value."""
    assert {value for _, _, value in stated(language, html)} == wanted


@pytest.mark.parametrize(
    ("language", "html", "expected"),
    [
        ("es", "<p>Tras un curso de 16 horas y un examen de dos horas se obtiene el título.</p>", "PT16H"),
        (
            "fr",
            "<p>Le parcours comporte une formation de 16 heures et un examen de deux heures.</p>",
            "PT16H",
        ),
        (
            "de",
            "<p>Nach einem Kurs von 16 Stunden und einer Prüfung von zwei Stunden ist es so weit.</p>",
            "PT16H",
        ),
    ],
)
def test_values_of_one_clause_have_their_own_kinds(language: str, html: str, expected: str) -> None:
    """A course and an exam in one clause each keep their own length."""
    found = {(kind, value) for kind, _, value in stated(language, html)}
    assert {("curriculum", expected), ("exam", "PT2H")} <= found


@pytest.mark.parametrize(
    ("language", "cell", "label", "expected"),
    [
        ("de", "mindestens 4", "Zertifizierte Berater", 4),
        ("fr", "au moins 4", "Consultants certifiés", 4),
        ("es", "al menos 4", "Consultores certificados", 4),
    ],
)
def test_a_bare_number_with_a_comparator_counts_what_its_row_names(
    language: str, cell: str, label: str, expected: int
) -> None:
    """A cell like "at least 4" is a count of the people whom its row names."""
    html = (
        f"<table><tr><th></th><th>Premier</th><th>Elite</th></tr>"
        f"<tr><td>{label}</td><td>1</td><td>{cell}</td></tr></table>"
    )
    assert ("tier_requirement", "Elite", expected) in stated(language, html)


@pytest.mark.parametrize(
    ("language", "html", "tiers"),
    [
        (
            "es",
            "<h2>Socio Nuevo</h2><p>Debe firmar.</p><h2>Socio Experto</h2><p>Debe volver a firmar.</p>",
            2,
        ),
        ("fr", "<h2>Niveau Argile</h2><p>Il doit signer.</p><h2>Niveau Granit</h2><p>Il doit payer.</p>", 2),
        ("es", "<h2>Socio Nuevo</h2><p>Le saludamos.</p><h2>Socio Experto</h2><p>Le queremos.</p>", 0),
        ("es", "<h2>Socio Nuevo</h2><p>Debe firmar.</p><h2>Cómo ser socio</h2><p>Debe llamar.</p>", 0),
    ],
)
def test_headings_over_demands_name_tiers(language: str, html: str, tiers: int) -> None:
    """Several headings of the noun for tiers and a name are tiers where each stands over a demand."""
    page = f'<html lang="{language}"><body><h1>Brunelo</h1>{AROUND[language]}{html}</body></html>'
    assert sum(r.kind == "tier" for r in reading(read(page), CATALOGUE).requirements) == tiers


@pytest.mark.parametrize(
    ("language", "html"),
    [
        ("de", "<p>Die Mitgliedschaft erfordert keine jährliche Verlängerung.</p>"),
        ("fr", "<p>L'adhésion ne nécessite pas de renouvellement annuel.</p>"),
        ("es", "<p>La afiliación no requiere una renovación anual.</p>"),
        ("es", "<p>Quien renueve entre el 1 de mayo y el 30 de junio de 2021 recibe una carta.</p>"),
    ],
)
def test_denied_periods_and_spans_of_dates_are_no_values(language: str, html: str) -> None:
    """A period that is not demanded, and the dates between which something happens, are no values of renewal."""
    assert not [value for _, _, value in stated(language, html) if not isinstance(value, bool)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Il faut 13 sur 20 à l'examen."),
        ("es", "En el examen hay que obtener una nota igual o superior a 13 sobre 20."),
    ],
)
def test_a_number_out_of_another_is_a_score(language: str, text: str) -> None:
    """A bare number that is said out of another one is the score of an exam."""
    assert ("exam", 13) in {(kind, value) for kind, _, value in stated(language, f"<p>{text}</p>")}
