"""Two dossiers of one person are taken together: what goes along, who sees it then, what is left."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.db import connection

from schakel.ground.access.types import ROLE_PURPOSE, Role
from schakel.ground.dossiers import access
from schakel.ground.dossiers.actions import leave_dossier, merge_clients, state_fact
from schakel.ground.dossiers.actions.facts import NewFact
from schakel.ground.dossiers.models import ClientMerge, Fact, ListedDossier, Participation, Regie
from schakel.ground.dossiers.queries.duplicates import duplicate_pairs
from schakel.ground.dossiers.queries.listing import Wanted, find_dossiers
from schakel.ground.dossiers.queries.visible import dossier_numbered
from schakel.ground.dossiers.tests.merging_scene import Acts, Two
from schakel.ground.journal.models import Entry
from schakel.ground.journal.timeline import timeline
from schakel.ground.journal.writing import record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError
from schakel.ground.people.actions import enter_address, hide_address
from schakel.ground.people.addresses import NewAddress
from schakel.ground.people.keys import decrypt_named
from schakel.ground.people.models import Address, Client, ClientNumber
from schakel.ground.people.queries import known_clients
from schakel.ground.people.verbs import ClientRegistered
from schakel.ground.signals.models import Signal
from tests.world import Person, right_to

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def two() -> Two:
    return Two()


def _do(two: Two, person: Person, name: str, dossier_id: UUID) -> None:
    with person.at_work() as actor:
        Acts(two.world).do(name, actor, dossier_id)


def _found(person: Person, words: str) -> list[UUID]:
    with person.at_work():
        return [row.id for row in find_dossiers(Wanted(words=words, who="all")).rows]


def test_who_takes_part_in_either_takes_part_in_the_one_that_goes_on(two: Two) -> None:
    two.merge()
    world, today = two.world, clock.today()
    with world.marloes.at_work():
        rows = Participation.objects.on(today).filter(dossier_id=two.into)
        assert set(rows.values_list("reader_id", "kind")) == {
            (world.marloes.reader_id, "involved"),
            (world.bas.reader_id, "involved"),
        }
        held = Regie.objects.on(today).filter(dossier_id__in=two.ids)
        assert set(held.values_list("dossier_id", "scope", "reader_id")) == {
            (two.into, "chain", world.marloes.reader_id),
            (two.into, "organisation", world.marloes.reader_id),
            (two.into, "organisation", world.bas.reader_id),
        }


def test_a_helper_here_who_had_a_task_there_has_it_here(two: Two) -> None:
    two.add(two.world.marloes, two.into, two.world.bas)
    two.merge()
    with two.world.bas.at_work():
        rows = Participation.objects.on(clock.today()).filter(dossier_id=two.into)
        assert rows.get(reader_id=two.world.bas.reader_id).kind == "involved"


def test_what_was_written_in_the_one_stands_in_the_other() -> None:
    two = Two(second={"entitlement": right_to("participatiewet", clock.today())})
    for name in ("contact", "agreement", "fact", "document", "address", "member", "message"):
        _do(two, two.world.bas, name, two.ending)
    two.merge()
    with two.world.marloes.at_work():
        client = Client.objects.get(pk=two.into)
        told = [client.addresses, client.entitlements, client.household]
        dossier = client.dossier
        told += [dossier.contact_moments, dossier.agreements, dossier.facts, dossier.messages]
        told += [dossier.documents, dossier.documents.get().revisions]
        assert [rows.count() for rows in told] == [1] * 9
        assert dossier.last_contact_on == clock.today()


def test_no_entry_is_rewritten_and_the_course_shows_both(two: Two) -> None:
    _do(two, two.world.bas, "contact", two.ending)
    with two.world.bas.at_work():
        before = list(Entry.objects.filter(dossier_id=two.ending).order_by("id").values_list("id", "header"))
    two.merge()
    with two.world.bas.at_work():
        after = list(Entry.objects.filter(dossier_id=two.ending).order_by("id").values_list("id", "header"))
        verbs = [entry.verb for entry in timeline(two.into, limit=50)]
    assert after[:-1] == before
    assert verbs.count("dossier.merge") == 2
    assert verbs.count("dossier.open") == 2
    assert "contact.record" in verbs


def test_each_stream_names_the_dossier_of_the_other(two: Two) -> None:
    numbers = [two.number(one) for one in two.ids]
    two.merge()
    with two.world.marloes.at_work():
        told = {
            entry.content["other"]: entry.content["goes_on"]
            for entry in timeline(two.into, limit=50)
            if entry.verb == "dossier.merge"
        }
    assert told == {numbers[1]: True, numbers[0]: False}


def test_nothing_more_is_written_in_the_stream_of_the_one_that_ended(two: Two) -> None:
    two.merge()
    with pytest.raises(ForbiddenError):
        _do(two, two.world.bas, "contact", two.ending)
    with two.world.bas.at_work(needs_savepoint=True) as actor, pytest.raises(ConflictError) as refused:
        _register_again(actor=actor, client_id=two.ending)
    assert "samengevoegd" in refused.value.what


@action(access.OPEN)
def _register_again(*, actor: Actor, client_id: UUID) -> UUID:
    """An act that asks for no grant, as registering does: the journal itself refuses."""
    return record(ClientRegistered("form"), dossier_id=client_id)


def test_lists_show_one_and_search_finds_it_by_the_name_and_number_of_the_other(two: Two) -> None:
    number = two.number(two.ending)
    two.merge()
    for person in (two.world.marloes, two.world.bas):
        with person.at_work():
            listed = ListedDossier.objects.filter(dossier_id__in=two.ids)
            assert set(listed.values_list("dossier_id", flat=True)) == {two.into}
        for words in (number, "Janssen", "petra janssen", "Jansen", "Jansn"):
            assert _found(person, words) == [two.into], words
    assert _found(two.world.bert, "Janssen") == []


def test_a_number_that_is_typed_leads_on(two: Two) -> None:
    number = two.number(two.ending)
    two.merge()
    with two.world.marloes.at_work():
        assert dossier_numbered(number) == two.into


def test_they_are_no_longer_alike(two: Two) -> None:
    with two.world.marloes.at_work():
        assert len(duplicate_pairs(limit=5)) == 1
    two.merge()
    with two.world.marloes.at_work():
        assert duplicate_pairs(limit=5) == []


def test_who_sees_neither_still_sees_neither(two: Two) -> None:
    two.merge()
    with two.world.bert.at_work():
        assert not Client.objects.filter(pk__in=two.ids).exists()
        assert not ClientMerge.objects.exists()
        assert not Entry.objects.filter(dossier_id__in=two.ids).exists()


def test_who_stops_in_the_one_that_goes_on_sees_the_other_no_more(two: Two) -> None:
    _do(two, two.world.bas, "helper", two.ending)
    two.merge()
    with two.world.joris.at_work():
        assert Client.objects.filter(pk__in=two.ids).count() == 2
        row = Participation.objects.on(clock.today()).get(
            dossier_id=two.into, reader_id=two.world.joris.reader_id
        )
    with two.world.joris.at_work(ROLE_PURPOSE[Role.TRAJECTORY_GUIDE]) as actor:
        leave_dossier(actor=actor, dossier_id=two.into, participation_id=row.pk, because="klaar")
    with two.world.joris.at_work():
        assert not Client.objects.filter(pk__in=two.ids).exists()


def test_the_values_of_two_sources_stand_side_by_side_and_the_newer_of_one(two: Two) -> None:
    world = two.world
    with world.marloes.at_work() as actor:
        state_fact(actor=actor, dossier_id=two.into, new=NewFact("transport", "yes"))
        state_fact(actor=actor, dossier_id=two.ending, new=NewFact("transport", "no"))
    with world.bas.at_work() as actor:
        state_fact(actor=actor, dossier_id=two.ending, new=NewFact("transport", "no"))
    two.merge()
    with world.marloes.at_work():
        facts = Fact.objects.filter(dossier_id=two.into, name="transport")
        current = set(facts.filter(is_current=True).values_list("source_organisation_id", "value"))
        assert facts.count() == 3
    assert current == {(world.uwv, "no"), (world.city, "no")}


def test_the_bsn_goes_along_and_is_readable_for_its_new_owner() -> None:
    two = Two(second={"bsn": "999990019"})
    two.merge()
    with two.world.marloes.at_work():
        client = Client.objects.get(pk=two.into)
        assert decrypt_named(client.bsn_key, bytes(client.bsn_cipher or b""), two.into) == "999990019"
        found, _numbers = known_clients(bsns=["999990019"], organisation_id=two.world.uwv, numbers=[])
    assert list(found.values()) == [two.into]


def test_two_bsns_are_two_people() -> None:
    two = Two(first={"bsn": "999990019"}, second={"bsn": "999990433"})
    with pytest.raises(ConflictError) as refused:
        two.merge()
    assert "identiteitsbewijs" in refused.value.remedy


def test_what_was_chosen_is_taken_over_and_what_was_missing_too() -> None:
    two = Two(first={"phone": "0611111111"}, second={"phone": "0622222222", "email": "p@voorbeeld.example"})
    two.merge(take=["name"])
    with two.world.marloes.at_work():
        client = Client.objects.get(pk=two.into)
        assert (client.family_name, client.phone) == ("Janssen", "0611111111")
        assert client.email == "p@voorbeeld.example"
        assert ClientMerge.objects.get().took == ["name", "email"]


def test_numbers_of_organisations_go_along() -> None:
    two = Two(second={"number": "A-77"})
    two.merge()
    with two.world.bas.at_work():
        assert ClientNumber.objects.get(number="A-77").client_id == two.into


def _live_at(two: Two, person: Person, dossier_id: UUID, street: str) -> None:
    with person.at_work() as actor:
        new = NewAddress(street, 4, "1234AB", "Westerveen")
        enter_address(actor=actor, dossier_id=dossier_id, new=new, valid_from=clock.today())


@pytest.mark.parametrize(("take", "street"), [([], "Kade"), (["address"], "Dijk")])
def test_of_two_addresses_the_chosen_one_holds(two: Two, take: list[str], street: str) -> None:
    _live_at(two, two.world.marloes, two.into, "Kade")
    _live_at(two, two.world.bas, two.ending, "Dijk")
    two.merge(take=take)
    with two.world.marloes.at_work():
        assert Address.objects.on(clock.today()).get(client_id=two.into).street == street


@pytest.mark.parametrize("take", [[], ["address"]])
@pytest.mark.parametrize("which", ["into", "ending"])
def test_a_secret_address_stays_secret_whichever_dossier_it_was_in(
    two: Two, which: str, take: list[str]
) -> None:
    world = two.world
    _live_at(two, world.marloes, two.into, "Kade")
    _live_at(two, world.bas, two.ending, "Dijk")
    person, dossier_id = (world.marloes, two.into) if which == "into" else (world.bas, two.ending)
    with person.at_work() as actor:
        hide_address(actor=actor, dossier_id=dossier_id, source="politie", membership_ids=[], review_on=None)
    two.merge(take=take)
    other = world.bas if which == "into" else world.marloes
    with other.at_work():
        assert not Address.objects.filter(client_id__in=two.ids).exists()
        assert set(Client.objects.filter(pk__in=two.ids).values_list("place", "has_secret_address")) == {
            ("", True)
        }
    with person.at_work():
        assert Client.objects.get(pk=two.into).has_secret_address


def test_two_secret_addresses_each_stay_with_their_own_readers(two: Two) -> None:
    world = two.world
    for person, dossier_id, street in ((world.marloes, two.into, "Kade"), (world.bas, two.ending, "Dijk")):
        _live_at(two, person, dossier_id, street)
        _do(two, person, "secret", dossier_id)
    two.merge(take=["address"])
    for person, street in ((world.marloes, "Kade"), (world.bas, "Dijk")):
        with person.at_work():
            seen = Address.objects.filter(client_id__in=two.ids)
            assert list(seen.values_list("street", flat=True)) == [street]


def test_a_shield_goes_along_with_its_readers(two: Two) -> None:
    world = two.world
    _do(two, world.bas, "shield", two.ending)
    two.merge()
    with world.marloes.at_work():
        assert Client.objects.filter(pk__in=two.ids).count() == 2
    with world.city_office.at_work():
        assert not Client.objects.filter(pk__in=two.ids).exists()


def test_a_signal_goes_along_and_is_computed_anew(two: Two) -> None:
    _do(two, two.world.bas, "handover", two.ending)
    two.merge()
    with two.world.marloes.at_work():
        assert not Signal.objects.filter(dossier_id=two.ending, gone_at=None).exists()


def test_what_collides_stays_where_it_was(two: Two) -> None:
    for dossier_id in two.ids:
        _do(two, two.world.marloes, "occupation", dossier_id)
        _do(two, two.world.marloes, "draft", dossier_id)
    two.merge()
    with connection.cursor() as cursor, two.world.marloes.at_work():
        for table in ("profile_lastoccupation", "dossiers_draft"):
            cursor.execute(f"select count(*), count(distinct dossier_id) from {table}")
            assert cursor.fetchone() == (2, 2)


def test_a_question_in_one_life_domain_goes_on_under_the_other(two: Two) -> None:
    for dossier_id, person in ((two.into, two.world.marloes), (two.ending, two.world.bas)):
        _do(two, person, "domain", dossier_id)
    two.merge()
    with two.world.marloes.at_work():
        domains = Client.objects.get(pk=two.into).dossier.life_domains
        assert sorted(domains.values_list("state", "outcome")) == [("closed", "elsewhere"), ("open", "")]


def test_a_third_dossier_of_the_same_person_follows(two: Two) -> None:
    world = two.world
    two.merge()
    last = world.open(world.marloes, world.uwv, given_names="Petra", family_name="Jansen")
    again = Two.__new__(Two)
    again.world, again.into, again.ending = world, last, two.into
    merge_id = again.merge()
    with world.bas.at_work():
        assert set(Client.objects.filter(merged_into=last).values_list("pk", flat=True)) == set(two.ids)
        assert [entry.verb for entry in timeline(last, limit=50)].count("dossier.open") == 3
    assert _found(world.bas, "Janssen") == [last]
    again.unmerge(merge_id)
    assert _found(world.bas, "Janssen") == [two.into]
    with world.bas.at_work():
        assert [entry.verb for entry in timeline(two.into, limit=50)].count("dossier.open") == 2


@pytest.mark.parametrize("reason", ["", "   ", "x" * 401])
def test_a_reason_is_needed(two: Two, reason: str) -> None:
    with two.world.marloes.at_work() as actor, pytest.raises(InvalidError):
        merge_clients(actor=actor, dossier_ids=two.ids, reason=reason)


def test_only_who_works_in_both_and_registers_may(two: Two) -> None:
    world = two.world
    with pytest.raises(NotFoundError):
        two.merge(world.bas)
    two.add(world.marloes, two.into, world.joris)
    two.add(world.bas, two.ending, world.joris)
    with pytest.raises((NotFoundError, ForbiddenError)):
        two.merge(world.joris)


def test_a_dossier_is_not_merged_with_itself(two: Two) -> None:
    with two.world.marloes.at_work() as actor, pytest.raises(NotFoundError):
        merge_clients(actor=actor, dossier_ids=(two.into, two.into), reason="zelfde")


def test_a_merge_is_not_merged_again(two: Two) -> None:
    two.merge()
    with pytest.raises((ConflictError, ForbiddenError)):
        two.merge()
