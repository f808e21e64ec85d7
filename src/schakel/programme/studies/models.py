"""A study with its sites, its cases and whom these are about, its key, and whom it is shared with."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.models import Reader
from schakel.ground.dossiers.models import Dossier
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.versions import Versioned
from schakel.ground.organisations.models import Organisation, Team


class Study(Versioned):
    """A question about how the organisation works, by which criteria dossiers are drawn, and until when.

    seed orders the dossiers: the same seed and dossiers give the same sample. period is the time that is
    looked at. follows is the version before it, why_new the reason of this one. joint_lead is
    the organisation that its cases go to, when it is part of a joint study. After kept_until everything
    that leads to a person is gone; the counts stay.
    """

    class State(models.TextChoices):
        NEW = "new", _("nog niet getrokken")
        DRAWN = "drawn", _("steekproef getrokken")
        ENDED = "ended", _("afgesloten")

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    question = models.CharField(max_length=600)
    purpose = models.CharField(max_length=600)
    ground = models.CharField(max_length=400)
    told = models.CharField(max_length=600)
    contact = models.CharField(max_length=160)
    period_from = models.DateField()
    period_to = models.DateField()
    asks_consent = models.BooleanField(default=True)
    why_no_consent = models.CharField(max_length=400, blank=True)
    kept_until = models.DateField()
    regimes = ArrayField(models.CharField(max_length=20), default=list)
    opened_from = models.DateField(null=True)
    opened_to = models.DateField(null=True)
    age_from = models.PositiveSmallIntegerField(null=True)
    age_to = models.PositiveSmallIntegerField(null=True)
    service_content = models.CharField(max_length=20, blank=True)
    seed = models.CharField(max_length=40)
    state = models.CharField(max_length=5, choices=State, default=State.NEW)
    made_by = models.ForeignKey(Reader, models.PROTECT, related_name="+")
    made_by_name = models.CharField(max_length=120)
    made_at = models.DateTimeField()
    drawn_by = models.ForeignKey(Reader, models.PROTECT, null=True, related_name="+")
    drawn_at = models.DateTimeField(null=True)
    drawn_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    follows = models.OneToOneField("self", models.PROTECT, null=True, related_name="next_version")
    why_new = models.CharField(max_length=300, blank=True)
    joint_lead = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "-made_at", "-id"], name="studies_of_organisation"),
            models.Index(fields=["kept_until"], condition=~Q(state="ended"), name="studies_due"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(period_to__gte=F("period_from")), name="studies_period"),
            models.CheckConstraint(
                condition=Q(asks_consent=True, why_no_consent="")
                | Q(asks_consent=False) & ~Q(why_no_consent=""),
                name="studies_no_consent_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(state="new", drawn_at__isnull=True, drawn_by__isnull=True, drawn_on__isnull=True)
                | Q(state="ended")
                | Q(state="drawn", drawn_at__isnull=False, drawn_by__isnull=False, drawn_on__isnull=False),
                name="studies_drawn_whole",
            ),
            models.CheckConstraint(
                condition=Q(follows__isnull=True, why_new="") | Q(follows__isnull=False) & ~Q(why_new=""),
                name="studies_new_for_a_reason",
            ),
        ]


class StudySite(models.Model):
    """A team from which a study draws: how many, of how many that fitted, and at the end what came of it."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    study = models.ForeignKey(Study, models.PROTECT, related_name="sites")
    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    size = models.PositiveSmallIntegerField()
    frame = models.PositiveIntegerField(null=True)
    drawn = models.PositiveIntegerField(null=True)
    took_part = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["study", "team"], name="studies_site_once"),
            models.CheckConstraint(condition=Q(size__range=(1, 500)), name="studies_site_size"),
        ]


class Answer(models.TextChoices):
    """What a client said; included is the state of who was not asked and did not object."""

    ASKED = "asked", _("nog geen antwoord")
    YES = "yes", _("doet mee")
    INCLUDED = "included", _("telt mee zonder vraag")
    NO = "no", _("doet niet mee")
    WITHDRAWN = "withdrawn", _("teruggetrokken")


class StudyCase(models.Model):
    """One case of a sample under its pseudonym, without the person; read by who drew it alone."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    study = models.ForeignKey(Study, models.PROTECT, related_name="cases")
    site = models.ForeignKey(StudySite, models.PROTECT, related_name="cases")
    place = models.PositiveIntegerField()
    pseudonym = models.CharField(max_length=12)
    state = models.CharField(max_length=9, choices=Answer)
    is_replaced = models.BooleanField(default=False)
    drawn_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["study", "pseudonym"], name="studies_case_pseudonym_once"),
            models.UniqueConstraint(fields=["site", "place"], name="studies_case_place_once"),
        ]


class StudyPerson(Versioned):
    """Whom a case is about, and what that client said of it; read in that dossier only."""

    class How(models.TextChoices):
        OWN = "own", _("op de eigen pagina's")
        PHONE = "phone", _("telefonisch")
        TALK = "talk", _("in een gesprek")
        PAPER = "paper", _("op papier")

    id = models.UUIDField(primary_key=True, default=uuid7)
    case = models.OneToOneField(StudyCase, models.PROTECT, related_name="person")
    study = models.ForeignKey(Study, models.PROTECT, related_name="persons")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    answer = models.CharField(max_length=9, choices=Answer)
    is_replaced = models.BooleanField(default=False)
    how = models.CharField(max_length=5, choices=How, blank=True)
    answered_at = models.DateTimeField(null=True)
    recorded_by = models.ForeignKey(Reader, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["dossier", "-id"], name="studies_person_dossier")]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, how="") | Q(answered_at__isnull=False) & ~Q(how=""),
                name="studies_answer_whole",
            )
        ]


class StudyKey(models.Model):
    """The secret by which a study's pseudonyms are made; no role of the application reads it."""

    study = models.OneToOneField(Study, models.PROTECT, primary_key=True, related_name="+")
    secret = models.BinaryField()


class StudyInvitation(Versioned):
    """That one organisation asked another to draw by the same criteria and seed from its own dossiers.

    own_study is what the other made of it. Its cases go to the one that asked only as long as both agree.
    """

    class State(models.TextChoices):
        INVITED = "invited", _("nog geen antwoord")
        AGREED = "agreed", _("doet mee")
        DECLINED = "declined", _("doet niet mee")
        WITHDRAWN = "withdrawn", _("teruggetrokken")
        TAKEN_BACK = "taken_back", _("uitnodiging ingetrokken")

    id = models.UUIDField(primary_key=True, default=uuid7)
    study = models.ForeignKey(Study, models.PROTECT, related_name="invitations")
    lead = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    words = models.CharField(max_length=400)
    state = models.CharField(max_length=10, choices=State, default=State.INVITED)
    invited_by_name = models.CharField(max_length=120)
    invited_at = models.DateTimeField()
    answer = models.CharField(max_length=300, blank=True)
    answered_by_name = models.CharField(max_length=120, blank=True)
    answered_at = models.DateTimeField(null=True)
    own_study = models.OneToOneField(Study, models.PROTECT, null=True, related_name="invitation")

    class Meta:
        indexes = [models.Index(fields=["organisation", "-invited_at"], name="studies_invited")]
        constraints = [
            models.UniqueConstraint(
                fields=["study", "organisation"],
                condition=Q(state__in=["invited", "agreed"]),
                name="studies_invited_once",
            ),
            models.CheckConstraint(condition=~Q(lead=F("organisation")), name="studies_invited_another"),
            models.CheckConstraint(
                condition=~Q(state="agreed") | Q(own_study__isnull=False),
                name="studies_agreed_with_own_study",
            ),
        ]


class DeliveredCase(models.Model):
    """The coarse facts of a case as its organisation handed them to the lead; no role reads this table.

    The lead gets it through the database's function studies_joined, as long as the client and the
    organisation take part. Django asks nothing of it when something else goes; the database does.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    invitation = models.ForeignKey(StudyInvitation, models.DO_NOTHING, related_name="+")
    study = models.ForeignKey(Study, models.DO_NOTHING, related_name="+")
    site = models.ForeignKey(StudySite, models.DO_NOTHING, related_name="+")
    pseudonym = models.CharField(max_length=12)
    regimes = ArrayField(models.CharField(max_length=20))
    age_band = models.CharField(max_length=8)
    months = models.IntegerField()
    steps = models.IntegerField()
    handovers = models.IntegerField()
    contacts = models.IntegerField()
    delivered_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["study", "pseudonym"], name="studies_delivered_once"),
        ]
