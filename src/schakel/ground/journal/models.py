"""Streams, entries with their content apart, links of the hash chain, the read log and submit keys."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from schakel.ground.access.types import Purpose, Role
from schakel.ground.journal.verbs import ChainTask


class StreamHead(models.Model):
    """The last sequence number and hash of a stream: a dossier's, or an organisation's."""

    stream_id = models.UUIDField(primary_key=True)
    sequence = models.BigIntegerField()
    hash = models.BinaryField()


class Entry(models.Model):
    """One thing that happened: its canonical header, and typed columns read from that header."""

    id = models.UUIDField(primary_key=True)
    header = models.TextField()
    act_id = models.UUIDField()
    verb = models.CharField(max_length=60)
    verb_version = models.SmallIntegerField()
    reader_id = models.IntegerField()
    organisation_id = models.UUIDField(null=True)
    dossier_id = models.UUIDField(null=True)
    section_bit = models.IntegerField()
    task = models.CharField(max_length=24, choices=ChainTask, null=True)
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    supersedes_id = models.UUIDField(null=True)
    transaction_id = models.BigIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["dossier_id", "-occurred_at", "-id"], name="journal_entry_timeline"),
            models.Index(fields=["transaction_id", "id"], name="journal_entry_outbox"),
            models.Index(
                fields=["organisation_id", "occurred_at"],
                name="journal_entry_choices",
                condition=models.Q(verb="decision.record"),
            ),
        ]


class Content(models.Model):
    """What an entry says, as canonical bytes with its salt; erasure removes this row and no other."""

    entry_id = models.UUIDField(primary_key=True)
    dossier_id = models.UUIDField(null=True)
    organisation_id = models.UUIDField(null=True)
    section_bit = models.IntegerField()
    salt = models.BinaryField()
    body = models.BinaryField()


class Link(models.Model):
    """The place of an entry in a stream, and the hash of the stream up to and including it."""

    pk = models.CompositePrimaryKey("stream_id", "sequence")
    stream_id = models.UUIDField()
    sequence = models.BigIntegerField()
    entry_id = models.UUIDField()
    hash = models.BinaryField()

    class Meta:
        indexes = [models.Index(fields=["entry_id"], name="journal_link_entry")]


class ReadEvent(models.Model):
    """One look: who, as what, why, at which page, and which dossiers it showed."""

    id = models.UUIDField(primary_key=True)
    at = models.DateTimeField()
    reader_id = models.IntegerField()
    account_id = models.UUIDField(null=True)
    organisation_id = models.UUIDField(null=True)
    role = models.CharField(max_length=20, choices=Role)
    purpose = models.CharField(max_length=20, choices=Purpose)
    page = models.CharField(max_length=80)
    sections = models.IntegerField()
    dossier_ids = ArrayField(models.UUIDField())

    class Meta:
        indexes = [GinIndex(fields=["dossier_ids"], name="journal_read_dossiers")]


class LastLook(models.Model):
    """When a reader last looked at a dossier or a thing in it, and when before this visit: newer is new."""

    pk = models.CompositePrimaryKey("reader_id", "thing_id")
    reader_id = models.IntegerField()
    thing_id = models.UUIDField()
    at = models.DateTimeField()
    since = models.DateTimeField(null=True)


class Submission(models.Model):
    """A form's submit key and what it led to, so that a double click acts once."""

    pk = models.CompositePrimaryKey("reader_id", "key")
    reader_id = models.IntegerField()
    key = models.UUIDField()
    name = models.CharField(max_length=80)
    result = models.JSONField(null=True)
    at = models.DateTimeField()


class ErasedContent(models.Model):
    """Of content that was erased: the hash the chain needs, and the entry of the act that erased it."""

    entry = models.OneToOneField(Entry, models.PROTECT, primary_key=True, related_name="+")
    digest = models.BinaryField()
    erasure = models.ForeignKey(Entry, models.PROTECT, related_name="+")


class Cursor(models.Model):
    """How far a subscriber has come: the place of the last entry it handled, and tries at the next."""

    name = models.CharField(max_length=60, primary_key=True)
    verbs = ArrayField(models.CharField(max_length=60))
    transaction_id = models.BigIntegerField(default=0)
    entry_id = models.UUIDField()
    seen = models.BigIntegerField(default=0)
    tries = models.SmallIntegerField(default=0)
    not_before = models.DateTimeField(null=True)
    last_run_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=80, blank=True)


class ParkedEntry(models.Model):
    """An entry that a subscriber could not handle, set aside so that the others go on."""

    pk = models.CompositePrimaryKey("subscriber", "entry_id")
    subscriber = models.CharField(max_length=60)
    entry_id = models.UUIDField()
    organisation_id = models.UUIDField(null=True)
    verb = models.CharField(max_length=60)
    parked_at = models.DateTimeField()
    tries = models.SmallIntegerField()
    error = models.CharField(max_length=80)
    is_wanted = models.BooleanField(default=False)


class DailyRun(models.Model):
    """The day for which a daily task was last done, and how its last run went."""

    name = models.CharField(max_length=60, primary_key=True)
    done_for = models.DateField(null=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    not_before = models.DateTimeField(null=True)
    error = models.CharField(max_length=80, blank=True)


class SealMade(models.Model):
    """A seal that was written outside the database, and the digest of its file."""

    number = models.IntegerField(primary_key=True)
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()


class StreamTie(models.Model):
    """A dossier's stream that is read together with another one, and takes no entries of its own meanwhile.

    Nothing is rewritten: the entries stay where they are. act_id is the act that tied them, whose entries
    are the last ones that this stream takes.
    """

    stream_id = models.UUIDField(primary_key=True)
    joined_to = models.UUIDField()
    act_id = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["joined_to"], name="journal_streamtie_joined")]
