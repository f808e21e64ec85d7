"""Ties of two organisations: one proposes, the other agrees; they may share less by it, never more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F
from django.db.models.functions import Greatest
from django.utils.translation import gettext

from schakel.ground.access.types import Section
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action, check_constraints_now
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.ground.kernel.versions import update_version
from schakel.ground.organisations import access
from schakel.ground.organisations.models import AgreedTie, Organisation
from schakel.ground.organisations.models.agreed_tie import Mechanism
from schakel.ground.organisations.queries.agreed_ties import between, proposal_of
from schakel.ground.organisations.verbs.ties import TieAgreed, TieClosed, TieProposed

Status = AgreedTie.Status


@dataclass(frozen=True, slots=True)
class NewTie:
    """What is proposed: from valid_from up to but without valid_to (None is until another is agreed)."""

    mechanism: str
    sections: Section
    valid_from: date
    valid_to: date | None
    words: str


@action(access.MANAGE)
def propose_tie(*, actor: Actor, organisation_id: UUID, partner_id: UUID, new: NewTie) -> UUID:
    """Propose a tie to another organisation; nothing changes until it agrees. Returns the tie's id.

    Who a client is, goes along always. Raises InvalidError for an unknown kind, days that are past or in the
    wrong order, no words or an organisation that is not there; ConflictError while a proposal is open.
    """
    partner = _checked(new, partner_id, organisation_id)
    row = AgreedTie(
        proposer_id=organisation_id,
        partner=partner,
        mechanism=new.mechanism,
        sections=int(new.sections | Section.IDENTITY),
        words=" ".join(new.words.split()),
        valid_from=new.valid_from,
        valid_to=new.valid_to,
        proposed_on=clock.today(),
    )
    row.save(force_insert=True)
    check_constraints_now()
    said = TieProposed(partner.name, row.mechanism, _keys_of(row), *_days(row), row.words)
    _record(said, row, organisation_id)
    return row.pk


@action(access.MANAGE)
def answer_tie(
    *,
    actor: Actor,
    organisation_id: UUID,
    tie_id: UUID,
    is_accepted: bool,
    reason: str = "",
    expected_version: int | None = None,
) -> UUID:
    """Agree to a proposal of another organisation, or refuse it with a reason; returns the tie's id.

    An agreed tie holds from its first day, at the earliest today, and takes the place of the one before.
    Raises NotFoundError for a proposal of another or one that was answered, ConflictError when its last day
    is past, StaleVersionError when it changed.
    """
    tie = proposal_of(organisation_id, tie_id, to_answer=True)
    if not is_accepted:
        return _close(tie, organisation_id, Status.REFUSED, reason, expected_version)
    start = max(tie.valid_from, clock.today())
    if tie.valid_to is not None and tie.valid_to <= start:
        raise ConflictError(
            gettext("Dit voorstel is verlopen."),
            gettext("De laatste dag ervan is voorbij."),
            gettext("Doe zelf een nieuw voorstel, of wijs dit af."),
        )
    _end_before(tie, start)
    changes = {"status": Status.AGREED, "valid_from": start, "answered_on": clock.today()}
    update_version(tie, expected_version, **changes)
    check_constraints_now()
    said = TieAgreed(tie.proposer.name, tie.partner.name, tie.mechanism, _keys_of(tie), *_days(tie))
    _record(said, tie, organisation_id)
    return tie.pk


@action(access.MANAGE)
def withdraw_tie(
    *, actor: Actor, organisation_id: UUID, tie_id: UUID, reason: str, expected_version: int | None = None
) -> UUID:
    """Take back one's own proposal that nobody answered; returns its id. Raises NotFoundError without one."""
    tie = proposal_of(organisation_id, tie_id, to_answer=False)
    return _close(tie, organisation_id, Status.WITHDRAWN, reason, expected_version)


def _keys_of(tie: AgreedTie) -> tuple[str, ...]:
    """The keys of the sections that a tie lets share."""
    return tuple(section.key for section in Section if section & tie.sections)


def _close(tie: AgreedTie, organisation_id: UUID, status: str, reason: str, expected: int | None) -> UUID:
    if not reason.strip():
        sentence = gettext("Schrijf op waarom.")
        raise InvalidError(gettext("De reden ontbreekt."), sentence, fields={"reason": sentence})
    changes = {"status": status, "answered_on": clock.today(), "answer": reason.strip()}
    update_version(tie, expected, **changes)
    said = TieClosed(tie.partner.name, status == Status.REFUSED, reason.strip())
    _record(said, tie, organisation_id)
    return tie.pk


def _end_before(tie: AgreedTie, start: date) -> None:
    """The one that held ends where the new one begins; one that would begin later leaves no day."""
    rows = between(tie.proposer_id, tie.partner_id).filter(status=Status.AGREED)
    for row in rows.select_for_update().exclude(valid_to__lte=start):
        AgreedTie.objects.filter(pk=row.pk).update(
            valid_to=Greatest(F("valid_from"), start), version=F("version") + 1
        )


def _checked(new: NewTie, partner_id: UUID, organisation_id: UUID) -> Organisation:
    others = Organisation.objects.on(clock.today()).exclude(pk=organisation_id)
    partner, wrong = others.filter(pk=partner_id).first(), _wrong(new)
    if partner is None:
        wrong["partner"] = gettext("Kies een andere organisatie, die nu bestaat.")
    if wrong or partner is None:
        raise InvalidError(gettext("Het voorstel klopt niet."), gettext("Niet alles is goed."), fields=wrong)
    return partner


def _wrong(new: NewTie) -> dict[str, str]:
    wrong: dict[str, str] = {}
    if new.mechanism not in Mechanism.values:
        wrong["mechanism"] = gettext("Kies markt, hiërarchie of netwerk.")
    if new.valid_from < clock.today():
        wrong["valid_from"] = gettext("Kies vandaag of een latere dag.")
    if new.valid_to is not None and new.valid_to <= new.valid_from:
        wrong["valid_to"] = gettext("Kies een dag na de eerste dag.")
    if not 0 < len(" ".join(new.words.split())) <= 400:
        wrong["words"] = gettext("Schrijf in hoogstens 400 tekens op waarvoor deze band is.")
    return wrong


def _days(tie: AgreedTie) -> tuple[str, str | None]:
    return tie.valid_from.isoformat(), tie.valid_to.isoformat() if tie.valid_to else None


def _record(said: object, tie: AgreedTie, organisation_id: UUID) -> None:
    other = tie.partner_id if tie.proposer_id == organisation_id else tie.proposer_id
    things = [Thing("tie", tie.pk), Thing("organisation", other, "other")]
    record(said, organisation_id=organisation_id, things=things, more_streams=[other])
