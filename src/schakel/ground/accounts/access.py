"""What acts on accounts need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import RoleNeed, SystemNeed, not_found
from schakel.ground.access.types import Role
from schakel.ground.kernel.actors import Actor, Context
from schakel.ground.kernel.errors import ForbiddenError


@dataclass(frozen=True, slots=True)
class OwnAccountNeed:
    """Somebody who is logged in themselves; a machine has no password to choose."""

    def check(self, context: Context, arguments: dict[str, Any]) -> None:
        """Raise ForbiddenError for who has no account."""
        if context.actor.account_id is None:
            raise ForbiddenError(
                gettext("Dit mag u hier niet doen."),
                gettext("Dit gaat over uw eigen account, en u hebt er geen."),
                gettext("Log in met uw eigen naam."),
            )


@dataclass(frozen=True, slots=True)
class OfAccountNeed:
    """The account that the act is about, by itself; or the way in, before anybody is at work."""

    def check(self, context: Context, arguments: dict[str, Any]) -> None:
        """Raise NotFoundError for somebody else's account."""
        if context.actor.account_id is None:
            SYSTEM.check(context, arguments)
        elif context.actor.account_id != arguments["account_id"]:
            raise not_found()


def own_id(actor: Actor) -> UUID:
    """The account of who is at work; OWN has seen that there is one."""
    assert actor.account_id is not None
    return actor.account_id


OWN = OwnAccountNeed()
OF_ACCOUNT = OfAccountNeed()
SYSTEM = SystemNeed()
MANAGE = RoleNeed(frozenset({Role.ADMINISTRATOR}))
