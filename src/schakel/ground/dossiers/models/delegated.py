"""What staff entered for a coach, and whether the coach finds it right."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.models import Reader
from schakel.ground.dossiers.models.dossier import Dossier


class DelegatedEntry(models.Model):
    """An entry of the journal that was made on somebody's behalf, and what that person says of it (R018)."""

    class Verdict(models.TextChoices):
        OPEN = "", _("nog niet bekeken")
        RIGHT = "right", _("klopt")
        WRONG = "wrong", _("klopt niet")

    entry_id = models.UUIDField(primary_key=True)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    section_bit = models.IntegerField()
    reader = models.ForeignKey(Reader, models.PROTECT, related_name="+")
    principal = models.ForeignKey(Reader, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    verdict = models.CharField(max_length=5, choices=Verdict, blank=True, default=Verdict.OPEN)
    words = models.CharField(max_length=400, blank=True)
    judged_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["principal", "-entry_id"], name="dossiers_delegated_newest")]
