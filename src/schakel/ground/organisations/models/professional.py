"""Professionals and their roles at organisations."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from schakel.ground.access.models import Reader
from schakel.ground.access.types import Role
from schakel.ground.kernel import clock
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.periods import Dated, DatedQuerySet, ends_after_start, no_overlap
from schakel.ground.kernel.versions import Versioned
from schakel.ground.organisations.models.organisation import Organisation
from schakel.ground.organisations.models.team import Team


class Professional(Versioned):
    """Someone who works in the chain, findable by colleagues of every organisation."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    account = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT)
    name = models.CharField(max_length=120)
    sort_key = models.CharField(max_length=140, db_index=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    expertise = models.CharField(max_length=160, blank=True)
    reachable = models.CharField(max_length=80, blank=True)


class Membership(Dated, Versioned):
    """A professional in one role at one organisation, in a team or not; it gives one reader."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    professional = models.ForeignKey(Professional, models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role)
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="memberships")
    reader = models.OneToOneField(Reader, models.PROTECT)
    bundle = models.ForeignKey(
        "organisations.BundleHolder", models.PROTECT, null=True, related_name="memberships"
    )

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            no_overlap("organisations_membership_once", "professional", "organisation", "role"),
            ends_after_start("organisations_membership_period"),
        ]

    @property
    def role_words(self) -> str:
        """The organisation's own word of today for the role, or ours."""
        return self.organisation.role_on(self.role, clock.today())
