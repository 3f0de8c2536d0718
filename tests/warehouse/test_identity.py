"""Which requirement of a newer version is which of an older one."""

from __future__ import annotations

from time import process_time

import pytest
from warehouse_doubles import Line, people, reading, tier, validity

from warehouse.identity import difference, matching


def compared(
    old: list[Line], new: list[Line]
) -> tuple[list[tuple[object, object]], list[object], list[object]]:
    """Values that changed (before, after), that were added, and that are missing."""
    before, after = reading(*old).requirements, reading(*new).requirements
    found = matching(before, after)
    differences = [difference(before[i], after[j]) for i, j in found.pairs]
    return (
        [(d.before, d.after) for d in differences if d],
        [after[j].value for j in found.added],
        [before[i].value for i in found.missing],
    )


def duty(text: str, value: bool = True, subject: str = "the program", kind: str = "tier_requirement") -> Line:  # noqa: FBT001, FBT002
    """A duty in these words, whose key is made of its last ones."""
    return Line(kind, value, subject, text[-30:], text[-20:], text)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param([validity("P12M")], [validity("P1Y")], id="another writing of one duration"),
        pytest.param([people(10)], [people(10, subject="Gold tier")], id="subject called otherwise"),
        pytest.param([people(10, text="10 or more")], [people(10, text="at least ten")], id="other words"),
        pytest.param([tier("Google Partner")], [tier("Google Partners")], id="plural of a name"),
        pytest.param(
            [duty("Partners must register each deal in the partner portal before quoting.", subject="Resellers")],
            [
                duty(
                    "Partners must register each deal in the partner portal before quoting.",
                    subject="Deal registration",
                    kind="neutrality",
                )
            ],
            id="sentence below another heading",
        ),
        pytest.param(
            [duty("You are not required to hold a separate account to reach the courses.", value=False)],
            [duty("You do not require a separate account to reach the courses.", value=False)],
            id="duty turned from passive to active",
        ),
        pytest.param(
            [Line("validity", "P90D", "Architect", text="Approved deals have a standard 90-day expiration from approval.")],
            [Line("validity", "P90D", "Resellers", text="Expiration: deals have a standard 90-day expiration")],
            id="sentence re-worded below another heading",
        ),
        pytest.param(
            [Line("tier_requirement", 70, "Designation", "points", text="A minimum of 70 points must be earned.")],
            [duty("A minimum of **70** points must be earned.", subject="Designation")],
            id="same words read as another type",
        ),
        pytest.param([tier("Vault Verified Badge")], [tier("Vault Verified")], id="word that names share anyway"),
        pytest.param(
            [Line("curriculum", "Cloud, data and security", "Gold", "topics")],
            [Line("curriculum", "Security, data and cloud", "Gold", "topics")],
            id="words of a text in another order",
        ),
        pytest.param(
            [duty("Participants whose platform fails under section 5.1 must remove the marks.")],
            [duty("Participants whose platform fails under section 5.2 must remove the marks.")],
            id="number of a section",
        ),
        pytest.param(
            [Line("certification", "Acme Developer", "Acme Developer", "certification")],
            [Line("specialization", "Acme Developer", "Acme Developer", "specialization")],
            id="name read as another kind",
        ),
        pytest.param([tier("Certified Kuberntes")], [tier("Certified Kubernetes")], id="spelling of a name"),
        pytest.param([tier("Gold"), tier("Silver")], [tier("Silver"), tier("Gold")], id="other order"),
        pytest.param(
            [Line("tier", 1, "Gold", "tier", "tier")], [Line("tier", 2, "Gold", "tier", "tier")], id="rank of a tier"
        ),
    ],
)  # fmt: skip
def test_the_same(old: list[Line], new: list[Line]) -> None:
    """What is only written, ordered or named otherwise is the same."""
    assert compared(old, new) == ([], [], [])


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        pytest.param([people(10)], [people(25)], [(10, 25)], id="number"),
        pytest.param([validity("P2Y")], [validity("P12M")], [("P2Y", "P12M")], id="duration"),
        pytest.param([people(10)], [people(25, subject="Gold-tier")], [(10, 25)], id="number and subject"),
        pytest.param(
            [people(10), people(4, text="4 of them technical")],
            [people(10), people(6, text="6 of them technical")],
            [(4, 6)],
            id="one of two numbers in one cell",
        ),
        pytest.param(
            [people(25, subject="Gold", text="Gold | 25 | yes"), people(10, subject="Silver", text="Silver | 10 | yes")],
            [people(10, subject="Gold", text="Gold | 10 | yes"), people(5, subject="Silver", text="Silver | 5 | yes")],
            [(25, 10), (10, 5)],
            id="rows whose values move on to the next row",
        ),
        pytest.param(
            [Line("support", "P10Y", "Embedding program", "maintenance", text="Security patches for up to 10 years")],
            [Line("support", "P15Y", "Vendors", "maintenance", text="Patches for up to 15 years, for all vendors")],
            [("P10Y", "P15Y")],
            id="the only one of its measure, below another heading",
        ),
        pytest.param(
            [tier("Gold"), tier("Independent Vendors"), tier("Silver")],
            [tier("Gold"), tier("Technology Vendors"), tier("Silver")],
            [("Independent Vendors", "Technology Vendors")],
            id="name that shares a word, between the same neighbours",
        ),
        pytest.param(
            [tier("Hosting Partners"), tier("Gold")],
            [tier("Cloud Partners"), tier("Gold")],
            [("Hosting Partners", "Cloud Partners")],
            id="name that only shares a common noun, in the same place",
        ),
        pytest.param(
            [Line("directory", "Harbor and Quay", "Acme", "joint partners")],
            [Line("directory", "Lighthouse", "Acme", "joint partners")],
            [("Harbor and Quay", "Lighthouse")],
            id="the only text that answers this",
        ),
        pytest.param(
            [tier("Gold"), people(10, subject="Gold"), Line("fee", 500, "Gold", "annual fee", unit="USD")],
            [tier("Elite"), people(10, subject="Elite"), Line("fee", 500, "Elite", "annual fee", unit="USD")],
            [("Gold", "Elite")],
            id="name to which all demands went over",
        ),
        pytest.param(
            [duty("New products can be certified for version 1.7 of the interface.")],
            [duty("New products can be certified for version 1.8 of the interface.")],
            [("version 1.7", "version 1.8")],
            id="number in the words of a duty",
        ),
        pytest.param(
            [duty("Private clouds may apply as well, which requires membership.")],
            [duty("Private clouds may apply as well, which requires membership or else a yearly fee.")],
            [("well which requires membership", "well which requires membership or else a yearly fee")],
            id="alternative to a duty",
        ),
        pytest.param(
            [tier("AI Platform Conformance")],
            [tier("Acme AI Platform Conformance")],
            [("AI Platform Conformance", "Acme AI Platform Conformance")],
            id="name of one more word",
        ),
        pytest.param([tier("Exam AZ-104")], [tier("Exam AZ-204")], [("Exam AZ-104", "Exam AZ-204")], id="another code"),
        pytest.param(
            [Line("target", 300_000, due="2026-12-31")],
            [Line("target", 300_000, due="2027-12-31")],
            [("2026-12-31", "2027-12-31")],
            id="date that a target is bound to",
        ),
        pytest.param(
            [Line("fee", 100, unit="USD")], [Line("fee", 100, unit="EUR")], [("USD", "EUR")], id="currency"
        ),
    ],
)  # fmt: skip
def test_changed(old: list[Line], new: list[Line], changed: list[tuple[object, object]]) -> None:
    """A value, a due date or a currency that moves is a change of one requirement."""
    assert compared(old, new) == (changed, [], [])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param([tier("Gold")], [tier("Platinum")], id="another name"),
        pytest.param([people(10)], [Line("fee", 10, unit="USD")], id="another kind"),
        pytest.param(
            [Line("fee", 400, "Members", "1-50 annual fee", text="1-50 | $400 | $90", unit="USD")],
            [Line("fee", 900, "Members", "1-99 annual fee", text="1-99 | $900 | $90", unit="USD")],
            id="row of a price list for other numbers",
        ),
        pytest.param([people(10)], [Line("tier_requirement", True, "Gold", "contract")], id="another type"),
        pytest.param(
            [duty("Partners must identify the version of the platform that they submit.")],
            [duty("If a participant acquires rights in the marks, it must assign them at once.")],
            id="another duty of the same subject",
        ),
        pytest.param(
            [duty("Deal registration discounts for all")],
            [duty("Market development funds on request")],
            id="another benefit",
        ),
        pytest.param(
            [Line("certification", "Services", "Services", "name")],
            [Line("specialization", "Services Engineer", "Services Engineer", "name")],
            id="name of one more word",
        ),
    ],
)  # fmt: skip
def test_another_one(old: list[Line], new: list[Line]) -> None:
    """What is of another name, kind or type is another requirement."""
    assert compared(old, new) == ([], [new[0].value], [old[0].value])


def test_true_is_no_number() -> None:
    """A duty that becomes a count is another requirement, although true equals one in Python."""
    changed, added, missing = compared(
        [people(1)], [Line("tier_requirement", True, "Gold", "signature", "signature")]
    )
    assert (changed, added, missing) == ([], [True], [1])


def test_pairs_are_one_to_one() -> None:
    """Each requirement is in at most one pair, however many look alike."""
    same = reading(*[people(n % 3) for n in range(9)]).requirements
    found = matching(same, same[:4])
    assert len({i for i, _ in found.pairs}) == len({j for _, j in found.pairs}) == 4
    assert len(found.missing) == 5


def test_names_that_both_versions_hold_are_no_news() -> None:
    """A name that the page now also uses as another kind was not added, and one of two that is left did not go."""
    once = reading(tier("Acme Developer")).requirements
    twice = reading(
        tier("Acme Developer"), Line("certification", "Acme Developer", "Acme Developer", "name")
    ).requirements
    found, undone = matching(once, twice), matching(twice, once)
    assert set(found.added) == found.echoes != set()
    assert set(undone.missing) == undone.merged != set()


def test_hundreds_of_unlike_requirements() -> None:
    """Pages of five hundred requirements that have nothing in common are compared in a few seconds at most."""
    old, new = (
        reading(
            *(duty(f"Partners must do {letter * (n % 9 + 1)} in case {n} of this list") for n in range(250)),
            *(tier(f"{letter} tier {n}") for n in range(250)),
        ).requirements
        for letter in "ab"
    )
    started = process_time()
    matching(old, new)
    assert process_time() - started < 5
