"""From a response to what was examined of it."""

from __future__ import annotations

from readings_for_tests import CATALOGUE, SOURCE, page, response

from extractors.reading import examined, reading
from extractors.records import Outcome, Status

BODY = "<h1>Norwind Partner Program</h1><p>There are three tiers: Silver, Gold and Platinum.</p>" + "".join(
    f"<p>Gold partners of region {number} must employ at least {number} certified individuals in their own country.</p>"
    for number in range(2, 9)
)
HTML = f'<html lang="en"><head><title>Norwind Partner Program</title></head><body><main>{BODY}</main></body></html>'


def test_a_healthy_page_is_read() -> None:
    """A page that is the page has a digest, a language and a reading with requirements."""
    found = examined(response(HTML), SOURCE, CATALOGUE)
    assert found.judgement.outcome is Outcome.HEALTHY
    assert found.language == "en"
    assert found.reading is not None
    assert found.reading.requirements


def test_a_known_page_is_not_read_again() -> None:
    """A digest that is known needs no second reading."""
    digest = examined(response(HTML), SOURCE, CATALOGUE).digest
    again = examined(response(HTML), SOURCE, CATALOGUE, known={digest or ""})
    assert (again.judgement.outcome, again.digest, again.reading) == (Outcome.HEALTHY, digest, None)


def test_a_wall_is_judged_and_never_read() -> None:
    """A bot check has a judgement and no reading, so that it can neither close nor open a gap."""
    wall = "<html><head><title>Just a moment...</title></head><body>Verify you are human to continue.</body></html>"
    found = examined(response(wall, 403), SOURCE, CATALOGUE)
    assert not found.judgement.outcome.healthy
    assert found.reading is None


def test_a_reading_has_a_status_for_every_facet() -> None:
    """Every facet of the catalogue has one status, documented facets with the requirements that show it."""
    found = reading(page(BODY), CATALOGUE)
    wanted = [(question.key, facet.key) for question in CATALOGUE.questions for facet in question.facets]
    assert [(status.question, status.facet) for status in found.facets] == wanted
    shown = next(
        status for status in found.facets if (status.question, status.facet) == ("tiers", "requirements")
    )
    assert shown.status is Status.DOCUMENTED
    assert {found.requirements[number].kind for number in shown.evidence} == {"tier_requirement"}
