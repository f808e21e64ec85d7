"""An intake, and the advisers who hold it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.models import Reader
from schakel.ground.dossiers.models import Dossier
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.versions import Versioned
from schakel.ground.organisations.models import Location, Organisation


class Route(models.TextChoices):
    """Where a client goes on after the intake."""

    INTEGRATED_TEAM = "integrated_team", _("geïntegreerd team")
    UWV = "uwv", _("UWV")
    MUNICIPALITY = "municipality", _("gemeente")
    SCHOOL_OR_WORK = "school_or_work", _("school of werk")
    FROM_WORK_TO_WORK = "work_to_work", _("van werk naar werk")


class Intake(Versioned):
    """The one intake of a client for work and income; of those that run there is one per dossier.

    organisation is who works on it now.
    """

    class Entry(models.TextChoices):
        """Why someone comes in; a benefit is no condition (C34, R055)."""

        BENEFIT = "benefit", _("heeft een uitkering of vraagt die aan")
        PREVENTIVE = "preventive", _("wordt met ontslag bedreigd")
        NO_BENEFIT = "no_benefit", _("zoekt werk, zonder uitkering")

    class Mode(models.TextChoices):
        """How the intake is held."""

        ALONE = "alone", _("digitaal, door de cliënt zelf")
        ASSISTED = "assisted", _("digitaal, met hulp")
        TALK = "talk", _("in een gesprek")
        DUO = "duo", _("in een gesprek met twee adviseurs")

    class Document(models.TextChoices):
        """With what somebody showed who they are; no number of it is kept."""

        PASSPORT = "passport", _("paspoort")
        CARD = "card", _("identiteitskaart")
        RESIDENCE = "residence", _("verblijfsdocument")
        LICENCE = "licence", _("rijbewijs")
        DIGID = "digid", _("DigiD, op afstand")

    id = models.UUIDField(primary_key=True, default=uuid7)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="intakes")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    location = models.ForeignKey(Location, models.PROTECT, null=True, related_name="+")
    entry = models.CharField(max_length=10, choices=Entry)
    mode = models.CharField(max_length=8, choices=Mode)
    first_contact_on = models.DateField()
    opened_at = models.DateTimeField()
    dismissal_on = models.DateField(null=True)
    sent_at = models.DateTimeField(null=True)
    identity_document = models.CharField(max_length=10, choices=Document, blank=True)
    identity_checked_on = models.DateField(null=True)
    identity_checked_by = models.ForeignKey(Reader, models.PROTECT, null=True, related_name="+")
    proposed_route = models.CharField(max_length=20, choices=Route, blank=True)
    proposed_because = models.CharField(max_length=400, blank=True)
    route = models.CharField(max_length=20, choices=Route, blank=True)
    route_because = models.CharField(max_length=400, blank=True)
    routed_on = models.DateField(null=True)
    routed_by = models.ForeignKey(Reader, models.PROTECT, null=True, related_name="+")
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(finished_at__isnull=True), name="intake_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(
                    identity_document="", identity_checked_on__isnull=True, identity_checked_by__isnull=True
                )
                | (
                    ~Q(identity_document="")
                    & Q(identity_checked_on__isnull=False, identity_checked_by__isnull=False)
                ),
                name="intake_identity_whole",
            ),
            models.CheckConstraint(
                condition=Q(route="", routed_on__isnull=True, routed_by__isnull=True)
                | (~Q(route="") & ~Q(route_because="") & Q(routed_on__isnull=False, routed_by__isnull=False)),
                name="intake_route_whole",
            ),
            models.CheckConstraint(
                condition=Q(dismissal_on__isnull=True) | Q(entry="preventive"), name="intake_dismissal"
            ),
        ]
        indexes = [models.Index(fields=["dossier", "-opened_at"], name="intake_of_dossier")]


class IntakeAdviser(models.Model):
    """Somebody who held an intake or a part of it, from which organisation, and since when."""

    class Part(models.TextChoices):
        """What they did in it."""

        OPENED = "opened", _("opende de intake")
        TOGETHER = "together", _("hield de intake samen")
        TOOK_OVER = "took_over", _("nam de intake over")

    id = models.UUIDField(primary_key=True, default=uuid7)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    intake = models.ForeignKey(Intake, models.CASCADE, related_name="advisers")
    reader = models.ForeignKey(Reader, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    part = models.CharField(max_length=10, choices=Part)
    since = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["intake", "since"], name="intake_adviser_intake")]
