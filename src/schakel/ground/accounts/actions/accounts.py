"""Making accounts, and ending what is logged in with them."""

from __future__ import annotations

from uuid import UUID

from schakel.ground.accounts import access
from schakel.ground.accounts.records import end_sessions, make_account, streams_of
from schakel.ground.accounts.verbs import AccountMade, SessionsEnded
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action


@action(access.SYSTEM)
def create_account(
    *, actor: Actor, organisation_id: UUID, username: str, name: str, password: str | None
) -> UUID:
    """Make an account and return its id; without a password nobody can log in with it by password.

    Raises ConflictError when the login name is taken, InvalidError when the password is too weak.
    """
    account = make_account(username=username, name=name, password=password)
    things = [Thing("account", account.id)]
    record(AccountMade(str(account.id)), organisation_id=organisation_id, things=things)
    return account.id


@action(access.OWN)
def end_own_sessions(*, actor: Actor) -> UUID:
    """Log the own account out everywhere; returns the account's id."""
    account_id = access.own_id(actor)
    end_sessions(account_id)
    about, *more = streams_of(account_id)
    things = [Thing("account", account_id)]
    record(SessionsEnded(str(account_id)), organisation_id=about, things=things, more_streams=more)
    return account_id
