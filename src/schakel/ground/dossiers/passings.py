"""Remembering how the regie was passed, and putting it back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar
from uuid import UUID

from django.db.models import F

from schakel.ground.access.models import Reader
from schakel.ground.dossiers.models import Participation, Regie, RegiePassing
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import current_act
from schakel.ground.kernel.ids import uuid7

Row = TypeVar("Row", Regie, Participation)


@contextmanager
def remembering(actor: Actor, dossier_ids: Collection[UUID], *, to: str, because: str) -> Iterator[None]:
    """Keep which rows of regie and of taking part end and begin meanwhile: five statements, however many.

    Only where somebody held the regie before there is something to give back. It comes before grants are
    derived anew: who passes a dossier out of a queue may not see it after.
    """
    regies, participations = _valid(Regie, dossier_ids), _valid(Participation, dossier_ids)
    yield
    ended_regies, begun_regies = _differing(regies, _valid(Regie, dossier_ids))
    ended, begun = _differing(participations, _valid(Participation, dossier_ids))
    entries = {one.dossier_id: one.id for one in current_act().entries}
    RegiePassing.objects.bulk_create(
        RegiePassing(
            dossier_id=dossier_id,
            organisation_id=actor.employer_id,
            passed_by_id=actor.reader_id,
            passed_at=clock.now(),
            act_id=current_act().id,
            entry_id=entries[dossier_id],
            to=to[:200],
            because=because[:400],
            ended_regies=ended_regies[dossier_id],
            begun_regies=begun_regies.get(dossier_id, []),
            ended_participations=ended.get(dossier_id, []),
            begun_participations=begun.get(dossier_id, []),
        )
        for dossier_id in dossier_ids
        if dossier_id in ended_regies and dossier_id in entries
    )


def give_back(passings: list[RegiePassing]) -> dict[UUID, list[Regie]]:
    """Let what ended by these passings hold again from today, and end what began; the regie by dossier.

    Both are the caller's to judge: that nothing happened since, and that who had it is still there.
    """
    today = clock.today()
    begun = [pk for one in passings for pk in one.begun_regies]
    Regie.objects.filter(pk__in=begun).update(valid_to=today)
    begun = [pk for one in passings for pk in one.begun_participations]
    Participation.objects.filter(pk__in=begun).update(valid_to=today, version=F("version") + 1)
    Participation.objects.bulk_create(
        _again(Participation, [pk for one in passings for pk in one.ended_participations])
    )
    rows = list(_again(Regie, [pk for one in passings for pk in one.ended_regies]))
    Regie.objects.bulk_create(rows)
    RegiePassing.objects.filter(pk__in=[one.pk for one in passings]).update(undone_at=clock.now())
    by_dossier: dict[UUID, list[Regie]] = {}
    for row in rows:
        by_dossier.setdefault(row.dossier_id, []).append(row)
    return by_dossier


def holders_gone(passings: Iterable[RegiePassing]) -> set[UUID]:
    """The passings of which somebody who had the regie, or waited in it, has no place to return to."""
    rows = list(passings)
    wanted = {pk: one.pk for one in rows for pk in (*one.ended_regies, *one.ended_participations)}
    found = [
        *Regie.objects.filter(pk__in=wanted).values_list("pk", "reader_id"),
        *Participation.objects.filter(pk__in=wanted).values_list("pk", "reader_id"),
    ]
    readers = {reader_id for _pk, reader_id in found}
    there = set(Reader.objects.on(clock.today()).filter(pk__in=readers).values_list("pk", flat=True))
    return {wanted[pk] for pk, reader_id in found if reader_id not in there}


def _again(model: type[Row], ids: Collection[UUID]) -> Iterator[Row]:
    for row in model.objects.filter(pk__in=ids).select_related("professional", "team", "organisation"):
        row.pk, row.valid_from, row.valid_to = uuid7(), clock.today(), None
        row._state.adding = True
        yield row


def _valid(model: type[Row], dossier_ids: Collection[UUID]) -> set[tuple[UUID, UUID]]:
    rows = model.objects.on(clock.today()).filter(dossier_id__in=dossier_ids)
    return set(rows.values_list("dossier_id", "pk"))


def _differing(
    before: set[tuple[UUID, UUID]], after: set[tuple[UUID, UUID]]
) -> tuple[dict[UUID, list[UUID]], dict[UUID, list[UUID]]]:
    return _by_dossier(before - after), _by_dossier(after - before)


def _by_dossier(pairs: Iterable[tuple[UUID, UUID]]) -> dict[UUID, list[UUID]]:
    found: dict[UUID, list[UUID]] = {}
    for dossier_id, pk in pairs:
        found.setdefault(dossier_id, []).append(pk)
    return found
