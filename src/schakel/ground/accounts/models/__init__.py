"""What is kept of accounts; one noun per file."""

from schakel.ground.accounts.models.account import Account, AccountQuerySet
from schakel.ground.accounts.models.link import OneTimeLink
from schakel.ground.accounts.models.login_try import LoginTry
from schakel.ground.accounts.models.machine import ServiceIdentity
from schakel.ground.accounts.models.passkey import Passkey
from schakel.ground.accounts.models.second_step import Authenticator, RecoveryCode
from schakel.ground.accounts.models.sign_on import SignOn, SignOnRole, SignOnSubject

__all__ = [
    "Account",
    "AccountQuerySet",
    "Authenticator",
    "LoginTry",
    "OneTimeLink",
    "Passkey",
    "RecoveryCode",
    "ServiceIdentity",
    "SignOn",
    "SignOnRole",
    "SignOnSubject",
]
