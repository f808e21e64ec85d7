"""Every write on accounts; one subject per file."""

from schakel.ground.accounts.actions.accounts import create_account, end_own_sessions
from schakel.ground.accounts.actions.passwords import change_password, choose_password
from schakel.ground.accounts.actions.second_step import (
    enrol,
    remove_own_second_step,
    renew_paper_codes,
    use_paper_code,
)
from schakel.ground.accounts.actions.tries import note_closed_login

__all__ = [
    "change_password",
    "choose_password",
    "create_account",
    "end_own_sessions",
    "enrol",
    "note_closed_login",
    "remove_own_second_step",
    "renew_paper_codes",
    "use_paper_code",
]
