"""Turning the counting of times of forms on and off, on the word of the works council."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError
from schakel.ground.organisations.councils import end_agreement, keep_agreement
from schakel.programme.quality import access
from schakel.programme.quality.models import FormTime, FormTimeConsent
from schakel.programme.quality.verbs.form_times import FormTimesAgreed, FormTimesEnded


@action(access.KEEP_FORM_CONSENT)
def agree_form_times(*, actor: Actor, organisation_id: UUID, document: str, day: date) -> UUID:
    """Count times of forms from today on, since the works council agreed in a document; returns the id.

    day is that of the document, which only the journal keeps: nothing was counted before today.
    Raises InvalidError with fields, ConflictError where they are counted today already.
    """
    held = ConflictError(
        gettext("Het meten staat al aan."),
        gettext("Een collega heeft het intussen aangezet."),
        gettext("Zet het eerst uit als de instemming anders is."),
    )
    row = FormTimeConsent(organisation_id=organisation_id, document=document, valid_from=clock.today())
    row = keep_agreement(row, actor=actor, day=day, held=held)
    record(
        FormTimesAgreed(row.document, day.isoformat()),
        organisation_id=organisation_id,
        things=[Thing("form_time_consent", row.id)],
    )
    return row.id


@action(access.KEEP_FORM_CONSENT)
def end_form_times(*, actor: Actor, organisation_id: UUID, reason: str) -> UUID:
    """Count no longer, and let go of all that was counted; returns the id of the agreement that ended.

    Raises InvalidError without a reason, ConflictError where nothing is counted.
    """
    reason = reason.strip()
    ended = ConflictError(
        gettext("Het meten staat al uit."), gettext("Een collega heeft het intussen uitgezet.")
    )
    row = end_agreement(FormTimeConsent, organisation_id=organisation_id, reason=reason, ended=ended)
    FormTime.objects.filter(organisation_id=organisation_id).delete()
    record(
        FormTimesEnded(row.document, reason),
        organisation_id=organisation_id,
        things=[Thing("form_time_consent", row.id)],
    )
    return row.id
