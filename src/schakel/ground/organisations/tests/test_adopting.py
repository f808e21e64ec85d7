"""After a merger the successor takes over what the predecessors had arranged alike, and no more."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from schakel.ground.access.models import Reader
from schakel.ground.access.readers import actor_for, system_actor
from schakel.ground.access.types import OrganisationKind, Purpose, Role
from schakel.ground.journal.models import Entry
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.ground.norms.actions import set_figure
from schakel.ground.norms.house import HANDOVER_TAKEN_UP, QUEUE, TRAJECTORY_END, figure_of
from schakel.ground.notices.actions import NewParagraph, NewTemplate, write_paragraph, write_template
from schakel.ground.notices.models import NoticeTemplate, Paragraph
from schakel.ground.organisations.actions import create_organisation, give_own_name
from schakel.ground.organisations.models import Organisation, Succession
from schakel.ground.organisations.queries.adopting import adoptable
from schakel.ground.organisations.tests.test_succession_pages import PLANS, browser
from tests.world import Person, World, hire

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def neighbour(world: World) -> Person:
    """The administrator of another municipality."""
    actor = system_actor()
    with as_actor(actor, Purpose.ADMINISTRATION.value):
        other = create_organisation(actor=actor, name="Gemeente Ree", kind=OrganisationKind.MUNICIPALITY)
        return hire(actor, other, "Rita Ree", Role.ADMINISTRATOR, None)


def home(person: Person) -> UUID:
    found = person.actor.organisation_id
    assert found is not None
    return found


def figure(person: Person, key: str, value: int) -> None:
    said = {"key": key, "value": value, "start": clock.today(), "reason": "zo doen wij het"}
    with person.at_work(Purpose.ADMINISTRATION) as actor:
        set_figure(actor=actor, organisation_id=home(person), **said, expected_version=0)


def texts(person: Person, body: str) -> None:
    with person.at_work(Purpose.ADMINISTRATION) as actor:
        on = {"actor": actor, "organisation_id": home(person)}
        write_template(**on, new=NewTemplate("Uitnodiging", "letter", "Afspraak", body))
        write_paragraph(**on, new=NewParagraph("Bezwaar", "Bel ons gerust."))


def merge(*admins: Person) -> tuple[Client, str]:
    """All of them go up in a new municipality; the page of the first and the address of the plan."""
    pages = [browser(admin) for admin in admins]
    sent = {"kind": "merger", "planned_on": clock.today().isoformat(), "new_name": "Gemeente Waard"}
    sent |= {"new_kind": "municipality", "reason": "raadsbesluit"}
    answer = pages[0].post(PLANS, sent | {"others": [str(home(one)) for one in admins[1:]]})  # type: ignore[dict-item]
    url = str(answer["Location"])
    for page in pages:
        page.post(url, {"deed": "agree"})
    for _step in range(4):
        pages[0].post(url, {"deed": "carry_out"})
    assert Succession.objects.get().status == Succession.Status.DONE
    return pages[0], url


def offered(page: Client, url: str) -> dict[str, tuple[list[str], list[str]]]:
    return {str(one.kind): (one.labels, one.doubtful) for one in page.get(url).context["adoptable"]}


def test_what_two_arranged_alike_is_offered_and_what_differs_is_left_to_choose(
    world: World, neighbour: Person
) -> None:
    for person in (world.city_admin, neighbour):
        figure(person, QUEUE, 3)
    figure(world.city_admin, HANDOVER_TAKEN_UP, 4)
    figure(neighbour, HANDOVER_TAKEN_UP, 6)
    figure(neighbour, TRAJECTORY_END, 14)
    texts(world.city_admin, "Kom langs.")
    texts(neighbour, "Wij nodigen u uit.")
    found = offered(*merge(world.city_admin, neighbour))
    ready, doubtful = found["figures"]
    assert [len(ready), len(doubtful)] == [1, 2]
    assert found["templates"] == ([], ["Uitnodiging"])
    assert found["paragraphs"] == (["Bezwaar"], [])


def test_taking_over_makes_it_the_successor_s_own_choice_with_its_own_entries(
    world: World, neighbour: Person
) -> None:
    for person in (world.city_admin, neighbour):
        figure(person, QUEUE, 3)
        texts(person, "Kom langs.")
    page, url = merge(world.city_admin, neighbour)
    new = Organisation.objects.get(name="Gemeente Waard").pk
    for kind in ("figures", "templates", "paragraphs"):
        assert page.post(url, {"deed": "adopt", "kind": kind}).status_code == 302
    assert offered(page, url) == {}
    assert figure_of(QUEUE, new, clock.today()).value == 3
    with seated(world.city_admin):
        assert NoticeTemplate.objects.get(organisation_id=new).body == "Kom langs."
        assert Paragraph.objects.get(organisation_id=new).title == "Bezwaar"
        verbs = set(Entry.objects.filter(organisation_id=new).values_list("verb", flat=True))
    assert {"succession.adopt", "house_norm.set"} <= verbs


def test_only_an_administrator_of_the_successor_reads_the_texts_of_before(
    world: World, neighbour: Person
) -> None:
    for person in (world.city_admin, neighbour):
        texts(person, "Kom langs.")
    old = home(neighbour)
    with world.city_admin.at_work(Purpose.ADMINISTRATION):
        assert not NoticeTemplate.objects.filter(organisation_id=old).exists()
    merge(world.city_admin, neighbour)
    assert readable(world.city_admin, old) == 1
    assert readable(world.bas, old) == 0
    assert readable(world.marloes, old) == 0


def readable(person: Person, organisation_id: UUID) -> int:
    """How many texts of an organisation somebody reads in the seat they have now."""
    with seated(person):
        return NoticeTemplate.objects.filter(organisation_id=organisation_id).count()


@contextmanager
def seated(person: Person) -> Iterator[None]:
    """At work in the seat that somebody has now, which a merger gave them."""
    reader = Reader.objects.on(clock.today()).get(account_id=person.account_id, kind="professional")
    with as_actor(actor_for(reader, name="x"), Purpose.ADMINISTRATION.value):
        yield


def test_own_words_for_roles_are_taken_over(world: World) -> None:
    with world.city_admin.at_work(Purpose.ADMINISTRATION) as actor:
        said = {"subject": Role.CLIENT_MANAGER, "text": "Regisseur werk", "reason": "zo heten wij"}
        give_own_name(actor=actor, organisation_id=world.city, **said)
    page, url = merge(world.city_admin)
    assert offered(page, url) == {"words": (["Regisseur werk"], [])}
    assert page.post(url, {"deed": "adopt", "kind": "words"}).status_code == 302
    new = Organisation.objects.get(name="Gemeente Waard")
    assert new.role_on(Role.CLIENT_MANAGER, clock.today()) == "Regisseur werk"


def test_what_the_successor_chose_itself_stays(world: World) -> None:
    figure(world.city_admin, QUEUE, 3)
    page, url = merge(world.city_admin)
    new = Organisation.objects.get(name="Gemeente Waard").pk
    said: dict[str, Any] = {"which": "own", "value": "9", "reason": "nieuw begin", "version": "0"}
    assert page.post(f"/norms/house/{QUEUE}/", said | {"start": clock.today().isoformat()}).status_code == 302
    assert adoptable(new, [world.city]) == []
    assert page.post(url, {"deed": "adopt", "kind": "figures"}).status_code == 422
    assert figure_of(QUEUE, new, clock.today()).value == 9


@pytest.mark.parametrize("kind", ["", "letterheads", "figures"])
def test_nothing_is_taken_over_before_all_moved(world: World, kind: str) -> None:
    figure(world.city_admin, QUEUE, 3)
    page = browser(world.city_admin)
    sent = {"kind": "merger", "planned_on": clock.today().isoformat(), "new_name": "Gemeente Waard"}
    url = str(page.post(PLANS, sent | {"new_kind": "municipality", "reason": "x"})["Location"])
    assert page.post(url, {"deed": "adopt", "kind": kind}).status_code == 404


def test_it_takes_a_statement_for_each_kind(world: World, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(4):
        adoptable(world.city, [world.uwv, world.provider])
