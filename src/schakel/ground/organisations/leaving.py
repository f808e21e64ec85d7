"""May somebody's role at an organisation end? Rooms above say what must be handed on first."""

from __future__ import annotations

from collections.abc import Callable

from schakel.ground.kernel.errors import ConflictError
from schakel.ground.organisations.models import Membership

LeaveCheck = Callable[[Membership], ConflictError | None]
_checks: list[LeaveCheck] = []


def register_leave_check(check: LeaveCheck) -> None:
    """Ask this at the end of every membership: the refusal with its reason, or None. Once per start-up."""
    if check not in _checks:
        _checks.append(check)


def refusal_to_leave(membership: Membership) -> ConflictError | None:
    """The first refusal, if any."""
    return next((refusal for check in _checks if (refusal := check(membership)) is not None), None)
