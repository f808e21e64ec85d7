"""What this room tells the norms of a client: age, schemes, who pays, when rights began, and a partner."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from schakel.ground.access.types import OrganisationKind, Section
from schakel.ground.kernel import clock
from schakel.ground.norms.engine.fact_sets import Statement
from schakel.ground.norms.engine.model import EVERY_REGIME, REGIMES
from schakel.ground.norms.house import SAFETY_REVIEW
from schakel.ground.norms.providers import FactSource, register_source
from schakel.ground.norms.registers import the_register
from schakel.ground.norms.uses import MOST_COUNTED, Use, UseKind, register_teller, register_use
from schakel.ground.people.models import BenefitEntitlement, Client, HouseholdMember, Regime

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


def register() -> None:
    """Announce these facts. They are asked only for who may see benefits: no right seen is told as none."""
    facts = frozenset({"leeftijd", REGIMES, "ww_start", "recht_op", "regime_bij_uwv", "alleenstaande_ouder"})
    register_teller("people", cases)
    register_use(SAFETY_REVIEW, Use(UseKind.TERM, _("Veiligheidsafspraak opnieuw bekijken")))
    register_source(FactSource("people", _("Persoon en uitkering"), Section.BENEFIT, facts, tell))


def cases(norm_id: str) -> Iterator[Use]:
    """Clients of who looks with a right today under a scheme of this norm, up to 100: it may concern them."""
    norm, today = the_register().norms.get(norm_id), clock.today()
    version = norm.version_on(today) if norm is not None else None
    if version is None or EVERY_REGIME in version.regimes:
        return
    statutes = [statute for statute, code in CODES.items() if code in version.regimes]
    rights = BenefitEntitlement.objects.on(today).filter(regime__in=statutes)
    found = rights.order_by().values_list("client_id", flat=True).distinct()
    count = len(found[: MOST_COUNTED + 1])
    if count:
        label = _("Uw cliënten met een regeling van deze norm")
        yield Use(UseKind.CASE, label, count=min(count, MOST_COUNTED), is_more=count > MOST_COUNTED)


def tell(client_id: UUID, on: date) -> Iterator[Statement]:
    """Three queries."""
    born = Client.objects.filter(pk=client_id).values_list("birth_date", flat=True).first()
    if born is not None and born <= on:
        yield Statement("leeftijd", age_on(born, on), "Persoon")
    rights = list(
        BenefitEntitlement.objects.on(on).filter(client_id=client_id).select_related("organisation")
    )
    yield Statement(REGIMES, frozenset(CODES[r.regime] for r in rights if r.regime in CODES), "Uitkering")
    if rights:
        by_uwv = any(right.organisation.kind == OrganisationKind.UWV for right in rights)
        yield Statement("regime_bij_uwv", by_uwv, "Uitkering")
    yield from _first_day("ww_start", [r for r in rights if r.regime == Regime.WW])
    yield from _first_day("recht_op", [r for r in rights if CODES.get(r.regime) in {"WIA", "WAJONG"}])
    yield from _single_parent(client_id, on)


def _single_parent(client_id: UUID, on: date) -> Iterator[Statement]:
    """A partner on record says no; no partner on record says nothing: perhaps nobody asked."""
    household = HouseholdMember.objects.on(on).filter(client_id=client_id, is_mistake=False)
    if household.filter(kind=HouseholdMember.Kind.PARTNER).exists():
        yield Statement("alleenstaande_ouder", False, "Huishouden")


def _first_day(name: str, rights: list[BenefitEntitlement]) -> Iterator[Statement]:
    if rights:
        yield Statement(name, min(right.valid_from for right in rights), "Uitkering")
