"""Who agrees when somebody goes past a rule or limit of a service with a reason: named levels (R227)."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.table import professionals_that
from schakel.ground.access.types import Level, Role, Section


class ApprovalLevel(TextChoices):
    """The levels; who chooses needs nobody else."""

    CHOOSER = "chooser", _("wie kiest")
    COLLEAGUE = "colleague", _("een collega")
    TEAM_LEADER = "team_leader", _("teamleider")
    LABOUR_EXPERT = "labour_expert", _("arbeidsdeskundige")
    CONTRACT_EXPERT = "contract_expert", _("contractdeskundige")


EXTENSION, LABEL = "extension", "label"
LIMITS: dict[str, str | Promise] = {
    EXTENSION: _("Meer tijd dan de gewone duur."),
    LABEL: _("Dezelfde inhoud onder een andere naam."),
}
"""Limits of a service beside its rules; each may have a level of its own."""

ROLES_OF_LEVEL: dict[str, frozenset[Role]] = {
    ApprovalLevel.COLLEAGUE: professionals_that(Level.WRITE, Section.PLAN) - {Role.ADMINISTRATIVE},
    ApprovalLevel.TEAM_LEADER: frozenset({Role.TEAM_LEADER, Role.WORK_MANAGER}),
    ApprovalLevel.LABOUR_EXPERT: frozenset({Role.LABOUR_EXPERT}),
    ApprovalLevel.CONTRACT_EXPERT: frozenset({Role.CONTRACT_EXPERT, Role.PROCUREMENT_OFFICE}),
}
"""The fixed roles that a level stands for; a colleague is whoever writes plans of their own."""

APPROVERS = frozenset(role for roles in ROLES_OF_LEVEL.values() for role in roles)
"""Who can be asked at all."""

ELSEWHERE = frozenset({ApprovalLevel.LABOUR_EXPERT})
"""Levels of which another organisation may have the only people: a municipality has no labour expert."""
