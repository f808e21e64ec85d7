"""Integrated teams: people of several organisations who work as one team, each for their own employer."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.periods import Dated, DatedQuerySet, ends_after_start, no_overlap
from schakel.ground.kernel.versions import Versioned
from schakel.ground.organisations.models.location import Location
from schakel.ground.organisations.models.organisation import Organisation
from schakel.ground.organisations.models.professional import Membership
from schakel.ground.organisations.models.team import Team


class JointTeam(Dated, Versioned):
    """A team of several organisations, for one target group (R306). By itself it opens no dossier."""

    class Caseload(models.TextChoices):
        """How its clients are divided over its members."""

        OWN = "own", _("ieder eigen cliënten")
        SHARED = "shared", _("gedeelde caseload")
        PHASED = "phased", _("per fase een ander")

    id = models.UUIDField(primary_key=True, default=uuid7)
    founder = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    target_group = models.CharField(max_length=200)
    caseload = models.CharField(max_length=8, choices=Caseload)
    caseload_words = models.CharField(max_length=120, blank=True)
    location = models.ForeignKey(Location, models.PROTECT, null=True, related_name="joint_teams")
    part_of = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            no_overlap("organisations_joint_team_once", "founder", "name"),
            ends_after_start("organisations_joint_team_period"),
            models.CheckConstraint(condition=~Q(part_of=F("id")), name="organisations_joint_team_of_other"),
        ]

    def __str__(self) -> str:
        return self.name


class JointTeamPartner(Dated):
    """An organisation that was asked into a team, and takes part from joined_on; with its queue or none."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    team = models.ForeignKey(JointTeam, models.PROTECT, related_name="partners")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="joint_teams")
    joined_on = models.DateField(null=True)
    queue = models.ForeignKey(Team, models.PROTECT, null=True, related_name="+")

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            no_overlap("organisations_joint_partner_once", "team", "organisation"),
            ends_after_start("organisations_joint_partner_period"),
        ]


class JointTeamMember(Dated):
    """Somebody in a team, as member or leader, in their role at their own employer."""

    class Part(models.TextChoices):
        MEMBER = "member", _("lid")
        LEADER = "leader", _("teamleider")

    id = models.UUIDField(primary_key=True, default=uuid7)
    team = models.ForeignKey(JointTeam, models.PROTECT, related_name="members")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="joint_teams")
    part = models.CharField(max_length=6, choices=Part)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            no_overlap("organisations_joint_member_once", "team", "membership"),
            ends_after_start("organisations_joint_member_period"),
        ]
