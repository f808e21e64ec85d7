"""Reading accounts; one subject per file."""

from schakel.ground.accounts.queries.accounts import account_named

__all__ = ["account_named"]
