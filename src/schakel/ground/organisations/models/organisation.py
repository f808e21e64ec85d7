"""A chain partner."""

from __future__ import annotations

from datetime import date

from django.db import models

from schakel.ground.access.types import OrganisationKind, Role
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.periods import Dated, DatedQuerySet, ends_after_start
from schakel.ground.kernel.versions import Versioned

NAME, KIND = "name", "kind"


class Organisation(Dated, Versioned):
    """A chain partner; its id is also the id of its stream in the journal.

    words repeats its own names by subject as [from, to, text], so that showing it takes no more rows.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=OrganisationKind)
    place = models.CharField(max_length=80, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    municipality_code = models.CharField(max_length=4, blank=True)
    region_code = models.CharField(max_length=8, blank=True)
    preset = models.CharField(max_length=40, blank=True)
    words = models.JSONField(default=dict)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name", "valid_from"], name="organisations_organisation_once"),
            ends_after_start("organisations_organisation_period"),
        ]

    def __str__(self) -> str:
        return self.name

    def name_on(self, day: date) -> str:
        """What it was called on that day; before and after its own names its present name."""
        return self._word(NAME, day) or self.name

    def kind_on(self, day: date) -> str:
        """Its own word for its kind on that day, or ours."""
        return self._word(KIND, day) or str(OrganisationKind(self.kind).label)

    def role_on(self, role: str, day: date) -> str:
        """Its own word for a role on that day, or ours."""
        return self._word(role, day) or str(Role(role).label)

    def _word(self, subject: str, day: date) -> str:
        on = day.isoformat()
        for start, end, text in self.words.get(subject, ()):
            if start <= on and (end is None or on < end):
                return str(text)
        return ""
