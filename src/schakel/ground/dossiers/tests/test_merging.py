"""Two dossiers of one person are taken together: what goes along, what stands in the way, who sees it then."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from schakel.ground.dossiers import access_report
from schakel.ground.dossiers.actions import (
    add_participant,
    merge_clients,
    unmerge_clients,
)
from schakel.ground.dossiers.models import ClientMerge, Dossier, ListedDossier, Participation, Regie
from schakel.ground.dossiers.queries.listing import Wanted, find_dossiers
from schakel.ground.dossiers.tests.pages import address, browser
from schakel.ground.journal.timeline import timeline
from schakel.ground.journal.verification import verify
from schakel.ground.kernel import clock
from schakel.ground.people.models import Client
from tests.world import Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])

JANSEN = {"given_names": "Petra", "family_name": "Jansen", "birth_date": date(1980, 2, 3)}


@pytest.fixture
def world() -> World:
    return World()


def pair(world: World, **second: Any) -> tuple[UUID, UUID]:
    """Two dossiers of one person: at UWV, and at the municipality, where marloes helps too."""
    into = world.open(world.marloes, world.uwv, **JANSEN)
    ending = world.open(world.bas, world.city, **(JANSEN | {"family_name": "Janssen"} | second))
    with world.bas.at_work() as actor:
        helper = {"kind": "helping", "because": "samen", "membership_id": world.marloes.membership_id}
        add_participant(actor=actor, dossier_id=ending, **helper)
    return into, ending


def merge(person: Person, into: UUID, ending: UUID, **more: Any) -> UUID:
    with person.at_work() as actor:
        reason = "zij liet haar paspoort zien"
        return merge_clients(actor=actor, dossier_ids=(into, ending), reason=reason, **more)


def test_who_takes_part_in_either_takes_part_in_the_one_that_goes_on(world: World) -> None:
    into, ending = pair(world)
    merge(world.marloes, into, ending)
    with world.marloes.at_work():
        today = clock.today()
        assert Client.objects.get(pk=ending).merged_into_id == into
        taking_part = Participation.objects.on(today).filter(dossier_id=into)
        assert set(taking_part.values_list("reader_id", "kind")) == {
            (world.marloes.reader_id, "involved"),
            (world.bas.reader_id, "involved"),
        }
        held = Regie.objects.on(today).filter(dossier_id=into)
        assert set(held.values_list("scope", "reader_id")) == {
            ("chain", world.marloes.reader_id),
            ("organisation", world.marloes.reader_id),
            ("organisation", world.bas.reader_id),
        }
        assert not Regie.objects.on(today).filter(dossier_id=ending).exists()


def test_unmerge(world: World) -> None:
    into, ending = pair(world)
    merge_id = merge(world.marloes, into, ending)
    with world.marloes.at_work() as actor:
        unmerge_clients(actor=actor, dossier_id=into, merge_id=merge_id, reason="toch niet")
    with world.marloes.at_work():
        assert Client.objects.get(pk=ending).merged_into_id is None
