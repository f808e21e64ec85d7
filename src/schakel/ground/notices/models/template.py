"""Texts that an organisation uses again."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.periods import Dated, DatedQuerySet, ends_after_start
from schakel.ground.kernel.versions import Versioned
from schakel.ground.notices.models.notice import Transport


class NoticeTemplate(Dated, Versioned):
    """A letter or e-mail of an organisation, with fields between brackets to fill in."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation_id = models.UUIDField()
    name = models.CharField(max_length=80)
    transport = models.CharField(max_length=8, choices=Transport)
    subject = models.CharField(max_length=120)
    body = models.TextField()

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation_id", "name"],
                condition=Q(valid_to__isnull=True),
                name="notices_template_once",
            ),
            ends_after_start("notices_template_period"),
        ]


class Paragraph(Dated, Versioned):
    """A standard paragraph that may be added to any letter or e-mail of the organisation."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation_id = models.UUIDField()
    title = models.CharField(max_length=80)
    text = models.TextField()

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation_id", "title"],
                condition=Q(valid_to__isnull=True),
                name="notices_paragraph_once",
            ),
            ends_after_start("notices_paragraph_period"),
        ]
