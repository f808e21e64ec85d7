"""Who is responsible."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.models import Reader
from schakel.ground.dossiers.models.dossier import Dossier
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.periods import Dated, DatedQuerySet, ends_after_start, no_overlap
from schakel.ground.organisations.models import Organisation, Professional, Team


class Regie(Dated):
    """Who is responsible: one holder for each involved organisation, and one for the chain."""

    class Scope(models.TextChoices):
        ORGANISATION = "organisation", _("organisatie")
        CHAIN = "chain", _("keten")

    id = models.UUIDField(primary_key=True, default=uuid7)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="regies")
    scope = models.CharField(max_length=12, choices=Scope)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    reader = models.ForeignKey(Reader, models.PROTECT, related_name="+")
    professional = models.ForeignKey(Professional, models.PROTECT, null=True, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="+")

    objects = DatedQuerySet.as_manager()

    class Meta:
        # Below its policy the database would take the index of the constraint, which is ten times as slow.
        indexes = [
            models.Index(fields=["dossier"], condition=Q(scope="chain"), name="dossiers_regie_chain"),
        ]
        constraints = [
            no_overlap(
                "dossiers_regie_one_for_organisation",
                "dossier",
                "organisation",
                condition=Q(scope="organisation"),
            ),
            no_overlap("dossiers_regie_one_for_chain", "dossier", condition=Q(scope="chain")),
            ends_after_start("dossiers_regie_period"),
            models.CheckConstraint(
                condition=Q(professional__isnull=True) ^ Q(team__isnull=True), name="dossiers_regie_who"
            ),
        ]
