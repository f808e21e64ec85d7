"""A shielded dossier is there for its named readers and its client, and for nobody else in any way."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from schakel.ground.access.models import Reader
from schakel.ground.access.readers import actor_for
from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.actions import (
    Responsible,
    add_participant,
    join_known_clients,
    lift_shield,
    name_reader,
    pass_regie,
    send_handover,
    shield_dossier,
    unname_reader,
)
from schakel.ground.dossiers.actions.shields import NewShield
from schakel.ground.dossiers.handover_terms import NewHandover
from schakel.ground.dossiers.models import NamedReader, Participation, Shield
from schakel.ground.dossiers.queries.known import known_by_bsn
from schakel.ground.dossiers.queries.listing import Wanted, Who, find_dossiers
from schakel.ground.dossiers.tests.pages import address, browser
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.ground.kernel.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError
from schakel.ground.people.actions import NewClient
from tests.world import Person, World, filled_parts

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
BECAUSE = "cliënt werkt bij onze gemeente"
BSN = "999990019"


def _shield(world: World, person: Person, dossier_id: UUID, **changes: Any) -> UUID:
    new = NewShield(BECAUSE, clock.today() + timedelta(days=90))
    with person.at_work() as actor:
        return shield_dossier(actor=actor, dossier_id=dossier_id, new=replace(new, **changes))


def _add(world: World, dossier_id: UUID, person: Person, kind: str = "helping") -> None:
    with world.marloes.at_work() as actor:
        add_participant(
            actor=actor, dossier_id=dossier_id, kind=kind, because=BECAUSE, membership_id=person.membership_id
        )


def _sees(person: Person, dossier_id: UUID) -> bool:
    return browser(person).get(address("dossier", dossier_id)).status_code == 200


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def dossier_id(world: World) -> UUID:
    found = world.open(world.marloes, world.uwv, family_name="Afgeschermd", bsn=BSN, number="U-7")
    _add(world, found, world.mia)
    _add(world, found, world.joris)
    return found


def test_only_named_readers_and_the_client_still_see_it(world: World, dossier_id: UUID) -> None:
    client = world.client_of(dossier_id, world.marloes)
    _shield(world, world.marloes, dossier_id, membership_ids=(world.joris.membership_id,))
    assert _sees(world.marloes, dossier_id)
    assert _sees(world.joris, dossier_id)
    assert not _sees(world.mia, dossier_id)
    assert browser(client).get("/me/").status_code == 200


def test_who_covers_for_a_named_reader_sees_nothing(world: World, dossier_id: UUID) -> None:
    other = world.open(world.marloes, world.uwv, family_name="Gewoon")
    _shield(world, world.marloes, dossier_id)
    covering = replace(world.mia.actor, readers=(*world.mia.actor.readers, world.marloes.reader_id))
    with as_actor(covering, Purpose.GUIDANCE.value):
        found = find_dossiers(Wanted(who=Who.ALL.value))
        assert [row.id for row in found.rows] == [other]
        assert find_dossiers(Wanted(words="Afgeschermd", who=Who.ALL.value)).rows == []


def test_a_named_reader_finds_it_by_name_and_others_do_not(world: World, dossier_id: UUID) -> None:
    _shield(world, world.marloes, dossier_id)
    for person, count in ((world.marloes, 1), (world.mia, 0), (world.joris, 0)):
        purpose = Purpose.SERVICE_DELIVERY if person is world.joris else Purpose.GUIDANCE
        with person.at_work(purpose):
            assert len(find_dossiers(Wanted(words="Afgeschermd", who=Who.ALL.value)).rows) == count


def test_every_address_answers_as_if_it_did_not_exist(world: World, dossier_id: UUID) -> None:
    _shield(world, world.marloes, dossier_id)
    nowhere = browser(world.mia).get(address("dossier", UUID(int=7))).content.decode()
    for name in ("dossier", "people", "facts", "shield", "handover"):
        answer = browser(world.mia).get(address(name, dossier_id))
        assert answer.status_code == 404
        if name == "dossier":
            assert answer.content.decode().count("Deze pagina is er niet") == nowhere.count(
                "Deze pagina is er niet"
            )


def test_a_bsn_names_no_organisation(world: World, dossier_id: UUID) -> None:
    _shield(world, world.marloes, dossier_id)
    with world.city_office.at_work(Purpose.INTAKE) as actor:
        known = known_by_bsn(actor=actor, bsn=BSN, page="dossiers:bsn")
    assert known is not None
    assert known.is_closed
    assert known.organisations == []
    text = browser(world.city_office).post(address("bsn"), {"bsn": BSN}).content.decode()
    assert "UWV Oosterwaard" not in text.split("<main")[1]
    assert "Schrijf in en doe mee" not in text


def test_nobody_joins_it_by_bsn(world: World, dossier_id: UUID) -> None:
    _shield(world, world.marloes, dossier_id)
    responsible = Responsible(membership_id=world.bas.membership_id)
    with pytest.raises(ConflictError, match="Meedoen kan hier niet"), world.bas.at_work() as actor:
        join_known_clients(
            actor=actor,
            organisation_id=world.city,
            clients={dossier_id: (responsible, NewClient(""))},
            because=BECAUSE,
        )


def test_only_who_leads_the_chain_shields(world: World, dossier_id: UUID) -> None:
    with pytest.raises(ForbiddenError):
        _shield(world, world.mia, dossier_id)


def test_a_stranger_gets_no_other_answer_than_for_nothing(world: World, dossier_id: UUID) -> None:
    with pytest.raises(NotFoundError):
        _shield(world, world.bert, dossier_id)


def test_the_client_who_works_here_is_never_a_reader(world: World, dossier_id: UUID) -> None:
    colleague = {"colleague_id": world.mia.membership_id}
    with pytest.raises(InvalidError):
        _shield(world, world.marloes, dossier_id, membership_ids=(world.mia.membership_id,), **colleague)
    _shield(world, world.marloes, dossier_id, **colleague)
    values = {"membership_id": world.mia.membership_id, "because": BECAUSE}
    with world.marloes.at_work() as actor, pytest.raises(InvalidError):
        name_reader(actor=actor, dossier_id=dossier_id, **values)


def test_even_a_row_by_hand_does_not_let_the_client_in(world: World, dossier_id: UUID, owner: Any) -> None:
    shield_id = _shield(world, world.marloes, dossier_id, colleague_id=world.mia.membership_id)
    with world.marloes.at_work():
        shield = Shield.objects.get(pk=shield_id)
        NamedReader.objects.create(
            shield=shield,
            dossier_id=dossier_id,
            reader_id=world.mia.reader_id,
            professional_id=shield.colleague_id,
            valid_from=clock.today(),
        )
        with connection.cursor() as cursor:
            cursor.execute("select dossiers_derive_grants(array[%s]::uuid[])", [dossier_id])
    assert not _sees(world.mia, dossier_id)


def test_a_queue_with_regie_is_in_the_way(world: World) -> None:
    dossier_id = world.open_in_queue(world.bas, world.city, world.city_team)
    with pytest.raises(ForbiddenError):
        _shield(world, world.bas, dossier_id)


def test_an_open_handover_is_in_the_way(world: World, dossier_id: UUID) -> None:
    with world.marloes.at_work() as actor:
        new = NewHandover(
            world.city_team, "file", "Zie plan.", "WW eindigt", filled_parts(world.uwv, world.city_team)
        )
        send_handover(actor=actor, dossier_id=dossier_id, new=new)
    with pytest.raises(ConflictError, match="nog niet worden afgeschermd"):
        _shield(world, world.marloes, dossier_id)


def test_nobody_unnamed_is_asked_leads_or_gets_a_handover(world: World, dossier_id: UUID) -> None:
    _shield(world, world.marloes, dossier_id)
    on = {"dossier_id": dossier_id, "because": BECAUSE}
    with world.marloes.at_work(needs_savepoint=True) as actor:
        with pytest.raises(ConflictError, match="afgeschermd"):
            add_participant(actor=actor, kind="helping", membership_id=world.bas.membership_id, **on)
        with pytest.raises(ConflictError, match="afgeschermd"):
            pass_regie(actor=actor, scope="chain", membership_id=world.mia.membership_id, **on)
        new = NewHandover(
            world.city_team, "file", "Zie plan.", "WW eindigt", filled_parts(world.uwv, world.city_team)
        )
        with pytest.raises(ConflictError, match="afgeschermd"):
            send_handover(actor=actor, dossier_id=dossier_id, new=new)


def test_a_reader_is_named_and_taken_off_again(world: World, dossier_id: UUID) -> None:
    _shield(world, world.marloes, dossier_id)
    with world.marloes.at_work() as actor:
        on = {"actor": actor, "dossier_id": dossier_id, "because": BECAUSE}
        name_reader(membership_id=world.mia.membership_id, **on)
    assert _sees(world.mia, dossier_id)
    with world.marloes.at_work() as actor:
        named = NamedReader.objects.get(reader_id=world.mia.reader_id)
        unname_reader(actor=actor, dossier_id=dossier_id, named_id=named.pk, because=BECAUSE)
    assert not _sees(world.mia, dossier_id)


def test_who_leads_stays_a_reader(world: World, dossier_id: UUID) -> None:
    _shield(world, world.marloes, dossier_id)
    with world.marloes.at_work() as actor:
        named = NamedReader.objects.get(reader_id=world.marloes.reader_id)
        with pytest.raises(ConflictError, match="kan nu niet weg"):
            unname_reader(actor=actor, dossier_id=dossier_id, named_id=named.pk, because=BECAUSE)


def test_lifted_it_is_open_to_who_takes_part(world: World, dossier_id: UUID) -> None:
    _shield(world, world.marloes, dossier_id)
    with world.marloes.at_work() as actor:
        lift_shield(actor=actor, dossier_id=dossier_id, because="werkt hier niet meer")
    assert _sees(world.mia, dossier_id)
    _shield(world, world.marloes, dossier_id)
    assert not _sees(world.mia, dossier_id)


def test_it_ends_by_itself_after_its_last_day(world: World, dossier_id: UUID) -> None:
    _shield(world, world.marloes, dossier_id, until=clock.today() + timedelta(days=10))
    with clock.travel(clock.now() + timedelta(days=10)):
        assert _sees(world.mia, dossier_id)
    with clock.travel(clock.now() + timedelta(days=9)):
        assert not _sees(world.mia, dossier_id)


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("because", {"because": " "}),
        ("review_on", {"review_on": clock.today()}),
        ("review_on", {"review_on": clock.today() + timedelta(days=800)}),
        ("until", {"until": clock.today()}),
    ],
)
def test_what_is_missing_or_wrong_is_said(
    world: World, dossier_id: UUID, field: str, changes: dict[str, Any]
) -> None:
    with pytest.raises(InvalidError) as refused:
        _shield(world, world.marloes, dossier_id, **changes)
    assert field in refused.value.fields


def test_every_function_that_reads_grants_minds_what_is_personal(owner: Any) -> None:
    """They run as the owner, whom the policy on grants does not hold back."""
    source = """select proname, prosrc from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                 where n.nspname = 'public' and prosecdef and prosrc like '%access_grant%'"""
    found = owner.execute(source).fetchall()
    assert {"dossiers_find", "imports_standing"} <= {name for name, _body in found}
    assert [name for name, body in found if "is_personal" not in body] == []


def test_the_page_shields_names_and_lifts(world: World, dossier_id: UUID) -> None:
    page = browser(world.marloes)
    values = {"because": BECAUSE, "review_on": (clock.today() + timedelta(days=30)).isoformat()}
    assert page.post(address("shield_place", dossier_id), values).status_code == 302
    text = page.get(address("shield", dossier_id)).content.decode()
    assert "Marloes van Dijk" in text
    assert "Hef de afscherming op" in text
    shown = page.get(address("shield", dossier_id) + "?find=mia").content.decode()
    assert "Mia Jansen" in shown
    named = {"find": "mia", "seat": str(world.mia.membership_id), "because": BECAUSE}
    assert page.post(address("shield_name", dossier_id), named).status_code == 302
    assert _sees(world.mia, dossier_id)
    version = page.get(address("shield", dossier_id)).context["shield"].version
    lifted = {"because": "niet meer nodig", "version": version}
    assert page.post(address("shield_lift", dossier_id), lifted).status_code == 302


def test_a_refused_form_keeps_what_was_typed(world: World, dossier_id: UUID) -> None:
    values = {"because": BECAUSE, "review_on": "2001-01-01", "seat": [str(world.mia.membership_id)]}
    answer = browser(world.marloes).post(address("shield_place", dossier_id), values)
    assert answer.status_code == 422
    assert BECAUSE in answer.content.decode()
    assert "checked" in answer.content.decode()


def test_who_does_not_lead_reads_who_may_shield(world: World, dossier_id: UUID) -> None:
    text = browser(world.mia).get(address("shield", dossier_id)).content.decode()
    assert "Marloes van Dijk" in text
    assert "shield/place" not in text


def test_the_shields_to_look_at_again_are_listed_for_readers(world: World, dossier_id: UUID) -> None:
    _shield(world, world.marloes, dossier_id)
    assert "Afgeschermd" in browser(world.marloes).get(address("oversight")).content.decode()
    assert str(dossier_id) not in browser(world.mia).get(address("oversight")).content.decode()


def test_an_actor_made_for_a_request_has_the_own_reader_first(world: World) -> None:
    reader = Reader.objects.get(pk=world.mia.reader_id)
    assert actor_for(reader).all_readers[0] == world.mia.reader_id


def test_participations_stay_as_they_were(world: World, dossier_id: UUID) -> None:
    _shield(world, world.marloes, dossier_id)
    with world.marloes.at_work():
        assert Participation.objects.on(clock.today()).filter(dossier_id=dossier_id).count() == 3


@pytest.mark.parametrize(
    "question",
    [
        "select dossier_id from access_grant where reader_id = any ('{{{reader}}}'::int[])",
        "select number from dossiers_dossier where client_id = '{dossier}'",
        "select value from dossiers_fact where dossier_id = '{dossier}'",
    ],
)
def test_the_policy_on_grants_keeps_their_index(world: World, dossier_id: UUID, question: str) -> None:
    asked = question.format(reader=world.marloes.reader_id, dossier=dossier_id)
    with world.marloes.at_work(), connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
        cursor.execute(f"explain {asked}")
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "Seq Scan on access_grant" not in plan
    assert "Index" in plan
