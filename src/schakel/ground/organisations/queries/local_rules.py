"""What two organisations put on record of their local way of working, side by side (R034).

Only what they wrote or chose themselves: an empty side means that nothing is registered, no more.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schakel.ground.kernel import clock
from schakel.ground.organisations.models import ClientManagement, Organisation, WayOfWorking
from schakel.ground.organisations.queries.client_management import SPLITTING

_WAYS: dict[str, str | Promise] = {
    "method": _("Hoe u hulp krijgt"),
    "target_groups": _("Voor wie er hulp is"),
    "instruments": _("Welke hulp er is"),
    "contact": _("Hoe u contact krijgt"),
    "opening_times": _("Wanneer zij open zijn"),
}
_DIVIDED: dict[str, str | Promise] = {
    "split": _("Hoe het werk is verdeeld"),
    "sanctions_by": _("Wie beslist als de uitkering lager wordt"),
}


@dataclass(frozen=True, slots=True)
class LocalRule:
    """One subject, with the words of either organisation; empty where it registered nothing."""

    label: str | Promise
    here: str
    there: str

    @property
    def is_known(self) -> bool:
        """Whether both registered it, so that they can be compared."""
        return bool(self.here and self.there)

    @property
    def differs(self) -> bool:
        """Whether both registered it, in other words."""
        return self.is_known and self.here.split() != self.there.split()


def local_rules(here_id: UUID, there_id: UUID) -> list[LocalRule]:
    """Every subject that organisations can register, for two of them; three statements."""
    wanted = [here_id, there_id]
    organisations = Organisation.objects.in_bulk(wanted)
    ways = _newest_ways(wanted)
    chosen = {row.organisation_id: row for row in _chosen(wanted)}
    rules = [
        LocalRule(label, _part(ways, here_id, name), _part(ways, there_id, name))
        for name, label in _WAYS.items()
    ]
    if {organisations[one].kind for one in wanted} <= SPLITTING:
        rules += [
            LocalRule(label, *(_choice(organisations[one], chosen.get(one), name) for one in wanted))
            for name, label in _DIVIDED.items()
        ]
    return rules


def _newest_ways(wanted: list[UUID]) -> dict[UUID, WayOfWorking]:
    rows = WayOfWorking.objects.filter(organisation_id__in=wanted).order_by("organisation_id", "-number")
    return {row.organisation_id: row for row in rows.distinct("organisation_id")}


def _chosen(wanted: list[UUID]) -> list[ClientManagement]:
    return list(ClientManagement.objects.on(clock.today()).filter(organisation_id__in=wanted))


def _part(ways: dict[UUID, WayOfWorking], one: UUID, name: str) -> str:
    return str(getattr(ways[one], name)).strip() if one in ways else ""


def _choice(organisation: Organisation, row: ClientManagement | None, name: str) -> str:
    if row is None:
        return ""
    if name == "split":
        return str(row.get_split_display())
    return str(organisation.role_on(row.sanctions_by, clock.today()))
