"""Teams and their queues."""

from __future__ import annotations

from django.db import models

from schakel.ground.access.models import Reader
from schakel.ground.access.types import Role
from schakel.ground.kernel import clock
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.periods import Dated, DatedQuerySet, ends_after_start
from schakel.ground.organisations.models.organisation import Organisation


class Team(Dated):
    """A team with a queue: clients may wait there until a member takes them up."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="teams")
    name = models.CharField(max_length=80)
    role = models.CharField(max_length=20, choices=Role)
    reader = models.OneToOneField(Reader, models.PROTECT)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="organisations_team_once"),
            ends_after_start("organisations_team_period"),
        ]

    @property
    def role_words(self) -> str:
        """The organisation's own word of today for the members' role, or ours."""
        return self.organisation.role_on(self.role, clock.today())
