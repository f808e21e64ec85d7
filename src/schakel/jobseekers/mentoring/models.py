"""A visit of a mentor to a talk, what its client knows of it, and the feedback in pieces."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.models import Reader
from schakel.ground.dossiers.models import Dossier
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.versions import Versioned
from schakel.ground.organisations.models import Location, Organisation


class MentorVisit(Versioned):
    """One talk that a mentor attends: when, where, of which coach, and what to watch for; never with whom.

    Read by the coach and the mentor alone. From erase_on on it is gone, with its feedback.
    """

    class State(models.TextChoices):
        PLANNED = "planned", _("gepland")
        OFF = "off", _("gaat niet door")

    id = models.UUIDField(primary_key=True, default=uuid7)
    coach = models.ForeignKey(Reader, models.PROTECT, related_name="+")
    mentor = models.ForeignKey(Reader, models.PROTECT, related_name="+")
    held_on = models.DateField()
    starts_at = models.TimeField()
    location = models.ForeignKey(Location, models.PROTECT, null=True, related_name="+")
    place = models.CharField(max_length=120, blank=True)
    watch_for = models.CharField(max_length=600)
    state = models.CharField(max_length=7, choices=State, default=State.PLANNED)
    feedback_on = models.DateField(null=True)
    erase_on = models.DateField()

    class Meta:
        indexes = [
            models.Index(fields=["coach", "-held_on", "-id"], name="mentoring_visit_coach"),
            models.Index(fields=["mentor", "held_on", "starts_at"], name="mentoring_visit_mentor"),
            models.Index(fields=["erase_on"], name="mentoring_visit_due"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(erase_on__gt=models.F("held_on")), name="mentoring_visit_erased_later"
            )
        ]


class VisitedClient(Versioned):
    """With whom the coach talks, in that dossier only, and what the client said of a mentor being there."""

    class Answer(models.TextChoices):
        YES = "yes", _("de cliënt vindt het goed")
        TOLD = "told", _("de cliënt weet het en mag nog nee zeggen")
        NO = "no", _("de cliënt wil het niet")

    id = models.UUIDField(primary_key=True, default=uuid7)
    visit = models.OneToOneField(MentorVisit, models.PROTECT, related_name="client")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    held_on = models.DateField()
    starts_at = models.TimeField()
    mentor_name = models.CharField(max_length=120)
    coach_name = models.CharField(max_length=120)
    answer = models.CharField(max_length=4, choices=Answer)
    answered_on = models.DateField()
    is_off = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["dossier", "-held_on", "-id"], name="mentoring_client_dossier")]


class FeedbackPiece(models.Model):
    """What a mentor saw of one point, or their words on the whole.

    Read by the coach alone, and by the one team leader with whom the coach shares this piece; the mentor
    reads it no more once it is sent.
    """

    class Point(models.TextChoices):
        LISTENS = "listens", _("luistert, vat samen en vraagt door")
        EXPLAINS = "explains", _("legt uit wat er gebeurt en waarom, in gewone woorden")
        TOGETHER = "together", _("maakt afspraken samen met de cliënt")
        DUTIES = "duties", _("is duidelijk over rechten en plichten")
        CLOSES = "closes", _("sluit af met wie wat doet en wanneer")
        WORDS = "words", _("in eigen woorden")

    class Seen(models.TextChoices):
        YES = "yes", _("gezien")
        PARTLY = "partly", _("deels gezien")
        NO = "no", _("niet gezien")
        NONE = "none", _("kwam niet aan de orde")

    id = models.UUIDField(primary_key=True, default=uuid7)
    visit = models.ForeignKey(MentorVisit, models.PROTECT, related_name="pieces")
    coach = models.ForeignKey(Reader, models.PROTECT, related_name="+")
    held_on = models.DateField()
    coach_name = models.CharField(max_length=120)
    point = models.CharField(max_length=10, choices=Point)
    seen = models.CharField(max_length=6, choices=Seen, blank=True)
    words = models.CharField(max_length=1000, blank=True)
    shared_with = models.ForeignKey(Reader, models.PROTECT, null=True, related_name="+")
    shared_on = models.DateField(null=True)
    erase_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["visit", "point"], name="mentoring_piece_once"),
            models.CheckConstraint(
                condition=Q(shared_with__isnull=True, shared_on__isnull=True)
                | Q(shared_with__isnull=False, shared_on__isnull=False),
                name="mentoring_piece_shared_whole",
            ),
            models.CheckConstraint(
                condition=Q(point="words", seen="") & ~Q(words="") | ~Q(point="words") & ~Q(seen=""),
                name="mentoring_piece_says_something",
            ),
        ]
        indexes = [
            models.Index(
                fields=["shared_with", "-shared_on", "-id"],
                condition=Q(shared_with__isnull=False),
                name="mentoring_piece_shared",
            ),
            models.Index(fields=["erase_on"], name="mentoring_piece_due"),
        ]
