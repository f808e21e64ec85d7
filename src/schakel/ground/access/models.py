"""Cells of the access table, readers, their teams and stand-ins, and the grants that policies stand on."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from schakel.ground.access.types import Level, OrganisationKind, Purpose, ReaderKind, Role
from schakel.ground.kernel.periods import Dated, DatedQuerySet, ends_after_start, no_overlap


class Cell(Dated):
    """What a role at a kind of organisation may do with a section for a purpose, and on which basis."""

    organisation_kind = models.CharField(max_length=20, choices=OrganisationKind)
    role = models.CharField(max_length=20, choices=Role)
    section = models.CharField(max_length=20)
    section_bit = models.IntegerField()
    purpose = models.CharField(max_length=20, choices=Purpose)
    level = models.CharField(max_length=5, choices=Level)
    basis = models.TextField()
    certainty = models.CharField(max_length=12)
    controller = models.CharField(max_length=60)
    is_voluntary = models.BooleanField(default=False)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation_kind", "role", "section", "purpose", "valid_from"],
                name="access_cell_once",
            ),
            ends_after_start("access_cell_period"),
        ]


class Reader(Dated):
    """One person in one role at one organisation, a team queue, a client or a service, as one integer.

    One with a principal is a mandate: staff who enter for a colleague look and write with it, in the
    mandate's sections only; so each entry tells for whom it was made.
    """

    id = models.AutoField(primary_key=True)
    kind = models.CharField(max_length=12, choices=ReaderKind)
    role = models.CharField(max_length=20, choices=Role)
    account_id = models.UUIDField(null=True)
    subject_id = models.UUIDField()
    organisation_id = models.UUIDField(null=True)
    organisation_kind = models.CharField(max_length=20, choices=OrganisationKind)
    principal = models.ForeignKey("self", models.PROTECT, null=True, related_name="mandates")
    sections = models.IntegerField(null=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            ends_after_start("access_reader_period"),
            models.CheckConstraint(
                condition=Q(principal=None, sections=None)
                | Q(principal__isnull=False, sections__isnull=False) & ~Q(principal=F("id")),
                name="access_reader_mandate",
            ),
            no_overlap(
                "access_reader_mandate_once",
                "principal",
                "subject_id",
                condition=Q(principal__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["account_id"], name="access_reader_account"),
            models.Index(fields=["subject_id", "role"], name="access_reader_subject"),
        ]


class ReaderTeam(Dated):
    """A professional's reader may look with the reader of a team queue, for as long as it is a member."""

    reader = models.ForeignKey(Reader, models.PROTECT, related_name="teams")
    team_reader = models.ForeignKey(Reader, models.PROTECT, related_name="members")

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [ends_after_start("access_reader_team_period")]


class ReaderCover(Dated):
    """Who stands in for whom: the reader may look with the covered reader on these days, and no others."""

    reader = models.ForeignKey(Reader, models.PROTECT, related_name="covers")
    covered_reader = models.ForeignKey(Reader, models.PROTECT, related_name="covered_by")

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            no_overlap("access_reader_cover_once", "covered_reader"),
            ends_after_start("access_reader_cover_period"),
            models.CheckConstraint(
                condition=~Q(reader=F("covered_reader")), name="access_reader_cover_of_another"
            ),
        ]


class Grant(models.Model):
    """A reader may see these sections of a dossier between these dates; derived, never written by hand.

    A personal grant counts for the actor's own reader only, not through a queue or for whoever covers; with
    a read-only one nothing may be done.
    """

    pk = models.CompositePrimaryKey("dossier_id", "reader_id", "valid_from", "valid_to")
    dossier_id = models.UUIDField()
    reader_id = models.IntegerField()
    sections = models.IntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField()
    is_personal = models.BooleanField(default=False, db_default=False)
    is_read_only = models.BooleanField(default=False, db_default=False)

    class Meta:
        indexes = [models.Index(fields=["reader_id", "dossier_id"], name="access_grant_reader")]
        constraints = [
            models.CheckConstraint(condition=Q(valid_to__gt=F("valid_from")), name="access_grant_period")
        ]
