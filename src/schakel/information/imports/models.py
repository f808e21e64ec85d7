"""Runs of an import with their rows; a row keeps what was read, what was found and what became of it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from schakel.ground.kernel import clock
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.versions import Versioned
from schakel.ground.organisations.models import Organisation, Team


class ImportRun(models.Model):
    """One file of one organisation, previewed and then applied in chunks.

    content_cipher holds the file only while its columns are being chosen. layout is the key of the layout
    that was asked for, if any. applier_id is the reader with whose rights the worker takes the rows in or
    undoes them, taken_up_at when it last did so, and stopped_because says why it stopped. undo_because is why
    somebody undoes what was taken in, undone_at when that was done.
    """

    class Status(models.TextChoices):
        KEPT = "kept", _("wacht op keuze van kolommen")
        CHECKING = "checking", _("wordt nagekeken")
        PREVIEWED = "previewed", _("nagekeken")
        APPLYING = "applying", _("bezig")
        QUEUED = "queued", _("in de rij")
        STOPPED = "stopped", _("gestopt")
        APPLIED = "applied", _("verwerkt")
        UNDOING = "undoing", _("wordt teruggedraaid")
        UNDONE = "undone", _("teruggedraaid")
        DISCARDED = "discarded", _("weggegooid")

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    reader_id = models.IntegerField()
    file_name = models.CharField(max_length=120)
    file_digest = models.CharField(max_length=64)
    default_team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="+")
    mapping = models.JSONField(default=dict)
    headers = models.JSONField(default=list)
    encoding = models.CharField(max_length=20, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.PREVIEWED)
    content_cipher = models.BinaryField(null=True)
    key_id = models.CharField(max_length=20, blank=True)
    layout = models.CharField(max_length=40, blank=True)
    applier_id = models.IntegerField(null=True)
    taken_up_at = models.DateTimeField(null=True)
    stopped_because = models.CharField(max_length=300, blank=True)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    undo_because = models.CharField(max_length=400, blank=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "-started_at", "-id"], name="imports_run_newest")]


class ImportLayout(models.Model):
    """One version of a layout that an organisation keeps: which heading fills which field."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    version = models.PositiveIntegerField(default=1)
    mapping = models.JSONField()
    reader_id = models.IntegerField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name", "version"], name="imports_layout_version")
        ]


class ImportRow(models.Model):
    """One line of the file.

    problems says why it was refused, notes what was left as it stood. The cipher of a row that was taken in
    is emptied when the run is finished. rank orders problems first. act_id is the act that took it in; undo
    says what became of it when the run was undone, and undo_why in a word why it stands as it is.
    request_id is the question to take part that the row waits for; is_agreed says that it was answered with
    yes, so that the row can be taken in.
    """

    class Outcome(models.TextChoices):
        NEW = "new", _("nieuw")
        KNOWN = "known", _("al bekend, uw organisatie komt erbij")
        ASK = "ask", _("u vraagt om mee te doen")
        ASKED = "asked", _("gevraagd om mee te doen")
        CHANGED = "changed", _("gewijzigd")
        SAME = "same", _("ongewijzigd")
        DUPLICATE = "duplicate", _("dubbel in dit bestand")
        WRONG = "wrong", _("fout")

    class Undo(models.TextChoices):
        UNDONE = "undone", _("teruggedraaid")
        KEPT = "kept", _("blijft staan")

    id = models.UUIDField(primary_key=True, default=uuid7)
    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    outcome = models.CharField(max_length=10, choices=Outcome)
    rank = models.PositiveSmallIntegerField()
    problems = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    cipher = models.BinaryField()
    key_id = models.CharField(max_length=20, blank=True)
    client_id = models.UUIDField(null=True)
    is_applied = models.BooleanField(default=False)
    act_id = models.UUIDField(null=True)
    request_id = models.UUIDField(null=True)
    is_agreed = models.BooleanField(default=False)
    undo = models.CharField(max_length=6, choices=Undo, blank=True)
    undo_why = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "number"], name="imports_row_once")]
        indexes = [
            models.Index(fields=["run", "is_applied", "number"], name="imports_row_waiting"),
            models.Index(fields=["run", "rank", "number"], name="imports_row_shown"),
            models.Index(
                fields=["request_id"], condition=models.Q(request_id__isnull=False), name="imports_row_asked"
            ),
            models.Index(
                fields=["run"], condition=models.Q(is_agreed=True, outcome="asked"), name="imports_row_agreed"
            ),
        ]


class ImportBefore(models.Model):
    """What a row of a file replaced or added of how a client is reached and known, to put it back.

    Encrypted like the row; the daily task takes it away when the run can't be undone any more.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    row = models.OneToOneField(ImportRow, models.CASCADE, related_name="before")
    cipher = models.BinaryField()
    key_id = models.CharField(max_length=20)


class ImportProgress(models.Model):
    """How many rows of a file the worker has checked so far, of how many.

    It stands apart from the run, since the act that checks shows nothing of its work before its end.
    """

    run = models.OneToOneField(ImportRun, models.CASCADE, primary_key=True, related_name="checked")
    done = models.PositiveIntegerField(default=0)
    rows = models.PositiveIntegerField(default=0)


RANKS = {
    outcome: rank
    for rank, outcome in enumerate(
        (
            ImportRow.Outcome.WRONG,
            ImportRow.Outcome.DUPLICATE,
            ImportRow.Outcome.CHANGED,
            ImportRow.Outcome.KNOWN,
            ImportRow.Outcome.ASKED,
            ImportRow.Outcome.NEW,
            ImportRow.Outcome.SAME,
        )
    )
}
RANKS[ImportRow.Outcome.ASK] = RANKS[ImportRow.Outcome.KNOWN]


class HomeSystem(Versioned):
    """Whether what an organisation registers here is delivered to the system it had already.

    takes_own says that what clients do themselves is delivered too, where the organisation guides.
    """

    organisation = models.OneToOneField(Organisation, models.PROTECT, primary_key=True, related_name="+")
    is_on = models.BooleanField(default=False)
    takes_own = models.BooleanField(default=False)


class DeliveryForm(Versioned):
    """One version of the form in which an organisation wants one topic of its deliveries.

    layout is the columns with their codes, the style of dates, the separator and the encoding. What is on or
    was on never changes any more: a change is a draft with the next number.
    """

    class Topic(models.TextChoices):
        CONTACT = "contact", _("contacten")
        AGREEMENT = "agreement", _("afspraken")
        TRAJECTORY = "trajectory", _("trajecten")
        PLAN = "plan", _("plannen")
        SERVICE = "service", _("diensten")
        OWN = "own", _("wat de cliënt zelf doet")
        ACCOUNT = "account", _("verantwoording per maand")

    class Rhythm(models.TextChoices):
        ENTRY = "entry", _("elke keer één bestand")
        DAY = "day", _("één bestand per dag")
        MONTH = "month", _("één bestand per maand")

    class State(models.TextChoices):
        DRAFT = "draft", _("concept")
        ON = "on", _("in gebruik")
        OFF = "off", _("niet meer in gebruik")

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    topic = models.CharField(max_length=10, choices=Topic)
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=5, choices=State, default=State.DRAFT)
    rhythm = models.CharField(max_length=5, choices=Rhythm)
    layout = models.JSONField()
    reader_id = models.IntegerField()
    saved_at = models.DateTimeField()
    switched_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "topic", "number"], name="imports_form_number"),
            models.UniqueConstraint(
                fields=["organisation", "topic"],
                condition=models.Q(state="on"),
                name="imports_form_on_once",
            ),
            models.UniqueConstraint(
                fields=["organisation", "topic"],
                condition=models.Q(state="draft"),
                name="imports_form_draft_once",
            ),
            models.CheckConstraint(
                condition=models.Q(topic="account", rhythm="month")
                | ~models.Q(topic="account") & ~models.Q(rhythm="month"),
                name="imports_form_rhythm",
            ),
        ]


class DeliveryFile(models.Model):
    """One file with all deliveries of a day or the account of a month; its id is the number of the file.

    ends_on is the first day after it. rows is how many stood in it when it was last delivered. A late row of
    a day whose file was made already gets a second file of that day; a month has one.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("wacht")
        DELIVERED = "delivered", _("afgeleverd")
        FAILED = "failed", _("mislukt")

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    form = models.ForeignKey(DeliveryForm, models.PROTECT, related_name="+")
    rhythm = models.CharField(max_length=5, choices=DeliveryForm.Rhythm)
    starts_on = models.DateField()
    ends_on = models.DateField()
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=20, blank=True)
    rows = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "-id"], name="imports_deliveryfile_shown"),
            models.Index(
                fields=["due_at", "id"], condition=models.Q(state="queued"), name="imports_deliveryfile_due"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "starts_on"],
                condition=models.Q(rhythm="month"),
                name="imports_month_once",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__gt=models.F("starts_on")), name="imports_file_period"
            ),
        ]


class Delivery(models.Model):
    """One entry of an organisation on its way to that organisation's own system.

    It names the entry and holds nothing of its content; why says in a word what went wrong. is_own tells that
    the client did it, in a dossier that the organisation guides. form is the version in which it leaves (none
    is the standard form), and file the file of a day in which it stands.
    """

    class State(models.TextChoices):
        GATHERED = "gathered", _("wacht op het dagbestand")
        QUEUED = "queued", _("wacht")
        DELIVERED = "delivered", _("afgeleverd")
        FAILED = "failed", _("mislukt")
        WITHHELD = "withheld", _("niet geleverd")

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    entry_id = models.UUIDField(unique=True)
    verb = models.CharField(max_length=60)
    is_own = models.BooleanField(default=False)
    form = models.ForeignKey(DeliveryForm, models.PROTECT, null=True, related_name="+")
    file = models.ForeignKey(DeliveryFile, models.PROTECT, null=True, related_name="+")
    occurred_at = models.DateTimeField()
    noted_at = models.DateTimeField(default=clock.now)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=20, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "state", "-id"], name="imports_delivery_shown"),
            models.Index(
                fields=["due_at", "id"], condition=models.Q(state="queued"), name="imports_delivery_due"
            ),
            models.Index(fields=["organisation", "noted_at"], name="imports_delivery_noted"),
            models.Index(
                fields=["due_at", "form"],
                condition=models.Q(state="gathered", file__isnull=True),
                name="imports_delivery_gathered",
            ),
        ]
