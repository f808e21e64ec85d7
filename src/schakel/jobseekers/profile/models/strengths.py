"""What a client can do, where they worked, and what work must take into account."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.models import Reader
from schakel.ground.dossiers.models import Dossier
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.versions import Versioned
from schakel.ground.organisations.models import Organisation
from schakel.ground.vocabulary.models import Concept, Edition


class Sourced(Versioned):
    """A line of the profile: who said it, for which organisation (empty: the client) and when.

    A line is never rewritten: it is taken off with a reason, and stays readable in the course.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    source_organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    reader = models.ForeignKey(Reader, models.PROTECT, related_name="+")
    obtained_on = models.DateField()
    removed_on = models.DateField(null=True)
    removed_because = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True


class Competence(Sourced):
    """Something a client can do, in words, how that is known, and the concept that someone linked it to.

    A link keeps the edition it was made in. linked_by and linked_on tell of whichever answer stands now;
    agreed_on is the day on which the client said that the concept fits.
    """

    class Kind(models.TextChoices):
        """What sort of ability it is."""

        SUBJECT = "subject", _("vakinhoudelijk")
        BEHAVIOUR = "behaviour", _("gedrag en houding")

    class Shown(models.TextChoices):
        """How it is known."""

        TOLD = "told", _("verteld")
        DIPLOMA = "diploma", _("diploma of certificaat")
        SEEN = "seen", _("gezien in werk of praktijk")
        PROPOSED = "proposed", _("voorgesteld bij een beroep en bevestigd")

    class Link(models.TextChoices):
        """Whether the words have a concept of the vocabulary; whatever it is, the words stay."""

        OPEN = "open", _("nog niet gekoppeld")
        LINKED = "linked", _("gekoppeld")
        NONE = "none", _("geen passend begrip")
        DECLINED = "declined", _("volgens de cliënt past het begrip niet")

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="competences")
    kind = models.CharField(max_length=10, choices=Kind)
    words = models.CharField(max_length=120)
    shown_by = models.CharField(max_length=8, choices=Shown)
    link = models.CharField(max_length=8, choices=Link, default=Link.OPEN)
    concept = models.ForeignKey(Concept, models.PROTECT, null=True, related_name="+")
    edition = models.ForeignKey(Edition, models.PROTECT, null=True, related_name="+")
    concept_label = models.CharField(max_length=300, blank=True)
    linked_on = models.DateField(null=True)
    linked_by = models.ForeignKey(Reader, models.PROTECT, null=True, related_name="+")
    agreed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="profile_competence_named"),
            models.CheckConstraint(
                condition=Q(link="linked", concept__isnull=False, edition__isnull=False)
                | (~Q(link="linked") & Q(concept__isnull=True, edition__isnull=True, agreed_on__isnull=True)),
                name="profile_competence_concept",
            ),
            models.CheckConstraint(
                condition=Q(link="open") | Q(linked_on__isnull=False, linked_by__isnull=False),
                name="profile_competence_answered",
            ),
        ]
        indexes = [models.Index(fields=["dossier", "removed_on"], name="profile_competence_dossier")]

    @property
    def waits_for_concept(self) -> bool:
        """Whether nobody has yet said which concept the words mean, or that none fits."""
        return self.link in (self.Link.OPEN, self.Link.DECLINED)

    def __str__(self) -> str:
        return self.words


class WorkPeriod(Sourced):
    """Work that a client did: what, for whom, from month to month, and why it ended."""

    class Leaving(models.TextChoices):
        """Why work ends; illness is no choice, since whoever reads a work profile may not read of health."""

        CONTRACT = "contract", _("contract liep af")
        DISMISSED = "dismissed", _("ontslag door de werkgever")
        RESIGNED = "resigned", _("zelf gestopt")
        BUSINESS = "business", _("eigen bedrijf gestopt")
        OTHER = "other", _("anders")

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="work_periods")
    occupation = models.CharField(max_length=120)
    employer = models.CharField(max_length=120, blank=True)
    began_on = models.DateField()
    ended_on = models.DateField(null=True)
    left_because = models.CharField(max_length=10, choices=Leaving, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("began_on")),
                name="profile_workperiod_days",
            ),
            models.CheckConstraint(condition=~Q(occupation=""), name="profile_workperiod_named"),
        ]
        indexes = [models.Index(fields=["dossier", "-began_on"], name="profile_workperiod_dossier")]

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.occupation, self.employer)))


class WorkLimit(Sourced):
    """What work must take into account, as a function and never as a cause or diagnosis."""

    class Kind(models.TextChoices):
        """On what it bears; the list is closed so that no illness is written down."""

        LIFTING = "lifting", _("tillen en dragen")
        STANDING = "standing", _("lang staan of lopen")
        SITTING = "sitting", _("lang zitten")
        HANDS = "hands", _("werken met de handen")
        HOURS = "hours", _("uren per dag of week")
        NIGHT = "night", _("avond of nacht")
        PACE = "pace", _("tempo en drukte")
        CONTACT = "contact", _("contact met klanten")
        TRAVEL = "travel", _("reizen")
        SENSES = "senses", _("zien of horen")
        GUIDANCE = "guidance", _("begeleiding op de werkplek")

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="work_limits")
    kind = models.CharField(max_length=10, choices=Kind)
    possible = models.CharField(max_length=200)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(possible=""), name="profile_worklimit_words")]
        indexes = [models.Index(fields=["dossier", "removed_on"], name="profile_worklimit_dossier")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.possible}"
