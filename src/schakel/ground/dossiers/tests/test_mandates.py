"""Entering for a coach: only what the mandate names, marked for good, and looked over by the coach."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from schakel.ground.access.models import Grant, Reader
from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import Purpose, Role, Section
from schakel.ground.accounts.models import Account
from schakel.ground.dossiers.actions import (
    add_participant,
    judge_delegated,
    leave_dossier,
    pass_regie,
    shield_dossier,
)
from schakel.ground.dossiers.actions.shields import NewShield
from schakel.ground.dossiers.models import DelegatedEntry, Participation
from schakel.ground.dossiers.tests.pages import browser
from schakel.ground.journal.models import Entry
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.ground.kernel.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError
from schakel.ground.organisations.actions import NewMandate, end_mandate, end_membership, give_mandate
from schakel.ground.people.actions import arrange_interpreter
from schakel.jobseekers.contacts.actions import NewContact, record_contact
from schakel.jobseekers.plans.actions import NewAgreement, make_agreement
from tests.world import Person, World, hire

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
BECAUSE = "want zo is het afgesproken"


@dataclass
class Office:
    """Bas with a dossier, Karin of the administration who enters his contacts, and a colleague of hers."""

    world: World
    dossier_id: UUID
    karin: Person
    mandate: Person


@pytest.fixture
def office() -> Office:
    world, actor = World(), system_actor()
    with as_actor(actor, Purpose.ADMINISTRATION.value):
        karin = hire(actor, world.city, "Karin Smit", Role.ADMINISTRATIVE, None)
    dossier_id = world.open(world.bas, world.city)
    return Office(world, dossier_id, karin, seat(give(world, karin), karin))


def give(world: World, karin: Person, sections: Section = Section.CONTACTS, **more: Any) -> int:
    new = NewMandate(karin.membership_id, sections, **more)
    with world.bas.at_work() as actor:
        return give_mandate(actor=actor, organisation_id=world.city, new=new)


def seat(reader_id: int, karin: Person) -> Person:
    return Person(karin.account_id, karin.membership_id, reader_id, karin.username)


def contact(office: Office, person: Person | None = None, purpose: Purpose = Purpose.SUPPORT) -> UUID:
    with (person or office.mandate).at_work(purpose) as actor:
        new = NewContact(clock.now(), "phone", "progress", "Gebeld over het cv.")
        return record_contact(actor=actor, dossier_id=office.dossier_id, new=new)


def seated(office: Office) -> Client:
    """Karin's browser, with the mandate chosen as her role."""
    client = Client()
    client.force_login(Account.objects.get(pk=office.karin.account_id))
    assert client.post("/seats/", {"reader": office.mandate.reader_id}).status_code == 302
    return client


def test_what_is_entered_stands_on_the_name_of_who_entered_it_and_for_whom(office: Office) -> None:
    contact(office)
    with office.world.bas.at_work():
        header = json.loads(Entry.objects.get(verb="contact.record").header)
    assert header["reader"] == office.mandate.reader_id
    assert header["behalf"] == office.world.bas.reader_id
    html = browser(office.world.bas).get(f"/dossiers/{office.dossier_id}/").content.decode()
    assert "Karin Smit namens Bas Kuiper" in html


def test_the_mandate_opens_what_it_names_and_who_it_is_about(office: Office) -> None:
    granted = Grant.objects.filter(reader_id=office.mandate.reader_id).values_list("sections", flat=True)
    assert Section(granted.get()) == Section.IDENTITY | Section.CONTACTS
    assert not Grant.objects.filter(reader_id=office.karin.reader_id).exists()


def test_what_the_mandate_does_not_name_is_refused(office: Office) -> None:
    on = {"dossier_id": office.dossier_id}
    with office.mandate.at_work(Purpose.SUPPORT) as actor:
        agreement = NewAgreement("Cv sturen", "vacature past", "client", clock.today())
        with pytest.raises((ForbiddenError, NotFoundError)):
            make_agreement(actor=actor, **on, organisation_id=office.world.city, new=agreement)
        with pytest.raises(ForbiddenError, match="mandaat"):
            arrange_interpreter(actor=actor, **on, language="Tigrinya", source="gesprek")


def test_a_mandate_lets_nobody_else_into_the_dossier(office: Office) -> None:
    who = {"kind": "helping", "membership_id": office.world.joris.membership_id, "because": BECAUSE}
    with office.mandate.at_work(Purpose.SUPPORT) as actor, pytest.raises(ForbiddenError):
        add_participant(actor=actor, dossier_id=office.dossier_id, **who)


def test_without_the_mandate_chosen_the_dossier_is_not_there(office: Office) -> None:
    with pytest.raises(NotFoundError):
        contact(office, office.karin)


def test_the_mandate_ends_at_once(office: Office) -> None:
    page = seated(office)
    assert page.get(f"/dossiers/{office.dossier_id}/").status_code == 200
    with office.world.bas.at_work() as actor:
        end_mandate(actor=actor, organisation_id=office.world.city, mandate_id=office.mandate.reader_id)
    assert page.get(f"/dossiers/{office.dossier_id}/").status_code == 404
    assert not Grant.objects.filter(reader_id=office.mandate.reader_id).exists()


def test_the_mandate_ends_with_the_role_of_who_enters(office: Office) -> None:
    with office.world.city_admin.at_work(Purpose.ADMINISTRATION) as actor:
        values = {"membership_id": office.karin.membership_id, "reason": "andere baan"}
        end_membership(actor=actor, organisation_id=office.world.city, **values)
    assert Reader.objects.get(pk=office.mandate.reader_id).valid_to == clock.today()
    assert not Grant.objects.filter(reader_id=office.mandate.reader_id).exists()


def test_the_mandate_goes_no_further_than_the_coach(office: Office) -> None:
    world, dossier_id = office.world, office.dossier_id
    with world.bas.at_work() as actor:
        for scope in ("organisation", "chain"):
            pass_regie(
                actor=actor,
                dossier_id=dossier_id,
                scope=scope,
                membership_id=world.bert.membership_id,
                because=BECAUSE,
            )
        row = Participation.objects.on(clock.today()).get(reader_id=world.bas.reader_id)
        leave_dossier(actor=actor, dossier_id=dossier_id, participation_id=row.pk, because=BECAUSE)
    with pytest.raises(NotFoundError):
        contact(office)


def test_a_shielded_dossier_is_closed_to_a_mandate(office: Office) -> None:
    with office.world.bas.at_work() as actor:
        new = NewShield(BECAUSE, clock.today() + timedelta(days=30))
        shield_dossier(actor=actor, dossier_id=office.dossier_id, new=new)
    with pytest.raises(NotFoundError):
        contact(office)


def test_a_dossier_that_comes_later_is_under_the_mandate_too(office: Office) -> None:
    later = office.world.open(office.world.bas, office.world.city)
    assert Grant.objects.filter(reader_id=office.mandate.reader_id, dossier_id=later).exists()


def test_the_coach_says_whether_an_entry_is_right(office: Office) -> None:
    contact(office)
    page = browser(office.world.bas)
    found = page.get("/delegated/").context["rows"]
    assert [(one.by, one.row.dossier_id) for one, _form in found] == [
        ("Karin Smit namens Bas Kuiper", office.dossier_id)
    ]
    sent = {"dossier_id": office.dossier_id, "entry_id": found[0][0].row.pk, "verdict": "wrong"}
    refused = page.post("/delegated/", sent | {"words": " "})
    assert refused.status_code == 422
    assert "Schrijf op wat er niet klopt" in refused.content.decode()
    assert page.post("/delegated/", sent | {"words": "Het was gisteren."}).status_code == 302
    assert page.get("/delegated/").context["rows"] == []
    assert "Het was gisteren." in page.get("/delegated/?show=judged").content.decode()
    assert "dit klopt niet" in page.get(f"/dossiers/{office.dossier_id}/").content.decode()


def test_only_the_coach_judges_and_once(office: Office) -> None:
    contact(office)
    with office.world.bas.at_work():
        row = DelegatedEntry.objects.get()
    values = {"dossier_id": office.dossier_id, "entry_id": row.pk, "is_right": True, "words": ""}
    with pytest.raises(NotFoundError), office.world.bert.at_work() as actor:
        judge_delegated(actor=actor, **values)
    with office.world.bas.at_work() as actor:
        judge_delegated(actor=actor, **values)
        with pytest.raises(ConflictError):
            judge_delegated(actor=actor, **values)


def test_the_list_takes_no_more_statements_for_more_entries(
    office: Office, django_assert_max_num_queries: Any
) -> None:
    for _again in range(4):
        contact(office)
    page = browser(office.world.bas)
    page.get("/delegated/")
    with django_assert_max_num_queries(15):
        assert len(page.get("/delegated/").context["rows"]) == 4


@pytest.mark.parametrize(
    "sections", [Section(0), Section.HEALTH, Section.IDENTITY, Section.CONTACTS | Section.HEALTH]
)
def test_a_mandate_names_only_what_may_be_left_to_another(office: Office, sections: Section) -> None:
    with pytest.raises(InvalidError) as no:
        give(office.world, office.karin, sections)
    assert "sections" in no.value.fields


def test_a_mandate_is_for_administrative_staff_of_the_own_organisation(office: Office) -> None:
    with pytest.raises(InvalidError):
        give(office.world, office.world.bert)
    with pytest.raises(NotFoundError):
        give(office.world, office.world.mia)


def test_there_is_one_mandate_at_a_time_and_no_one_of_the_past(office: Office) -> None:
    with pytest.raises(ConflictError):
        give(office.world, office.karin)
    with pytest.raises(InvalidError):
        give(office.world, office.karin, end=clock.today())


def test_a_coach_gives_and_ends_a_mandate_in_the_browser(office: Office) -> None:
    page = browser(office.world.bert)
    sent = {"membership": office.karin.membership_id, "sections": [32, 16], "end": ""}
    assert page.post("/mandates/", sent).status_code == 302
    html = page.get("/mandates/").content.decode()
    assert "Plan en diensten, Contacten" in html
    mandate = Reader.objects.get(principal_id=office.world.bert.reader_id)
    assert browser(office.world.bas).post(f"/mandates/{mandate.pk}/end/").status_code == 404
    assert page.post(f"/mandates/{mandate.pk}/end/").status_code == 302
    assert "Niemand voert voor u in" in page.get("/mandates/").content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"membership": ""},
        {"membership": "rot"},
        {"sections": []},
        {"sections": ["x"]},
        {"sections": [128]},
        {"end": "2020-01-01"},
        {"end": "morgen"},
    ],
)
def test_a_mandate_that_cannot_be_is_refused(office: Office, wrong: Any) -> None:
    sent = {"membership": office.karin.membership_id, "sections": [32], "end": ""} | wrong
    assert browser(office.world.bert).post("/mandates/", sent).status_code == 422


def test_who_enters_chooses_for_whom_and_sees_it_in_the_bar(office: Office) -> None:
    page = Client()
    page.force_login(Account.objects.get(pk=office.karin.account_id))
    page.post("/seats/", {"reader": office.karin.reader_id})
    assert "Namens Bas Kuiper" in page.get("/mandates/").content.decode()
    html = seated(office).get("/dossiers/").content.decode()
    assert "Karin Smit namens Bas Kuiper" in html
