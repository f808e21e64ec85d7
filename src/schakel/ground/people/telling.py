"""What this room tells the norms of a client: age, schemes, and the days on which rights began."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from schakel.ground.norms.engine.fact_sets import Statement
from schakel.ground.norms.engine.model import REGIMES
from schakel.ground.people.models import BenefitEntitlement, Client, Regime

CODES: dict[str, str] = {
    Regime.WW: "WW",
    Regime.PARTICIPATIEWET: "PW",
    Regime.WIA: "WIA",
    Regime.WGA: "WIA",
    Regime.IVA: "WIA",
    Regime.WAJONG: "WAJONG",
    Regime.WAJONG_BEFORE: "WAJONG",
    Regime.IOAW: "IOAW",
    Regime.ZW: "ZW",
}
"""The norms' scheme of each statute; the register has no norms of the others."""


def age_on(birth_date: date, on: date) -> int:
    """Whole years; who was born on 29 February has their birthday on 1 March in other years."""
    return on.year - birth_date.year - ((on.month, on.day) < (birth_date.month, birth_date.day))


def tell(client_id: UUID, on: date) -> Iterator[Statement]:
    """Two queries; only for who may see the section of benefits, since no right seen is told as none."""
    born = Client.objects.filter(pk=client_id).values_list("birth_date", flat=True).first()
    if born is not None and born <= on:
        yield Statement("leeftijd", age_on(born, on), "Persoon")
    rights = list(BenefitEntitlement.objects.on(on).filter(client_id=client_id))
    yield Statement(REGIMES, frozenset(CODES[r.regime] for r in rights if r.regime in CODES), "Uitkering")
    yield from _first_day("ww_start", [r for r in rights if r.regime == Regime.WW])
    yield from _first_day("recht_op", [r for r in rights if CODES.get(r.regime) in {"WIA", "WAJONG"}])


def _first_day(name: str, rights: list[BenefitEntitlement]) -> Iterator[Statement]:
    if rights:
        yield Statement(name, min(right.valid_from for right in rights), "Uitkering")
