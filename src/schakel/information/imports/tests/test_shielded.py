"""A file tells nothing of a shielded dossier, and changes nothing in it."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from schakel.ground.dossiers.actions import shield_dossier, take_regie
from schakel.ground.dossiers.actions.shields import NewShield
from schakel.ground.kernel import clock
from schakel.ground.people.models import Client
from schakel.information.imports.models import ImportRow
from schakel.information.imports.tests.files import bsns, file_of, imported, outcomes, row
from tests.world import World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def world() -> World:
    return World()


def _shielded(world: World, bsn: str = "") -> UUID:
    """A client of the city, out of the queue with Bas, who closes the dossier."""
    imported(world.city_office, world.city, file_of(row(1, bsn)))
    with world.bas.at_work() as actor:
        client_id = Client.objects.get().pk
        take_regie(actor=actor, dossier_id=client_id, scope="organisation", because="nieuw")
        new = NewShield("zus van een collega", clock.today() + timedelta(days=30))
        shield_dossier(actor=actor, dossier_id=client_id, new=new)
    return client_id


def test_the_own_client_looks_unchanged_whatever_the_file_says(world: World) -> None:
    client_id = _shielded(world)
    found = imported(world.city_office, world.city, file_of(row(1, telefoon="06 00 00 00 99")))
    assert outcomes(found) == {"same": 1}
    with world.city_office.at_work():
        last = ImportRow.objects.latest("id")
        assert (last.client_id, last.notes) == (None, [])
    with world.bas.at_work():
        assert Client.objects.get(pk=client_id).phone == ""


def test_of_another_organisation_s_client_the_row_is_refused_without_a_hint(world: World) -> None:
    bsn = next(bsns())
    _shielded(world, bsn)
    found = imported(world.uwv_office, world.uwv, file_of(row(1, bsn), row(2)))
    assert outcomes(found) == {"wrong": 1, "new": 1}
    with world.uwv_office.at_work():
        refused = ImportRow.objects.get(outcome="wrong")
        assert refused.problems == ["Deze regel kan niet worden ingelezen. Vraag uw beheerder om hulp."]
        assert refused.client_id is None
