"""What tests of pages share: a browser in which somebody is logged in, and who must see nothing."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.test import Client

from schakel.ground.access.types import Purpose
from schakel.ground.accounts.models import Account
from schakel.ground.dossiers.actions import add_participant, leave_dossier
from schakel.ground.dossiers.models import Participation
from schakel.ground.journal.reading import looks_at
from tests.world import Person, World

MARKS = [pytest.mark.django_db(databases=["default", "owner"])]


def signed_in(person: Person) -> Client:
    """A browser in which this person is logged in."""
    client = Client()
    client.force_login(Account.objects.get(pk=person.account_id))
    return client


def pages_looked_at(world: World, dossier_id: UUID) -> list[str]:
    """The pages at which others looked at a dossier, as its client is told."""
    with world.client_of(dossier_id, world.marloes).at_work(Purpose.OWN_DATA):
        return [look.page for look in looks_at(dossier_id)]


def former_participant(world: World, dossier_id: UUID) -> Person:
    """Bas, who took part until today."""
    with world.marloes.at_work() as actor:
        add_participant(
            actor=actor,
            dossier_id=dossier_id,
            kind="helping",
            because="samen",
            membership_id=world.bas.membership_id,
        )
    with world.bas.at_work() as actor:
        row = Participation.objects.get(dossier_id=dossier_id, reader_id=actor.reader_id).id
        leave_dossier(actor=actor, dossier_id=dossier_id, participation_id=row, because="klaar")
    return world.bas
