"""A browser in which somebody of the small world is logged in."""

from __future__ import annotations

from django.test import Client

from schakel.ground.accounts.models import Account
from tests.world import Person


def browser(person: Person) -> Client:
    """Logged in as this person."""
    client = Client()
    client.force_login(Account.objects.get(pk=person.account_id))
    return client
