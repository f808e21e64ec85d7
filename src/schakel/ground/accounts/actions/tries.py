"""What the journal keeps of failed tries to log in."""

from __future__ import annotations

from uuid import UUID

from schakel.ground.accounts import access
from schakel.ground.accounts.records import streams_of
from schakel.ground.accounts.verbs import LoginClosed
from schakel.ground.journal.writing import SYSTEM_STREAM, Thing, record
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action


@action(access.SYSTEM)
def note_closed_login(*, actor: Actor, account_id: UUID | None, step: str, is_locked: bool) -> UUID:
    """Write down that no more tries are heard; returns the entry's id.

    step is name, address or second. Without an account the installation's own journal tells it.
    """
    about, *more = streams_of(account_id) if account_id else [SYSTEM_STREAM]
    things = [Thing("account", account_id)] if account_id else []
    content = LoginClosed(str(account_id) if account_id else None, step, is_locked)
    return record(content, organisation_id=about, things=things, more_streams=more)
