"""The rows that lists start from."""

from __future__ import annotations

from datetime import date

from django.db import models

NEVER = date.min
"""The last contact of a dossier in which there was none: it sorts before all others."""

NONE_DUE = date.max
"""The next agreement of a dossier in which nothing is open: it sorts after all others."""


class ListedDossier(models.Model):
    """A dossier in the list of one reader, with what lists are ordered by; follows grants by triggers.

    A list of a reader of 400,000 dossiers walks an index of this table to its fifty rows. Joined to the
    clients below their policies, the same list would have to read and sort them all.
    """

    pk = models.CompositePrimaryKey("dossier_id", "reader_id", "valid_from", "valid_to")
    dossier_id = models.UUIDField()
    reader_id = models.IntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField()
    sections = models.IntegerField()
    is_personal = models.BooleanField()
    status = models.CharField(max_length=8)
    sort_key = models.CharField(max_length=200)
    opened_on = models.DateField()
    last_contact_on = models.DateField()
    next_agreement_on = models.DateField()

    class Meta:
        indexes = [
            models.Index(
                fields=["reader_id", "sort_key", "dossier_id"],
                include=["valid_from", "valid_to", "is_personal"],
                name="dossiers_listed_name",
            ),
            models.Index(fields=["reader_id", "opened_on", "dossier_id"], name="dossiers_listed_opened"),
            models.Index(
                fields=["reader_id", "last_contact_on", "dossier_id"], name="dossiers_listed_contact"
            ),
            models.Index(fields=["reader_id", "next_agreement_on", "dossier_id"], name="dossiers_listed_due"),
        ]
