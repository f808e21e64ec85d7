"""Where roles and teams go in a merger or split: what is set down, and what is still missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import ROLES_OF_KIND, OrganisationKind, Role
from schakel.ground.kernel import clock
from schakel.ground.organisations.models import (
    Membership,
    Succession,
    SuccessionLine,
    SuccessionTie,
    Team,
)

_COMMON = {Role.CWI_ADVISER: Role.WORK_COACH, Role.REINTEGRATION_COACH: Role.WORK_COACH}
"""What became of roles when CWI and UWV became one: proposed where the successor lacks the role itself."""


@dataclass(frozen=True, slots=True)
class Missing:
    """A role in use at a predecessor for which nothing was set down."""

    organisation: str
    role: str


def part_of(organisation_id: UUID, succession_id: UUID) -> Succession:
    """The succession if that organisation is in it; raises NotFoundError otherwise."""
    ties = SuccessionTie.objects.filter(succession_id=succession_id).select_related("succession")
    for tie in ties:
        if organisation_id in {tie.predecessor_id, tie.successor_id}:
            return tie.succession
    raise not_found()


def successor_ids(succession: Succession, predecessor_id: UUID) -> set[UUID]:
    """In whom an organisation goes up."""
    return set(succession.ties.filter(predecessor_id=predecessor_id).values_list("successor_id", flat=True))


def roles_in_use(organisation_id: UUID) -> set[str]:
    """The roles of members and teams of today."""
    today = clock.today()
    members = Membership.objects.on(today).filter(organisation_id=organisation_id)
    teams = Team.objects.on(today).filter(organisation_id=organisation_id)
    return set(members.values_list("role", flat=True)) | set(teams.values_list("role", flat=True))


def default_lines(succession: Succession) -> Iterator[SuccessionLine]:
    """A line for each role in use that the (first) successor has as well, or has under its later name."""
    seen: set[UUID] = set()
    for tie in succession.ties.select_related("successor").order_by("id"):
        if tie.predecessor_id in seen:
            continue
        seen.add(tie.predecessor_id)
        there = ROLES_OF_KIND[OrganisationKind(tie.successor.kind)]
        for role in sorted(roles_in_use(tie.predecessor_id)):
            new_role = Role(role) if Role(role) in there else _COMMON.get(Role(role))
            if new_role in there:
                yield SuccessionLine(
                    succession=succession,
                    predecessor_id=tie.predecessor_id,
                    role=role,
                    successor_id=tie.successor_id,
                    new_role=new_role,
                )


def missing_lines(succession: Succession) -> list[Missing]:
    """Roles in use for which nothing was set down; while there are any, nothing can be carried out."""
    lines = set(succession.lines.filter(team=None).values_list("predecessor_id", "role"))
    predecessors = {
        tie.predecessor_id: tie.predecessor for tie in succession.ties.select_related("predecessor")
    }
    today = clock.today()
    return [
        Missing(predecessor.name, predecessor.role_on(role, today))
        for predecessor in predecessors.values()
        for role in sorted(roles_in_use(predecessor.pk))
        if (predecessor.pk, role) not in lines
    ]


def who_must_agree(succession: Succession) -> dict[UUID, str]:
    """The organisations that were there before the plan, by id: each must agree to it."""
    must: dict[UUID, str] = {}
    for tie in succession.ties.select_related("predecessor", "successor").order_by("id"):
        must[tie.predecessor_id] = tie.predecessor.name
        if not tie.is_new:
            must[tie.successor_id] = tie.successor.name
    return must
