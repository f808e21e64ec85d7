"""Situations that signals are about, made through acts."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from schakel.ground.access.types import Purpose
from schakel.ground.kernel import clock
from schakel.ground.signals.models import Signal
from schakel.ground.signals.queries import Wanted, find_signals, signals_of
from tests.world import Person, World, right_to


def ww_that_ends(world: World, in_days: int) -> UUID:
    """A client of UWV whose WW has its last day so many days from now."""
    end = clock.today() + timedelta(days=in_days + 1)
    right = right_to("ww", clock.today() - timedelta(days=200), end)
    return world.open(world.marloes, world.uwv, entitlement=right)


def names(person: Person, dossier_id: UUID, purpose: Purpose = Purpose.GUIDANCE) -> set[str]:
    """The kinds that stand in a dossier for the organisation of somebody."""
    with person.at_work(purpose):
        return {signal.kind.name for signal in signals_of(dossier_id)[0]}


def listed(person: Person, **wanted: object) -> list[Signal]:
    """The signals that somebody's list shows."""
    with person.at_work():
        return [signal.row for signal in find_signals(Wanted(**wanted)).rows]
