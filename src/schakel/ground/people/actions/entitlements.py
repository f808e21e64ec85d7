"""Ending and correcting a right to a benefit, by the organisation that pays it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import InvalidError
from schakel.ground.kernel.versions import update_version
from schakel.ground.people import access
from schakel.ground.people.entitling import NewEntitlement, check_entitlement
from schakel.ground.people.models import BenefitEntitlement, regime_label
from schakel.ground.people.verbs import EntitlementCorrected, EntitlementEnded


@action(access.CHANGE_BENEFIT)
def end_entitlement(
    *,
    actor: Actor,
    dossier_id: UUID,
    entitlement_id: UUID,
    valid_to: date,
    because: str,
    expected_version: int | None,
) -> UUID:
    """Let a right end; valid_to is the first day without it, and may be still to come. Returns its id.

    Raises NotFoundError for a right that another organisation pays, InvalidError for an end before its start.
    """
    row = _own(actor, dossier_id, entitlement_id)
    _check_reason(because)
    check_entitlement(NewEntitlement(row.regime, row.valid_from, valid_to, row.hours_per_week))
    content = EntitlementEnded(row.regime, valid_to.isoformat(), because.strip())
    record(content, dossier_id=dossier_id, things=_things(row))
    update_version(row, expected_version, valid_to=valid_to)
    _settle_doubled(dossier_id)
    return row.pk


@action(access.CHANGE_BENEFIT)
def correct_entitlement(
    *,
    actor: Actor,
    dossier_id: UUID,
    entitlement_id: UUID,
    new: NewEntitlement,
    because: str,
    expected_version: int | None,
) -> UUID:
    """Put right what was written wrongly of a right; the journal keeps what stood there. Returns its id.

    Raises NotFoundError for a right that another organisation pays, StaleVersionError after another's change.
    """
    row = _own(actor, dossier_id, entitlement_id)
    _check_reason(because)
    check_entitlement(new)
    content = EntitlementCorrected(
        new.regime,
        new.valid_from.isoformat(),
        new.valid_to.isoformat() if new.valid_to else None,
        new.hours_per_week,
        _words(row),
        because.strip(),
    )
    entry = record(content, dossier_id=dossier_id, things=_things(row), supersedes=row.entry_id)
    update_version(
        row,
        expected_version,
        regime=new.regime,
        valid_from=new.valid_from,
        valid_to=new.valid_to,
        hours_per_week=new.hours_per_week,
        entry_id=entry,
        is_doubled=row.is_doubled and row.regime == new.regime,
    )
    _settle_doubled(dossier_id)
    return row.pk


def _own(actor: Actor, dossier_id: UUID, entitlement_id: UUID) -> BenefitEntitlement:
    found = BenefitEntitlement.objects.filter(pk=entitlement_id, client_id=dossier_id)
    row = found.filter(organisation_id=actor.employer_id).first()
    if row is None:
        raise not_found()
    return row


def _settle_doubled(client_id: UUID) -> None:
    """Take the mark from rights that stand beside no other, one by one: each may be in the next one's way."""
    rows = list(BenefitEntitlement.objects.filter(client_id=client_id).order_by("valid_from", "id"))
    for row in [one for one in rows if one.is_doubled]:
        others = [one for one in rows if one.regime == row.regime and not one.is_doubled]
        if not any(one.period.overlaps(row.period) for one in others):
            update_version(row, None, is_doubled=False)
            row.is_doubled = False


def _check_reason(because: str) -> None:
    if not because.strip():
        sentence = gettext("Schrijf in één zin op waarom.")
        raise InvalidError(gettext("De reden ontbreekt."), sentence, fields={"because": sentence})


def _words(row: BenefitEntitlement) -> str:
    """The right as the journal keeps it; days in the notation of the journal."""
    end = row.valid_to.isoformat() if row.valid_to else ""
    hours = f", {row.hours_per_week}" if row.hours_per_week else ""
    return f"{regime_label(row.regime, row.valid_from)} {row.valid_from.isoformat()}–{end}{hours}"


def _things(row: BenefitEntitlement) -> list[Thing]:
    return [Thing("client", row.client_id), Thing("entitlement", row.pk)]
