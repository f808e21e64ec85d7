"""An organisation's own services beside the catalogue, and what it knows of a service."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext

from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.ground.kernel.versions import update_version
from schakel.jobseekers.services import access
from schakel.jobseekers.services.catalogue.levels import ApprovalLevel
from schakel.jobseekers.services.catalogue.model import CONTENTS, HOW, PARTIES
from schakel.jobseekers.services.models import LocalService, ServiceKnowledge, ServiceLevel
from schakel.jobseekers.services.queries.catalogue import local_visible, service_named
from schakel.jobseekers.services.queries.levels import levels_of
from schakel.jobseekers.services.verbs import LocalServiceEnded, LocalServiceKept, ServiceKnowledgeNoted
from schakel.jobseekers.services.verbs.approvals import ServiceLevelSet


@dataclass(frozen=True, slots=True)
class NewLocalService:
    """An own service; price in euros with its source, or none where it is not known."""

    name: str
    goal: str
    target: str
    condition: str
    how: str
    decider: str
    payer: str
    guide: str
    content: str
    is_decision: bool
    valid_from: date
    price: Decimal | None = None
    price_source: str = ""


@dataclass(frozen=True, slots=True)
class NewKnowledge:
    """What is known of a service, and who says so; what is empty is not known."""

    price: Decimal | None
    waiting_weeks: int | None
    effect: str
    source: str


@action(access.KEEP_CATALOGUE)
def keep_local(
    *,
    actor: Actor,
    organisation_id: UUID,
    new: NewLocalService,
    local_id: UUID | None = None,
    expected_version: int | None = None,
) -> UUID:
    """Add an own service, or change one that has not ended; returns its id.

    Raises InvalidError with what is missing, or for a name that the organisation has already.
    """
    _check(new)
    row = (
        LocalService(organisation_id=organisation_id)
        if local_id is None
        else _open(organisation_id, local_id)
    )
    values = {name: value.strip() if isinstance(value, str) else value for name, value in asdict(new).items()}
    _refuse_name(organisation_id, row.pk, values["name"])
    if local_id is None:
        for name, value in values.items():
            setattr(row, name, value)
        row.save(force_insert=True)
    else:
        update_version(row, expected_version, **values)
    _record(LocalServiceKept(row.name, local_id is None), organisation_id, row.pk)
    return row.pk


@action(access.KEEP_CATALOGUE)
def end_local(
    *, actor: Actor, organisation_id: UUID, local_id: UUID, last_day: date, expected_version: int | None
) -> UUID:
    """Let an own service end after a day; what runs goes on. Returns its id."""
    row = _open(organisation_id, local_id)
    if last_day < row.valid_from or last_day < clock.today():
        raise _wrong({"last_day": gettext("Kies vandaag of een dag die nog komt, na de eerste dag.")})
    update_version(row, expected_version, valid_to=last_day + timedelta(days=1))
    _record(LocalServiceEnded(row.name, last_day.isoformat()), organisation_id, local_id)
    return local_id


@action(access.KEEP_CATALOGUE)
def remove_local(*, actor: Actor, organisation_id: UUID, local_id: UUID) -> UUID:
    """Take away an own service that was never used; returns its id. Raises ConflictError for one in use."""
    row = local_visible(organisation_id, local_id)
    try:
        with transaction.atomic():
            # Uses in dossiers that the actor may not see count too: only the database sees them all.
            LocalService.objects.filter(pk=row.pk)._raw_delete("default")
            connection.check_constraints()
    except IntegrityError:
        raise ConflictError(
            gettext("Deze dienst kan niet weg."),
            gettext("Hij is in een dossier gebruikt, en dat moet leesbaar blijven."),
            gettext("Geef de dienst een laatste dag; dan kiest niemand hem meer."),
        ) from None
    _record(LocalServiceEnded(row.name, ""), organisation_id, local_id)
    return local_id


@action(access.KEEP_CATALOGUE)
def note_knowledge(*, actor: Actor, organisation_id: UUID, service_key: str, new: NewKnowledge) -> UUID:
    """Note what the organisation knows of a service from today on; returns the id of the row.

    Raises InvalidError without a source, or when nothing is told.
    """
    service = service_named(service_key, organisation_id)
    fields = {}
    if not new.source.strip():
        fields["source"] = gettext("Noem waar dit vandaan komt.")
    if new.price is None and new.waiting_weeks is None and not new.effect.strip():
        fields["effect"] = gettext("Vul ten minste één ding in: prijs, wachttijd of effect.")
    if new.price is not None and new.price < 0:
        fields["price"] = gettext("Een prijs is nul of meer.")
    if fields:
        raise _wrong(fields)
    row = ServiceKnowledge(
        organisation_id=organisation_id,
        service_key=service.key,
        price=new.price,
        waiting_weeks=new.waiting_weeks,
        effect=new.effect.strip(),
        source=new.source.strip(),
        known_on=clock.today(),
    )
    row.save(force_insert=True)
    price = "" if new.price is None else str(new.price)
    content = ServiceKnowledgeNoted(service.name, price, new.waiting_weeks, row.effect, row.source)
    record(content, organisation_id=organisation_id, things=[Thing("service_knowledge", row.pk)])
    return row.pk


@action(access.KEEP_CATALOGUE)
def set_levels(*, actor: Actor, organisation_id: UUID, service_key: str, levels: Mapping[str, str]) -> str:
    """Set who agrees, by the key of a rule or limit, for choices from now on; returns the service's key.

    Raises InvalidError for a level that is none, a firm rule, or when nothing changes.
    """
    service = service_named(service_key, organisation_id)
    held = levels_of([service], organisation_id)[service.key]
    fields = {
        f"level_{key}": gettext("Kies een van de mogelijkheden.")
        for key, level in levels.items()
        if key not in held or level not in ApprovalLevel.values
    }
    if fields:
        raise _wrong(fields)
    changed = {key: level for key, level in levels.items() if held[key] != level}
    if not changed:
        raise InvalidError(gettext("Er is niets veranderd."), gettext("De niveaus stonden al zo."))
    for key, level in changed.items():
        row = ServiceLevel(
            organisation_id=organisation_id, service_key=service.key, rule_key=key, level=level
        )
        row.set_on = clock.today()
        row.save(force_insert=True)
    content = ServiceLevelSet(service.name, changed)
    record(content, organisation_id=organisation_id, things=[Thing("organisation", organisation_id)])
    return service.key


def _open(organisation_id: UUID, local_id: UUID) -> LocalService:
    row = local_visible(organisation_id, local_id)
    if row.valid_to is not None and row.valid_to <= clock.today():
        raise ConflictError(
            gettext("Deze dienst is al geëindigd."),
            gettext("Wat ermee is gedaan, blijft staan zoals het was."),
            gettext("Voeg een nieuwe dienst toe."),
        )
    return row


def _refuse_name(organisation_id: UUID, own_id: UUID, name: str) -> None:
    same = LocalService.objects.filter(organisation_id=organisation_id, name=name).exclude(pk=own_id)
    if same.exists():
        raise _wrong({"name": gettext("Er is al een eigen dienst met deze naam.")})


def _check(new: NewLocalService) -> None:
    fields: dict[str, str] = {}
    words = {
        "name": gettext("Geef de dienst een naam."),
        "goal": gettext("Schrijf op wat het doel is."),
        "target": gettext("Schrijf op voor wie de dienst is."),
    }
    fields |= {name: sentence for name, sentence in words.items() if not getattr(new, name).strip()}
    allowed: dict[str, Any] = {"how": HOW, "content": CONTENTS}
    allowed |= dict.fromkeys(("decider", "payer", "guide"), PARTIES)
    fields |= {
        name: gettext("Kies een van de mogelijkheden.")
        for name in allowed
        if getattr(new, name) not in allowed[name]
    }
    if new.price is not None and (new.price < 0 or not new.price_source.strip()):
        fields["price_source"] = gettext("Een prijs is nul of meer, en zegt waar zij vandaan komt.")
    if fields:
        raise _wrong(fields)


def _wrong(fields: dict[str, str]) -> InvalidError:
    return InvalidError(gettext("Dit is nog niet compleet."), fields=fields)


def _record(content: object, organisation_id: UUID, local_id: UUID) -> None:
    record(content, organisation_id=organisation_id, things=[Thing("local_service", local_id)])
