"""Giving and withdrawing consent: written down by a professional, or by the client on the own page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import Role
from schakel.ground.dossiers import access, records
from schakel.ground.dossiers.consenting import ASKED_FOR, LONGEST_CONSENT, WHAT_IS_TOLD, asks_consent
from schakel.ground.dossiers.models import Consent, Document
from schakel.ground.dossiers.queries.consents import consents_to_give
from schakel.ground.dossiers.seats import seat_of_actor
from schakel.ground.dossiers.verbs.life_domains import ConsentGiven, ConsentWithdrawn
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor, current_context
from schakel.ground.kernel.acts import action, check_constraints_now
from schakel.ground.kernel.errors import ConflictError, ForbiddenError, InvalidError
from schakel.ground.kernel.versions import update_version

How = Consent.How


@dataclass(frozen=True, slots=True)
class NewConsent:
    """How consent was given, what the client was told, and the last day on which it holds."""

    how: str
    told: str
    last_day: date | None
    document_id: UUID | None = None


@action(access.ANSWER)
def record_consent(*, actor: Actor, dossier_id: UUID, new: NewConsent) -> UUID:
    """Write down that the client agrees, for the actor's own organisation and purpose; returns its id.

    From now on that organisation sees the life domains as far as its roles' voluntary cells go. Raises
    ForbiddenError where the access table asks no consent, InvalidError for what is missing, ConflictError
    while consent holds already.
    """
    context = current_context()
    if not asks_consent(context):
        raise _not_asked()
    _check(dossier_id, new)
    seat = seat_of_actor(actor)
    consent = Consent(
        dossier_id=dossier_id,
        organisation_id=seat.organisation_id,
        purpose=context.purpose,
        told=new.told.strip(),
        how=new.how,
        document_id=new.document_id,
        recorded_by_id=seat.person_id,
    )
    return _give(consent, seat.organisation_name, new.last_day)


@action(access.SEE)
def give_consent(
    *, actor: Actor, dossier_id: UUID, organisation_id: UUID, purpose: str, last_day: date | None
) -> UUID:
    """Let the client agree on the own page; returns the consent's id.

    Raises NotFoundError for who is not the client and for an organisation that has nothing to ask.
    """
    if actor.role != Role.CLIENT or actor.subject_id != dossier_id:
        raise not_found()
    offered = consents_to_give(dossier_id)
    asked = next((o for o in offered if (o.organisation.pk, o.purpose) == (organisation_id, purpose)), None)
    if asked is None:
        raise not_found()
    _check_last_day(last_day)
    consent = Consent(
        dossier_id=dossier_id,
        organisation_id=organisation_id,
        purpose=purpose,
        told=str(WHAT_IS_TOLD),
        how=How.OWN_PAGE,
    )
    return _give(consent, asked.organisation.name, last_day)


@action(access.SEE)
def withdraw_consent(
    *, actor: Actor, dossier_id: UUID, consent_id: UUID, expected_version: int | None = None
) -> UUID:
    """Take consent back, at once and without a reason; returns its id.

    A professional writes down for the own organisation what the client said. Raises NotFoundError for
    another organisation's, ConflictError when it holds no longer.
    """
    consent = (
        Consent.objects.select_related("organisation").filter(pk=consent_id, dossier_id=dossier_id).first()
    )
    is_client = actor.role == Role.CLIENT
    if consent is None or not (is_client or consent.organisation_id == actor.organisation_id):
        raise not_found()
    today, seat = clock.today(), None if is_client else seat_of_actor(actor)
    if consent.is_withdrawn or (consent.valid_to is not None and consent.valid_to <= today):
        raise ConflictError(
            gettext("Deze toestemming geldt al niet meer."),
            gettext("Zij is ingetrokken of verlopen."),
            gettext("U hoeft niets te doen."),
        )
    update_version(
        consent,
        expected_version,
        valid_to=today,
        withdrawn_at=clock.now(),
        withdrawn_by_id=seat.person_id if seat else None,
    )
    content = ConsentWithdrawn(consent.organisation.name, consent.purpose, seat.name if seat else "")
    record(content, dossier_id=dossier_id, things=[Thing("consent", consent.id)])
    records.derive_grants([dossier_id])
    return consent.id


def _give(consent: Consent, organisation: str, last_day: date | None) -> UUID:
    """Keep it from today, unless one holds already, and open what it opens."""
    today = clock.today()
    same = {name: getattr(consent, name) for name in ("dossier_id", "organisation_id", "purpose")}
    if Consent.objects.on(today).filter(covers=int(ASKED_FOR), **same).exists():
        raise ConflictError(
            gettext("Deze toestemming is er al."),
            gettext("Zij geldt nog."),
            gettext("Bekijk tot wanneer zij geldt."),
        )
    last = last_day or today
    consent.covers, consent.valid_from = int(ASKED_FOR), today
    consent.valid_to = last + timedelta(days=1)
    consent.save(force_insert=True)
    check_constraints_now()
    records.derive_grants([consent.dossier_id])
    content = ConsentGiven(organisation, consent.purpose, consent.how, consent.told, last.isoformat())
    record(content, dossier_id=consent.dossier_id, things=[Thing("consent", consent.id)])
    return consent.id


def _check(dossier_id: UUID, new: NewConsent) -> None:
    fields = {}
    if new.how not in (How.SPOKEN, How.SIGNED):
        fields["how"] = gettext("Kies hoe de cliënt toestemming gaf.")
    if not new.told.strip():
        fields["told"] = gettext("Schrijf op wat u de cliënt hebt verteld.")
    if new.how == How.SIGNED and not _document_stands(dossier_id, new.document_id):
        fields["document_id"] = gettext("Kies het ondertekende document. Voeg het eerst toe bij Documenten.")
    if new.how == How.SPOKEN and new.document_id is not None:
        fields["document_id"] = gettext("Kies alleen een document als de cliënt op papier tekende.")
    if fields:
        raise InvalidError(
            gettext("De toestemming is nog niet compleet."),
            gettext("De cliënt moet kunnen teruglezen waarvoor zij is gegeven."),
            gettext("Vul aan wat ontbreekt."),
            fields=fields,
        )
    _check_last_day(new.last_day)


def _document_stands(dossier_id: UUID, document_id: UUID | None) -> bool:
    if document_id is None:
        return False
    return Document.objects.filter(pk=document_id, dossier_id=dossier_id, withdrawn_at=None).exists()


def _check_last_day(last_day: date | None) -> None:
    today = clock.today()
    if last_day is None or not today <= last_day <= today + LONGEST_CONSENT:
        raise InvalidError(
            gettext("Deze einddatum kan niet."),
            gettext("Toestemming geldt hoogstens een jaar; daarna wordt zij opnieuw gevraagd."),
            gettext("Kies een dag vanaf vandaag, binnen een jaar."),
            fields={"last_day": gettext("Kies een dag vanaf vandaag, binnen een jaar.")},
        )


def _not_asked() -> ForbiddenError:
    return ForbiddenError(
        gettext("Hier kunt u geen toestemming voor vragen."),
        gettext(
            "Wat uw rol ziet, staat in de wet. Iemand met een uitkering is niet vrij om dat te weigeren."
        ),
        gettext("Bekijk in de tabel wie wat mag."),
    )
