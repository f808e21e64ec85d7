"""Who stands in sees the absent colleague's dossiers: on those days, by a role that is wide enough."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connections

from schakel.ground.access.models import ReaderCover
from schakel.ground.access.types import Purpose, Role
from schakel.ground.dossiers.models import Dossier
from schakel.ground.journal.reading import log_read, looks_at
from schakel.ground.journal.timeline import timeline
from schakel.ground.kernel import clock
from schakel.ground.kernel.database_errors import in_words
from schakel.ground.kernel.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError
from schakel.ground.organisations.actions import (
    NewAbsence,
    arrange_cover,
    change_absence,
    end_membership,
    report_absence,
)
from schakel.ground.organisations.models import Absence
from schakel.ground.organisations.queries import absent_without_cover, away_today, covering_today
from schakel.jobseekers.contacts.actions import NewContact, record_contact
from tests.world import Person, World, hire

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
AWAY, LEAVE = Absence.Kind.AWAY.value, Absence.Kind.LEAVE.value


def day(ahead: int) -> date:
    return clock.today() + timedelta(days=ahead)


@contextmanager
def on_day(ahead: int) -> Iterator[None]:
    with clock.travel(day(ahead)):
        yield


def away(
    world: World, person: Person, start: int, back: int | None, standin: Person | None = None, **by: Any
) -> UUID:
    """The person reports their own absence, or by=... does."""
    teller = by.get("by", person)
    new = NewAbsence(LEAVE if back is not None else AWAY, day(start), None if back is None else day(back))
    with teller.at_work(Purpose.ADMINISTRATION, needs_savepoint=True) as actor:
        return report_absence(
            actor=actor,
            organisation_id=actor.employer_id,
            membership_id=person.membership_id,
            new=new,
            standin_id=standin.membership_id if standin else None,
        )


def sees(person: Person, dossier_id: UUID) -> bool:
    with person.at_work():
        return Dossier.objects.filter(pk=dossier_id).exists()


def test_a_stand_in_sees_the_dossiers_on_those_days_only() -> None:
    world = World()
    dossier_id = world.open(world.mia, world.uwv)
    away(world, world.mia, 1, 4, world.marloes)
    seen = []
    for ahead in range(6):
        with on_day(ahead):
            seen.append(sees(world.marloes, dossier_id))
    assert seen == [False, True, True, True, False, False]


def test_the_absent_one_and_those_involved_keep_what_they_had() -> None:
    world = World()
    dossier_id = world.open(world.mia, world.uwv)
    away(world, world.mia, 0, 3, world.marloes)
    assert sees(world.mia, dossier_id)
    assert not sees(world.bas, dossier_id)


def test_what_a_stand_in_reads_is_told_to_the_client_as_theirs() -> None:
    world = World()
    dossier_id = world.open(world.mia, world.uwv)
    amina = world.client_of(dossier_id, world.mia)
    away(world, world.mia, 0, 3, world.marloes)
    with world.marloes.at_work() as actor:
        record_contact(
            actor=actor, dossier_id=dossier_id, new=NewContact(clock.now(), "phone", "progress", "Gebeld.")
        )
        log_read("test", [dossier_id], 1)
    with amina.at_work(Purpose.OWN_DATA):
        assert [look.reader_id for look in looks_at(dossier_id)] == [world.marloes.reader_id]
        [entry] = [e for e in timeline(dossier_id) if e.verb == "contact.record"]
        assert entry.reader_id == world.marloes.reader_id


def test_standing_in_goes_one_step() -> None:
    world = World()
    third = _colleague(world)
    dossier_id = world.open(third, world.uwv)
    away(world, third, 0, 9, world.mia)
    away(world, world.mia, 1, 3, world.marloes)
    with on_day(1):
        assert sees(world.mia, dossier_id)
        assert not sees(world.marloes, dossier_id)


def test_a_stand_in_who_is_away_covers_nobody() -> None:
    world = World()
    third = _colleague(world)
    away(world, third, 0, 9, world.mia)
    away(world, world.mia, 1, 3, world.marloes)
    with world.mia.at_work():
        assert absent_without_cover(day(0)) == []
        assert absent_without_cover(day(1)) == [third.reader_id]
        assert absent_without_cover(day(3)) == []


def test_who_is_away_without_a_stand_in_is_found() -> None:
    world = World()
    away(world, world.mia, 0, 2)
    with world.bas.at_work():
        assert absent_without_cover(day(0)) == [world.mia.reader_id]
        assert absent_without_cover(day(0), organisation_id=world.city) == []
        assert absent_without_cover(day(2)) == []


def test_coming_back_early_ends_the_standing_in() -> None:
    world = World()
    dossier_id = world.open(world.mia, world.uwv)
    absence_id = away(world, world.mia, 0, 9, world.marloes)
    change(world.mia, absence_id, 1)
    with on_day(1):
        assert not sees(world.marloes, dossier_id)


def test_staying_away_longer_keeps_the_stand_in() -> None:
    world = World()
    dossier_id = world.open(world.mia, world.uwv)
    absence_id = away(world, world.mia, 0, 3, world.marloes)
    change(world.mia, absence_id, 6)
    with on_day(5):
        assert sees(world.marloes, dossier_id)


def test_staying_away_longer_does_not_keep_a_stand_in_who_is_away_then() -> None:
    world = World()
    absence_id = away(world, world.mia, 0, 3, world.marloes)
    away(world, world.marloes, 4, 5)
    change(world.mia, absence_id, 6)
    with world.mia.at_work():
        assert absent_without_cover(day(3)) == [world.mia.reader_id]


def test_an_absence_that_is_withdrawn_leaves_nothing() -> None:
    world = World()
    dossier_id = world.open(world.mia, world.uwv)
    absence_id = away(world, world.mia, 2, 4, world.marloes)
    change(world.mia, absence_id, 2)
    with on_day(3):
        assert not sees(world.marloes, dossier_id)
        assert away(world, world.mia, 0, 2)


def test_a_long_absence_is_divided_over_two_people() -> None:
    world = World()
    third = _colleague(world)
    dossier_id = world.open(world.mia, world.uwv)
    absence_id = away(world, world.mia, 0, 6, world.marloes)
    with world.mia.at_work(Purpose.ADMINISTRATION) as actor:
        arrange_cover(
            actor=actor,
            organisation_id=world.uwv,
            absence_id=absence_id,
            standin_id=third.membership_id,
            start=day(3),
        )
    who = []
    for ahead in range(7):
        with on_day(ahead):
            who.append((sees(world.marloes, dossier_id), sees(third, dossier_id)))
    assert who == [(True, False)] * 3 + [(False, True)] * 3 + [(False, False)]


def test_an_absence_of_unknown_length_is_covered_until_it_ends() -> None:
    world = World()
    dossier_id = world.open(world.mia, world.uwv)
    absence_id = away(world, world.mia, 0, None, world.marloes)
    with on_day(200):
        assert sees(world.marloes, dossier_id)
    change(world.mia, absence_id, 5)
    with on_day(5):
        assert not sees(world.marloes, dossier_id)


def test_the_end_of_a_role_ends_its_standing_in() -> None:
    world = World()
    dossier_id = world.open(world.bas, world.city)
    away(world, world.bas, 0, 9, world.bert)
    with world.city_admin.at_work(Purpose.ADMINISTRATION) as actor:
        end_membership(
            actor=actor, organisation_id=world.city, membership_id=world.bert.membership_id, reason="weg"
        )
    with on_day(1):
        assert not sees(world.bert, dossier_id)


@pytest.mark.parametrize("who", ["uwv_office", "bas", "joris", "mia"])
def test_who_may_do_less_or_works_elsewhere_cannot_stand_in(who: str) -> None:
    world = World()
    with pytest.raises(InvalidError) as refused:
        away(world, world.mia, 0, 3, getattr(world, who))
    assert "standin" in refused.value.fields


def test_an_administrator_opens_no_dossier_by_standing_in() -> None:
    world = World()
    with pytest.raises(InvalidError):
        away(world, world.bas, 0, 3, world.city_admin)
    with pytest.raises(InvalidError):
        away(world, world.city_admin, 0, 3, world.bas)


def test_who_is_away_cannot_be_chosen() -> None:
    world = World()
    away(world, world.marloes, 2, 3)
    with pytest.raises(InvalidError) as refused:
        away(world, world.mia, 0, 9, world.marloes)
    assert "Marloes van Dijk is zelf afwezig" in refused.value.fields["standin"]
    assert "Marloes" not in str(refused.value)


def test_nobody_reports_a_colleague_away_but_the_administrator_does() -> None:
    world = World()
    with pytest.raises(ForbiddenError):
        away(world, world.bert, 0, 2, by=world.bas)
    assert away(world, world.bert, 0, 2, by=world.city_admin)
    with pytest.raises(NotFoundError):
        away(world, world.mia, 0, 2, by=world.city_admin)


def test_two_absences_on_one_day_are_refused() -> None:
    world = World()
    away(world, world.mia, 0, 4)
    with pytest.raises(ConflictError, match="Voor deze dagen staat al een afwezigheid"):
        away(world, world.mia, 3, 5)


@pytest.mark.parametrize(
    ("kind", "start", "back", "field"),
    [
        ("ziek", 0, 2, "kind"),
        (LEAVE, 0, None, "back_on"),
        (LEAVE, 2, 2, "back_on"),
        (LEAVE, 2, 1, "back_on"),
        (AWAY, -32, 2, "start"),
    ],
)
def test_impossible_absences_are_refused_at_their_field(
    kind: str, start: int, back: int | None, field: str
) -> None:
    world = World()
    new = NewAbsence(kind, day(start), None if back is None else day(back))
    with world.mia.at_work(needs_savepoint=True) as actor, pytest.raises(InvalidError) as refused:
        report_absence(actor=actor, organisation_id=world.uwv, membership_id=world.mia.membership_id, new=new)
    assert field in refused.value.fields


def test_the_database_itself_refuses_cover_outside_an_absence() -> None:
    world = World()
    with pytest.raises(ConflictError, match="alleen op dagen dat iemand afwezig is"):
        _cover_by_hand(world.mia, world.marloes)


def test_the_pages_can_say_who_is_away_and_for_whom_one_stands_in() -> None:
    world = World()
    away(world, world.mia, 0, 3, world.marloes)
    with world.bas.at_work():
        found = away_today([world.mia.reader_id, world.marloes.reader_id])
        assert {r: (a.kind, a.back_on, a.standin) for r, a in found.items()} == {
            world.mia.reader_id: ("vrij", day(3), "Marloes van Dijk")
        }
        [covering] = covering_today(world.marloes.reader_id)
        assert (covering.name, covering.until) == ("Mia Jansen", day(3))


def change(person: Person, absence_id: UUID, back: int) -> None:
    with person.at_work(Purpose.ADMINISTRATION) as actor:
        change_absence(
            actor=actor, organisation_id=actor.employer_id, absence_id=absence_id, back_on=day(back)
        )


def _cover_by_hand(standin: Person, covered: Person) -> None:
    with standin.at_work(), in_words():
        ReaderCover.objects.create(
            reader_id=standin.reader_id,
            covered_reader_id=covered.reader_id,
            valid_from=day(0),
            valid_to=day(1),
        )
        with connections["default"].cursor() as cursor:
            cursor.execute("set constraints all immediate")


def _colleague(world: World) -> Person:
    from schakel.ground.access.readers import system_actor
    from schakel.ground.kernel.actors import as_actor

    actor = system_actor()
    with as_actor(actor, Purpose.ADMINISTRATION.value):
        return hire(actor, world.uwv, "Tom Derks", Role.WORK_COACH, world.uwv_team)
