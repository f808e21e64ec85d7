"""An organisation's own services, and what is known of any service at an organisation."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.periods import Dated, DatedQuerySet, ends_after_start
from schakel.ground.kernel.versions import Versioned
from schakel.ground.organisations.models import Organisation


class LocalService(Dated, Versioned):
    """A service that one organisation has beside the catalogue; condition is a text that people judge by.

    valid_to is exclusive. One that was ever used can end but not be deleted.
    """

    class How(models.TextChoices):
        OWN = "own", _("doet de organisatie zelf")
        BOUGHT = "bought", _("wordt ingekocht")

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    goal = models.CharField(max_length=400)
    target = models.CharField(max_length=400)
    condition = models.CharField(max_length=400, blank=True)
    how = models.CharField(max_length=6, choices=How)
    decider = models.CharField(max_length=20)
    payer = models.CharField(max_length=20)
    guide = models.CharField(max_length=20)
    content = models.CharField(max_length=20)
    is_decision = models.BooleanField()
    price = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    price_source = models.CharField(max_length=200, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            ends_after_start("services_local_period"),
            models.UniqueConstraint(fields=["organisation", "name"], name="services_local_name"),
            models.CheckConstraint(
                condition=Q(price__isnull=True) | Q(price__gte=0) & ~Q(price_source=""),
                name="services_local_price_has_a_source",
            ),
        ]

    @property
    def key(self) -> str:
        """The key by which it stands among the services of the catalogue."""
        return f"local-{self.pk}"


class ServiceKnowledge(models.Model):
    """What an organisation knew on a day of a service: its price, waiting time and effect, with the source.

    Rows are added, never changed; of one service at one organisation the newest counts.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    service_key = models.CharField(max_length=60)
    price = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    waiting_weeks = models.PositiveSmallIntegerField(null=True, blank=True)
    effect = models.CharField(max_length=400, blank=True)
    source = models.CharField(max_length=200)
    known_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(source=""), name="services_knowledge_has_a_source"),
            models.CheckConstraint(
                condition=Q(price__isnull=True) | Q(price__gte=0), name="services_knowledge_price"
            ),
            models.CheckConstraint(
                condition=Q(price__isnull=False) | Q(waiting_weeks__isnull=False) | ~Q(effect=""),
                name="services_knowledge_says_something",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "service_key", "-known_on", "-id"], name="services_knowledge_newest"
            )
        ]
