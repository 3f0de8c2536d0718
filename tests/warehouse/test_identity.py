"""Which requirement of a newer version is which of an older one."""

from __future__ import annotations

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


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param([validity("P12M")], [validity("P1Y")], id="another writing of one duration"),
        pytest.param([people(10)], [people(10, subject="Gold tier")], id="subject called otherwise"),
        pytest.param([people(10, text="10 or more")], [people(10, text="at least ten")], id="other words"),
        pytest.param([tier("Google Partner")], [tier("Google Partners")], id="plural of a name"),
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
        pytest.param([people(10)], [Line("tier_requirement", True, "Gold", "contract")], id="another type"),
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
