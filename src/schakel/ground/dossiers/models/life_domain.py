"""A life domain that was opened for a question, and what was written down in it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from schakel.ground.dossiers.domains import DOMAIN_KINDS, DomainKind
from schakel.ground.dossiers.models.consent import Consent
from schakel.ground.dossiers.models.dossier import Dossier
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.versions import Versioned
from schakel.ground.organisations.models import Organisation, Professional


class LifeDomain(Versioned):
    """A part of the client's life with the question for which it was opened; without a question no row.

    consent is the one it was opened on, where the access table asks for consent.
    """

    class AskedBy(models.TextChoices):
        CLIENT = "client", _("de cliënt zelf")
        RELATIVE = "relative", _("een naaste van de cliënt")
        PROFESSIONAL = "professional", _("een medewerker van ons")
        OTHER = "other", _("een andere organisatie")

    class State(models.TextChoices):
        OPEN = "open", _("vraag staat open")
        WORKED_ON = "worked_on", _("er wordt aan gewerkt")
        CLOSED = "closed", _("afgerond")

    class Outcome(models.TextChoices):
        SOLVED = "solved", _("opgelost")
        BETTER = "better", _("beter, en verder zonder ons")
        ELSEWHERE = "elsewhere", _("gaat verder bij een ander")
        NOT_WANTED = "not_wanted", _("de cliënt wil hier geen hulp bij")
        MISTAKE = "mistake", _("bleek niet nodig")

    id = models.UUIDField(primary_key=True, default=uuid7)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="life_domains")
    section_bit = models.IntegerField()
    domain = models.CharField(max_length=12)
    question = models.CharField(max_length=400)
    asked_by = models.CharField(max_length=12, choices=AskedBy)
    because = models.CharField(max_length=400)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    opened_by = models.ForeignKey(Professional, models.PROTECT, related_name="+")
    opened_on = models.DateField()
    consent = models.ForeignKey(Consent, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    worked_on_by = models.CharField(max_length=120, blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    outcome_words = models.CharField(max_length=400, blank=True)
    closed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "domain"],
                condition=~Q(state="closed"),
                name="dossiers_lifedomain_open_once",
            ),
            models.CheckConstraint(
                condition=~Q(question="") & ~Q(because=""), name="dossiers_lifedomain_has_a_question"
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_on__isnull=False) & ~Q(outcome="")
                | ~Q(state="closed") & Q(closed_on__isnull=True, outcome=""),
                name="dossiers_lifedomain_closed_with_an_outcome",
            ),
            models.CheckConstraint(
                condition=~Q(state="worked_on") | ~Q(worked_on_by=""), name="dossiers_lifedomain_worker"
            ),
        ]

    @property
    def kind(self) -> DomainKind:
        """What this domain is called and may hold."""
        return DOMAIN_KINDS[self.domain]

    @property
    def is_closed(self) -> bool:
        """Whether the question was dealt with."""
        return self.state == self.State.CLOSED


class LifeDomainNote(models.Model):
    """Something known, a contact or a step within a life domain; the client reads it too."""

    class Kind(models.TextChoices):
        KNOWN = "known", _("wat bekend is")
        CONTACT = "contact", _("contact")
        STEP = "step", _("stap of verwijzing")

    id = models.UUIDField(primary_key=True, default=uuid7)
    life_domain = models.ForeignKey(LifeDomain, models.PROTECT, related_name="notes")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    section_bit = models.IntegerField()
    kind = models.CharField(max_length=8, choices=Kind)
    words = models.CharField(max_length=400)
    source = models.CharField(max_length=120)
    happened_on = models.DateField()
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    written_by = models.ForeignKey(Professional, models.PROTECT, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["life_domain", "-happened_on", "-id"], name="dossiers_lifedomainnote_list")
        ]
