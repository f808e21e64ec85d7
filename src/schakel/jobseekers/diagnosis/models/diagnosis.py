"""A diagnosis, the parts that were filled in by professionals and by the client, and what came of it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from schakel.ground.dossiers.models import Dossier
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.versions import Versioned
from schakel.ground.organisations.models import Organisation, Professional
from schakel.jobseekers.diagnosis.models.instrument import Instrument


class Diagnosis(Versioned):
    """One taking of an instrument with a client; a later one names the one before it.

    One that was withdrawn keeps what was filled in and counts nowhere; withdrawn_by is empty where two
    dossiers with a running diagnosis were taken together.
    """

    class Mode(models.TextChoices):
        ALONE = "alone", _("één medewerker")
        DUO = "duo", _("duogesprek van twee medewerkers")
        PARTS = "parts", _("in delen, door twee organisaties")

    id = models.UUIDField(primary_key=True, default=uuid7)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="diagnoses")
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="+")
    previous = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    mode = models.CharField(max_length=5, choices=Mode)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    begun_by = models.ForeignKey(Professional, models.PROTECT, related_name="+")
    second = models.ForeignKey(Professional, models.PROTECT, null=True, related_name="+")
    second_organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    begun_at = models.DateTimeField()
    concluded_on = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)
    withdrawn_by = models.ForeignKey(Professional, models.PROTECT, null=True, related_name="+")
    withdrawn_because = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["dossier", "-begun_at", "-id"], name="diagnosis_of_dossier")]
        constraints = [
            models.CheckConstraint(
                condition=Q(mode="duo", second__isnull=False, second_organisation__isnull=False)
                | ~Q(mode="duo") & Q(second__isnull=True, second_organisation__isnull=True),
                name="diagnosis_duo_names_two",
            ),
            models.CheckConstraint(
                condition=Q(second__isnull=True) | ~Q(second=F("begun_by")), name="diagnosis_duo_is_two"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True, withdrawn_because="", withdrawn_by__isnull=True)
                | Q(withdrawn_on__isnull=False, concluded_on__isnull=True) & ~Q(withdrawn_because=""),
                name="diagnosis_withdrawn_whole",
            ),
        ]

    @property
    def is_concluded(self) -> bool:
        """Whether its result stands."""
        return self.concluded_on is not None


class DiagnosisPart(Versioned):
    """The answers of one part, by professionals or by the client; signed by who saved it last."""

    class Voice(models.TextChoices):
        PROFESSIONAL = "professional", _("medewerker")
        CLIENT = "client", _("cliënt")

    id = models.UUIDField(primary_key=True, default=uuid7)
    diagnosis = models.ForeignKey(Diagnosis, models.PROTECT, related_name="parts")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    section_bit = models.IntegerField()
    name = models.CharField(max_length=40)
    voice = models.CharField(max_length=12, choices=Voice)
    answers = models.JSONField(default=dict)
    note = models.CharField(max_length=1000, blank=True)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(Professional, models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["diagnosis", "name", "voice"], name="diagnosis_part_once_for_each_voice"
            ),
            models.CheckConstraint(
                condition=Q(voice="client", saved_by__isnull=True, organisation__isnull=True)
                | Q(voice="professional", saved_by__isnull=False, organisation__isnull=False),
                name="diagnosis_part_by_whom",
            ),
        ]


class DiagnosisResult(models.Model):
    """What a diagnosis came to, as it stood on the day it was concluded; a later diagnosis has its own.

    rung is a step of the ladder (1 to 6), phase one of the phases 1 to 4, chance in percent that the client
    works within `months`. variant differs from advised when the advice was overruled.
    """

    class Variant(models.TextChoices):
        MONITOR = "monitor", _("volgen")
        ADVISE = "advise", _("adviseren en informeren")
        COACH = "coach", _("coachen naar zelf oplossen")
        ENFORCE = "enforce", _("handhaven")

    diagnosis = models.OneToOneField(Diagnosis, models.PROTECT, primary_key=True, related_name="result")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    rung = models.PositiveSmallIntegerField()
    phase = models.PositiveSmallIntegerField()
    is_near = models.BooleanField()
    is_mapped = models.BooleanField()
    advised = models.CharField(max_length=8, choices=Variant, blank=True)
    variant = models.CharField(max_length=8, choices=Variant)
    decision_id = models.UUIDField()
    months = models.PositiveSmallIntegerField()
    chance = models.PositiveSmallIntegerField()
    summary = models.CharField(max_length=1000)
    concluded_by = models.ForeignKey(Professional, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(rung__range=(1, 6)), name="diagnosis_result_rung"),
            models.CheckConstraint(condition=Q(phase__range=(1, 4)), name="diagnosis_result_phase"),
            models.CheckConstraint(condition=Q(chance__range=(0, 100)), name="diagnosis_result_chance"),
            models.CheckConstraint(condition=Q(months__range=(0, 120)), name="diagnosis_result_months"),
        ]
