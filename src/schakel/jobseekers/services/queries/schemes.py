"""The same services beside each other by scheme of benefit (R325)."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext

from schakel.ground.kernel.shares import LEAST, too_small
from schakel.ground.people.models import Regime
from schakel.jobseekers.services.queries.scopes import counted, groups_by_key

_SCHEMES = "select * from services_by_scheme(%s, %s, %s::jsonb)"


@dataclass(frozen=True, slots=True)
class Wait:
    """Days from intake to the first service: the middle, with its interval, over so many clients."""

    clients: int
    median: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class SchemeRow:
    """Clients under one scheme (empty: no benefit), how many had a service, and in which group of the mix."""

    regime: str
    clients: int
    helped: int
    groups: dict[str, int]
    wait: Wait | None
    is_hidden: bool = False

    @property
    def label(self) -> str:
        """The scheme in words."""
        return str(Regime(self.regime).label) if self.regime else gettext("geen uitkering")


def by_scheme(on: date, since: date) -> list[SchemeRow]:
    """The schemes with the most clients first; small ones without figures; one statement."""
    found = [_row(*row) for row in counted(_SCHEMES, [on, since, groups_by_key()])]
    hidden = too_small({row.regime: row.clients for row in found})
    kept = [
        replace(row, clients=0, helped=0, groups={}, wait=None, is_hidden=True)
        if row.regime in hidden
        else row
        for row in found
    ]
    return sorted(kept, key=lambda row: (row.is_hidden, -row.clients, row.label))


def _row(
    regime: str, clients: int, helped: int, groups: str, waited: int, median: int, low: int, high: int
) -> SchemeRow:
    wait = Wait(waited, median, low, high) if waited >= LEAST else None
    return SchemeRow(regime, clients, helped, json.loads(groups), wait)
