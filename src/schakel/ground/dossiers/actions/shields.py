"""Shielding a dossier for colleagues and known persons: named readers only, until it is lifted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.dossiers import access, records
from schakel.ground.dossiers.models import Handover, NamedReader, Regie, Shield
from schakel.ground.dossiers.seats import Seat, seat_named, seat_of_actor
from schakel.ground.dossiers.shielding import shield_on
from schakel.ground.dossiers.verbs.protection import (
    DossierShielded,
    ReaderNamed,
    ReaderUnnamed,
    ShieldLifted,
    ShieldReviewed,
)
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.dates import long_date
from schakel.ground.kernel.errors import ConflictError, ForbiddenError, InvalidError
from schakel.ground.kernel.periods import DatedQuerySet
from schakel.ground.kernel.versions import update_version
from schakel.ground.norms.house import SHIELD_REVIEW, figure_of
from schakel.ground.organisations.models import Membership


@dataclass(frozen=True, slots=True)
class NewShield:
    """Why, who may read besides those with regie, when it is looked at again, and until when it holds.

    until is the first day without the shield; colleague_id the membership of the client who works here too.
    """

    because: str
    review_on: date
    membership_ids: tuple[UUID, ...] = ()
    until: date | None = None
    colleague_id: UUID | None = None


@action(access.TAKE_PART)
def shield_dossier(*, actor: Actor, dossier_id: UUID, new: NewShield) -> UUID:
    """Close the dossier to all but its named readers, from now; returns the shield's id.

    Who holds a regie is always named. Raises ForbiddenError for who does not hold the chain's regie,
    ConflictError while a queue holds one or a handover is open, InvalidError for what is missing.
    """
    records.hold(dossier_id)
    _require_lead(actor, dossier_id)
    _check(actor, new.because, new.review_on, new.until)
    if shield_on(dossier_id) is not None:
        raise ConflictError(
            gettext("Dit dossier is al afgeschermd."),
            gettext("Er is één afscherming tegelijk."),
            gettext("Wijzig de lezers van de afscherming die er is."),
        )
    colleague = _professional(new.colleague_id)
    seats = _seats(dossier_id, new.membership_ids)
    _check_not_the_client(seats, colleague)
    shield = Shield(
        dossier_id=dossier_id,
        reason=new.because.strip(),
        colleague_id=colleague,
        placed_by_id=seat_of_actor(actor).person_id,
        review_on=new.review_on,
        valid_from=clock.today(),
        valid_to=new.until,
    )
    shield.save(force_insert=True)
    NamedReader.objects.bulk_create(_named(shield, seat) for seat in seats)
    until = new.until.isoformat() if new.until else None
    names = tuple(f"{seat.name}, {seat.organisation_name}" for seat in seats)
    content = DossierShielded(names, shield.reason, new.review_on.isoformat(), until)
    _record(content, shield)
    records.derive_grants([dossier_id])
    return shield.id


@action(access.TAKE_PART)
def name_reader(*, actor: Actor, dossier_id: UUID, membership_id: UUID, because: str) -> UUID:
    """Let a professional see the shielded dossier while they take part in it; returns the shield's id.

    Raises ForbiddenError for who does not hold the chain's regie, InvalidError for the client themself.
    """
    shield = _held(actor, dossier_id)
    _check_reason(because)
    seat = seat_named(membership_id=membership_id)
    _check_not_the_client([seat], shield.colleague_id)
    if _readers(shield).filter(reader_id=seat.reader_id).exists():
        raise InvalidError(
            gettext("Deze persoon is al lezer."), fields={"seat": gettext("Kies iemand anders.")}
        )
    _named(shield, seat).save(force_insert=True)
    _record(ReaderNamed(seat.name, seat.organisation_name, because.strip()), shield)
    records.derive_grants([dossier_id])
    return shield.id


@action(access.TAKE_PART)
def unname_reader(*, actor: Actor, dossier_id: UUID, named_id: UUID, because: str) -> UUID:
    """Close the shielded dossier to one of its readers; returns the shield's id.

    Raises ConflictError while that reader holds a regie.
    """
    shield = _held(actor, dossier_id)
    _check_reason(because)
    named = _readers(shield).filter(pk=named_id).select_related("professional").first()
    if named is None:
        raise not_found()
    if Regie.objects.on(clock.today()).filter(dossier_id=dossier_id, reader_id=named.reader_id).exists():
        raise ConflictError(
            gettext("Deze lezer kan nu niet weg."),
            gettext("Wie de regie heeft, moet het dossier kunnen zien."),
            gettext("Draag de regie eerst over aan een andere lezer."),
        )
    _end(named)
    member = Membership.objects.filter(reader_id=named.reader_id).select_related("organisation").get()
    _record(ReaderUnnamed(named.professional.name, member.organisation.name, because.strip()), shield)
    records.derive_grants([dossier_id])
    return shield.id


@action(access.TAKE_PART)
def review_shield(
    *,
    actor: Actor,
    dossier_id: UUID,
    review_on: date,
    because: str,
    expected_version: int | None = None,
) -> UUID:
    """Say why the shield is still needed, and when it is looked at again; returns the shield's id."""
    shield = _held(actor, dossier_id)
    _check(actor, because, review_on, None)
    update_version(shield, expected_version, review_on=review_on)
    _record(ShieldReviewed(because.strip(), review_on.isoformat()), shield)
    return shield.id


@action(access.TAKE_PART)
def lift_shield(*, actor: Actor, dossier_id: UUID, because: str, expected_version: int | None = None) -> UUID:
    """Open the dossier again to whoever takes part, from now; returns the shield's id."""
    shield = _held(actor, dossier_id)
    _check_reason(because)
    update_version(shield, expected_version, valid_to=clock.today(), lift_reason=because.strip())
    for named in _readers(shield):
        _end(named)
    _record(ShieldLifted(because.strip()), shield)
    records.derive_grants([dossier_id])
    return shield.id


def _held(actor: Actor, dossier_id: UUID) -> Shield:
    records.hold(dossier_id)
    _require_lead(actor, dossier_id)
    shield = shield_on(dossier_id)
    if shield is None:
        raise ConflictError(
            gettext("Dit dossier is niet afgeschermd."),
            gettext("De afscherming is net opgeheven, of was al voorbij."),
            gettext("Open het dossier opnieuw."),
        )
    return shield


def _require_lead(actor: Actor, dossier_id: UUID) -> None:
    lead = records.holder(dossier_id, Regie.Scope.CHAIN)
    if lead is None or lead.reader_id != actor.reader_id:
        raise ForbiddenError(
            gettext("Afschermen doet wie de regie van de keten heeft."),
            gettext("Die bepaalt wie dit dossier mag zien."),
            gettext("Vraag het aan die persoon, of neem eerst de regie."),
        )


def _seats(dossier_id: UUID, membership_ids: Iterable[UUID]) -> list[Seat]:
    """Who holds a regie, then those chosen; each once."""
    held = Regie.objects.on(clock.today()).filter(dossier_id=dossier_id).order_by("scope", "id")
    if held.filter(team__isnull=False).exists():
        raise _in_the_way(
            gettext("Een wachtrij heeft nog regie, en een wachtrij is niemand bij naam."),
            gettext("Laat eerst iemand de regie uit de wachtrij nemen."),
        )
    if Handover.objects.filter(dossier_id=dossier_id, status=Handover.Status.SENT).exists():
        raise _in_the_way(
            gettext("Er loopt nog een overdracht naar een team."),
            gettext("Wacht tot het team antwoordt, of bel het."),
        )
    readers = set(held.values_list("reader_id", flat=True))
    holders = Membership.objects.filter(reader_id__in=readers).order_by("id").values_list("pk", flat=True)
    return [seat_named(membership_id=pk) for pk in dict.fromkeys([*holders, *membership_ids])]


def _in_the_way(why: str, remedy: str) -> ConflictError:
    return ConflictError(gettext("Dit dossier kan nu nog niet worden afgeschermd."), why, remedy)


def _check_not_the_client(seats: Iterable[Seat], colleague_id: UUID | None) -> None:
    if colleague_id is not None and any(seat.professional_id == colleague_id for seat in seats):
        sentence = gettext("Deze collega is zelf de cliënt en wordt nooit lezer van het eigen dossier.")
        raise InvalidError(gettext("Deze persoon kan geen lezer zijn."), sentence, fields={"seat": sentence})


def _professional(membership_id: UUID | None) -> UUID | None:
    if membership_id is None:
        return None
    return seat_named(membership_id=membership_id).professional_id


def _named(shield: Shield, seat: Seat) -> NamedReader:
    return NamedReader(
        shield=shield,
        dossier_id=shield.dossier_id,
        reader_id=seat.reader_id,
        professional_id=seat.person_id,
        valid_from=clock.today(),
        valid_to=shield.valid_to,
    )


def _readers(shield: Shield) -> DatedQuerySet[NamedReader]:
    return NamedReader.objects.on(clock.today()).filter(shield=shield)


def _end(named: NamedReader) -> None:
    NamedReader.objects.filter(pk=named.pk).update(valid_to=clock.today())


def _check(actor: Actor, because: str, review_on: date, until: date | None) -> None:
    today, fields = clock.today(), {}
    latest = figure_of(SHIELD_REVIEW, actor.employer_id, today).ahead(today)
    if not today < review_on <= latest:
        words = gettext("Kies een dag na vandaag, uiterlijk %(day)s.")
        fields["review_on"] = words % {"day": long_date(latest)}
    if until is not None and until <= today:
        fields["until"] = gettext("Kies een dag na vandaag, of laat dit leeg.")
    _check_reason(because, fields)


def _check_reason(because: str, fields: dict[str, str] | None = None) -> None:
    fields = fields or {}
    if not because.strip():
        fields["because"] = gettext("Schrijf de reden in één zin op.")
    if fields:
        raise InvalidError(
            gettext("Er ontbreekt nog iets."),
            gettext("Een afscherming heeft een reden en een dag waarop iemand haar opnieuw bekijkt."),
            gettext("Vul aan wat ontbreekt."),
            fields=fields,
        )


def _record(content: object, shield: Shield) -> None:
    things = [Thing("dossier", shield.dossier_id), Thing("shield", shield.id)]
    record(content, dossier_id=shield.dossier_id, things=things)
