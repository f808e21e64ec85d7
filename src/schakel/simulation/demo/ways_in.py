"""The part of the story about ways in: a program that brings files, and a provider that was stopped."""

from __future__ import annotations

import secrets

from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import Purpose, Role
from schakel.ground.accounts.actions import NewSignOn, end_sign_on, make_machine, set_sign_on
from schakel.ground.kernel.actors import as_actor
from schakel.simulation.demo.casting import Cast

_DAYS = 180


def tell_of_ways_in(cast: Cast) -> None:
    """Ada lets the municipality's benefit system bring files; nobody knows the token, so nothing comes."""
    ada = cast.actors["ada"]
    with as_actor(ada, Purpose.ADMINISTRATION.value):
        make_machine(
            actor=ada,
            organisation_id=ada.employer_id,
            name="Uitkeringssysteem, elke nacht",
            task="imports",
            days=_DAYS,
            token=secrets.token_urlsafe(32),
        )
    _provider(cast)


def _provider(cast: Cast) -> None:
    """It is off: the address leads nowhere, and the log-in page of the demonstration offers it to nobody."""
    system, city = system_actor(), cast.organisations["city"]
    new = NewSignOn(
        slug="oosterwaard",
        label="Gemeente Oosterwaard (proef)",
        issuer="https://inloggen.oosterwaard.example",
        client_id="schakel-oosterwaard",
        roles=(("schakel-klantmanager", Role.CLIENT_MANAGER), ("schakel-beheer", Role.ADMINISTRATOR)),
    )
    with as_actor(system, Purpose.ADMINISTRATION.value):
        set_sign_on(actor=system, organisation_id=city, new=new)
        end_sign_on(actor=system, organisation_id=city, slug=new.slug)
