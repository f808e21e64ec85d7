"""What people judged of the questions that the legislation test asks of the law."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from schakel.ground.kernel.versions import Versioned


class LawState(models.TextChoices):
    """How a question to a lawyer stands."""

    OPEN = "open", _("open")
    CONFIRMED = "confirmed", _("bevestigd")
    REJECTED = "rejected", _("verworpen")


class LawJudgement(Versioned):
    """The latest judgement of one question; earlier ones are in the journal.

    The id follows from the key, so that the question keeps it over time. text is the question as it was
    judged: when the register asks it in other words, the judgement no longer counts.
    """

    id = models.UUIDField(primary_key=True)
    key = models.TextField(unique=True)
    text = models.TextField()
    state = models.CharField(max_length=12, choices=LawState)
    reason = models.CharField(max_length=1000)
    lawyer = models.CharField(max_length=120, blank=True)
    judged_by = models.CharField(max_length=120)
    organisation_id = models.UUIDField()
    judged_at = models.DateTimeField()

    objects: ClassVar[models.Manager[LawJudgement]] = models.Manager()
