"""A client who is discussed without a name: what every guest reads, and apart from it whom it is about."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from schakel.ground.dossiers.models import Dossier
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.versions import Versioned
from schakel.ground.organisations.models import Organisation, Professional
from schakel.jobseekers.plans.models.discussion import CaseDiscussion, DiscussionCase


class NamelessSubject(models.Model):
    """Whom a case without a name is about; only who sees the dossier sees this row."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")


class NamelessCase(Versioned):
    """One case of a discussion under a number of that discussion; it names no client and no dossier.

    Every guest reads it, also without a seat in the dossier. number says nothing outside this discussion.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    discussion = models.ForeignKey(CaseDiscussion, models.PROTECT, related_name="nameless")
    subject = models.OneToOneField(NamelessSubject, models.PROTECT, related_name="case")
    number = models.PositiveSmallIntegerField()
    question = models.CharField(max_length=400)
    background = models.CharField(max_length=600, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    put_by = models.ForeignKey(Professional, models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, choices=DiscussionCase.State, default=DiscussionCase.State.OPEN)
    outcome = models.CharField(max_length=600, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["discussion", "number"], name="plans_nameless_number"),
            models.CheckConstraint(
                condition=Q(state="open", outcome="") | ~Q(state="open") & ~Q(outcome=""),
                name="plans_nameless_discussed_with_an_outcome",
            ),
        ]
