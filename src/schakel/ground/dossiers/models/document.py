"""Documents of a dossier: what they are, their versions, and their encrypted bytes."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.models import Reader
from schakel.ground.dossiers.models.dossier import Dossier
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.versions import Versioned
from schakel.ground.organisations.models import Organisation


class Document(Versioned):
    """Something on paper or screen that belongs to a dossier; its section decides who sees it."""

    class Kind(models.TextChoices):
        CV = "cv", _("cv")
        DIAGNOSIS = "diagnosis", _("diagnose")
        CONTRACT = "contract", _("contract")
        SIGNED_PLAN = "signed_plan", _("ondertekend plan")
        DECISION_LETTER = "decision_letter", _("besluit (brief)")
        IDENTITY_CHECK = "identity_check", _("notitie identiteitscontrole")
        COURT_ORDER = "court_order", _("beschikking bewind of curatele")
        OTHER = "other", _("ander document")

    id = models.UUIDField(primary_key=True, default=uuid7)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=16, choices=Kind)
    title = models.CharField(max_length=120)
    dated_on = models.DateField()
    source = models.CharField(max_length=120, blank=True)
    section_bit = models.IntegerField()
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    is_for_client = models.BooleanField()
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=400, blank=True)

    class Meta:
        indexes = [models.Index(fields=["dossier", "-added_at", "-id"], name="dossiers_document_list")]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_because=""),
                name="dossiers_document_why_withdrawn",
            )
        ]


class DocumentRevision(models.Model):
    """One file of a document: a new one takes the place of the one before, which stays readable."""

    class Scan(models.TextChoices):
        CLEAN = "clean", _("op virussen gecontroleerd")
        UNSCANNED = "unscanned", _("niet op virussen gecontroleerd")

    id = models.UUIDField(primary_key=True, default=uuid7)
    document = models.ForeignKey(Document, models.PROTECT, related_name="revisions")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    section_bit = models.IntegerField()
    number = models.PositiveSmallIntegerField()
    file_name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    scan = models.CharField(max_length=9, choices=Scan)
    reader = models.ForeignKey(Reader, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="dossiers_documentrevision_once")
        ]


class DocumentContent(models.Model):
    """The bytes of one file under AES-GCM, apart from its row so that no list reads them."""

    revision = models.OneToOneField(
        DocumentRevision, models.PROTECT, primary_key=True, related_name="content"
    )
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    section_bit = models.IntegerField()
    key_id = models.CharField(max_length=16)
    sealed = models.BinaryField()
