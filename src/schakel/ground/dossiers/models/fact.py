"""What is known of a client, with its source."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from schakel.ground.dossiers.models.dossier import Dossier
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.versions import Versioned
from schakel.ground.organisations.models import Organisation, Professional


class Fact(Versioned):
    """Something known of the client, asked once: its value with source, day and quality."""

    class Quality(models.TextChoices):
        CONFIRMED = "confirmed", _("bevestigd met bewijs")
        STATED = "stated", _("verteld")
        DERIVED = "derived", _("overgenomen uit een bestand")

    class Outcome(models.TextChoices):
        UPHELD = "upheld", _("de cliënt heeft gelijk")
        REJECTED = "rejected", _("het gegeven blijft staan")

    id = models.UUIDField(primary_key=True, default=uuid7)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="facts")
    name = models.CharField(max_length=40)
    value = models.CharField(max_length=200)
    section_bit = models.IntegerField()
    source_organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    obtained_on = models.DateField()
    quality = models.CharField(max_length=10, choices=Quality)
    is_current = models.BooleanField(default=True)
    dispute = models.CharField(max_length=400, blank=True)
    dispute_outcome = models.CharField(max_length=8, choices=Outcome, blank=True)
    dispute_answer = models.CharField(max_length=400, blank=True)
    answered_by = models.ForeignKey(Professional, models.PROTECT, null=True, related_name="+")
    answered_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "name", "source_organisation"],
                condition=Q(is_current=True),
                nulls_distinct=False,
                name="dossiers_fact_one_for_source",
            ),
            models.CheckConstraint(
                condition=Q(dispute_outcome="") | (~Q(dispute="") & ~Q(dispute_answer="")),
                name="dossiers_fact_answer_to_a_dispute",
            ),
        ]

    @property
    def is_disputed(self) -> bool:
        """Whether the client disputes it and nobody has answered yet."""
        return bool(self.dispute) and not self.dispute_outcome


class FactChoice(models.Model):
    """Which of several sources the chain goes by, with why; the others stay readable.

    weighed holds the ids of all that stood beside each other then: what is said later opens it again.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    name = models.CharField(max_length=40)
    fact = models.ForeignKey(Fact, models.PROTECT, related_name="choices")
    section_bit = models.IntegerField()
    weighed = models.JSONField()
    reason = models.CharField(max_length=400)
    chosen_by = models.ForeignKey(Professional, models.PROTECT, related_name="+")
    chosen_on = models.DateField()
    is_current = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "name"], condition=Q(is_current=True), name="dossiers_factchoice_one"
            )
        ]
