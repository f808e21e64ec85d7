"""How long forms were open, as counts without anybody, and the agreement on which they are counted."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.periods import Dated, DatedQuerySet, ends_after_start, no_overlap
from schakel.ground.organisations.models import Organisation


class FormTimeConsent(Dated):
    """The works council's agreement with counting times of forms, over a period, by the name of its document.

    Without one that holds today nothing is counted.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    document = models.CharField(max_length=200)
    noted_by = models.CharField(max_length=120)
    noted_at = models.DateTimeField()

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            no_overlap("quality_form_consent_once", "organisation"),
            ends_after_start("quality_form_consent_period"),
            models.CheckConstraint(condition=~Q(document=""), name="quality_form_consent_names_a_document"),
        ]


class FormTime(models.Model):
    """How many forms of a kind were sent in from a role in a week, by how long they were open.

    kind is the name of the form's address, bin that of binned.py. No account, dossier, day or time of day:
    only the database's function quality_count_form adds to these counts.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    role = models.CharField(max_length=40)
    week = models.DateField()
    kind = models.CharField(max_length=80)
    bin = models.PositiveSmallIntegerField()
    forms = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "week", "role", "bin"], name="quality_form_time_once"
            ),
        ]
