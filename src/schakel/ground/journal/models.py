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
