"""Every write on accounts; one subject per file."""

from schakel.ground.accounts.actions.accounts import create_account, end_own_sessions
from schakel.ground.accounts.actions.machines import end_machine, make_machine, renew_machine
from schakel.ground.accounts.actions.passkeys import add_passkey, remove_passkey, rename_passkey
from schakel.ground.accounts.actions.passwords import change_password, choose_password
from schakel.ground.accounts.actions.second_step import (
    enrol,
    remove_own_second_step,
    renew_paper_codes,
    use_paper_code,
)
from schakel.ground.accounts.actions.sign_on import NewSignOn, end_sign_on, link_subject, set_sign_on
from schakel.ground.accounts.actions.tries import note_closed_login

__all__ = [
    "NewSignOn",
    "add_passkey",
    "change_password",
    "choose_password",
    "create_account",
    "end_machine",
    "end_own_sessions",
    "end_sign_on",
    "enrol",
    "link_subject",
    "make_machine",
    "note_closed_login",
    "remove_own_second_step",
    "remove_passkey",
    "rename_passkey",
    "renew_machine",
    "renew_paper_codes",
    "set_sign_on",
    "use_paper_code",
]
