"""A joint case discussion: when, who comes, which clients are discussed, and what was decided (R089)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from schakel.ground.dossiers.models import Dossier
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.versions import Versioned
from schakel.ground.organisations.models import Membership, Organisation, Professional
from schakel.jobseekers.plans.models.agreement import Agreement


class CaseDiscussion(Versioned):
    """One meeting; case_count counts every client on its agenda, also those that a guest may not see."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    held_on = models.DateField()
    starts_at = models.TimeField(null=True)
    place = models.CharField(max_length=120, blank=True)
    convened_by = models.ForeignKey(Professional, models.PROTECT, related_name="+")
    case_count = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["-held_on", "-id"], name="plans_discussion_list")]


class DiscussionGuest(models.Model):
    """Somebody who was asked to a discussion; was_present is empty until that was noted."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    discussion = models.ForeignKey(CaseDiscussion, models.PROTECT, related_name="guests")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    was_present = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["discussion", "membership"], name="plans_discussion_guest_once")
        ]


class DiscussionCase(Versioned):
    """One client on the agenda: the question, what the client knows of it, and the outcome."""

    class Told(models.TextChoices):
        TOLD = "told", _("de cliënt weet ervan")
        INVITED = "invited", _("de cliënt is uitgenodigd")

    class State(models.TextChoices):
        OPEN = "open", _("nog te bespreken")
        DISCUSSED = "discussed", _("besproken")
        POSTPONED = "postponed", _("uitgesteld")

    id = models.UUIDField(primary_key=True, default=uuid7)
    discussion = models.ForeignKey(CaseDiscussion, models.PROTECT, related_name="cases")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    question = models.CharField(max_length=400)
    client_told = models.CharField(max_length=7, choices=Told)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    put_by = models.ForeignKey(Professional, models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    outcome = models.CharField(max_length=600, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["discussion", "id"], name="plans_case_of_discussion"),
            models.Index(fields=["dossier", "-id"], name="plans_case_of_dossier"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", outcome="") | ~Q(state="open") & ~Q(outcome=""),
                name="plans_case_discussed_with_an_outcome",
            )
        ]


class DiscussionAgreement(models.Model):
    """An agreement that a discussion led to."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    case = models.ForeignKey(DiscussionCase, models.PROTECT, related_name="agreements")
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
