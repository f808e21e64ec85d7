"""Looking at a protective fact again: it goes on, it ended, or it was a mistake."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.journal.writing import record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.ground.kernel.versions import update_version
from schakel.ground.people import access
from schakel.ground.people.models import Protection
from schakel.ground.people.protecting import check_review, latest_safety_review, refuse
from schakel.ground.people.queries.addresses import current_address, require_open_address
from schakel.ground.people.queries.protections import protection_named
from schakel.ground.people.records import WITHOUT, flag_client, things_of
from schakel.ground.people.verbs import ProtectionEnded, ProtectionReviewed

Kind = Protection.Kind
_DETENTION, _SAFETY = frozenset({Kind.DETENTION}), frozenset({Kind.SAFETY})
OF_IDENTITY = frozenset({Kind.SECRET_ADDRESS, Kind.REPRESENTATIVE, Kind.DEATH, Kind.INTERPRETER})


@dataclass(frozen=True, slots=True)
class Ending:
    """Why a protection ends; is_mistake says that it never was so."""

    because: str
    is_mistake: bool = False


@action(access.KEEP_IDENTITY)
def end_protection(
    *, actor: Actor, dossier_id: UUID, protection_id: UUID, ending: Ending, expected_version: int | None
) -> UUID:
    """End a secret address, representation, interpreter or a death recorded by mistake; returns its id.

    Raises InvalidError without a reason, ForbiddenError for a secret address that the actor may not know,
    ConflictError when it ended already or a death is no mistake.
    """
    return _end(dossier_id, protection_id, OF_IDENTITY, ending, expected_version)


@action(access.CHANGE_BENEFIT)
def end_detention(
    *, actor: Actor, dossier_id: UUID, protection_id: UUID, ending: Ending, expected_version: int | None
) -> UUID:
    """Record that a detention ended, or never was; returns its id."""
    return _end(dossier_id, protection_id, _DETENTION, ending, expected_version)


@action(access.KEEP_SAFETY)
def end_safety_agreement(
    *, actor: Actor, dossier_id: UUID, protection_id: UUID, ending: Ending, expected_version: int | None
) -> UUID:
    """End a safety agreement; returns its id."""
    return _end(dossier_id, protection_id, _SAFETY, ending, expected_version)


@action(access.KEEP_IDENTITY)
def prolong_protection(
    *,
    actor: Actor,
    dossier_id: UUID,
    protection_id: UUID,
    review_on: date,
    because: str,
    expected_version: int | None,
) -> UUID:
    """Let a secret address go on after it was looked at again, until the next review; returns its id."""
    return _prolong(dossier_id, protection_id, OF_IDENTITY, review_on, because, expected_version)


@action(access.CHANGE_BENEFIT)
def prolong_detention(
    *,
    actor: Actor,
    dossier_id: UUID,
    protection_id: UUID,
    review_on: date,
    because: str,
    expected_version: int | None,
) -> UUID:
    """Let a detention go on after it was looked at again; returns its id."""
    return _prolong(dossier_id, protection_id, _DETENTION, review_on, because, expected_version)


@action(access.KEEP_SAFETY)
def prolong_safety_agreement(
    *,
    actor: Actor,
    dossier_id: UUID,
    protection_id: UUID,
    review_on: date,
    because: str,
    expected_version: int | None,
) -> UUID:
    """Let a safety agreement go on until the next review; its end moves along. Returns its id."""
    latest = latest_safety_review(actor.employer_id)
    return _prolong(dossier_id, protection_id, _SAFETY, review_on, because, expected_version, latest)


def _running(dossier_id: UUID, protection_id: UUID, kinds: frozenset[Kind]) -> Protection:
    row = protection_named(dossier_id, protection_id)
    if row.kind not in kinds:
        raise not_found()
    if row.valid_to is not None:
        raise ConflictError(
            gettext("Deze bescherming is al beëindigd."),
            gettext("Een collega was u voor."),
            gettext("Leg haar opnieuw vast als zij nog nodig is."),
        )
    if row.kind == Kind.SECRET_ADDRESS:
        require_open_address(dossier_id)
    return row


def _end(
    dossier_id: UUID,
    protection_id: UUID,
    kinds: frozenset[Kind],
    ending: Ending,
    expected_version: int | None,
) -> UUID:
    row = _running(dossier_id, protection_id, kinds)
    _check_reason(ending.because)
    if row.kind == Kind.DEATH and not ending.is_mistake:
        sentence = gettext("Een overlijden eindigt niet. Geef aan dat het ten onrechte is vastgelegd.")
        raise InvalidError(gettext("Dit kan niet."), sentence, fields={"is_mistake": sentence})
    without = _without(row)
    values = {"ended_because": ending.because.strip(), "is_mistake": ending.is_mistake}
    end = max(row.valid_from, clock.today())
    update_version(row, expected_version, valid_to=end, **values)
    if without:
        flag_client(dossier_id, **without)
    content = ProtectionEnded(row.kind, ending.because.strip(), ending.is_mistake)
    record(content, dossier_id=dossier_id, section=row.section, things=things_of(row))
    return row.pk


def _without(row: Protection) -> dict[str, Any]:
    """What the client's row says once this protection is gone; asked before, while the address is open."""
    same = Protection.objects.filter(client_id=row.client_id, kind=row.kind, valid_to__isnull=True)
    if same.exclude(pk=row.pk).exists():
        return {}
    values = dict(WITHOUT[row.kind])
    if row.kind == Kind.SECRET_ADDRESS:
        address = current_address(row.client_id)
        values["place"] = address.place if address is not None else ""
    return values


def _prolong(
    dossier_id: UUID,
    protection_id: UUID,
    kinds: frozenset[Kind],
    review_on: date,
    because: str,
    expected_version: int | None,
    latest: date = date.max,
) -> UUID:
    row = _running(dossier_id, protection_id, kinds)
    _check_reason(because)
    fields: dict[str, str] = {}
    check_review(review_on, fields, latest)
    refuse(fields, gettext("Deze dag past niet."))
    until = max(row.until, review_on) if row.until is not None else None
    update_version(row, expected_version, review_on=review_on, until=until)
    content = ProtectionReviewed(row.kind, review_on.isoformat(), because.strip())
    record(content, dossier_id=dossier_id, section=row.section, things=things_of(row))
    return row.pk


def _check_reason(because: str) -> None:
    if not because.strip():
        sentence = gettext("Schrijf in één zin op waarom.")
        raise InvalidError(gettext("De reden ontbreekt."), sentence, fields={"because": sentence})
