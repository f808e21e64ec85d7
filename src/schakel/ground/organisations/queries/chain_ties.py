"""What a tie between two kinds of organisation is, and how far the access table opens dossiers over it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from schakel.ground.access.table import cells
from schakel.ground.access.types import Level, OrganisationKind, Section
from schakel.ground.organisations.models.agreed_tie import Mechanism

__all__ = ["PUBLIC_CHAIN", "ChainTie", "Mechanism", "chain_tie"]

Kind = OrganisationKind
PUBLIC_CHAIN = frozenset({Kind.UWV, Kind.MUNICIPALITY, Kind.SOCIAL_SERVICE, Kind.CWI})
"""The chain in its narrow sense: who carries out the laws on work and income."""

_SELLING = frozenset(
    {
        Kind.PROVIDER,
        Kind.JOBCOACHING,
        Kind.TEMP_AGENCY,
        Kind.EMPLOYER,
        Kind.PRIVATE_TRAINING,
        Kind.OCCUPATIONAL_HEALTH,
    }
)
_STEERING = frozenset({Kind.MINISTRY, Kind.INSPECTORATE})


@dataclass(frozen=True, slots=True)
class ChainTie:
    """A tie, and the most that the partner's people may read of a client they are involved with.

    freely lists the sections that some role there reads without the client's consent, consented those that
    open with consent only. Both come from the access table, never from the tie.
    """

    mechanism: Mechanism
    is_narrow: bool
    freely: tuple[Section, ...]
    consented: tuple[Section, ...]


def chain_tie(own_kind: str, partner_kind: str, on: date) -> ChainTie:
    """The tie between two kinds of organisation on a day, seen by the first."""
    ends = frozenset({own_kind, partner_kind})
    freely, consented = _read_at(partner_kind, on)
    return ChainTie(_mechanism(ends), ends <= PUBLIC_CHAIN, freely, consented)


def _mechanism(ends: frozenset[str]) -> Mechanism:
    if ends & _STEERING:
        return Mechanism.HIERARCHY
    return Mechanism.MARKET if ends & _SELLING else Mechanism.NETWORK


def _read_at(kind: str, on: date) -> tuple[tuple[Section, ...], tuple[Section, ...]]:
    opening = [
        cell
        for cell in cells()
        if cell.organisation_kind == kind
        and cell.level != Level.NONE
        and cell.valid_from <= on
        and (cell.valid_to is None or on < cell.valid_to)
    ]
    free = {cell.section for cell in opening if not cell.is_voluntary}
    asked = {cell.section for cell in opening} - free
    return tuple(s for s in Section if s.key in free), tuple(s for s in Section if s.key in asked)
