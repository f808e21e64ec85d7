"""What a client does, and the giving of a login to a client."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.readers import make_reader
from schakel.ground.access.types import OrganisationKind, ReaderKind, Role
from schakel.ground.accounts.records import make_account
from schakel.ground.dossiers.records import derive_grants
from schakel.ground.journal.verbs import register_verb
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError
from schakel.ground.people.access import CHANGE_IDENTITY
from schakel.ground.people.models import Client


@dataclass(frozen=True, slots=True)
class LoginGiven:
    """The client got a login of their own."""

    account: str


def register() -> None:
    """Make this room's verbs known."""
    register_verb(
        "client.login", LoginGiven, heading=lambda c: gettext("Cliënt kan inloggen in Mijn Schakel")
    )


@action(CHANGE_IDENTITY)
def give_client_login(*, actor: Actor, dossier_id: UUID, username: str, password: str | None) -> UUID:
    """Give a client an account and the reader that opens the own dossier; returns the account's id.

    Raises ConflictError when the client has one already.
    """
    client = Client.objects.get(pk=dossier_id)
    if client.reader_id is not None:
        raise ConflictError(
            gettext("Deze cliënt kan al inloggen."),
            gettext("Iedere cliënt heeft één account."),
            gettext("Help de cliënt met inloggen, of laat het wachtwoord vernieuwen."),
        )
    account = make_account(username=username, name=client.full_name, password=password)
    reader = make_reader(
        kind=ReaderKind.CLIENT,
        role=Role.CLIENT,
        subject_id=dossier_id,
        organisation_id=None,
        organisation_kind=OrganisationKind.NONE,
        account_id=account.id,
        valid_from=clock.today(),
    )
    Client.objects.filter(pk=dossier_id).update(reader=reader)
    derive_grants([dossier_id])
    things = [Thing("client", dossier_id), Thing("account", account.id)]
    record(LoginGiven(str(account.id)), dossier_id=dossier_id, things=things)
    return account.id
