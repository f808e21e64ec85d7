"""Starts of services per month, the changes in steering beside them, and what may have moved."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext

from schakel.ground.kernel import clock
from schakel.ground.kernel.shares import too_small
from schakel.ground.norms.models import OwnFigure
from schakel.ground.norms.registers import the_register
from schakel.jobseekers.services.catalogue.shelf import the_catalogue
from schakel.jobseekers.services.models import LocalService, MixTarget, SteeringEvent
from schakel.jobseekers.services.queries.scopes import counted
from schakel.jobseekers.services.shifting import month_after

_STARTS = "select * from services_starts(%s)"
MONTHS = 12
LOOKED_BACK = 24
"""Months of which changes in steering are looked at."""


@dataclass(slots=True)
class Started:
    """Starts of one service by the first of the month; hidden are the months that tell of fewer than ten."""

    key: str
    name: str
    content: str
    months: dict[date, int] = field(default_factory=dict)

    @property
    def hidden(self) -> set[date]:
        """Months with fewer than ten, and never one alone."""
        return too_small({month: count for month, count in self.months.items() if count})


@dataclass(frozen=True, slots=True)
class Change:
    """Something that may have moved how services are registered, on its first day."""

    on: date
    words: str


def starts_since(month: date) -> list[Started]:
    """Every service that began since the first of a month, by name; one statement."""
    found: dict[str, Started] = {}
    for on, key, name, content, count in counted(_STARTS, [month]):
        found.setdefault(key, Started(key, name, content)).months[on] = count
    return sorted(found.values(), key=lambda one: (one.name.casefold(), one.key))


def first_month(count: int) -> date:
    """The first of the month so many months back, this one among them."""
    return month_after(clock.today().replace(day=1), 1 - count)


def changes_since(organisation_id: UUID, day: date) -> list[Change]:
    """What changed in the steering since a day up to today, the newest first; four statements."""
    found = [
        *_noted(organisation_id),
        *_of_catalogue(),
        *_of_own_services(organisation_id),
        *_of_targets(organisation_id),
        *_of_figures(organisation_id),
    ]
    kept = {change for change in found if day <= change.on <= clock.today()}
    return sorted(kept, key=lambda change: (change.on, change.words), reverse=True)


def _noted(organisation_id: UUID) -> list[Change]:
    rows = SteeringEvent.objects.filter(organisation_id=organisation_id).order_by("-happened_on", "-id")[:200]
    return [Change(row.happened_on, row.what) for row in rows]


def _of_catalogue() -> list[Change]:
    """One change for each day on which services came or went, since an edition brings many at once."""
    begun: dict[date, list[str]] = {}
    gone: dict[date, list[str]] = {}
    for service in the_catalogue().services.values():
        begun.setdefault(service.start, []).append(service.name)
        if service.end is not None:
            gone.setdefault(service.end, []).append(service.name)
    new, past = gettext("Catalogus: nieuw %(names)s"), gettext("Catalogus: vervallen %(names)s")
    return [
        Change(day, words % {"names": _few(names)})
        for days, words in ((begun, new), (gone, past))
        for day, names in days.items()
    ]


def _few(names: list[str]) -> str:
    if len(names) <= 2:
        return ", ".join(names)
    return gettext("%(first)s en %(n)d andere diensten") % {"first": names[0], "n": len(names) - 1}


def _of_own_services(organisation_id: UUID) -> list[Change]:
    found: list[Change] = []
    for row in LocalService.objects.filter(organisation_id=organisation_id):
        found.append(Change(row.valid_from, gettext("Eigen dienst nieuw: %(name)s") % {"name": row.name}))
        if row.valid_to is not None:
            words = gettext("Eigen dienst vervallen: %(name)s") % {"name": row.name}
            found.append(Change(row.valid_to, words))
    return found


def _of_targets(organisation_id: UUID) -> list[Change]:
    rows = MixTarget.objects.filter(organisation_id=organisation_id).exclude(valid_to=F("valid_from"))
    whole, team = (
        gettext("Ander doel voor de dienstenmix"),
        gettext("Ander doel voor de dienstenmix: %(team)s"),
    )
    return [
        Change(row.valid_from, team % {"team": row.team.name} if row.team else whole)
        for row in rows.select_related("team")
    ]


def _of_figures(organisation_id: UUID) -> list[Change]:
    """Limits that the organisation set for itself on services."""
    named = {norm.key: norm.label for norm in the_register().house}
    rows = OwnFigure.objects.filter(organisation_id=organisation_id, key__startswith="HOUSE-service")
    kept = rows.exclude(valid_to=F("valid_from"))
    return [
        Change(row.valid_from, gettext("Eigen grens: %(name)s") % {"name": named.get(row.key, row.key)})
        for row in kept
    ]
