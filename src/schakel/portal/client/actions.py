"""What a client does, and the giving of a login to a client."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.access.readers import make_reader
from schakel.ground.access.types import OrganisationKind, ReaderKind, Role, Section
from schakel.ground.accounts.models import Account, OneTimeLink
from schakel.ground.accounts.records import (
    close_account,
    make_account,
    make_link,
    reopen_account,
    unlock,
    void_password,
)
from schakel.ground.dossiers.records import derive_grants
from schakel.ground.journal.decisions import ClientView
from schakel.ground.journal.verbs import Glyph, register_verb
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.ground.people.access import GIVE_LOGIN
from schakel.ground.people.models import Client
from schakel.portal.client import access
from schakel.portal.client.choices import VIEW_GIVEN, decision_named, views_given
from schakel.portal.client.logins import login_of

VIEWS = (ClientView.AGREES, ClientView.DISAGREES, ClientView.WANTS_OTHER)


@dataclass(frozen=True, slots=True)
class LoginGiven:
    """The client got a login of their own."""

    account: str


@dataclass(frozen=True, slots=True)
class LoginRenewed:
    """The client got a link with which to choose a new password."""

    account: str
    link: str


@dataclass(frozen=True, slots=True)
class LoginStopped:
    """The client can no longer log in; whoever was logged in is out."""

    account: str
    reason: str


@dataclass(frozen=True, slots=True)
class ViewGiven:
    """The client said what they think of a choice; entry is that choice's place in the journal."""

    entry: str
    chosen: str
    view: str
    words: str


def register() -> None:
    """Make this room's verbs known."""
    register_verb(
        "client.login", LoginGiven, heading=lambda c: gettext("Cliënt kan inloggen in Mijn Schakel")
    )
    register_verb(
        "client.renew_login",
        LoginRenewed,
        heading=lambda c: gettext("Cliënt kreeg een link om een nieuw wachtwoord te kiezen"),
    )
    register_verb(
        "client.stop_login",
        LoginStopped,
        heading=lambda c: gettext("Cliënt kan niet meer inloggen in Mijn Schakel"),
        lines=lambda c: [c["reason"]],
    )
    register_verb(
        VIEW_GIVEN,
        ViewGiven,
        section=Section.PLAN,
        glyph=Glyph.CLIENT,
        heading=_view_heading,
        lines=lambda c: [f"“{c['words']}”"] if c["words"] else [],
    )


def _view_heading(content: dict[str, Any]) -> str:
    words = {"chosen": content["chosen"], "view": ClientView(content["view"]).label}
    return gettext("Cliënt over de keuze %(chosen)s: %(view)s") % words


@action(access.GIVE_VIEW)
def give_view(*, actor: Actor, dossier_id: UUID, entry_id: UUID, view: str, words: str) -> UUID:
    """Let the client say what they think of a decision; returns the id of the new entry.

    A later view supersedes an earlier one on the same decision. Raises NotFoundError for what is no
    decision in the actor's own dossier, InvalidError without a view, or without words where not agreed.
    """
    if actor.role != Role.CLIENT or actor.subject_id != dossier_id:
        raise not_found()
    decision = decision_named(dossier_id, entry_id)
    _check_view(view, words)
    earlier = views_given(dossier_id).get(entry_id)
    return record(
        ViewGiven(str(entry_id), decision.chosen, view, words.strip()),
        dossier_id=dossier_id,
        section=decision.section,
        things=[Thing("client", dossier_id), Thing("entry", entry_id)],
        supersedes=earlier.id if earlier else None,
    )


def _check_view(view: str, words: str) -> None:
    fields = {}
    if view not in VIEWS:
        fields["view"] = gettext("Kies wat u ervan vindt.")
    elif view != ClientView.AGREES and not words.strip():
        fields["words"] = gettext("Schrijf op waarom, of wat u liever wilt.")
    if fields:
        raise InvalidError(
            gettext("Uw antwoord is nog niet compleet."),
            gettext("Wij willen weten wat u vindt, en waarom."),
            gettext("Vul aan wat ontbreekt."),
            fields=fields,
        )


@action(GIVE_LOGIN)
def give_client_login(*, actor: Actor, dossier_id: UUID, username: str, password: str | None) -> UUID:
    """Give a client an account and the reader that opens the own dossier; returns the account's id.

    Raises ConflictError when the client has one already.
    """
    client = Client.objects.get(pk=dossier_id)
    if client.reader_id is not None:
        raise _has_login()
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
    # Two at once: the second waits here, and finds that the first gave one.
    if not Client.objects.filter(pk=dossier_id, reader__isnull=True).update(reader=reader):
        raise _has_login()
    derive_grants([dossier_id])
    things = [Thing("client", dossier_id), Thing("account", account.id)]
    record(LoginGiven(str(account.id)), dossier_id=dossier_id, things=things)
    return account.id


@action(GIVE_LOGIN)
def renew_client_login(*, actor: Actor, dossier_id: UUID, token: str) -> UUID:
    """Give a client who can't get in a link to choose a new password with; returns the account's id.

    A login that was stopped opens again, by the link only: it may have stopped because somebody else knew the
    password. Raises NotFoundError for a client without a login.
    """
    account = _login_of(dossier_id)
    if not account.is_active:
        void_password(account)
        reopen_account(account)
    unlock(account)
    link = make_link(account, OneTimeLink.Kind.RESET, token, made_by=actor.reader_id)
    things = [Thing("client", dossier_id), Thing("account", account.pk)]
    record(LoginRenewed(str(account.pk), str(link.pk)), dossier_id=dossier_id, things=things)
    return account.pk


@action(GIVE_LOGIN)
def stop_client_login(*, actor: Actor, dossier_id: UUID, reason: str) -> UUID:
    """End a client's login: every session and link ends at once. Returns the account's id.

    Raises InvalidError without a reason, NotFoundError for a client without a login.
    """
    if not reason.strip():
        sentence = gettext("Schrijf op waarom de cliënt niet meer mag inloggen.")
        raise InvalidError(gettext("De reden ontbreekt."), sentence, fields={"reason": sentence})
    account = _login_of(dossier_id)
    close_account(account)
    things = [Thing("client", dossier_id), Thing("account", account.pk)]
    record(LoginStopped(str(account.pk), reason.strip()), dossier_id=dossier_id, things=things)
    return account.pk


def _login_of(dossier_id: UUID) -> Account:
    account = login_of(dossier_id)
    if account is None:
        raise not_found()
    return account


def _has_login() -> ConflictError:
    return ConflictError(
        gettext("Deze cliënt kan al inloggen."),
        gettext("Iedere cliënt heeft één account."),
        gettext("Help de cliënt met inloggen, of laat het wachtwoord vernieuwen."),
    )
