"""Search finds who was meant, says why, and never shows a person outside the grants of the reader."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schakel.ground.access.models import Grant
from schakel.ground.dossiers.actions import leave_dossier, pass_regie
from schakel.ground.dossiers.asking import understood
from schakel.ground.dossiers.models import Dossier, Participation
from schakel.ground.dossiers.queries.finding import find_people
from schakel.ground.kernel import clock
from schakel.ground.people.models import Address, Client
from tests.world import Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def found(person: Person, text: str) -> dict[UUID, str]:
    with person.at_work():
        return find_people(understood(text, today=clock.today()))


@pytest.mark.parametrize(
    ("family", "given", "typed"),
    [
        ("Jansen", "Amina", "jansen"),
        ("Jansen", "Amina", "JANSEN amina"),
        ("Jansen", "Amina", "amina jansen"),
        ("Jansen", "Amina", "jans am"),
        ("Jansen", "Amina", "a. jansen"),
        ("van den Berg", "Piet", "berg"),
        ("van den Berg", "Piet", "van den berg"),
        ("van den Berg", "Piet", "van der berg"),
        ("van den Berg", "Piet", "piet van den berg"),
        ("Müller", "Zoë", "zoe muller"),
        ("Jansen-de Vries", "Els", "vries"),
        ("Amrani", "Samira", "el amrani"),
        ("van den Berg", "Piet", "vd berg"),
        ("'t Hart", "Jan", "hart"),
        ("de la Cruz", "Ana", "cruz"),
    ],
)
def test_a_name_is_found_however_it_is_written(family: str, given: str, typed: str) -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv, family_name=family, given_names=given)
    world.open(world.marloes, world.uwv, family_name="Onbekend", given_names="Wout")
    assert set(found(world.marloes, typed)) == {dossier_id}


@pytest.mark.parametrize(
    ("family", "typed"),
    [
        ("Jansen", "jasnen"),
        ("Jansen", "janssen"),
        ("Jansen", "jensen"),
        ("Jansen", "jansn"),
        ("Meijer", "meyer"),
        ("Meijer", "meier"),
        ("Haddou", "hadou"),
        ("Bruijn", "bruyn"),
        ("Schouten", "schoutn"),
        ("Oosterveldhuis", "oosterveldhius"),
        ("Oosterveldhuis", "veldhuis"),
        ("Kowalski", "kovalski"),
    ],
)
def test_a_slip_is_forgiven_and_said(family: str, typed: str) -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv, family_name=family, given_names="Wout")
    world.open(world.marloes, world.uwv, family_name="Zwaluw", given_names="Gerda")
    assert found(world.marloes, typed) == {dossier_id: "sounds"}


def test_who_is_called_so_comes_before_who_is_called_something_like_it() -> None:
    world = World()
    alike = world.open(world.marloes, world.uwv, family_name="Janssen", given_names="Bo")
    exact = world.open(world.marloes, world.uwv, family_name="Jansen", given_names="Bo")
    assert list(found(world.marloes, "jansen").items()) == [(exact, "name"), (alike, "sounds")]


def test_a_birth_date_finds_alone_and_beside_a_name() -> None:
    world = World()
    ours = {"family_name": "Haddou", "birth_date": date(1985, 5, 3)}
    dossier_id = world.open(world.marloes, world.uwv, **ours)
    world.open(world.marloes, world.uwv, family_name="Haddou", birth_date=date(1990, 1, 1))
    assert found(world.marloes, "3 mei 1985") == {dossier_id: "birth"}
    assert found(world.marloes, "hadou 3-5-85") == {dossier_id: "birth"}
    assert found(world.marloes, "bakker 3-5-85") == {}


@pytest.mark.parametrize("typed", ["0612345678", "+31 6 12 34 56 78", "06-12345678"])
def test_a_telephone_is_found_however_it_is_written(typed: str) -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv, phone="06 1234 5678")
    world.open(world.marloes, world.uwv, phone="06 1234 5679")
    assert found(world.marloes, typed) == {dossier_id: "phone"}


def test_numbers_of_dossier_and_client_are_found() -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv, number="U-77")
    with world.marloes.at_work():
        number = Dossier.objects.get(pk=dossier_id).number
    assert found(world.marloes, number) == {dossier_id: "number"}
    assert found(world.marloes, "u-77") == {dossier_id: "client_number"}


def test_an_address_is_found_but_never_a_secret_one() -> None:
    world = World()
    seen, secret = (world.open(world.marloes, world.uwv) for _ in range(2))
    with world.marloes.at_work():
        for dossier_id in (seen, secret):
            _live(dossier_id)
        Client.objects.filter(pk=secret).update(has_secret_address=True)
    assert found(world.marloes, "1234 SA 12") == {seen: "address"}
    assert found(world.marloes, "1234SA") == {seen: "address"}
    assert found(world.marloes, "1234 SA 13") == {}


def test_a_new_name_is_found_and_the_old_one_no_longer() -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv, family_name="Oudenaam", given_names="Bo")
    with world.marloes.at_work():
        Client.objects.filter(pk=dossier_id).update(search_name="bo nieuwkomer", sort_key="nieuwkomer, bo")
    assert found(world.marloes, "nieuwkomer") == {dossier_id: "name"}
    assert found(world.marloes, "oudenaam") == {}


@pytest.mark.parametrize("typed", ["%", "_____", "'; drop table people_client --", "\\", "((((", "ﷺ" * 40])
def test_odd_signs_are_only_words(typed: str) -> None:
    world = World()
    world.open(world.marloes, world.uwv, family_name="Haddou")
    assert found(world.marloes, typed) == {}


def test_who_left_finds_nobody_any_longer() -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv, family_name="Haddou")
    with world.marloes.at_work() as actor:
        pass_regie(
            actor=actor,
            dossier_id=dossier_id,
            scope="organisation",
            membership_id=world.mia.membership_id,
            because="ruil",
        )
        pass_regie(
            actor=actor,
            dossier_id=dossier_id,
            scope="chain",
            membership_id=world.mia.membership_id,
            because="ruil",
        )
        row = Participation.objects.on(clock.today()).get(reader_id=world.marloes.reader_id)
        leave_dossier(actor=actor, dossier_id=dossier_id, participation_id=row.pk, because="ruil")
    assert found(world.marloes, "haddou") == {}
    assert set(found(world.mia, "haddou")) == {dossier_id}


def test_nobody_at_work_finds_nobody() -> None:
    world = World()
    world.open(world.marloes, world.uwv, family_name="Haddou")
    with connection.cursor() as cursor:
        cursor.execute(
            "select * from dossiers_find('{haddou}', 'haddou', null, null, null, null, null, null, 9)"
        )
        assert cursor.fetchall() == []


def test_readers_of_others_are_never_added() -> None:
    world = World()
    world.open(world.marloes, world.uwv, family_name="Haddou")
    with world.bas.at_work():
        asked = understood("haddou", today=clock.today())
        assert find_people(asked, readers=[world.marloes.reader_id, world.bas.reader_id]) == {}


@pytest.mark.parametrize(
    "function", ["dossiers_begins", "dossiers_alike", "dossiers_keyed", "dossiers_scored"]
)
def test_the_inner_functions_are_not_for_the_application(function: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select has_function_privilege(oid, 'execute') from pg_proc where proname = %s", [function]
        )
        assert cursor.fetchall() == [(False,)]


FAMILIES = ("Jansen", "Janssen", "de Vries", "Bakker", "van Dijk")
GIVEN = ("Amina", "Jan", "Anna")


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.tuples(st.sampled_from(FAMILIES), st.sampled_from(GIVEN), st.integers(0, 2)), max_size=8),
    st.sampled_from(["jansen", "jan", "amina jansen", "bakr", "dijk an", "vries", "j", "3-5-1985"]),
)
def test_search_shows_nobody_outside_the_grants(people: list[tuple[str, str, int]], typed: str) -> None:
    with transaction.atomic():
        _compare(people, typed)
        transaction.set_rollback(True)


def _compare(people: list[tuple[str, str, int]], typed: str) -> None:
    world = World()
    seats = [(world.marloes, world.uwv), (world.bas, world.city), (world.bert, world.city)]
    for family, given_names, seat in people:
        person, organisation_id = seats[seat]
        world.open(person, organisation_id, family_name=family, given_names=given_names)
    for person, _organisation_id in seats:
        hits, mine = set(found(person, typed)), granted_to(person)
        assert hits <= set(mine)
        assert hits >= {client_id for client_id, name in mine.items() if is_meant(name, typed)}


def granted_to(person: Person) -> dict[UUID, str]:
    """The names of everybody whom a grant opens to this person today."""
    with person.at_work() as actor:
        today = clock.today()
        grants = Grant.objects.filter(
            reader_id__in=actor.all_readers, valid_from__lte=today, valid_to__gt=today
        )
        ids = list(grants.values_list("dossier_id", flat=True))
        return dict(Client.objects.filter(pk__in=ids).values_list("pk", "search_name"))


def is_meant(name: str, typed: str) -> bool:
    """By definition: each word typed begins a word of the name."""
    words = understood(typed, today=clock.today()).words
    return bool(words) and all(any(part.startswith(word) for part in name.split()) for word in words)


def _live(dossier_id: UUID) -> None:
    Address.objects.create(
        client_id=dossier_id, street="Straat", house_number=12, postcode="1234SA", place="Laagland",
        valid_from=clock.today(),
    )  # fmt: skip
