"""Subscribers get every entry of their verbs, in order and not before their time; what fails is parked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connections

from schakel.ground.journal import daily, subscribers
from schakel.ground.journal.models import Entry
from schakel.ground.journal.subscribers import (
    MAX_TRIES,
    Delivered,
    Subscriber,
    at_task,
    begin,
    retry_wanted,
    run_batch,
)
from schakel.ground.journal.working import begin_all, one_round
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import current_context
from schakel.jobseekers.contacts.actions import NewContact, record_contact
from tests.waiting import wait_for_others
from tests.world import World

pytestmark = pytest.mark.django_db(databases=["default", "owner", "batch"], transaction=True)
VERB = "contact.record"


class Post:
    """A handler that keeps what it got, and fails as often as it was told to."""

    def __init__(self, failures: int = 0) -> None:
        self.got: list[Delivered] = []
        self.failures = failures

    def __call__(self, entry: Delivered) -> None:
        if self.failures:
            self.failures -= 1
            raise ValueError("geheim: mevrouw Proef")
        self.got.append(entry)

    @property
    def summaries(self) -> list[str]:
        return [entry.content["summary"] for entry in self.got if entry.content]


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def post() -> Post:
    return Post()


@pytest.fixture
def subscriber(world: World, post: Post) -> Iterator[Subscriber]:
    known = Subscriber("test.post", (VERB,), post)
    begin(known)
    yield known
    connections["batch"].close()


def _tell(world: World, *summaries: str) -> UUID:
    dossier_id = world.open(world.marloes, world.uwv)
    for summary in summaries:
        with world.marloes.at_work() as actor:
            new = NewContact(clock.now(), "phone", "progress", summary)
            record_contact(actor=actor, dossier_id=dossier_id, new=new)
    wait_for_others()
    return dossier_id


def test_entries_of_its_verbs_come_once_and_in_order(
    world: World, subscriber: Subscriber, post: Post
) -> None:
    dossier_id = _tell(world, "een", "twee", "drie")
    assert run_batch(subscriber, limit=2) == 2
    assert run_batch(subscriber, limit=2) == 1
    assert run_batch(subscriber) == 0
    assert post.summaries == ["een", "twee", "drie"]
    assert {(entry.verb, entry.dossier_id) for entry in post.got} == {(VERB, dossier_id)}
    assert post.got[0].things[0].type == "contact"


def test_a_new_subscriber_begins_now_unless_it_reads_history(world: World) -> None:
    _tell(world, "eerder")
    now, history = Post(), Post()
    for known in (Subscriber("now", (VERB,), now), Subscriber("old", (VERB,), history, reads_history=True)):
        begin(known)
        run_batch(known)
    assert now.summaries == []
    assert history.summaries == ["eerder"]


def test_an_entry_is_not_passed_by_while_an_earlier_transaction_runs(
    world: World, subscriber: Subscriber, post: Post, app: Any
) -> None:
    dossier_id = _tell(world)
    header = Entry.objects.using("owner").values_list("header", flat=True)[0]
    with app.transaction():
        app.execute("select pg_current_xact_id()")
        with world.marloes.at_work() as actor:
            new = NewContact(clock.now(), "phone", "progress", "later begonnen, eerder klaar")
            record_contact(actor=actor, dossier_id=dossier_id, new=new)
        assert header
        assert run_batch(subscriber) == 0
    wait_for_others()
    assert run_batch(subscriber) == 1


def test_a_subscriber_reads_no_verb_that_it_did_not_declare(world: World, subscriber: Subscriber) -> None:
    _tell(world, "een")
    with at_task(subscriber) as cursor:
        cursor.execute("select distinct verb from journal_entry")
        assert cursor.fetchall() == [(VERB,)]
        cursor.execute("select count(*) from journal_content")
        assert cursor.fetchone() == (1,)


def test_without_a_task_the_role_batch_reads_nothing(world: World) -> None:
    _tell(world, "een")
    with connections["batch"].cursor() as cursor:
        cursor.execute("select count(*) from journal_entry")
        assert cursor.fetchone() == (0,)
    connections["batch"].close()


def test_a_handler_writes_as_the_task_in_the_same_transaction(world: World, subscriber: Subscriber) -> None:
    _tell(world, "een")

    def write_and_fail(_entry: Delivered) -> None:
        assert current_context().using == "batch"
        with connections["batch"].cursor() as cursor:
            cursor.execute("insert into journal_dailyrun (name, error) values ('half', '')")
        raise ValueError

    run_batch(Subscriber(subscriber.name, (VERB,), write_and_fail))
    with connections["batch"].cursor() as cursor:
        cursor.execute("select count(*) from journal_dailyrun")
        assert cursor.fetchone() == (0,)


def test_what_fails_is_tried_again_after_a_wait_that_doubles(
    world: World, subscriber: Subscriber, post: Post, owner: Any
) -> None:
    _tell(world, "een", "twee")
    post.failures = 2
    now = clock.now()
    assert run_batch(subscriber) == 0
    assert run_batch(subscriber) == 0, "it waits"
    for seconds in (3, 8):
        with clock.travel(now + timedelta(seconds=seconds)):
            handled = run_batch(subscriber)
    assert handled == 2
    assert post.summaries == ["een", "twee"]


def _until_parked(subscriber: Subscriber) -> None:
    now = clock.now()
    for number in range(MAX_TRIES):
        with clock.travel(now + timedelta(minutes=number)):
            run_batch(subscriber)


def test_what_goes_on_failing_is_parked_and_the_others_go_on(
    world: World, subscriber: Subscriber, post: Post, owner: Any
) -> None:
    _tell(world, "een", "twee")
    post.failures = MAX_TRIES
    _until_parked(subscriber)
    assert post.summaries == ["twee"]
    parked = owner.execute("select verb, tries, error, is_wanted from journal_parkedentry").fetchall()
    assert parked == [(VERB, MAX_TRIES, "ValueError", False)]


def test_a_parked_entry_is_tried_when_somebody_asks(
    world: World, subscriber: Subscriber, post: Post, owner: Any
) -> None:
    _tell(world, "een")
    post.failures = MAX_TRIES + 1
    _until_parked(subscriber)
    assert retry_wanted(subscriber) == 0, "nobody asked"
    owner.execute("update journal_parkedentry set is_wanted = true")
    assert retry_wanted(subscriber) == 0, "it failed again"
    owner.execute("update journal_parkedentry set is_wanted = true")
    assert retry_wanted(subscriber) == 1
    assert post.summaries == ["een"]
    assert owner.execute("select count(*) from journal_parkedentry").fetchone() == (0,)


def test_a_second_worker_leaves_a_batch_that_is_being_handled_alone(
    world: World, subscriber: Subscriber, post: Post, owner: Any
) -> None:
    _tell(world, "een")
    with owner.transaction():
        owner.execute("select 1 from journal_cursor where name = %s for update", [subscriber.name])
        assert run_batch(subscriber) == 0
    assert run_batch(subscriber) == 1


def test_erased_content_is_delivered_as_none(
    world: World, subscriber: Subscriber, post: Post, owner: Any
) -> None:
    _tell(world, "een")
    owner.execute("delete from journal_content")
    run_batch(subscriber)
    assert [entry.content for entry in post.got] == [None]


def test_no_word_of_a_failure_reaches_log_or_table(
    world: World, subscriber: Subscriber, post: Post, owner: Any, caplog: pytest.LogCaptureFixture
) -> None:
    _tell(world, "een")
    post.failures = 1
    run_batch(subscriber)
    assert "Proef" not in caplog.text
    assert owner.execute("select error from journal_cursor").fetchone() == ("ValueError",)


def test_the_application_may_not_move_a_cursor(world: World, subscriber: Subscriber, app: Any) -> None:
    with pytest.raises(Exception, match="permission denied"):
        app.execute("update journal_cursor set transaction_id = 0")


def test_a_round_of_the_worker_serves_every_subscriber(
    world: World, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Post()
    known = {name: Subscriber(name, (VERB,), got) for name, got in (("een", post), ("twee", other))}
    monkeypatch.setattr(subscribers, "_subscribers", known)
    monkeypatch.setattr(daily, "_tasks", {})
    begin_all()
    _tell(world, "nieuws")
    assert one_round() == 2
    assert one_round() == 0
    assert post.summaries == other.summaries == ["nieuws"]
    connections["batch"].close()


def test_the_same_name_is_one_subscriber(monkeypatch: pytest.MonkeyPatch, post: Post) -> None:
    monkeypatch.setattr(subscribers, "_subscribers", {})
    for _ in range(2):
        subscribers.register_subscriber(Subscriber("een", (VERB,), post))
    assert [known.name for known in subscribers.all_subscribers()] == ["een"]
