"""Opening pages in tests as a person of the small world, and counting what a page asks of the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from schakel.ground.accounts.models import Account
from schakel.ground.dossiers.models import Handover
from schakel.ground.organisations.models import Membership
from tests.world import Person, filled_parts

SET_UP = (
    "savepoint",
    "release",
    "rollback",
    "begin",
    "set_config",
    "django_session",
    "accounts_account",
    "access_readerteam",
    'from "access_reader"',
)


def browser(person: Person) -> Client:
    """A browser in which this person is logged in."""
    client = Client()
    client.force_login(Account.objects.get(pk=person.account_id))
    return client


def address(name: str, *args: Any) -> str:
    """The address of a page of this room."""
    return reverse(f"dossiers:{name}", args=args)


def own_statements(person: Person, url: str) -> list[str]:
    """What a page asks by itself: without the set-up of the request, the name in the bar and the count in the
    menu.
    """
    client = browser(person)
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    said = [query["sql"] for query in captured.captured_queries]
    own = [sql for sql in said if not any(word in sql.lower() for word in SET_UP) and not of_menu(sql)]
    return own[1:] if own and "organisations_membership" in own[0] else own


def of_menu(sql: str) -> bool:
    """Whether a statement counts the unread consultations, as every page with a menu does once."""
    return "as unread" in sql and "dossiers_casemessageparty" in sql


@contextmanager
def looks_written() -> Iterator[list[str]]:
    """The rows that the read log gets meanwhile, as the statements that wrote them."""
    rows: list[str] = []
    with CaptureQueriesContext(connection) as captured:
        yield rows
    said = (query["sql"] for query in captured.captured_queries)
    rows += [sql.replace("-", "") for sql in said if "insert into journal_readevent" in sql]


def hand_over(person: Person, dossier_id: UUID, team_id: UUID, **changes: Any) -> Handover:
    """A handover sent through its page."""
    values = {
        "team_id": str(team_id),
        "kind": "warm",
        "message": "Mevrouw wil in een magazijn werken.",
        "because": "de uitkering eindigt",
    }
    own = Membership.objects.get(pk=person.membership_id).organisation_id
    values |= {f"part-{key}": part.text for key, part in filled_parts(own, team_id).items()}
    response = browser(person).post(address("handover", dossier_id), values | changes)
    assert response.status_code == 302, response.content.decode()
    with person.at_work():
        return Handover.objects.latest("sent_at")
