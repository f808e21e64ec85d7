"""Work that is offered at the head of an intake, before anything else."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.models import Reader
from schakel.ground.dossiers.models import Dossier
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.versions import Versioned
from schakel.ground.organisations.models import Organisation
from schakel.jobseekers.intake.models.intake import Intake


class DirectOffer(Versioned):
    """Work First or direct mediation, offered during an intake, and what the client answered (R050)."""

    class Kind(models.TextChoices):
        """What is offered."""

        WORK_FIRST = "work_first", _("meteen aan het werk (Work First)")
        MEDIATION = "mediation", _("directe bemiddeling naar een vacature")

    class Answer(models.TextChoices):
        """What the client answered; a refusal has no consequence by itself."""

        TAKEN = "taken", _("aangenomen")
        REFUSED = "refused", _("afgeslagen")

    id = models.UUIDField(primary_key=True, default=uuid7)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="direct_offers")
    intake = models.ForeignKey(Intake, models.CASCADE, related_name="offers")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    reader = models.ForeignKey(Reader, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind)
    what = models.CharField(max_length=200)
    offered_on = models.DateField()
    answer = models.CharField(max_length=8, choices=Answer, blank=True)
    answer_words = models.CharField(max_length=400, blank=True)
    answered_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_on__isnull=True)
                | (~Q(answer="") & Q(answered_on__isnull=False)),
                name="intake_offer_answer_whole",
            ),
            models.CheckConstraint(
                condition=~Q(answer="refused") | ~Q(answer_words=""), name="intake_offer_refusal_said"
            ),
        ]
        indexes = [models.Index(fields=["intake", "offered_on"], name="intake_offer_intake")]
