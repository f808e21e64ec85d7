"""Keeping signals equal to their definition: at the end of each act that matters, and every day for all."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connections, transaction

from schakel.ground.journal.writing import Recorded, subscribe_to_act
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import current_context
from schakel.ground.norms.house import own_figures, preset_figure
from schakel.ground.signals.kinds import HouseDay, SignalKind, all_kinds, kinds_moved_by, register_kind

CHUNK = 1000
DAILY = "daily"

_REFRESH = "select signals_refresh(%s::uuid[], %s::text[], %s::int[], %s::jsonb, %s, %s)"
_NEXT = "select array_agg(id) from signals_dossiers_after(%s, %s) as id"


def watch(kind: SignalKind) -> None:
    """Register a kind and keep it up to date after every act that leaves one of its verbs; at start-up."""
    register_kind(kind)
    subscribe_to_act(kind.verbs, after_act)


def refresh(dossier_ids: Iterable[UUID], kinds: Iterable[SignalKind], cause: str, *, using: str) -> None:
    """Compute these kinds anew for these dossiers: what is new comes, what lost its cause goes."""
    wanted = list(kinds)
    if not wanted:
        return
    with connections[using].cursor() as cursor:
        cursor.execute(
            _REFRESH,
            [
                list(dossier_ids),
                [kind.name for kind in wanted],
                [int(kind.section) for kind in wanted],
                json.dumps(_days(wanted, using)),
                cause,
                clock.now(),
            ],
        )


def after_act(entries: list[Recorded]) -> None:
    """The signals of the dossiers that an act touched, in its own transaction."""
    ids = {entry.dossier_id for entry in entries if entry.dossier_id is not None}
    verbs = [entry.verb.name for entry in entries]
    if ids:
        refresh(sorted(ids), kinds_moved_by(verbs), verbs[-1], using=current_context().using)


def after_merge(entries: list[Recorded]) -> None:
    """Every signal of dossiers that were taken together or apart: all rows they are computed from moved."""
    ids = sorted({entry.dossier_id for entry in entries if entry.dossier_id is not None})
    refresh(ids, all_kinds(), entries[-1].verb.name, using=current_context().using)


def refresh_all(*, using: str = "default", report: Callable[[int], None] | None = None) -> int:
    """Compute every kind for every dossier, in chunks that stand by themselves; returns how many dossiers.

    Days pass without anybody acting, so this runs once a day. It may be broken off and run again.
    """
    done, after = 0, UUID(int=0)
    while ids := _ids_after(after, using):
        with transaction.atomic(using=using):
            refresh(ids, all_kinds(), DAILY, using=using)
        done, after = done + len(ids), ids[-1]
        if report is not None:
            report(done)
    return done


def _ids_after(after: UUID, using: str) -> list[UUID]:
    with connections[using].cursor() as cursor:
        cursor.execute(_NEXT, [after, CHUNK])
        return cursor.fetchone()[0] or []


def _days(kinds: list[SignalKind], using: str) -> dict[str, Any]:
    today = clock.today()
    days: dict[str, Any] = {"today": today.isoformat()}
    for kind in kinds:
        days |= kind.thresholds(today)
    wanted = {name: day for kind in kinds for name, day in kind.house_days.items()}
    return days | _house_days(wanted, today, using)


def _house_days(wanted: dict[str, HouseDay], today: date, using: str) -> dict[str, Any]:
    """The days by the house's figures, and under `own` those of organisations that set their own."""
    if not wanted:
        return {}
    chosen = own_figures({day.key for day in wanted.values()}, today, using=using)
    own = {
        name: {str(id): day.counted(figure, today) for id, figure in chosen[day.key].items()}
        for name, day in wanted.items()
    }
    house = {name: day.counted(preset_figure(day.key), today) for name, day in wanted.items()}
    return house | {"own": own}
