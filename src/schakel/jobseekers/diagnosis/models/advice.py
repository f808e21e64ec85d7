"""A question to the labour expert, and the answer in what somebody can do."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from schakel.ground.access.models import Reader
from schakel.ground.dossiers.models import Dossier
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.versions import Versioned
from schakel.ground.organisations.models import Organisation, Professional
from schakel.jobseekers.diagnosis.models.diagnosis import Diagnosis


class AdviceRequest(Versioned):
    """What is asked of which labour expert and by when; the answer names possibilities, never an illness."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    diagnosis = models.ForeignKey(Diagnosis, models.PROTECT, related_name="advice_requests")
    question = models.CharField(max_length=1000)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Professional, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    expert = models.ForeignKey(Professional, models.PROTECT, related_name="+")
    expert_reader = models.ForeignKey(Reader, models.PROTECT, related_name="+")
    answer_by = models.DateField()
    can = models.CharField(max_length=1000, blank=True)
    can_with = models.CharField(max_length=1000, blank=True)
    cannot = models.CharField(max_length=1000, blank=True)
    advice = models.CharField(max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True)
    withdrawn_on = models.DateField(null=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["diagnosis", "asked_at"], name="diagnosis_advice_of"),
            models.Index(
                fields=["expert_reader", "answer_by", "id"],
                condition=Q(answered_at__isnull=True),
                name="diagnosis_advice_waits",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, can="", can_with="", cannot="", advice="")
                | Q(answered_at__isnull=False) & ~Q(can="") & ~Q(advice=""),
                name="diagnosis_advice_answer_whole",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True, withdrawn_because="")
                | Q(withdrawn_on__isnull=False, answered_at__isnull=True) & ~Q(withdrawn_because=""),
                name="diagnosis_advice_withdrawn_whole",
            ),
        ]
