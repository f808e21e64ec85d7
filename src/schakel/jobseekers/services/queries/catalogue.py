"""Services as an organisation has them: the catalogue of a day with its own additions, and what is known."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from schakel.ground.access.permissions import not_found
from schakel.ground.norms.engine.model import EVERY_REGIME, Place
from schakel.jobseekers.services.catalogue.model import Price, Service, mix_of
from schakel.jobseekers.services.catalogue.shelf import the_catalogue
from schakel.jobseekers.services.models import LocalService, ServiceKnowledge, ServiceUse

LOCAL = "local-"


def local_services(organisation_id: UUID | None, on: date) -> list[LocalService]:
    """The organisation's own services of a day; one statement."""
    if organisation_id is None:
        return []
    found = LocalService.objects.on(on).filter(organisation_id=organisation_id)
    return list(found.select_related("organisation").order_by("name"))


def all_local(organisation_id: UUID) -> list[LocalService]:
    """Every own service of an organisation, those of the past too."""
    return list(LocalService.objects.filter(organisation_id=organisation_id).order_by("name"))


def local_visible(organisation_id: UUID | None, local_id: UUID) -> LocalService:
    """One own service of the organisation. Raises NotFoundError for another organisation's."""
    found = LocalService.objects.filter(pk=local_id).first()
    if found is None or found.organisation_id != organisation_id:
        raise not_found()
    return found


def is_used(local_id: UUID) -> bool:
    """Whether it was ever used in a dossier that the actor may see; the database refuses a delete of any."""
    return ServiceUse.objects.filter(local_id=local_id).exists()


def services_of(organisation_id: UUID | None, on: date) -> list[Service]:
    """The services of a day by name: the catalogue, and the organisation's own; one statement."""
    own = [as_service(row) for row in local_services(organisation_id, on)]
    return sorted([*the_catalogue().on(on), *own], key=lambda one: one.name.casefold())


def as_service(row: LocalService) -> Service:
    """An own service in the shape of the catalogue; its condition is a text that people judge by."""
    price = Price(row.price, "", row.price_source) if row.price is not None else None
    return Service(
        key=row.key, name=row.name, goal=row.goal, target=row.target, remarks=row.condition, how=row.how,
        decider=row.decider, payer=row.payer, guide=row.guide, owner=row.decider, price=price,
        evidence=None, start=row.valid_from, end=row.valid_to, norms=(), rungs=(1, 6),
        schemes=(EVERY_REGIME,), content=row.content,
        mix=mix_of(row.content, is_bought=row.how == LocalService.How.BOUGHT), aimed_at=(), past_targets=(),
        is_decision=row.is_decision, term=None, extension="none", longest=None, contact=None,
        is_exclusive=False, groups={}, group_question="", questions={}, log="",
        asks_document=False, uses_health=False,
        rules=(), examples=(), place=Place("", 0),
    )  # fmt: skip


def service_named(key: str, organisation_id: UUID | None) -> Service:
    """One service by its key, of whatever day. Raises NotFoundError."""
    if key.startswith(LOCAL):
        try:
            local_id = UUID(key.removeprefix(LOCAL))
        except ValueError:
            raise not_found() from None
        return as_service(local_visible(organisation_id, local_id))
    found = the_catalogue().services.get(key)
    if found is None:
        raise not_found()
    return found


def knowledge_of(keys: Iterable[str], organisation_id: UUID) -> dict[str, ServiceKnowledge]:
    """What the organisation last knew of each of these services; one statement."""
    found = ServiceKnowledge.objects.filter(organisation_id=organisation_id, service_key__in=list(keys))
    latest = found.order_by("service_key", "-known_on", "-id").distinct("service_key")
    return {row.service_key: row for row in latest}


def knowledge_history(key: str, organisation_id: UUID) -> list[ServiceKnowledge]:
    """What the organisation knew of one service over time, newest first."""
    found = ServiceKnowledge.objects.filter(organisation_id=organisation_id, service_key=key)
    return list(found.order_by("-known_on", "-id")[:12])
