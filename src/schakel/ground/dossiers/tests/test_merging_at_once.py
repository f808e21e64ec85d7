"""Two people at once: one merges and the other is told; nothing that was written is lost between them."""

from __future__ import annotations

from typing import Any

import pytest

from schakel.ground.dossiers.actions import merge_clients
from schakel.ground.dossiers.tests.merging_scene import Acts, Two
from schakel.ground.dossiers.tests.test_grants_committed import _meanwhile, _wait_for_a_lock
from schakel.ground.journal.verification import verify
from schakel.ground.kernel.errors import ConflictError
from schakel.ground.people.models import Client
from schakel.jobseekers.contacts.models import ContactMoment

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


def _merge(two: Two, actor: Any, *, turned: bool = False) -> None:
    ids = two.ids[::-1] if turned else two.ids
    merge_clients(actor=actor, dossier_ids=(ids[0], ids[1]), reason="zij liet haar paspoort zien")


@pytest.mark.parametrize("turned", [False, True], ids=["the same way", "the other way round"])
def test_of_two_who_merge_the_same_pair_the_second_is_told(owner: Any, turned: bool) -> None:
    two = Two()
    two.add(two.world.marloes, two.into, two.world.bas)

    def second() -> None:
        with two.world.bas.at_work() as actor:
            _merge(two, actor, turned=turned)

    with two.world.marloes.at_work() as actor:
        _merge(two, actor)
        other, failures = _meanwhile(second)
        _wait_for_a_lock(owner)
    other.join(timeout=20)
    assert [type(failure) for failure in failures] == [ConflictError]
    assert "al samengevoegd" in str(failures[0])
    with two.world.bas.at_work():
        assert Client.objects.get(pk=two.ending).merged_into_id == two.into
    assert verify(owner).ok


def test_who_writes_while_the_dossier_ends_is_refused_whole(owner: Any) -> None:
    two = Two()

    def write() -> None:
        with two.world.bas.at_work() as actor:
            Acts(two.world).do("contact", actor, two.ending)

    with two.world.marloes.at_work() as actor:
        _merge(two, actor)
        other, failures = _meanwhile(write)
        _wait_for_a_lock(owner)
    other.join(timeout=20)
    assert [type(failure) for failure in failures] == [ConflictError]
    with two.world.bas.at_work():
        assert not ContactMoment.objects.exists()
    assert verify(owner).ok


def test_what_was_written_just_before_goes_along(owner: Any) -> None:
    two = Two()

    def merge() -> None:
        with two.world.marloes.at_work() as actor:
            _merge(two, actor)

    with two.world.bas.at_work() as actor:
        Acts(two.world).do("contact", actor, two.ending)
        other, failures = _meanwhile(merge)
        _wait_for_a_lock(owner)
    other.join(timeout=20)
    assert failures == []
    with two.world.bas.at_work():
        assert ContactMoment.objects.get().dossier_id == two.into
    assert verify(owner).ok
