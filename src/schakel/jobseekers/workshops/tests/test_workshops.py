"""Group meetings: who is invited, who sees which name, what stands in the dossier, and calling one off."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.models import Dossier
from schakel.ground.journal.models import Entry
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import ConflictError, InvalidError, NotFoundError
from schakel.jobseekers.contacts.models import ContactMoment
from schakel.jobseekers.plans.day import due_items
from schakel.jobseekers.services.tests.scene import choose, written
from schakel.jobseekers.workshops.actions import (
    Attended,
    NewSession,
    cancel_session,
    decline_session,
    invite_to_session,
    note_attendance,
    plan_session,
    withdraw_invitation,
)
from schakel.jobseekers.workshops.models import WorkshopInvitation, WorkshopSession
from schakel.jobseekers.workshops.queries import door_list, invited_of, own_session, to_invite
from tests.browsing import MARKS, pages_looked_at, signed_in
from tests.world import Person, World

pytestmark = MARKS
KEY = "jobhunting"


class Scene:
    """Marloes has a client who was given a service; Mia leads its meetings."""

    def __init__(self) -> None:
        self.world = World()
        self.marloes, self.mia = self.world.marloes, self.world.mia
        self.dossier_id = self.with_service()

    def with_service(self, person: Person | None = None) -> UUID:
        guide = person or self.marloes
        dossier_id = self.world.open(guide, self.world.uwv)
        choose(guide, dossier_id, KEY, **written())
        return dossier_id

    def new(self, **changes: Any) -> NewSession:
        values: dict[str, Any] = {
            "service_key": KEY,
            "held_on": clock.today(),
            "starts_at": time(0, 0),
            "ends_at": time(12),
            "seats": 3,
            "leader_id": self.mia.membership_id,
            "place": "Zaal 1",
        }
        return NewSession(**values | changes)

    def plan(self, **changes: Any) -> UUID:
        with self.marloes.at_work() as actor:
            return plan_session(actor=actor, organisation_id=self.world.uwv, new=self.new(**changes))

    def invite(self, session_id: UUID, *dossier_ids: UUID, by: Person | None = None) -> None:
        with (by or self.marloes).at_work(needs_savepoint=True) as actor:
            ids = list(dossier_ids or [self.dossier_id])
            invite_to_session(actor=actor, dossier_ids=ids, session_id=session_id)

    def invitation(self, dossier_id: UUID | None = None) -> WorkshopInvitation:
        with self.marloes.at_work():
            return WorkshopInvitation.objects.get(dossier_id=dossier_id or self.dossier_id)

    def note(self, session_id: UUID, noted: dict[UUID, Attended], by: Person | None = None) -> None:
        with (by or self.mia).at_work(needs_savepoint=True) as actor:
            on = {"organisation_id": self.world.uwv, "session_id": session_id}
            note_attendance(actor=actor, **on, noted=noted)

    def cancel(self, session_id: UUID, by: Person | None = None, because: str = "zaal dicht") -> None:
        with (by or self.marloes).at_work(needs_savepoint=True) as actor:
            on = {"organisation_id": self.world.uwv, "session_id": session_id}
            cancel_session(actor=actor, **on, because=because)


@pytest.fixture
def scene() -> Scene:
    return Scene()


def taken(session_id: UUID) -> int:
    return WorkshopSession.objects.get(pk=session_id).taken


def test_clients_with_the_service_are_offered_and_nobody_else(scene: Scene) -> None:
    without = scene.world.open(scene.marloes, scene.world.uwv)
    session_id = scene.plan()
    with scene.marloes.at_work() as actor:
        row = WorkshopSession.objects.get(pk=session_id)
        assert [one.pk for one in to_invite(actor, row)] == [scene.dossier_id]
    with pytest.raises(InvalidError):
        scene.invite(session_id, without)
    scene.invite(session_id)
    with pytest.raises(InvalidError):
        scene.invite(session_id)
    assert taken(session_id) == 1


def test_the_seats_are_counted_and_no_more_are_given(scene: Scene) -> None:
    session_id = scene.plan(seats=1)
    other = scene.with_service()
    with pytest.raises(ConflictError, match="Plaatsen over: 1"):
        scene.invite(session_id, scene.dossier_id, other)
    scene.invite(session_id)
    with pytest.raises(ConflictError):
        scene.invite(session_id, other)
    with scene.marloes.at_work() as actor:
        on = {"dossier_id": scene.dossier_id, "invitation_id": WorkshopInvitation.objects.get().pk}
        withdraw_invitation(actor=actor, **on, absence="ill")
    assert taken(session_id) == 0
    scene.invite(session_id, other)


def test_only_who_leads_reads_the_names_at_the_door_and_opens_no_dossier_by_it(scene: Scene) -> None:
    session_id = scene.plan()
    scene.invite(session_id)
    with scene.mia.at_work() as actor:
        [one] = door_list(own_session(actor, session_id))
        assert one.door_name.startswith("Amina")
        assert not Dossier.objects.filter(pk=scene.dossier_id).exists()
        assert invited_of(WorkshopSession.objects.get(pk=session_id)) == []
    with scene.marloes.at_work() as actor, pytest.raises(NotFoundError):
        own_session(actor, session_id)
    with scene.world.uwv_office.at_work():
        assert not WorkshopInvitation.objects.exists()
    with scene.world.bas.at_work():
        assert not WorkshopInvitation.objects.exists()


def test_who_came_and_who_did_not_stands_as_a_contact_in_each_dossier(scene: Scene) -> None:
    session_id, other = scene.plan(), scene.with_service()
    scene.invite(session_id, scene.dossier_id, other)
    first, second = scene.invitation().pk, scene.invitation(other).pk
    scene.note(session_id, {first: Attended(True), second: Attended(False, "ill")})
    with scene.marloes.at_work():
        contacts = {row.dossier_id: row for row in ContactMoment.objects.all()}
        assert contacts[scene.dossier_id].kind == "workshop"
        assert contacts[other].kind == "absent"
        assert "ziek" in contacts[other].summary
        assert {row.reader_id for row in contacts.values()} == {scene.mia.reader_id}
        assert Entry.objects.filter(dossier_id=other, verb="contact.record").count() == 1
    with scene.mia.at_work():
        assert not ContactMoment.objects.exists()
    with pytest.raises(ConflictError):
        scene.note(session_id, {first: Attended(True)})


def test_attendance_is_for_the_leader_from_the_day_on_and_an_absence_has_a_reason(scene: Scene) -> None:
    later = scene.plan(held_on=clock.today() + timedelta(days=1))
    scene.invite(later)
    pk = scene.invitation().pk
    with pytest.raises(ConflictError):
        scene.note(later, {pk: Attended(True)})
    with pytest.raises(NotFoundError):
        scene.note(later, {pk: Attended(True)}, by=scene.marloes)
    with clock.travel(clock.today() + timedelta(days=1)), pytest.raises(InvalidError) as refused:
        scene.note(later, {pk: Attended(False)})
    assert set(refused.value.fields) == {f"absence_{pk}"}


def test_the_leader_adds_no_contact_for_whom_was_not_invited(scene: Scene) -> None:
    from django.db import DatabaseError

    scene.plan()
    with pytest.raises(DatabaseError), scene.mia.at_work() as actor:
        ContactMoment(
            dossier_id=scene.dossier_id,
            organisation_id=scene.world.uwv,
            reader_id=actor.reader_id,
            occurred_at=clock.now(),
            channel="office",
            kind="workshop",
            summary="x",
            entry_id=scene.dossier_id,
        ).save(force_insert=True)


def test_calling_off_tells_every_dossier_the_client_and_the_coach(scene: Scene) -> None:
    session_id = scene.plan(held_on=clock.today() + timedelta(days=2))
    scene.invite(session_id)
    scene.cancel(session_id, by=scene.mia)
    assert taken(session_id) == 0
    client = scene.world.client_of(scene.dossier_id, scene.marloes)
    with scene.marloes.at_work() as actor:
        assert WorkshopInvitation.objects.get().state == "cancelled"
        assert Entry.objects.filter(dossier_id=scene.dossier_id, verb="workshop.cancel_for").count() == 1
        assert any("gaat niet door" in item.what for item in due_items(actor))
    page = signed_in(client).get(reverse("workshops:own")).content.decode()
    assert "Dit gaat niet door" in page
    assert "zaal dicht" in page
    with pytest.raises(ConflictError):
        scene.cancel(session_id)
    with pytest.raises(ConflictError):
        scene.invite(session_id, scene.with_service())


def test_another_organisation_calls_nothing_off(scene: Scene) -> None:
    session_id = scene.plan()
    on = {"organisation_id": scene.world.city, "session_id": session_id}
    with scene.world.bas.at_work() as actor, pytest.raises(NotFoundError):
        cancel_session(actor=actor, **on, because="x")


def test_the_client_says_that_they_cannot_come(scene: Scene) -> None:
    session_id = scene.plan(held_on=clock.today() + timedelta(days=2))
    scene.invite(session_id)
    pk = scene.invitation().pk
    client = scene.world.client_of(scene.dossier_id, scene.marloes)
    browser = signed_in(client)
    assert reverse("workshops:own") in browser.get(reverse("client:start")).content.decode()
    assert "Zaal 1" in browser.get(reverse("workshops:own")).content.decode()
    address = reverse("workshops:decline", args=[pk])
    assert browser.post(address, {"absence": "geen-zin"}).status_code == 422
    assert browser.post(address, {"absence": "work"}).status_code == 302
    assert (scene.invitation().state, taken(session_id)) == ("declined", 0)
    on = {"dossier_id": scene.dossier_id, "invitation_id": pk}
    with scene.marloes.at_work() as actor, pytest.raises(NotFoundError):
        decline_session(actor=actor, **on, absence="work")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"service_key": "bestaat-niet"}, "service_key"),
        ({"held_on": date(2020, 1, 1)}, "held_on"),
        ({"ends_at": time(0, 0)}, "ends_at"),
        ({"seats": 0}, "seats"),
        ({"seats": 201}, "seats"),
        ({"place": " "}, "place"),
        ({"location_id": UUID(int=0)}, "location_id"),
    ],
)
def test_what_is_missing_or_not_there_is_refused_at_its_field(
    scene: Scene, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidError) as refused:
        scene.plan(**changes)
    assert set(refused.value.fields) == {field}
    assert not WorkshopSession.objects.exists()


def test_the_pages_plan_invite_and_note_and_every_look_is_kept(scene: Scene) -> None:
    browser, leader = signed_in(scene.marloes), signed_in(scene.mia)
    assert "Er is nog geen bijeenkomst" in browser.get(reverse("workshops:sessions")).content.decode()
    rotten = {"service_key": KEY, "held_on": "ooit", "seats": "veel", "leader_id": "x", "place": "Zaal 9"}
    refused = browser.post(reverse("workshops:new_session"), rotten)
    assert refused.status_code == 422
    assert "Zaal 9" in refused.content.decode()
    told = rotten | {"held_on": clock.today().isoformat(), "seats": "4", "starts_at": "00:00"}
    told |= {"ends_at": "12:00", "leader_id": str(scene.mia.membership_id)}
    address = browser.post(reverse("workshops:new_session"), told).url
    assert browser.post(address, {}).status_code == 422
    assert browser.post(address, {"dossier_ids": [str(scene.dossier_id)]}).url == address
    door = f"{address}door/"
    assert browser.get(door).status_code == 404
    pk = scene.invitation().pk
    assert "Amina" in leader.get(door).content.decode()
    assert leader.post(door, {f"came_{pk}": "no"}).status_code == 422
    assert leader.post(door, {f"came_{pk}": "yes"}).url == door
    tab = browser.get(reverse("workshops:of_dossier", args=[scene.dossier_id])).content.decode()
    assert "was er" in tab
    assert (
        "Groepsbijeenkomst" in browser.get(reverse("contacts:list", args=[scene.dossier_id])).content.decode()
    )
    assert {"workshops:door", "workshops:session"} <= set(pages_looked_at(scene.world, scene.dossier_id))


def test_pages_take_a_fixed_number_of_statements(scene: Scene, django_assert_max_num_queries: Any) -> None:
    session_id = scene.plan(held_on=clock.today() + timedelta(days=2))
    scene.invite(session_id, scene.dossier_id, scene.with_service())
    browser = signed_in(scene.marloes)
    for address in (
        reverse("workshops:sessions"),
        reverse("workshops:session", args=[session_id]),
        reverse("workshops:of_dossier", args=[scene.dossier_id]),
    ):
        browser.get(address)
        with django_assert_max_num_queries(18):
            browser.get(address)


def test_a_death_frees_the_seat(scene: Scene) -> None:
    from schakel.ground.people.actions import record_death

    session_id = scene.plan(held_on=clock.today() + timedelta(days=2))
    scene.invite(session_id)
    with scene.marloes.at_work(Purpose.GUIDANCE) as actor:
        record_death(actor=actor, dossier_id=scene.dossier_id, died_on=clock.today(), source="familie")
    assert taken(session_id) == 0
