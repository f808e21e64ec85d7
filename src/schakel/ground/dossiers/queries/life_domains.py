"""The opened life domains of a dossier; what nobody asked about is not there, and not missing."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Prefetch

from schakel.ground.access.permissions import not_found
from schakel.ground.dossiers.domains import DOMAIN_KINDS, DomainKind
from schakel.ground.dossiers.models import LifeDomain, LifeDomainNote


def life_domains_of(dossier_id: UUID) -> list[LifeDomain]:
    """Those that are open first, in the order of the list, then the closed ones; two statements."""
    notes = LifeDomainNote.objects.select_related("organisation", "written_by")
    found = (
        LifeDomain.objects.filter(dossier_id=dossier_id)
        .select_related("organisation", "opened_by", "consent")
        .prefetch_related(Prefetch("notes", notes.order_by("-happened_on", "-id")))
    )
    order = list(DOMAIN_KINDS)
    return sorted(found, key=lambda row: (row.is_closed, order.index(row.domain), row.opened_on))


def life_domain_visible(dossier_id: UUID, life_domain_id: UUID) -> LifeDomain:
    """One life domain of a dossier. Raises NotFoundError when it may not be seen."""
    found = LifeDomain.objects.filter(pk=life_domain_id, dossier_id=dossier_id).first()
    if found is None:
        raise not_found()
    return found


def kinds_to_open(opened: list[LifeDomain]) -> list[DomainKind]:
    """The life domains that have no open question yet."""
    taken = {row.domain for row in opened if not row.is_closed}
    return [kind for kind in DOMAIN_KINDS.values() if kind.name not in taken]


def open_life_domains_of(dossier_id: UUID) -> list[LifeDomain]:
    """Those with a question that is not dealt with, in the order of the list; one statement, no notes."""
    found = LifeDomain.objects.filter(dossier_id=dossier_id).exclude(state=LifeDomain.State.CLOSED)
    order = list(DOMAIN_KINDS)
    return sorted(found.select_related("organisation"), key=lambda row: order.index(row.domain))
