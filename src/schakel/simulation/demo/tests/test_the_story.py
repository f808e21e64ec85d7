"""The demonstration is told once, and what a visitor must find in it is there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

import pytest
from django.contrib.auth import authenticate
from django.db.models import Count, QuerySet
from django.test import TestCase

from schakel.ground.access.readers import actor_for, readers_of
from schakel.ground.access.types import ROLE_PURPOSE, Role
from schakel.ground.accounts.models import Account
from schakel.ground.dossiers.models import Dossier, Fact, Handover, Participation, Regie
from schakel.ground.journal.models import StreamHead
from schakel.ground.journal.reading import looks_at
from schakel.ground.journal.timeline import timeline
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor, as_actor
from schakel.ground.kernel.errors import InvalidError
from schakel.ground.organisations.models import Organisation
from schakel.ground.people.models import BenefitEntitlement, Client
from schakel.jobseekers.plans.models import Agreement
from schakel.jobseekers.profile.models import LastOccupation
from schakel.simulation.demo import PASSWORD, cast, fill, is_told

GUIDES = ("marloes", "pieter", "bas", "sanne")
PEOPLE, ENTERED_TWICE, MERGED, FINISHED, FROM_A_FILE = 62, 2, 1, 2, 2


@contextmanager
def at_work(username: str) -> Iterator[Actor]:
    account = Account.objects.get(username=username)
    [reader] = readers_of(account.pk)
    actor = actor_for(reader, name=account.name)
    with as_actor(actor, ROLE_PURPOSE[Role(actor.role)].value):
        yield actor


def seen_by(username: str) -> set[UUID]:
    with at_work(username):
        return set(_going_on().values_list("pk", flat=True))


def _going_on() -> QuerySet[Dossier]:
    """Without the one that was merged into another."""
    return Dossier.objects.filter(client__merged_into=None)


class TestTheStory(TestCase):
    databases = {"default", "owner"}

    @classmethod
    def setUpTestData(cls) -> None:
        cls.told: list[str] = []
        fill(report=cls.told.append)

    def test_it_tells_how_far_it_is(self) -> None:
        assert self.told[-1].strip().endswith("gebeurtenissen")

    def test_all_people_are_known_and_those_who_work_are_out_of_sight(self) -> None:
        assert (
            len(set().union(*map(seen_by, GUIDES)))
            == PEOPLE + ENTERED_TWICE + MERGED - FINISHED + FROM_A_FILE
        )
        assert StreamHead.objects.count() >= PEOPLE

    def test_telling_it_again_changes_nothing(self) -> None:
        before = StreamHead.objects.count(), Account.objects.count()
        fill(report=pytest.fail)
        assert (StreamHead.objects.count(), Account.objects.count()) == before

    def test_every_dossier_has_one_who_is_responsible_for_the_chain(self) -> None:
        for username in GUIDES:
            with at_work(username):
                held = Regie.objects.on(clock.today()).filter(scope="chain").values("dossier")
                counts = dict(held.annotate(n=Count("pk")).values_list("dossier", "n"))
                assert counts == dict.fromkeys(_going_on().values_list("pk", flat=True), 1)

    def test_every_organisation_with_a_task_has_a_holder(self) -> None:
        with at_work("marloes"):
            tasks = Participation.objects.on(clock.today()).filter(kind="involved")
            holders = Regie.objects.on(clock.today()).filter(scope="organisation")
            pairs = set(holders.values_list("dossier", "organisation"))
            assert set(tasks.values_list("dossier", "organisation")) == pairs

    def test_everyone_who_is_announced_logs_in(self) -> None:
        for username, name, *_rest in cast():
            account = authenticate(username=username, password=PASSWORD)
            assert account is not None
            assert account.name == name

    def test_roles_are_as_announced(self) -> None:
        for username, _name, role, *_rest in cast():
            found = readers_of(Account.objects.get(username=username).pk)
            [reader] = [one for one in found if one.principal_id is None]
            assert str(Role(reader.role).label) == role

    def test_some_agreements_are_late_some_due_today_and_some_to_come(self) -> None:
        with at_work("marloes"):
            days = list(Agreement.objects.filter(status="open").values_list("due_on", flat=True))
        today = clock.today()
        assert min(days) < today < max(days)
        assert today in days

    def test_both_kept_and_missed_agreements_are_told(self) -> None:
        with at_work("bas"):
            assert {"open", "done", "not_done"} <= set(Agreement.objects.values_list("status", flat=True))

    def test_one_handover_waits_too_long_and_one_is_still_in_time(self) -> None:
        with at_work("bas"):
            waiting = Handover.objects.filter(status="sent").values_list("due_on", flat=True)
            assert sorted(day < clock.today() for day in waiting) == [False, True]

    def test_a_handover_was_taken_up_and_another_returned_with_a_reason(self) -> None:
        with at_work("bas"):
            assert Handover.objects.filter(status="taken_up").exists()
        with at_work("pieter"):
            assert Handover.objects.get(status="returned").return_reason

    def test_someone_waits_in_both_queues(self) -> None:
        for username in ("marloes", "bas"):
            with at_work(username):
                held = Regie.objects.on(clock.today()).filter(scope="organisation", team__isnull=False)
                assert held.count() >= 3

    def test_the_provider_sees_only_who_was_entrusted_and_no_benefit(self) -> None:
        seen = seen_by("joris")
        assert 3 <= len(seen) < 15
        with at_work("joris"):
            assert not BenefitEntitlement.objects.exists()

    def test_the_administrator_sees_no_dossier(self) -> None:
        assert seen_by("ada") == set()

    def test_nothing_happens_in_the_future(self) -> None:
        with at_work("marloes"):
            for dossier_id in Dossier.objects.values_list("pk", flat=True):
                assert all(entry.recorded_at <= clock.now() for entry in timeline(dossier_id))

    def test_titles_are_linked_and_some_wait_to_be_confirmed(self) -> None:
        with at_work("bas"):
            noted = LastOccupation.objects.all()
            assert {row.is_confirmed for row in noted} == {True, False}
            assert any(row.suggestions for row in noted)


class TestAmina(TestCase):
    databases = {"default", "owner"}

    @classmethod
    def setUpTestData(cls) -> None:
        fill(report=lambda _line: None)

    def test_she_sees_her_own_dossier_only_and_who_looked(self) -> None:
        with at_work("amina") as actor:
            assert [client.given_names for client in Client.objects.all()] == ["Amina"]
            looked = {look.role for look in looks_at(actor.subject_id)}
        assert looked == {"work_coach", "client_manager", "trajectory_guide", "back_office"}

    def test_two_benefits_run_together_until_the_first_ends_within_three_months(self) -> None:
        with at_work("marloes"):
            amina = Client.objects.get(given_names="Amina")
            rights = BenefitEntitlement.objects.on(clock.today()).filter(client=amina)
            ends = {right.regime: right.valid_to for right in rights}
        assert ends == {"ww": clock.today() + timedelta(days=84), "participatiewet": None}

    def test_sources_differ_and_she_disputes_one(self) -> None:
        with at_work("marloes"):
            facts = Fact.objects.filter(dossier__client__given_names="Amina", is_current=True)
            licences = facts.filter(name="driving_licence")
            assert {fact.value for fact in licences} == {"yes", "no"}
            assert any(fact.dispute for fact in licences)

    def test_choices_are_told_with_reason_and_her_view(self) -> None:
        with at_work("marloes"):
            amina = Client.objects.get(given_names="Amina")
            choices = [entry.decision for entry in timeline(amina.pk, show="choices") if entry.decision]
        assert len(choices) == 8
        assert all(choice["reason"] and choice["client_view"] for choice in choices)


@pytest.mark.django_db(databases=["default", "owner"])
def test_a_database_with_other_organisations_is_refused() -> None:
    Organisation.objects.create(name="Gemeente Echt", kind="municipality", valid_from=clock.today())
    with pytest.raises(InvalidError):
        fill(report=pytest.fail)
    assert not is_told()
