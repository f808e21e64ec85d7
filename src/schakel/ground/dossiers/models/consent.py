"""Consent of the client where the law leaves the choice to them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.models.document import Document
from schakel.ground.dossiers.models.dossier import Dossier
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.periods import Dated, DatedQuerySet, ends_after_start, no_overlap
from schakel.ground.kernel.versions import Versioned
from schakel.ground.organisations.models import Organisation, Professional


class Consent(Dated, Versioned):
    """The client lets an organisation see a part of the dossier for a purpose, until a day or withdrawn.

    It counts only for cells of the access table that are marked voluntary. covers is the bit of the section.
    A refusal leaves no row: nothing may follow from it.
    """

    class How(models.TextChoices):
        SPOKEN = "spoken", _("mondeling, in een gesprek")
        SIGNED = "signed", _("op papier, ondertekend")
        OWN_PAGE = "own_page", _("door de cliënt op de eigen pagina")

    id = models.UUIDField(primary_key=True, default=uuid7)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="consents")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    covers = models.IntegerField()
    purpose = models.CharField(max_length=20, choices=Purpose)
    told = models.CharField(max_length=1000)
    how = models.CharField(max_length=8, choices=How)
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    recorded_by = models.ForeignKey(Professional, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Professional, models.PROTECT, null=True, related_name="+")

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            no_overlap("dossiers_consent_one", "dossier", "organisation", "covers", "purpose"),
            ends_after_start("dossiers_consent_period"),
            models.CheckConstraint(condition=Q(valid_to__isnull=False), name="dossiers_consent_has_an_end"),
            models.CheckConstraint(
                condition=Q(how="own_page", recorded_by__isnull=True)
                | ~Q(how="own_page") & Q(recorded_by__isnull=False),
                name="dossiers_consent_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(document__isnull=True) | Q(how="signed"), name="dossiers_consent_signed_document"
            ),
        ]

    @property
    def is_withdrawn(self) -> bool:
        """Whether the client took it back before its end."""
        return self.withdrawn_at is not None
