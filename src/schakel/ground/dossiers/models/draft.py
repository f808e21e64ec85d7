"""What somebody is still writing about a client: theirs alone, and not for long."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.models import Reader
from schakel.ground.dossiers.models.dossier import Dossier
from schakel.ground.dossiers.panels import draft_url
from schakel.ground.kernel.ids import uuid7


class Draft(models.Model):
    """The fields of a form that is not finished; nobody else reads it, and from destroy_on on nobody does.

    It is no private note: it is filed by an act or it goes (design §4). Not in search, lists or exports.
    """

    class Kind(models.TextChoices):
        CONTACT = "contact", _("contact")
        HANDOVER = "handover", _("overdracht")
        AGREEMENT = "agreement", _("afspraak")

    id = models.UUIDField(primary_key=True, default=uuid7)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    reader = models.ForeignKey(Reader, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    values = models.JSONField()
    begun_on = models.DateField()
    warn_on = models.DateField()
    destroy_on = models.DateField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dossier", "reader", "kind"], name="dossiers_draft_once"),
            models.CheckConstraint(
                condition=Q(warn_on__gt=F("begun_on"), destroy_on__gt=F("warn_on")),
                name="dossiers_draft_days",
            ),
        ]
        indexes = [
            models.Index(fields=["reader", "destroy_on"], name="dossiers_draft_reader"),
            models.Index(fields=["destroy_on"], name="dossiers_draft_due"),
        ]

    @property
    def url(self) -> str:
        """Where its author goes on with it."""
        return draft_url(self.kind, self.dossier_id)
