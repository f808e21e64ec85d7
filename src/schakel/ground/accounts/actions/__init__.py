"""Every write on accounts; one subject per file."""

from schakel.ground.accounts.actions.accounts import create_account, end_own_sessions
from schakel.ground.accounts.actions.passwords import change_password, choose_password
from schakel.ground.accounts.actions.tries import note_closed_login

__all__ = ["change_password", "choose_password", "create_account", "end_own_sessions", "note_closed_login"]
