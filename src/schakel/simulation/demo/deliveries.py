"""Deliveries of the municipality: switched on, contacts in columns of its own, and an account by month."""

from __future__ import annotations

from typing import Any

from schakel.ground.access.types import Purpose
from schakel.ground.kernel.actors import as_actor
from schakel.information.imports.actions import save_form, switch_deliveries, switch_own_acts, use_form
from schakel.information.imports.rendering import ACCOUNT, STANDARD, Column, DeliveryLayout
from schakel.jobseekers.contacts.models import ContactMoment
from schakel.simulation.demo.casting import Cast

CODES = {value: f"{place:02}" for place, value in enumerate(ContactMoment.Channel.values, start=1)}
CONTACTS = DeliveryLayout(
    (
        Column("bron", "constant", "SCHAKEL"),
        Column("klantnummer", "client_number"),
        Column("datum", "date"),
        Column("kanaal", "channel", codes=CODES),
        Column("soort", "contact_kind"),
        Column("verslag", "summary"),
        Column("nummer", "number"),
        Column("vervangt", "replaces"),
    ),
    dates="%Y%m%d",
)


def tell_of_deliveries(cast: Cast) -> None:
    """What is recorded from now on is delivered; for services a form is still a draft."""
    with as_actor(cast.actors["ada"], Purpose.ADMINISTRATION.value) as context:
        on: dict[str, Any] = {"actor": context.actor, "organisation_id": context.actor.employer_id}
        switch_deliveries(**on, is_on=True, expected_version=None)
        switch_own_acts(**on, is_on=True, expected_version=None)
        _use(on, "contact", "entry", CONTACTS)
        _use(on, "account", "month", ACCOUNT)
        save_form(**on, topic="service", rhythm="day", layout=STANDARD, expected_version=None)


def _use(on: dict[str, Any], topic: str, rhythm: str, layout: DeliveryLayout) -> None:
    form_id = save_form(**on, topic=topic, rhythm=rhythm, layout=layout, expected_version=None)
    use_form(**on, form_id=form_id, expected_version=None)
