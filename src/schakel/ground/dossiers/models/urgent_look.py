"""A look for an urgent reason, by somebody who takes no part."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.models import Reader
from schakel.ground.access.types import Role
from schakel.ground.dossiers.models.dossier import Dossier
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.versions import Versioned
from schakel.ground.organisations.models import Organisation, Professional


class UrgentLook(Versioned):
    """Somebody opened a dossier without taking part in it, for one day, and has it judged afterwards."""

    class Urgency(models.TextChoices):
        SAFETY = "safety", _("veiligheid van de cliënt of van een medewerker")
        ABSENCE = "absence", _("het vaste contact is er niet en het kan niet wachten")
        INCOME = "income", _("inkomen of een termijn komt in gevaar")
        OTHER = "other", _("iets anders dat niet kan wachten")

    class Outcome(models.TextChoices):
        OPEN = "open", _("nog niet beoordeeld")
        JUST = "just", _("terecht")
        NOT_JUST = "not_just", _("niet terecht")

    id = models.UUIDField(primary_key=True, default=uuid7)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="urgent_looks")
    reader = models.ForeignKey(Reader, models.PROTECT, related_name="+")
    professional = models.ForeignKey(Professional, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=Role)
    urgency = models.CharField(max_length=8, choices=Urgency)
    reason = models.CharField(max_length=400)
    sections = models.IntegerField()
    opened_at = models.DateTimeField()
    valid_from = models.DateField()
    valid_to = models.DateField()
    outcome = models.CharField(max_length=8, choices=Outcome, default=Outcome.OPEN)
    review = models.CharField(max_length=400, blank=True)
    reviewed_by = models.ForeignKey(Professional, models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "reader", "valid_from"], name="dossiers_urgentlook_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__gt=F("valid_from")), name="dossiers_urgentlook_period"
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=F("professional")),
                name="dossiers_urgentlook_judged_by_another",
            ),
        ]
        indexes = [
            models.Index(fields=["dossier", "-opened_at"], name="dossiers_urgentlook_dossier"),
            models.Index(fields=["reader", "-opened_at"], name="dossiers_urgentlook_reader"),
            models.Index(
                fields=["opened_at", "id"], condition=Q(outcome="open"), name="dossiers_urgentlook_open"
            ),
        ]
