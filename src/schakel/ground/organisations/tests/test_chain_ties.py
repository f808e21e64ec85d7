"""The tie between two organisations: what it is follows from their kinds, what it opens from the table."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from schakel.ground.access.table import level_of, needs_consent
from schakel.ground.access.types import Level, OrganisationKind, Purpose, Role, Section
from schakel.ground.kernel import clock
from schakel.ground.organisations.queries.chain_ties import Mechanism, chain_tie
from schakel.ground.organisations.tests.browsing import browser
from tests.world import World

ON = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("own", "other", "mechanism", "is_narrow"),
    [
        ("uwv", "municipality", Mechanism.NETWORK, True),
        ("municipality", "uwv", Mechanism.NETWORK, True),
        ("municipality", "social_service", Mechanism.NETWORK, True),
        ("municipality", "provider", Mechanism.MARKET, False),
        ("provider", "uwv", Mechanism.MARKET, False),
        ("municipality", "care", Mechanism.NETWORK, False),
        ("inspectorate", "municipality", Mechanism.HIERARCHY, False),
        ("provider", "ministry", Mechanism.HIERARCHY, False),
    ],
)
def test_a_tie_follows_from_the_kinds_at_both_ends(
    own: str, other: str, mechanism: Mechanism, is_narrow: bool
) -> None:
    tie = chain_tie(own, other, ON)
    assert (tie.mechanism, tie.is_narrow) == (mechanism, is_narrow)


@pytest.mark.parametrize("kind", OrganisationKind.values)
def test_what_it_opens_is_what_the_access_table_opens_to_some_role_there(kind: str) -> None:
    tie = chain_tie("uwv", kind, ON)
    for section in Section:
        cells = [(kind, role, section.key, purpose, ON) for role in Role.values for purpose in Purpose.values]
        opening = [cell for cell in cells if level_of(*cell) != Level.NONE]
        is_free = any(not needs_consent(*cell) for cell in opening)
        assert (section in tie.freely) == is_free
        assert (section in tie.consented) == (bool(opening) and not is_free)


def test_within_the_public_chain_more_is_read_than_beyond_it() -> None:
    within, beyond = chain_tie("uwv", "municipality", ON), chain_tie("uwv", "provider", ON)
    assert Section.BENEFIT in within.freely
    assert set(beyond.freely) < set(within.freely)


def test_before_the_table_held_nothing_was_open() -> None:
    tie = chain_tie("uwv", "municipality", date(1990, 1, 1))
    assert (tie.freely, tie.consented) == ((), ())


@pytest.mark.django_db(databases=["default", "owner"])
def test_a_partner_is_shown_with_the_tie_to_ones_own_organisation(
    django_assert_max_num_queries: Any,
) -> None:
    world = World()
    page = browser(world.marloes)
    page.get(f"/partners/{world.city}/")
    with django_assert_max_num_queries(15):
        answer = page.get(f"/partners/{world.city}/")
    assert "samen voert u de wetten over werk en inkomen uit" in answer.content.decode()
    tie = chain_tie("uwv", "provider", clock.today())
    chain = page.get(f"/partners/{world.provider}/").context["chain"]
    assert not chain["is_narrow"]
    assert len(chain["freely"]) == len(tie.freely)


@pytest.mark.django_db(databases=["default", "owner"])
def test_ones_own_organisation_has_no_tie_to_itself() -> None:
    world = World()
    assert browser(world.marloes).get(f"/partners/{world.uwv}/").context["chain"] is None
