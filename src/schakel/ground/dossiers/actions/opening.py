"""Opening dossiers, and joining dossiers that are open already; both take many clients at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import connections
from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.dossiers import access, records
from schakel.ground.dossiers.models import Dossier, Participation, Regie
from schakel.ground.dossiers.seats import Seat, seat_named
from schakel.ground.dossiers.shielding import check_open
from schakel.ground.dossiers.verbs import DossierOpened, DossierReopened, ParticipantJoined, RegieTaken
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor, current_context
from schakel.ground.kernel.acts import action, check_constraints_now
from schakel.ground.kernel.bulk import add_rows, new_row
from schakel.ground.kernel.errors import ConflictError
from schakel.ground.people.actions import NewClient, number_clients, register_clients, start_entitlements

INVOLVED = Participation.Kind.INVOLVED


@dataclass(frozen=True, slots=True)
class Responsible:
    """Who will be responsible: a membership, or a team whose queue holds the client."""

    membership_id: UUID | None = None
    team_id: UUID | None = None


@action(access.OPEN)
def open_dossiers(
    *,
    actor: Actor,
    organisation_id: UUID,
    clients: Iterable[tuple[NewClient, Responsible]],
    source: str = "form",
    because: str = "",
) -> list[UUID]:
    """Register clients and open a dossier for each, with the organisation as its first participant.

    The responsible professional or queue holds the regie of the organisation and of the chain. Returns
    the dossiers' ids in order. Whole or not at all; at most 1,000 in one act.
    """
    pairs = list(clients)
    new = [client for client, _responsible in pairs]
    seats = _seats(organisation_id, (responsible for _client, responsible in pairs))
    with records.registering():
        ids = register_clients(actor=actor, organisation_id=organisation_id, clients=new, source=source)
        dossiers = [
            new_row(Dossier, client_id=client_id, number=number, opened_on=clock.today())
            for client_id, number in zip(ids, _numbers(len(ids)), strict=True)
        ]
        add_rows(dossiers)
        _take_part({d.client_id: seats[r] for d, (_c, r) in zip(dossiers, pairs, strict=True)}, set(ids))
        start_entitlements(
            actor=actor,
            organisation_id=organisation_id,
            entitlements={client.id: client.entitlement for client in new if client.entitlement},
        )
    for dossier, (_client, responsible) in zip(dossiers, pairs, strict=True):
        record(DossierOpened(dossier.number), dossier_id=dossier.client_id, things=_things(dossier.client_id))
        _record_joined(dossier.client_id, seats[responsible], because, is_chain=True)
    return ids


@action(access.OPEN)
def join_known_clients(
    *,
    actor: Actor,
    organisation_id: UUID,
    clients: Mapping[UUID, tuple[Responsible, NewClient]],
    because: str,
    is_at_rest: bool = False,
) -> list[UUID]:
    """Let the organisation take part in dossiers that others opened, on the ground of its own task.

    Its responsible person or queue gets the regie of the organisation; that of the chain stays where it
    is, and is taken only where the dossier rested: it is open again then. Own number and entitlement are
    added. Raises ConflictError for a dossier that a shield closes to the actor, and, where it should be at
    rest, for one that somebody guides by now.
    """
    check_open(clients.keys())
    seats = _seats(organisation_id, (responsible for responsible, _new in clients.values()))
    ids = list(clients)
    without_chain = _without_chain_regie(ids)
    if is_at_rest and without_chain != set(ids):
        raise _guided_meanwhile()
    with records.registering():
        _take_part({i: seats[clients[i][0]] for i in ids}, without_chain)
        _add_own_facts(actor, organisation_id, {i: new for i, (_r, new) in clients.items()})
    for dossier_id in _reopened(without_chain):
        record(DossierReopened(because), dossier_id=dossier_id, things=_things(dossier_id))
    for dossier_id, (responsible, _new) in clients.items():
        _record_joined(dossier_id, seats[responsible], because, is_chain=dossier_id in without_chain)
    return ids


def _guided_meanwhile() -> ConflictError:
    return ConflictError(
        gettext("Meedoen kan hier niet meer zonder te vragen."),
        gettext("Een andere organisatie begeleidt deze persoon sinds kort."),
        gettext("Kijk opnieuw na. Daarna kunt u vragen of u mag meedoen."),
    )


def _add_own_facts(actor: Actor, organisation_id: UUID, new: Mapping[UUID, NewClient]) -> None:
    numbers = {i: one.number for i, one in new.items() if one.number}
    number_clients(actor=actor, organisation_id=organisation_id, numbers=numbers)
    entitlements = {i: one.entitlement for i, one in new.items() if one.entitlement}
    start_entitlements(actor=actor, organisation_id=organisation_id, entitlements=entitlements)


def _take_part(seats: Mapping[UUID, Seat], with_chain: set[UUID]) -> None:
    # In one order everywhere: two files over the same clients then wait for each other.
    rows = sorted(seats.items())
    add_rows(records.participation(i, seat, INVOLVED) for i, seat in rows)
    add_rows(records.regie(i, seat, Regie.Scope.ORGANISATION) for i, seat in rows)
    add_rows(records.regie(i, seats[i], Regie.Scope.CHAIN) for i in sorted(with_chain))
    records.derive_grants(seats)
    check_constraints_now()


def _seats(organisation_id: UUID, responsibles: Iterable[Responsible]) -> dict[Responsible, Seat]:
    """The seats of those who will be responsible: of the organisation itself, since it's their task."""
    seats = {r: seat_named(membership_id=r.membership_id, team_id=r.team_id) for r in set(responsibles)}
    if any(seat.organisation_id != organisation_id for seat in seats.values()):
        raise not_found()
    return seats


def _record_joined(dossier_id: UUID, seat: Seat, because: str, *, is_chain: bool) -> None:
    things = _things(dossier_id)
    joined = ParticipantJoined(seat.name, seat.organisation_name, seat.role, INVOLVED, because)
    record(joined, dossier_id=dossier_id, things=things)
    for scope in (Regie.Scope.ORGANISATION, *((Regie.Scope.CHAIN,) if is_chain else ())):
        taken = RegieTaken(scope, seat.name, seat.organisation_name, because)
        record(taken, dossier_id=dossier_id, things=things)


def _things(dossier_id: UUID) -> list[Thing]:
    return [Thing("dossier", dossier_id), Thing("client", dossier_id)]


def _numbers(count: int) -> list[str]:
    """Dossier numbers of this year: 2026-000042."""
    with connections[current_context().using].cursor() as cursor:
        cursor.execute("select nextval('dossiers_number') from generate_series(1, %s)", [count])
        return [f"{clock.today().year}-{row[0]:06d}" for row in cursor.fetchall()]


def _without_chain_regie(dossier_ids: list[UUID]) -> set[UUID]:
    with connections[current_context().using].cursor() as cursor:
        cursor.execute("select dossiers_without_chain_regie(%s::uuid[])", [dossier_ids])
        return {row[0] for row in cursor.fetchall()}


def _reopened(dossier_ids: Collection[UUID]) -> list[UUID]:
    """Open those that rested; past row-level security, since who registers may see none of them."""
    if not dossier_ids:
        return []
    with connections[current_context().using].cursor() as cursor:
        cursor.execute("select dossiers_reopen(%s::uuid[])", [list(dossier_ids)])
        return [row[0] for row in cursor.fetchall()]
