"""What is kept of accounts; one noun per file."""

from schakel.ground.accounts.models.account import Account, AccountQuerySet
from schakel.ground.accounts.models.link import OneTimeLink
from schakel.ground.accounts.models.login_try import LoginTry

__all__ = ["Account", "AccountQuerySet", "LoginTry", "OneTimeLink"]
