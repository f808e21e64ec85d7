"""Sessions of a service, and the clients who are invited to one."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.models import Reader
from schakel.ground.dossiers.models import Dossier
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.versions import Versioned
from schakel.ground.organisations.models import Location, Membership, Organisation, Professional


class WorkshopSession(Versioned):
    """One meeting of a group for one service: when, where, how many seats, and who leads.

    taken counts the seats of invitations that hold, kept by the database; it names nobody.
    """

    class State(models.TextChoices):
        PLANNED = "planned", _("gepland")
        CANCELLED = "cancelled", _("gaat niet door")

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    service_key = models.CharField(max_length=60)
    service_name = models.CharField(max_length=120)
    held_on = models.DateField()
    starts_at = models.TimeField()
    ends_at = models.TimeField()
    location = models.ForeignKey(Location, models.PROTECT, null=True, related_name="+")
    place = models.CharField(max_length=120, blank=True)
    seats = models.PositiveSmallIntegerField()
    taken = models.PositiveSmallIntegerField(default=0)
    leader = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, choices=State, default=State.PLANNED)
    because = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "-held_on", "-id"], name="workshops_session_list")]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="workshops_session_hours"),
            models.CheckConstraint(condition=Q(taken__lte=F("seats")), name="workshops_session_full"),
            models.CheckConstraint(
                condition=Q(state="planned", because="") | Q(state="cancelled") & ~Q(because=""),
                name="workshops_session_cancelled_because",
            ),
        ]


class WorkshopInvitation(Versioned):
    """One client invited to a session, and what became of it.

    door_name is how the leader calls them in: whoever leads reads that and opens no dossier by it. contact_id
    is the contact moment that stands in the dossier for who came or stayed away.
    """

    class State(models.TextChoices):
        INVITED = "invited", _("uitgenodigd")
        CAME = "came", _("was er")
        ABSENT = "absent", _("was er niet")
        DECLINED = "declined", _("afgemeld")
        CANCELLED = "cancelled", _("gaat niet door")

    class Absence(models.TextChoices):
        ILL = "ill", _("ziek")
        WORK = "work", _("aan het werk")
        CARE = "care", _("zorg voor een ander")
        TRAVEL = "travel", _("kon er niet komen")
        SILENT = "silent", _("zonder bericht")
        OTHER = "other", _("iets anders")

    id = models.UUIDField(primary_key=True, default=uuid7)
    session = models.ForeignKey(WorkshopSession, models.PROTECT, related_name="invitations")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    invited_by = models.ForeignKey(Professional, models.PROTECT, related_name="+")
    leader = models.ForeignKey(Reader, models.PROTECT, related_name="+")
    door_name = models.CharField(max_length=200)
    state = models.CharField(max_length=9, choices=State, default=State.INVITED)
    absence = models.CharField(max_length=6, choices=Absence, blank=True)
    contact_id = models.UUIDField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["session", "id"], name="workshops_of_session"),
            models.Index(fields=["dossier", "-id"], name="workshops_of_dossier"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=("absent", "declined")) & ~Q(absence="")
                | ~Q(state__in=("absent", "declined")) & Q(absence=""),
                name="workshops_absent_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("came", "absent"), contact_id__isnull=False)
                | Q(state__in=("invited", "declined", "cancelled"), contact_id__isnull=True),
                name="workshops_held_is_a_contact",
            ),
        ]
