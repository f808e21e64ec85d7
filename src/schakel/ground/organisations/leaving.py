"""The end of somebody's role: rooms above say what must be handed on first, and end what is left."""

from __future__ import annotations

from collections.abc import Callable

from schakel.ground.kernel.errors import ConflictError
from schakel.ground.organisations.models import Membership, Team

LeaveCheck = Callable[[Membership], ConflictError | None]
Farewell = Callable[[Membership], None]
TeamCheck = Callable[[Team], ConflictError | None]
_checks: list[LeaveCheck] = []
_team_checks: list[TeamCheck] = []
_farewells: list[Farewell] = []


def register_leave_check(check: LeaveCheck) -> None:
    """Ask this at the end of every membership: the refusal with its reason, or None. Once per start-up."""
    if check not in _checks:
        _checks.append(check)


def register_farewell(farewell: Farewell) -> None:
    """Call this in the act that ends a membership. Once per start-up."""
    if farewell not in _farewells:
        _farewells.append(farewell)


def say_farewell(membership: Membership) -> None:
    """Let the rooms above end what somebody did here."""
    for farewell in _farewells:
        farewell(membership)


def refusal_to_leave(membership: Membership) -> ConflictError | None:
    """The first refusal, if any."""
    return next((refusal for check in _checks if (refusal := check(membership)) is not None), None)


def register_team_check(check: TeamCheck) -> None:
    """Ask this before a team ends: the refusal with its reason, or None. Once per start-up."""
    if check not in _team_checks:
        _team_checks.append(check)


def refusal_to_end(team: Team) -> ConflictError | None:
    """The first refusal to end a team, if any."""
    return next((refusal for check in _team_checks if (refusal := check(team)) is not None), None)
