"""A right to a benefit that both dossiers tell: none is lost, none is chosen by the machine."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from schakel.ground.dossiers.actions import add_participant
from schakel.ground.dossiers.tests.merging_scene import Two
from schakel.ground.dossiers.tests.pages import address, browser
from schakel.ground.kernel import clock
from schakel.ground.people.models import BenefitEntitlement
from tests.world import right_to

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
START = clock.today() - timedelta(days=100)


def rights(two: Two, dossier_id: UUID) -> list[tuple[str, Any, bool]]:
    with two.world.marloes.at_work():
        rows = BenefitEntitlement.objects.filter(client_id=dossier_id)
        return sorted((row.regime, row.valid_from, row.is_doubled) for row in rows)


@pytest.fixture
def two() -> Two:
    """UWV wrote assistance from a day, the municipality from five days later."""
    later = START + timedelta(days=5)
    return Two(
        first={"entitlement": right_to("participatiewet", START)},
        second={"entitlement": right_to("participatiewet", later)},
    )


def test_both_stand_in_the_dossier_that_goes_on_and_one_is_marked(two: Two) -> None:
    two.merge()
    later = START + timedelta(days=5)
    assert rights(two, two.into) == [("participatiewet", START, False), ("participatiewet", later, True)]


def test_taken_apart_no_mark_is_left(two: Two) -> None:
    before = [rights(two, one) for one in two.ids]
    two.unmerge(two.merge())
    assert [rights(two, one) for one in two.ids] == before


def test_what_does_not_overlap_comes_along_unmarked() -> None:
    ended = right_to("participatiewet", START, START + timedelta(days=5))
    now = right_to("participatiewet", START + timedelta(days=5))
    two = Two(first={"entitlement": now}, second={"entitlement": ended})
    two.merge()
    assert [is_doubled for _regime, _day, is_doubled in rights(two, two.into)] == [False, False]


def test_the_tab_tells_it_and_the_mark_goes_when_the_payer_ends_one(two: Two) -> None:
    two.merge()
    office = two.world.uwv_office
    with two.world.marloes.at_work() as actor:
        who = {"membership_id": office.membership_id, "kind": "helping", "because": "betaalt"}
        add_participant(actor=actor, dossier_id=two.into, **who)
        first = BenefitEntitlement.objects.get(client_id=two.into, is_doubled=False)
    page = browser(office)
    assert "staat dubbel" in page.get(address("benefits", two.into)).content.decode()
    ended = {"last_day": (START + timedelta(days=4)).isoformat(), "because": "stond dubbel"}
    answer = page.post(address("end_benefit", two.into, first.pk), ended | {"version": first.version})
    assert answer.status_code == 302
    assert "staat dubbel" not in page.get(address("benefits", two.into)).content.decode()
