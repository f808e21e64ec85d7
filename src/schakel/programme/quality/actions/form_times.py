"""Turning the counting of times of forms on and off, on the word of the works council."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.programme.quality import access
from schakel.programme.quality.models import FormTime, FormTimeConsent
from schakel.programme.quality.queries.form_times import form_consent_on, form_consents_of
from schakel.programme.quality.verbs.form_times import FormTimesAgreed, FormTimesEnded

EARLIEST = date(2000, 1, 1)
LONGEST_DOCUMENT = 200
LONGEST_REASON = 300


@action(access.KEEP_FORM_CONSENT)
def agree_form_times(*, actor: Actor, organisation_id: UUID, document: str, agreed_on: date) -> UUID:
    """Count times of forms from today on, since the works council agreed in a document; returns the id.

    agreed_on is the day of the document, which only the journal keeps: nothing was counted before today.
    Raises InvalidError with fields, ConflictError where they are counted today already.
    """
    document, today, wrong = document.strip(), clock.today(), {}
    if not 0 < len(document) <= LONGEST_DOCUMENT:
        wrong["document"] = gettext("Noem het stuk waarin de instemming staat, in hoogstens 200 tekens.")
    if not EARLIEST <= agreed_on <= today:
        wrong["agreed_on"] = gettext("Kies een dag vanaf 2000 en niet na vandaag.")
    if wrong:
        raise _refused(wrong)
    if any(row.valid_to is None or row.valid_to > today for row in form_consents_of(organisation_id)):
        raise ConflictError(
            gettext("Het meten staat al aan."),
            gettext("Een collega heeft het intussen aangezet."),
            gettext("Zet het eerst uit als de instemming anders is."),
        )
    row = FormTimeConsent(organisation_id=organisation_id, document=document, valid_from=today)
    row.noted_by, row.noted_at = actor.name, clock.now()
    row.save(force_insert=True)
    record(
        FormTimesAgreed(document, agreed_on.isoformat()),
        organisation_id=organisation_id,
        things=[Thing("form_time_consent", row.id)],
    )
    return row.id


@action(access.KEEP_FORM_CONSENT)
def end_form_times(*, actor: Actor, organisation_id: UUID, reason: str) -> UUID:
    """Count no longer, and let go of all that was counted; returns the id of the agreement that ended.

    Raises InvalidError without a reason, ConflictError where nothing is counted.
    """
    reason, today = reason.strip(), clock.today()
    if not 0 < len(reason) <= LONGEST_REASON:
        raise _refused({"reason": gettext("Schrijf op waarom, in hoogstens 300 tekens.")})
    row = form_consent_on(organisation_id, today)
    if row is None:
        raise ConflictError(
            gettext("Het meten staat al uit."), gettext("Een collega heeft het intussen uitgezet.")
        )
    FormTimeConsent.objects.filter(pk=row.pk).end_from(today)
    FormTime.objects.filter(organisation_id=organisation_id).delete()
    record(
        FormTimesEnded(row.document, reason),
        organisation_id=organisation_id,
        things=[Thing("form_time_consent", row.id)],
    )
    return row.id


def _refused(fields: dict[str, str]) -> InvalidError:
    return InvalidError(
        gettext("Dit is nog niet compleet."),
        gettext("Niet alles is goed."),
        gettext("Verbeter wat hieronder staat."),
        fields=fields,
    )
