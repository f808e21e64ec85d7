"""Undoing a passing of regie, as long as nobody acted in the dossier since."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.dossiers import access, passings, records
from schakel.ground.dossiers.models import Dossier, Participation, Regie, RegiePassing
from schakel.ground.dossiers.queries.passings import (
    Way,
    last_passings,
    ways_back,
)
from schakel.ground.dossiers.queries.people import who
from schakel.ground.dossiers.undoing import no_way_back
from schakel.ground.dossiers.verbs.undoing import Holding, RegiesUndone, RegieUndone
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action, check_constraints_now
from schakel.ground.kernel.errors import InvalidError


@action(access.ANSWER)
def undo_passings(*, actor: Actor, dossier_ids: Collection[UUID], because: str) -> UUID:
    """Put the regie of these dossiers back as it was before the actor's organisation last passed it.

    Whoever joined by the passing is out again, and a queue that was emptied waits again. What can't go back
    is left as it is. Returns the id of the organisation's entry. Raises InvalidError without a reason,
    NotFoundError where nothing was passed, ConflictError when none of them can go back.
    """
    _check_reason(because)
    held = Dossier.objects.select_for_update(no_key=True).filter(pk__in=dossier_ids).order_by("pk")
    found = ways_back(last_passings(list(held.values_list("pk", flat=True))))
    if not found:
        raise not_found()
    undone = [one.passing for one in found if one.way == Way.OPEN]
    if not undone:
        raise no_way_back(found[0])
    out = _names_of_joined(undone)
    regies = passings.give_back(undone)
    check_constraints_now()
    records.derive_grants([one.dossier_id for one in undone])
    for one in undone:
        _tell(one, regies.get(one.dossier_id, []), out.get(one.dossier_id, []), because.strip())
    return record(RegiesUndone(len(undone), because.strip()), organisation_id=actor.employer_id)


def _tell(passing: RegiePassing, rows: Iterable[Regie], out: list[str], because: str) -> None:
    holders = tuple(Holding(row.scope, who(row), row.organisation.name) for row in rows)
    things = [Thing("dossier", passing.dossier_id)]
    record(RegieUndone(holders, tuple(out), because), dossier_id=passing.dossier_id, things=things)


def _names_of_joined(undone: list[RegiePassing]) -> dict[UUID, list[str]]:
    """Who is out again, by dossier; not who took part before, in another way."""
    again = _readers(pk for one in undone for pk in one.ended_participations)
    joined = Participation.objects.filter(pk__in=[pk for one in undone for pk in one.begun_participations])
    names: dict[UUID, list[str]] = {}
    for row in joined.select_related("professional", "team"):
        if (row.dossier_id, row.reader_id) not in again:
            names.setdefault(row.dossier_id, []).append(who(row))
    return names


def _readers(participation_ids: Iterable[UUID]) -> set[tuple[UUID, int]]:
    rows = Participation.objects.filter(pk__in=list(participation_ids))
    return set(rows.values_list("dossier_id", "reader_id"))


def _check_reason(because: str) -> None:
    if not because.strip():
        sentence = gettext("Schrijf de reden in één zin op.")
        raise InvalidError(
            gettext("De overdracht is nog niet teruggedraaid."),
            gettext("Elke cliënt leest wie de regie heeft, en waarom."),
            sentence,
            fields={"because": sentence},
        )
