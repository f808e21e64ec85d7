"""What an organisation's administrator does with the accounts of its people."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.types import Role
from schakel.ground.accounts.models import Account, OneTimeLink
from schakel.ground.accounts.records import (
    close_account,
    end_sessions,
    make_account,
    make_link,
    remove_passkeys,
    remove_second_step,
    reopen_account,
    unlock,
)
from schakel.ground.accounts.verbs import (
    AccountClosed,
    AccountMade,
    AccountReopened,
    LinkMade,
    LoginOpened,
    SecondStepRemoved,
)
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.ground.organisations import access
from schakel.ground.organisations.joining import (
    NewProfessional,
    check_role,
    check_worked_with,
    membership_row,
    professional_for,
)
from schakel.ground.organisations.models import Organisation, Team
from schakel.ground.organisations.queries.accounts import account_at, works_elsewhere
from schakel.ground.organisations.verbs import MemberJoined


@dataclass(frozen=True, slots=True)
class Invitation:
    """Somebody new: how they are called and log in, and the role and team they get; token is for the link."""

    name: str
    username: str
    role: Role
    token: str
    email: str = ""
    team_id: UUID | None = None


@action(access.MANAGE)
def invite_member(*, actor: Actor, organisation_id: UUID, new: Invitation) -> UUID:
    """Make an account with a role here and a link to choose its password with; returns the account's id.

    Raises ConflictError for a taken login name, InvalidError for a role or team that is not of here.
    """
    organisation = Organisation.objects.get(pk=organisation_id)
    check_role(organisation.kind, new.role)
    check_worked_with(organisation, new.role)
    _check_team(organisation_id, new.team_id)
    account = make_account(username=new.username, name=new.name, password=None, email=new.email)
    person = NewProfessional(name=new.name, email=new.email)
    membership = membership_row(organisation, professional_for(account.pk, person), new.role, new.team_id)
    membership.save(force_insert=True)
    _record(AccountMade(str(account.pk)), organisation_id, account.pk)
    joined = MemberJoined(
        str(membership.professional_id), new.role, str(new.team_id) if new.team_id else None
    )
    _record(joined, organisation_id, account.pk)
    _give_link(actor, organisation_id, account, OneTimeLink.Kind.INVITATION, new.token)
    return account.pk


@action(access.MANAGE)
def renew_login(*, actor: Actor, organisation_id: UUID, account_id: UUID, token: str) -> UUID:
    """Give an account a new link to choose a password with; the password of now works until then.

    Returns the account's id. Raises ConflictError for one's own account, one that works elsewhere too, and a
    closed one.
    """
    account = _manageable(actor, organisation_id, account_id)
    if not account.is_active:
        raise ConflictError(
            gettext("Dit account is gesloten."),
            gettext("Met een gesloten account kan niemand inloggen."),
            gettext("Open het account eerst weer."),
        )
    is_new = not account.has_usable_password()
    kind = OneTimeLink.Kind.INVITATION if is_new else OneTimeLink.Kind.RESET
    _give_link(actor, organisation_id, account, kind, token)
    return account_id


@action(access.MANAGE)
def unlock_account(*, actor: Actor, organisation_id: UUID, account_id: UUID) -> UUID:
    """Let somebody try to log in again after too many failures; returns the account's id."""
    unlock(account_at(organisation_id, account_id).account)
    _record(LoginOpened(str(account_id)), organisation_id, account_id)
    return account_id


@action(access.MANAGE)
def deactivate_account(*, actor: Actor, organisation_id: UUID, account_id: UUID, reason: str) -> UUID:
    """Close an account: every session and link ends at once; roles and work stay. Returns the account's id.

    Raises InvalidError without a reason, ConflictError for one's own account or one that works elsewhere.
    """
    if not reason.strip():
        sentence = gettext("Schrijf op waarom dit account dicht gaat.")
        raise InvalidError(gettext("De reden ontbreekt."), sentence, fields={"reason": sentence})
    close_account(_manageable(actor, organisation_id, account_id))
    _record(AccountClosed(str(account_id), reason.strip()), organisation_id, account_id)
    return account_id


@action(access.MANAGE)
def reactivate_account(*, actor: Actor, organisation_id: UUID, account_id: UUID) -> UUID:
    """Let a closed account log in again; returns its id. Raises ConflictError as deactivating does."""
    reopen_account(_manageable(actor, organisation_id, account_id))
    _record(AccountReopened(str(account_id)), organisation_id, account_id)
    return account_id


@action(access.MANAGE)
def reset_second_step(*, actor: Actor, organisation_id: UUID, account_id: UUID) -> UUID:
    """Take away the second step and passkeys of somebody who lost their phone, and end their sessions.

    Returns the account's id. Raises ConflictError as renewing a login does.
    """
    account = _manageable(actor, organisation_id, account_id)
    remove_second_step(account.pk)
    remove_passkeys(account.pk)
    end_sessions(account.pk)
    _record(SecondStepRemoved(str(account_id)), organisation_id, account_id)
    return account_id


def _manageable(actor: Actor, organisation_id: UUID, account_id: UUID) -> Account:
    """The account, when its way in is this administrator's to give and to take away."""
    account = account_at(organisation_id, account_id).account
    if account_id == actor.account_id:
        raise ConflictError(
            gettext("Dit is uw eigen account."),
            gettext("Zo kan niemand zichzelf buitensluiten."),
            gettext("Wijzig uw wachtwoord bij Mijn account, of vraag het een andere beheerder."),
        )
    if works_elsewhere(organisation_id, account_id):
        raise ConflictError(
            gettext("Dit account werkt ook bij een andere organisatie."),
            gettext("Wie hier de toegang regelt, zou ook daar binnenkomen."),
            gettext("Beëindig de rol hier, of vraag het aan degene die Schakel voor u draait."),
        )
    return account


def _give_link(
    actor: Actor, organisation_id: UUID, account: Account, kind: OneTimeLink.Kind, token: str
) -> None:
    link = make_link(account, kind, token, made_by=actor.reader_id)
    _record(LinkMade(str(account.pk), str(link.pk), kind), organisation_id, account.pk)


def _check_team(organisation_id: UUID, team_id: UUID | None) -> None:
    if team_id and not Team.objects.filter(pk=team_id, organisation_id=organisation_id).exists():
        sentence = gettext("Kies een team van uw eigen organisatie.")
        raise InvalidError(gettext("Dit team is er niet."), sentence, fields={"team": sentence})


def _record(content: object, organisation_id: UUID, account_id: UUID) -> None:
    record(content, organisation_id=organisation_id, things=[Thing("account", account_id)])
