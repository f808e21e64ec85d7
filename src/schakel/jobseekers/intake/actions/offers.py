"""Work offered at the head of an intake, and what the client answered."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.ground.kernel.versions import update_version
from schakel.jobseekers.intake import access
from schakel.jobseekers.intake.models import DirectOffer
from schakel.jobseekers.intake.queries import intake_visible, offers_of, running_intake
from schakel.jobseekers.intake.verbs.offers import OfferAnswered, WorkOffered


@dataclass(frozen=True, slots=True)
class NewOffer:
    """Which kind of work is offered, and what it is."""

    kind: str
    what: str


@action(access.HOLD)
def offer_work(*, actor: Actor, dossier_id: UUID, intake_id: UUID, new: NewOffer) -> UUID:
    """Offer Work First or a vacancy during an intake; returns the offer's id. Raises InvalidError."""
    intake, what = running_intake(dossier_id, intake_id), new.what.strip()
    fields = {}
    if new.kind not in DirectOffer.Kind.values:
        fields["kind"] = gettext("Kies wat u aanbiedt.")
    if not what:
        fields["what"] = gettext("Schrijf op welk werk het is.")
    if fields:
        raise InvalidError(gettext("Het aanbod is nog niet vastgelegd."), fields=fields)
    row = DirectOffer(
        dossier_id=dossier_id,
        intake=intake,
        organisation_id=actor.employer_id,
        reader_id=actor.reader_id,
        kind=new.kind,
        what=what[:200],
        offered_on=clock.today(),
    )
    things = [Thing("intake", intake.id), Thing("offer", row.id)]
    record(WorkOffered(new.kind, row.what), dossier_id=dossier_id, things=things)
    row.save(force_insert=True)
    return row.id


@action(access.HOLD)
def answer_offer(
    *,
    actor: Actor,
    dossier_id: UUID,
    intake_id: UUID,
    offer_id: UUID,
    answer: str,
    words: str = "",
    expected_version: int | None = None,
) -> UUID:
    """Write down whether the client took or refused an offer; returns its id. Nothing follows by itself.

    The answer may come after the intake.

    Raises InvalidError for a refusal without the client's reason, ConflictError when it has its answer.
    """
    intake = intake_visible(dossier_id, intake_id)
    row = next((offer for offer in offers_of(intake) if offer.pk == offer_id), None)
    if row is None:
        raise not_found()
    if row.answer:
        raise ConflictError(gettext("Dit aanbod is al beantwoord."))
    _check(answer, words.strip())
    things = [Thing("intake", intake.id), Thing("offer", row.id)]
    record(OfferAnswered(row.what, answer, words.strip()), dossier_id=dossier_id, things=things)
    update_version(
        row,
        expected_version,
        answer=answer,
        answer_words=words.strip()[:400],
        answered_on=clock.today(),
    )
    return row.id


def _check(answer: str, words: str) -> None:
    fields = {}
    if answer not in DirectOffer.Answer.values:
        fields["answer"] = gettext("Kies wat de cliënt antwoordde.")
    if answer == DirectOffer.Answer.REFUSED and not words:
        fields["words"] = gettext("Schrijf op waarom de cliënt dit afslaat, in eigen woorden.")
    if fields:
        raise InvalidError(gettext("Het antwoord is nog niet vastgelegd."), fields=fields)
