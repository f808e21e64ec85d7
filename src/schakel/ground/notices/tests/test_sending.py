"""What is due leaves once; what may not leave is held with its reason; what fails is tried again."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core import mail
from django.db import connections

from schakel.ground.access.types import Purpose
from schakel.ground.journal import daily
from schakel.ground.journal.timeline import timeline
from schakel.ground.journal.working import one_round
from schakel.ground.kernel import clock
from schakel.ground.notices import ports, transports
from schakel.ground.notices.actions import NewNotice, queue_notice, withdraw_notice
from schakel.ground.notices.models import Notice
from schakel.ground.notices.ports import Addressee
from schakel.ground.notices.records import MOST_ATTEMPTS
from schakel.ground.notices.tasks import send_due
from schakel.ground.notices.transports import Carrier
from tests.world import World

pytestmark = pytest.mark.django_db(databases=["default", "owner", "batch"], transaction=True)
LATER = timedelta(minutes=11)


@pytest.fixture(autouse=True)
def post_office(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> dict[str, Any]:
    """Who may be written to; and a letter transport that writes down what it carries."""
    settings.OUTBOX = tmp_path
    settings.HAS_MAIL = True
    state: dict[str, Any] = {"stop": "", "carried": [], "fails": False}
    addressee = Addressee("Amina Proef", "Beste Amina,", ("Plein 1", "1234 AB Oord"), "a@example.org")
    monkeypatch.setattr(ports, "_lookups", [lambda _id: addressee])
    monkeypatch.setattr(ports, "_gates", [lambda _id, _transport: state["stop"]])

    def carry(parcel: transports.Parcel) -> None:
        if state["fails"]:
            raise OSError
        state["carried"].append(parcel.id)

    monkeypatch.setitem(transports._carriers, "letter", Carrier(lambda: True, carry))
    return state


def queued(world: World, transport: str = "letter") -> tuple[UUID, UUID]:
    dossier_id = world.open(world.marloes, world.uwv)
    new = NewNotice(transport, "Uw plan", "Beste Amina,", "Marloes")
    with world.marloes.at_work() as actor:
        return dossier_id, queue_notice(actor=actor, dossier_id=dossier_id, new=new)


def state_of(notice_id: UUID) -> tuple[str, str]:
    row = Notice.objects.using("owner").get(pk=notice_id)
    return row.state, row.why


def test_nothing_leaves_before_its_time(post_office: dict[str, Any]) -> None:
    queued(World())
    assert not send_due()
    assert not post_office["carried"]


def test_what_is_due_leaves_once_and_stands_in_the_course(post_office: dict[str, Any]) -> None:
    world = World()
    dossier_id, notice_id = queued(world)
    with clock.travel(clock.now() + LATER):
        assert send_due() == {"sent": 1}
        assert not send_due()
    assert post_office["carried"] == [notice_id]
    with world.marloes.at_work():
        assert timeline(dossier_id)[0].heading.startswith("Verstuurd")


def test_someone_who_died_meanwhile_gets_nothing(post_office: dict[str, Any]) -> None:
    _dossier, notice_id = queued(World())
    post_office["stop"] = "deceased"
    with clock.travel(clock.now() + LATER):
        assert send_due() == {"held": 1}
    assert not post_office["carried"]
    assert state_of(notice_id) == ("held", "deceased")


def test_a_failure_is_tried_again_and_given_up_at_last(post_office: dict[str, Any]) -> None:
    _dossier, notice_id = queued(World())
    post_office["fails"] = True
    moment = clock.now() + LATER
    for _attempt in range(MOST_ATTEMPTS - 1):
        with clock.travel(moment):
            assert send_due() == {"waits": 1}
            assert not send_due()
        moment += timedelta(days=1)
    with clock.travel(moment):
        assert send_due() == {"failed": 1}
    assert state_of(notice_id) == ("failed", "transport_failed")


def test_what_was_withdrawn_stays_in_the_house(post_office: dict[str, Any]) -> None:
    world = World()
    dossier_id, notice_id = queued(world)
    with world.marloes.at_work() as actor:
        withdraw_notice(
            actor=actor, dossier_id=dossier_id, notice_id=notice_id, because="fout", expected_version=1
        )
    with clock.travel(clock.now() + LATER):
        assert not send_due()
    assert not post_office["carried"]


def test_an_e_mail_goes_to_the_client_with_the_organisations_close() -> None:
    queued(World(), transport="email")
    with clock.travel(clock.now() + LATER):
        assert send_due() == {"sent": 1}
    (message,) = mail.outbox
    assert message.to == ["a@example.org"]
    assert "Met vriendelijke groet," in message.body


def test_the_sender_sees_no_dossier() -> None:
    world = World()
    queued(world)
    from schakel.ground.access.readers import system_actor
    from schakel.ground.kernel.actors import as_actor

    with (
        as_actor(system_actor(), Purpose.ADMINISTRATION.value, using="batch"),
        connections["batch"].cursor() as cursor,
    ):
        for table in ("people_client", "dossiers_dossier", "contacts_contactmoment"):
            cursor.execute(f"select count(*) from {table}")
            assert cursor.fetchone()[0] == 0


def test_the_worker_sends_on_its_round(post_office: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(daily, "_tasks", {})
    _dossier, notice_id = queued(World())
    with clock.travel(clock.now() + LATER):
        one_round()
    assert post_office["carried"] == [notice_id]
