"""What two organisations agreed on handing over; without an arrangement our preset for their kinds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import Section
from schakel.ground.dossiers.handover_content import Agreed, items_stored, preset, within
from schakel.ground.dossiers.models import HandoverArrangement
from schakel.ground.kernel import clock
from schakel.ground.norms.house import HANDOVER_TAKEN_UP, Figure, figure_of, own_figures, preset_figure
from schakel.ground.organisations.models import Organisation
from schakel.ground.organisations.models.agreed_tie import EVERYTHING
from schakel.ground.organisations.queries.agreed_ties import limits_of, shared_at_most


def agreed_between(from_id: UUID, to_id: UUID) -> Agreed:
    """What holds today for handovers from one organisation to the other, as far as their tie lets share it.

    Raises NotFoundError.
    """
    return within(asked_between(from_id, to_id), shared_at_most(from_id, to_id))


def asked_between(from_id: UUID, to_id: UUID) -> Agreed:
    """What the two ask of handovers, whatever their tie; to change it. Raises NotFoundError."""
    kinds = dict(Organisation.objects.filter(pk__in=[from_id, to_id]).values_list("pk", "kind"))
    if len(kinds) < 2:
        raise not_found()
    row = arrangement_today(from_id, to_id)
    if row is not None:
        return _agreed(row)
    term = figure_of(HANDOVER_TAKEN_UP, to_id, clock.today()).value
    return preset(kinds[from_id], kinds[to_id], term)


def arrangement_today(from_id: UUID, to_id: UUID) -> HandoverArrangement | None:
    """The arrangement that holds today, if the two made one."""
    found = HandoverArrangement.objects.on(clock.today())
    return found.filter(from_organisation_id=from_id, to_organisation_id=to_id).first()


@dataclass(frozen=True, slots=True)
class Pair:
    """One direction between the own organisation and another, and what holds there."""

    other: Organisation
    is_outgoing: bool
    agreed: Agreed


def pairs_of(own: Organisation) -> list[Pair]:
    """Both directions with every other organisation of today, by name; at most 200 organisations."""
    others = list(Organisation.objects.on(clock.today()).exclude(pk=own.pk).order_by("name")[:200])
    rows, limits = _rows_of(own.pk), limits_of(own.pk)
    terms = own_figures([HANDOVER_TAKEN_UP], clock.today())[HANDOVER_TAKEN_UP]
    everything = Section(EVERYTHING)
    return [pair for one in others for pair in _both(own, one, rows, terms, limits.get(one.pk, everything))]


def _both(
    own: Organisation,
    other: Organisation,
    rows: dict[tuple[UUID, UUID], HandoverArrangement],
    terms: dict[UUID, Figure],
    shared: Section,
) -> Iterable[Pair]:
    house = preset_figure(HANDOVER_TAKEN_UP)
    for sender, receiver, is_outgoing in ((own, other, True), (other, own, False)):
        row = rows.get((sender.pk, receiver.pk))
        term = terms.get(receiver.pk, house).value
        agreed = _agreed(row) if row else preset(sender.kind, receiver.kind, term)
        yield Pair(other, is_outgoing, within(agreed, shared))


def _rows_of(organisation_id: UUID) -> dict[tuple[UUID, UUID], HandoverArrangement]:
    either = Q(from_organisation_id=organisation_id) | Q(to_organisation_id=organisation_id)
    found = HandoverArrangement.objects.on(clock.today()).filter(either)
    return {(row.from_organisation_id, row.to_organisation_id): row for row in found}


def _agreed(row: HandoverArrangement) -> Agreed:
    return Agreed(row.term_working_days, items_stored(row.items), False, row.pk, row.version)
