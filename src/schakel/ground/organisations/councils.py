"""Keeping and ending the agreement of a works council, for the acts of the rooms that ask for one."""

from __future__ import annotations

from datetime import date
from typing import TypeVar, cast
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.ground.organisations.models import CouncilAgreement

EARLIEST = date(2000, 1, 1)
LONGEST_DOCUMENT = 200
LONGEST_REASON = 300
A = TypeVar("A", bound=CouncilAgreement)


def keep_agreement(row: A, *, actor: Actor, day: date, held: ConflictError) -> A:
    """Keep an agreement by its document, of a day that somebody typed; returns the row.

    The row has its organisation, document and first day. Raises InvalidError with fields, and held while
    another agreement holds on that first day or later.
    """
    row.document, wrong = row.document.strip(), {}
    if not 0 < len(row.document) <= LONGEST_DOCUMENT:
        wrong["document"] = gettext("Noem het stuk waarin de instemming staat, in hoogstens 200 tekens.")
    if not EARLIEST <= day <= clock.today():
        wrong["day"] = gettext("Kies een dag vanaf 2000 en niet na vandaag.")
    if wrong:
        raise _refused(wrong)
    before = type(row).objects.history_of(row.organisation_id)
    if any(one.valid_to is None or one.valid_to > row.valid_from for one in before):
        raise held
    row.noted_by, row.noted_at = actor.name, clock.now()
    row.save(force_insert=True)
    return row


def end_agreement(model: type[A], *, organisation_id: UUID, reason: str, ended: ConflictError) -> A:
    """End the agreement that holds today, for a reason; returns its row.

    Raises InvalidError without a reason, and ended where none holds.
    """
    if not 0 < len(reason) <= LONGEST_REASON:
        raise _refused({"reason": gettext("Schrijf op waarom, in hoogstens 300 tekens.")})
    row = cast("A | None", model.objects.held_on(organisation_id, clock.today()))
    if row is None:
        raise ended
    model.objects.filter(pk=row.pk).end_from(clock.today())
    return row


def _refused(fields: dict[str, str]) -> InvalidError:
    return InvalidError(
        gettext("Dit is nog niet compleet."),
        gettext("Niet alles is goed."),
        gettext("Verbeter wat hieronder staat."),
        fields=fields,
    )
