"""What tests of deliveries share: the switch, a contact, a form in use, the worker's round, and the files."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from schakel.ground.access.types import Purpose
from schakel.ground.journal.subscribers import run_batch
from schakel.ground.kernel import clock
from schakel.information.imports.actions import save_form, switch_deliveries, use_form
from schakel.information.imports.delivering import SUBSCRIBER, deliver_some
from schakel.information.imports.delivery_files import close_and_deliver
from schakel.information.imports.models import Delivery
from schakel.information.imports.rendering import Column, DeliveryLayout
from schakel.information.imports.transports import folder_of
from schakel.jobseekers.contacts.actions import NewContact, record_contact
from tests.waiting import wait_for_others
from tests.world import Person, World


def switched(world: World, is_on: bool = True, version: int | None = None) -> None:
    """Deliveries of the municipality on or off."""
    with world.city_admin.at_work(Purpose.ADMINISTRATION) as actor:
        switch_deliveries(actor=actor, organisation_id=world.city, is_on=is_on, expected_version=version)


def contact(person: Person, dossier_id: UUID, summary: str = "=som van het gesprek") -> UUID:
    """A telephone call about progress."""
    with person.at_work() as actor:
        new = NewContact(channel="phone", kind="progress", occurred_at=clock.now(), summary=summary)
        return record_contact(actor=actor, dossier_id=dossier_id, new=new)


def in_use(world: World, layout: DeliveryLayout, *, topic: str = "contact", rhythm: str = "entry") -> UUID:
    """A form of the municipality that is put to use."""
    with world.city_admin.at_work(Purpose.ADMINISTRATION) as actor:
        form_id = save_form(
            actor=actor,
            organisation_id=world.city,
            topic=topic,
            rhythm=rhythm,
            layout=layout,
            expected_version=None,
        )
        use_form(actor=actor, organisation_id=world.city, form_id=form_id, expected_version=None)
        return form_id


def columns(*pairs: Sequence[str]) -> DeliveryLayout:
    """A form with these headings and fields."""
    return DeliveryLayout(tuple(Column(heading, field) for heading, field in pairs))


def worked(after: timedelta = timedelta(0)) -> None:
    """The rounds of the worker until nothing is due, so much later."""
    wait_for_others()
    with clock.travel(clock.now() + after):
        run_batch(SUBSCRIBER)
        while deliver_some() + close_and_deliver():
            pass


def texts(organisation_id: UUID) -> dict[str, bytes]:
    """The files of an organisation by name."""
    return {path.name: path.read_bytes() for path in sorted(folder_of(organisation_id).glob("*.csv"))}


def files(organisation_id: UUID) -> list[dict[str, str]]:
    """The rows of all files, by heading; written with semicolons in UTF-8."""
    rows: list[dict[str, str]] = []
    for content in texts(organisation_id).values():
        rows += list(csv.DictReader(content.decode("utf-8-sig").splitlines(), delimiter=";"))
    return rows


def states() -> list[tuple[str, str, int]]:
    """How each delivery stands."""
    return list(Delivery.objects.using("owner").order_by("id").values_list("state", "why", "attempts"))
