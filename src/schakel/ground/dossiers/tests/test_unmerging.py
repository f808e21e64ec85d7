"""Taking two dossiers apart again: until somebody worked in them, and then as they stood."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connections, transaction

from schakel.ground.dossiers.actions import erase_entry, unmerge_clients
from schakel.ground.dossiers.models import ClientMerge, Document, DocumentContent
from schakel.ground.dossiers.queries.merging import undoing
from schakel.ground.dossiers.sealing import unseal
from schakel.ground.dossiers.tests.merging_scene import Acts, Two
from schakel.ground.dossiers.tests.pages import address, browser
from schakel.ground.journal.erasing import ErasureReason
from schakel.ground.journal.models import Content, Entry
from schakel.ground.journal.timeline import timeline
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError
from schakel.ground.people.keys import decrypt_named
from schakel.ground.people.models import Client
from schakel.jobseekers.contacts.actions import NewContact, correct_contact
from schakel.jobseekers.contacts.models import ContactMoment
from schakel.portal.client.actions import give_client_login
from tests.world import PASSWORD, Person

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
WHY = {"reason": ErasureReason.WRONG_PERSON.value, "decision": "Teamleider, 3 november, W-12"}


@pytest.fixture
def two() -> Two:
    return Two()


def _do(two: Two, person: Person, name: str, dossier_id: UUID) -> None:
    with person.at_work() as actor:
        Acts(two.world).do(name, actor, dossier_id)


def _sees(person: Person, *ids: UUID) -> set[UUID]:
    with person.at_work():
        return set(Client.objects.filter(pk__in=ids).values_list("pk", flat=True))


def test_who_took_part_in_one_sees_that_one_again_and_not_the_other(two: Two) -> None:
    merge_id = two.merge()
    assert _sees(two.world.bas, *two.ids) == set(two.ids)
    two.unmerge(merge_id)
    assert _sees(two.world.bas, *two.ids) == {two.ending}
    assert _sees(two.world.marloes, *two.ids) == set(two.ids)


def test_the_bsn_goes_back_and_is_readable_again() -> None:
    two = Two(second={"bsn": "999990019"})
    two.unmerge(two.merge())
    with two.world.marloes.at_work():
        into, ending = (Client.objects.get(pk=one) for one in two.ids)
    assert into.bsn_hash is None
    assert decrypt_named(ending.bsn_key, bytes(ending.bsn_cipher or b""), two.ending) == "999990019"


def test_a_document_can_be_read_before_and_after(two: Two) -> None:
    _do(two, two.world.bas, "document", two.ending)

    def text() -> bytes:
        with two.world.bas.at_work():
            row = DocumentContent.objects.get()
            return unseal(row.key_id, bytes(row.sealed), row.pk)

    merge_id = two.merge()
    assert text() == b"Plan."
    two.unmerge(merge_id)
    assert text() == b"Plan."
    with two.world.bas.at_work():
        assert Document.objects.get().dossier_id == two.ending


def test_both_streams_tell_of_it(two: Two) -> None:
    two.unmerge(two.merge())
    for dossier_id in two.ids:
        with two.world.marloes.at_work():
            verbs = [entry.verb for entry in timeline(dossier_id, limit=50)]
        assert verbs[:2] == ["dossier.unmerge", "dossier.merge"]
        assert verbs.count("dossier.open") == 1


@pytest.mark.parametrize("name", ["contact", "helper", "fact", "member"])
def test_not_after_somebody_worked_in_it(two: Two, name: str) -> None:
    merge_id = two.merge()
    _do(two, two.world.bas, name, two.into)
    with two.world.marloes.at_work():
        found = undoing(ClientMerge.objects.get())
    assert (found.is_possible, found.is_late, bool(found.words)) == (False, True, True)
    with pytest.raises(ConflictError) as refused:
        two.unmerge(merge_id)
    assert "niet meer ongedaan" in refused.value.what
    assert _sees(two.world.bas, *two.ids) == set(two.ids)


def test_looking_is_no_work(two: Two) -> None:
    merge_id = two.merge()
    assert browser(two.world.bas).get(address("dossier", two.into)).status_code == 200
    two.unmerge(merge_id)


def test_a_second_merge_into_it_is_work_and_undone_first_it_is_work_too(two: Two) -> None:
    merge_id = two.merge()
    third = two.world.open(two.world.marloes, two.world.uwv)
    again = Two.__new__(Two)
    again.world, again.into, again.ending = two.world, two.into, third
    again.unmerge(again.merge())
    with pytest.raises(ConflictError):
        two.unmerge(merge_id)


def test_only_once(two: Two) -> None:
    merge_id = two.merge()
    two.unmerge(merge_id)
    with pytest.raises((ConflictError, NotFoundError)):
        two.unmerge(merge_id)


def test_merged_again_after_being_taken_apart(two: Two) -> None:
    two.unmerge(two.merge())
    two.unmerge(two.merge())
    assert _sees(two.world.bas, *two.ids) == {two.ending}


def test_not_by_who_registers_nobody_or_is_elsewhere(two: Two) -> None:
    _do(two, two.world.bas, "helper", two.ending)
    merge_id = two.merge()
    for person in (two.world.joris, two.world.bert):
        with pytest.raises((NotFoundError, ForbiddenError)):
            two.unmerge(merge_id, person)


def test_a_reason_is_needed(two: Two) -> None:
    merge_id = two.merge()
    with two.world.marloes.at_work() as actor, pytest.raises(InvalidError):
        unmerge_clients(actor=actor, dossier_id=two.into, merge_id=merge_id, reason=" ")


def test_content_of_the_other_stream_is_erased_with_its_row(two: Two) -> None:
    _do(two, two.world.bas, "contact", two.ending)
    two.merge()
    with two.world.bas.at_work() as actor:
        entry_id = Entry.objects.get(verb="contact.record").pk
        erase_entry(actor=actor, dossier_id=two.into, entry_id=entry_id, **WHY)
    with two.world.bas.at_work():
        assert not ContactMoment.objects.exists()
        assert not Content.objects.filter(entry_id=entry_id).exists()
        newest = timeline(two.into, limit=1)[0]
        assert newest.verb == "journal.erase"
        assert Entry.objects.get(pk=newest.id).dossier_id == two.into


def test_what_was_corrected_after_the_merge_is_shown_once(two: Two) -> None:
    _do(two, two.world.bas, "contact", two.ending)
    two.merge()
    with two.world.bas.at_work() as actor:
        row = ContactMoment.objects.get()
        new = NewContact(clock.now(), "phone", "progress", "Toch anders.")
        how = {"contact_id": row.pk, "new": new, "because": "verkeerd", "expected_version": row.version}
        correct_contact(actor=actor, dossier_id=two.into, **how)
    with two.world.bas.at_work():
        told = [e for e in timeline(two.into, limit=50) if e.verb.startswith("contact.")]
    assert [entry.is_superseded for entry in told] == [False, True]


def test_the_client_logs_in_as_before_and_sees_the_one_that_goes_on(two: Two) -> None:
    client = two.world.client_of(two.ending, two.world.bas)
    merge_id = two.merge()
    assert client.actor.subject_id == two.into
    assert _sees(client, *two.ids) == set(two.ids)
    two.unmerge(merge_id)
    assert client.actor.subject_id == two.ending
    assert _sees(client, *two.ids) == {two.ending}


def test_of_two_logins_the_one_of_the_dossier_that_goes_on_stays(two: Two) -> None:
    kept = two.world.client_of(two.into, two.world.marloes)
    closed = two.world.client_of(two.ending, two.world.bas)
    merge_id = two.merge()
    assert _sees(kept, *two.ids) == set(two.ids)
    assert _sees(closed, *two.ids) == set()
    two.unmerge(merge_id)
    assert _sees(closed, *two.ids) == {two.ending}


def test_a_login_given_in_between_is_refused(two: Two) -> None:
    two.merge()
    with two.world.bas.at_work() as actor, pytest.raises(ForbiddenError):
        give_client_login(actor=actor, dossier_id=two.ending, username="nog-een", password=PASSWORD)


def _refused(sql: str, *values: Any) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connections["default"].cursor() as cursor:
        cursor.execute(sql, values)


def test_the_functions_of_the_owner_judge_for_themselves(two: Two) -> None:
    merge_id = two.merge()
    third = two.world.open(two.world.marloes, two.world.uwv)
    with two.world.bert.at_work(needs_savepoint=True):
        _refused("select dossiers_merge(%s, %s, %s, %s, '{}')", merge_id, two.into, third, merge_id)
        _refused("select dossiers_unmerge(%s)", merge_id)
        _refused("select dossiers_merge_settle(%s)", merge_id)
        _refused("select dossiers_merge_hold(%s, %s)", two.into, third)
        _refused("insert into journal_streamtie values (%s, %s, %s)", third, two.into, merge_id)
        _refused("select journal_tie(%s, %s, %s)", third, two.into, merge_id)
        _refused("select journal_untie(%s)", two.ending)
        _refused("select * from dossiers_merge_rows(array[%s]::uuid[])", two.into)
