"""Sets of roles that go together at a location: one person for all on a small one."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from schakel.ground.access.types import Role
from schakel.ground.kernel import clock
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.periods import Dated, DatedQuerySet, ends_after_start, no_overlap
from schakel.ground.organisations.models.location import Location
from schakel.ground.organisations.models.organisation import Organisation
from schakel.ground.organisations.models.professional import Professional


class RoleBundle(Dated):
    """A named set of fixed roles of one organisation at one location (R019)."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="bundles")
    location = models.ForeignKey(Location, models.PROTECT, related_name="bundles")
    name = models.CharField(max_length=80)
    roles = ArrayField(models.CharField(max_length=20, choices=Role))

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            no_overlap("organisations_bundle_once", "organisation", "location", "name"),
            ends_after_start("organisations_bundle_period"),
            models.CheckConstraint(condition=~models.Q(roles=[]), name="organisations_bundle_roles"),
        ]

    @property
    def role_words(self) -> list[str]:
        """The organisation's own words of today for the roles, or ours."""
        return [self.organisation.role_on(role, clock.today()) for role in self.roles]


class BundleHolder(Dated):
    """Somebody who has a set of roles; the memberships that came from it point here, and end with it."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    bundle = models.ForeignKey(RoleBundle, models.PROTECT, related_name="holders")
    professional = models.ForeignKey(Professional, models.PROTECT, related_name="bundles")

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            no_overlap("organisations_bundle_holder_once", "bundle", "professional"),
            ends_after_start("organisations_bundle_holder_period"),
        ]
