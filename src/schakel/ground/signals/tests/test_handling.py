"""Letting signals wait, waking them and giving them away: with a reason, in limits, for the right people."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.tests.pages import browser, own_statements
from schakel.ground.journal.timeline import timeline
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import ConflictError, InvalidError, NotFoundError
from schakel.ground.signals.actions import assign_signal, snooze_signal, wake_signal
from schakel.ground.signals.models import Signal
from schakel.ground.signals.queries import counts
from schakel.ground.signals.tests.situations import listed, ww_that_ends
from tests.world import Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def dossier_id(world: World) -> UUID:
    return ww_that_ends(world, 10)


def the_signal(person: Person) -> Signal:
    with person.at_work():
        return Signal.objects.get(gone_at=None)


def snooze(world: World, dossier_id: UUID, until: date, *, words: str = "staat in de agenda") -> None:
    signal = the_signal(world.marloes)
    with world.marloes.at_work(needs_savepoint=True) as actor:
        about = {"actor": actor, "dossier_id": dossier_id, "signal_id": signal.pk}
        snooze_signal(**about, until=until, reason="planned", words=words)


def test_a_signal_sleeps_until_its_day_and_the_journal_says_why(world: World, dossier_id: UUID) -> None:
    snooze(world, dossier_id, clock.today() + timedelta(days=5))
    assert listed(world.marloes) == []
    assert len(listed(world.marloes, with_sleeping=True)) == 1
    with world.marloes.at_work():
        [entry] = [e for e in timeline(dossier_id) if e.verb == "signal.snooze"]
    assert "staat in de agenda" in entry.lines
    with clock.travel(clock.today() + timedelta(days=5)):
        assert len(listed(world.marloes)) == 1


@pytest.mark.parametrize("days", [-1, 0, 22])
def test_it_may_not_sleep_longer_than_its_kind_allows(world: World, dossier_id: UUID, days: int) -> None:
    with pytest.raises(InvalidError):
        snooze(world, dossier_id, clock.today() + timedelta(days=days))


def test_sleeping_asks_a_sentence(world: World, dossier_id: UUID) -> None:
    with pytest.raises(InvalidError) as refused:
        snooze(world, dossier_id, clock.today() + timedelta(days=2), words="  ")
    assert set(refused.value.fields) == {"words"}


def test_waking_shows_it_again(world: World, dossier_id: UUID) -> None:
    snooze(world, dossier_id, clock.today() + timedelta(days=5))
    signal = the_signal(world.marloes)
    with world.marloes.at_work() as actor:
        wake_signal(actor=actor, dossier_id=dossier_id, signal_id=signal.pk)
    assert len(listed(world.marloes)) == 1
    with world.marloes.at_work(needs_savepoint=True) as actor, pytest.raises(ConflictError):
        wake_signal(actor=actor, dossier_id=dossier_id, signal_id=signal.pk)


def test_a_colleague_who_takes_part_gets_it_on_their_own_list(world: World, dossier_id: UUID) -> None:
    from schakel.ground.dossiers.tests.handing import do

    signal = the_signal(world.marloes)
    about = {"dossier_id": dossier_id, "signal_id": signal.pk, "reader_id": world.mia.reader_id}
    with world.marloes.at_work(needs_savepoint=True) as actor, pytest.raises(InvalidError):
        assign_signal(actor=actor, **about)
    helper = {"kind": "helping", "because": "samen", "membership_id": world.mia.membership_id}
    do(world.marloes, "add_participant", dossier_id, **helper)
    with world.marloes.at_work() as actor:
        assign_signal(actor=actor, **about)
    assert listed(world.marloes) == []
    assert [s.pk for s in listed(world.mia)] == [signal.pk]


def test_a_stranger_handles_nothing(world: World, dossier_id: UUID) -> None:
    signal = the_signal(world.marloes)
    with world.bert.at_work(needs_savepoint=True) as actor, pytest.raises(NotFoundError):
        wake_signal(actor=actor, dossier_id=dossier_id, signal_id=signal.pk)


def test_the_application_makes_and_removes_no_signal_by_itself(world: World, dossier_id: UUID) -> None:
    signal = the_signal(world.marloes)
    for statement in (signal.delete, lambda: Signal.objects.create(**_copy(signal))):
        with world.marloes.at_work(), pytest.raises(DatabaseError), transaction.atomic():
            statement()


def _copy(signal: Signal) -> dict[str, object]:
    names = ("dossier_id", "section_bit", "organisation_id", "since", "criteria", "found_at")
    return {name: getattr(signal, name) for name in names} | {"kind": "made_up"}


def test_an_administrator_sees_numbers_and_no_persons(world: World, dossier_id: UUID) -> None:
    with world.city_admin.at_work(Purpose.ADMINISTRATION):
        assert {one.kind.name: one.waiting for one in counts()}["ww_ends"] == 0
        assert not Signal.objects.exists()
    page = browser(world.city_admin).get(reverse("signals:numbers")).content.decode()
    assert "WW eindigt zonder gemeente" in page


def test_the_pages_show_the_grounds_and_do_the_acts(world: World, dossier_id: UUID) -> None:
    signal, page = the_signal(world.marloes), browser(world.marloes)
    url = reverse("signals:dossier", args=[dossier_id])
    assert "WW eindigt zonder gemeente" in page.get(reverse("signals:list")).content.decode()
    assert "Er is geen gemeente bij betrokken" in page.get(url).content.decode()
    values = {"deed": f"snooze:{signal.pk}", "version": signal.version, "reason": "planned"}
    until = (clock.today() + timedelta(days=3)).isoformat()
    refused = page.post(url, values | {"until": until, "words": ""})
    assert refused.status_code == 422
    assert page.post(url, values | {"until": until, "words": "gesprek dinsdag"}).status_code == 302
    assert "gesprek dinsdag" in page.get(url).content.decode()
    stale = values | {"until": until, "words": "nog eens"}
    assert page.post(url, stale).status_code in {302, 409}


def test_the_mark_stands_in_the_list_of_clients(world: World, dossier_id: UUID) -> None:
    text = browser(world.marloes).get(reverse("dossiers:list")).content.decode()
    assert "WW eindigt zonder gemeente" in text


@pytest.mark.parametrize("rotten", ["?whose=x&watch=y&after=z", "?whose=all&watch=gap&sleeping=1"])
def test_a_strange_address_gives_a_list(world: World, rotten: str) -> None:
    assert browser(world.marloes).get(reverse("signals:list") + rotten).status_code == 200


def test_the_list_asks_the_same_however_long(world: World, dossier_id: UUID) -> None:
    few = len(own_statements(world.marloes, reverse("signals:list")))
    for _number in range(4):
        ww_that_ends(world, 10)
    assert len(own_statements(world.marloes, reverse("signals:list"))) == few <= 5
    assert len(own_statements(world.marloes, reverse("signals:dossier", args=[dossier_id]))) <= 9
