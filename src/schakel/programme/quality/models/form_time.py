"""How long forms were open, as counts without anybody, and the agreement on which they are counted."""

from __future__ import annotations

from django.db import models

from schakel.ground.kernel.ids import uuid7
from schakel.ground.organisations.models import CouncilAgreement, Organisation, agreement_rules


class FormTimeConsent(CouncilAgreement):
    """The works council's agreement with counting times of forms.

    Without one that holds today nothing is counted.
    """

    class Meta:
        constraints = agreement_rules("quality_form_consent")


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
