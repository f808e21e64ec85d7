"""Ways to look at the list that somebody keeps."""

from __future__ import annotations

from django.db import models

from schakel.ground.access.models import Reader
from schakel.ground.kernel.ids import uuid7
from schakel.ground.organisations.models import Organisation, Team


class SavedView(models.Model):
    """A named choice of filters and order, of one person in one role; shared with a team or not.

    It holds no client: what it shows is asked anew each time, with the rights of whoever opens it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    owner = models.ForeignKey(Reader, models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=400)
    is_default = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "name"], name="dossiers_savedview_once"),
            models.UniqueConstraint(
                fields=["owner"], condition=models.Q(is_default=True), name="dossiers_savedview_one_default"
            ),
        ]
        indexes = [models.Index(fields=["team"], name="dossiers_savedview_team")]
