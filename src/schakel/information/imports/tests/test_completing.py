"""What a later file completes: a BSN where there was none, and rights that end on their last day."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.actions import rest_dossier
from schakel.ground.journal.reading import looks_at
from schakel.ground.journal.timeline import timeline
from schakel.ground.kernel.errors import NotFoundError
from schakel.ground.people.actions import add_bsns
from schakel.ground.people.models import BenefitEntitlement, Client
from schakel.ground.people.queries import bsn_of, known_clients
from schakel.information.imports.models import ImportRow
from schakel.information.imports.tests.files import bsns, file_of, imported, outcomes, previewed, row
from tests.world import World, right_to

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def world() -> World:
    return World()


def _only_client(world: World) -> Client:
    with world.bas.at_work():
        return Client.objects.get()


def test_a_bsn_is_added_to_a_client_known_by_own_number(world: World) -> None:
    imported(world.city_office, world.city, file_of(row(1)))
    bsn = next(bsns())
    found = imported(world.city_office, world.city, file_of(row(1, bsn)))
    assert outcomes(found) == {"changed": 1}
    client = _only_client(world)
    assert bsn_of(client) == bsn
    with world.bas.at_work():
        added = [e.content for e in timeline(client.pk) if e.verb == "client.change"]
    assert [content["fields"] for content in added] == [["bsn"]]


def test_the_file_with_the_bsn_again_changes_nothing(world: World) -> None:
    content = file_of(row(1, next(bsns())))
    imported(world.city_office, world.city, file_of(row(1)))
    imported(world.city_office, world.city, content)
    assert outcomes(imported(world.city_office, world.city, content)) == {"same": 1}


def test_a_bsn_is_not_added_where_the_birth_date_differs(world: World) -> None:
    imported(world.city_office, world.city, file_of(row(1)))
    imported(world.city_office, world.city, file_of(row(1, next(bsns()), geboortedatum="9-9-1999")))
    assert _only_client(world).bsn_hash is None


def test_another_organisation_adds_no_bsn(world: World) -> None:
    imported(world.city_office, world.city, file_of(row(1)))
    client_id = _only_client(world).pk
    with world.uwv_office.at_work(Purpose.INTAKE) as actor, pytest.raises(NotFoundError):
        add_bsns(actor=actor, organisation_id=world.uwv, bsns={client_id: next(bsns())})


def test_the_last_day_in_the_file_still_counts(world: World) -> None:
    line = row(1, regeling="WW", begindatum="1-1-2026", einddatum="30-6-2026")
    imported(world.city_office, world.city, file_of(line))
    with world.bas.at_work():
        assert BenefitEntitlement.objects.get().valid_to == date(2026, 7, 1)
    assert outcomes(imported(world.city_office, world.city, file_of(line))) == {"same": 1}


def test_a_right_that_begins_the_day_after_another_is_a_second_right(world: World) -> None:
    first = row(1, regeling="WW", begindatum="1-1-2026", einddatum="30-6-2026")
    second = row(1, regeling="WW", begindatum="1-7-2026")
    imported(world.city_office, world.city, file_of(first))
    assert outcomes(imported(world.city_office, world.city, file_of(second))) == {"changed": 1}
    with world.bas.at_work():
        assert BenefitEntitlement.objects.count() == 2


def test_a_last_day_in_the_year_9999_is_no_end(world: World) -> None:
    line = row(1, regeling="WW", begindatum="1-1-2026", einddatum="31-12-9999")
    imported(world.city_office, world.city, file_of(line))
    with world.bas.at_work():
        assert BenefitEntitlement.objects.get().valid_to is None


def test_the_form_and_the_file_mean_the_same_right(world: World) -> None:
    right = right_to("ww", date(2026, 1, 1), date(2026, 7, 1))
    bsn = next(bsns())
    name = {"family_name": "Berg1", "given_names": "Amina", "birth_date": date(1961, 2, 2)}
    world.open(world.bas, world.city, bsn=bsn, number="K000001", entitlement=right, **name)
    line = row(1, bsn, regeling="WW", begindatum="1-1-2026", einddatum="30-6-2026")
    assert outcomes(imported(world.city_office, world.city, file_of(line))) == {"same": 1}


def test_a_number_given_out_again_opens_nobody_elses_dossier(world: World) -> None:
    """The organisation took part before, and takes no part any longer: it has only its number left."""
    numbers = bsns()
    old = world.open(world.bas, world.city, bsn=next(numbers), number="K000001")
    with world.bas.at_work() as actor:
        rest_dossier(actor=actor, dossier_id=old, because="het recht eindigt")
    found = imported(world.city_office, world.city, file_of(row(1, next(numbers))))
    assert outcomes(found) == {"wrong": 1}


def _looks(world: World, dossier_id: UUID) -> list[str]:
    client = world.client_of(dossier_id, world.marloes)
    with client.at_work(Purpose.OWN_DATA):
        return [look.page for look in looks_at(dossier_id)]


def test_a_refused_row_that_found_somebody_is_in_their_read_log(world: World) -> None:
    """That a BSN is known is told by the refusal as well."""
    numbers = bsns()
    bsn = next(numbers)
    found = world.open(world.marloes, world.uwv, bsn=bsn)
    world.open(world.bas, world.city, number="K000001")
    run_id = previewed(world.city_office, world.city, file_of(row(1, bsn)))
    with world.city_office.at_work(Purpose.INTAKE):
        assert ImportRow.objects.get(run_id=run_id).outcome == "wrong"
    assert "imports.preview" in _looks(world, found)


def test_nobody_asks_after_the_numbers_of_another_organisation(world: World) -> None:
    world.open(world.bas, world.city, number="K7")
    with world.marloes.at_work(Purpose.INTAKE), pytest.raises(NotFoundError):
        known_clients(bsns=[], organisation_id=world.city, numbers=["K7"])


def test_the_database_itself_keeps_the_numbers_of_another_organisation(world: World) -> None:
    from django.db import connection

    world.open(world.bas, world.city, number="K7")
    with world.marloes.at_work(Purpose.INTAKE), connection.cursor() as cursor:
        cursor.execute("select * from people_known('{}'::bytea[], %s, '{K7}'::text[])", [world.city])
        assert cursor.fetchall() == []
