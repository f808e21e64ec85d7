"""Asking to take part in a dossier that another organisation has."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.models import Reader
from schakel.ground.dossiers.models.dossier import Dossier
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.versions import Versioned
from schakel.ground.organisations.models import Membership, Organisation, Team


class JoinRequest(Versioned):
    """An organisation asks to take part, with the member or team that would be responsible there.

    Who asks sees no more than that the chain knows the client, and the answer; who holds the regie of the
    chain answers. answer_act_id is the act that let them take part: what follows from it goes back with it.
    """

    class Source(models.TextChoices):
        FORM = "form", _("met de hand gevraagd")
        FILE = "file", _("uit een bestand")

    class State(models.TextChoices):
        ASKED = "asked", _("wacht op antwoord")
        ACCEPTED = "accepted", _("doet mee")
        REFUSED = "refused", _("niet nu")
        WITHDRAWN = "withdrawn", _("ingetrokken")

    id = models.UUIDField(primary_key=True, default=uuid7)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    membership = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="+")
    reader = models.ForeignKey(Reader, models.PROTECT, related_name="+")
    because = models.CharField(max_length=300)
    source = models.CharField(max_length=4, choices=Source)
    asked_on = models.DateField()
    state = models.CharField(max_length=9, choices=State, default=State.ASKED)
    answer = models.CharField(max_length=300, blank=True)
    answered_on = models.DateField(null=True)
    answer_act_id = models.UUIDField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["dossier", "state"], name="dossiers_join_of_dossier"),
            models.Index(fields=["organisation", "-id"], name="dossiers_join_asked_by"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(membership__isnull=True) ^ Q(team__isnull=True), name="dossiers_join_who"
            ),
            models.CheckConstraint(
                condition=Q(state="asked", answered_on__isnull=True, answer="")
                | ~Q(state="asked") & Q(answered_on__isnull=False) & ~Q(answer=""),
                name="dossiers_join_answered_whole",
            ),
        ]
