"""What every change of a plan asks first: that it runs, that nobody is about to sign, and who it is for."""

from __future__ import annotations

from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext

from schakel.ground.access.permissions import works_on
from schakel.ground.access.types import Section
from schakel.ground.dossiers.models import Participation
from schakel.ground.journal.writing import Thing
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor, current_context
from schakel.ground.kernel.errors import ConflictError, ForbiddenError, InvalidError
from schakel.jobseekers.plans.models import Plan, PlanPart


def things_of(plan_id: UUID, dossier_id: UUID) -> list[Thing]:
    """What an entry on a plan is about."""
    return [Thing("plan", plan_id), Thing("client", dossier_id)]


def mark_edited(plan: Plan) -> None:
    """Note that the plan differs from what was laid before the signers last.

    Raises ConflictError for a plan that is closed, or that waits for signatures: what somebody is about to
    sign does not change under their hands.
    """
    open_ones = Plan.objects.filter(pk=plan.pk, is_waiting=False).exclude(status=Plan.Status.CLOSED)
    if not open_ones.update(is_edited=True, version=F("version") + 1):
        plan.refresh_from_db()
        raise _closed() if plan.is_closed else _waits()


def lead_takes_part(plan: Plan) -> bool:
    """Whether the leading organisation is still in the dossier; a plan never hangs on one that left."""
    found = Participation.objects.on(clock.today()).filter(dossier_id=plan.dossier_id)
    return found.filter(organisation_id=plan.lead_organisation_id).exists()


def require_open(plan: Plan) -> None:
    """Raise ConflictError for a plan that is closed."""
    if plan.is_closed:
        raise _closed()


def require_lead(plan: Plan, actor: Actor) -> None:
    """Raise ForbiddenError for who is not at the organisation that leads the plan."""
    if actor.organisation_id != plan.lead_organisation_id:
        raise ForbiddenError(
            gettext("Dit mag u hier niet doen."),
            gettext("Dit doet de organisatie die het plan leidt: %(name)s.")
            % {"name": plan.lead_organisation.name},
            gettext("Vraag het aan %(name)s.") % {"name": plan.lead.name},
        )


def require_owner(part: PlanPart, plan: Plan, actor: Actor) -> None:
    """Raise ForbiddenError unless the part is of the actor's organisation, or that one leads the plan.

    Whoever it is works in the section of the part.
    """
    works_on(Section(part.section_bit)).check(current_context(), {"dossier_id": plan.dossier_id})
    if actor.organisation_id not in (part.organisation_id, plan.lead_organisation_id):
        raise ForbiddenError(
            gettext("Dit mag u hier niet doen."),
            gettext("Dit deel van het plan is van %(name)s.") % {"name": part.organisation.name},
            gettext("Wijzig uw eigen deel, of overleg met wie het plan leidt."),
        )


def refuse(fields: dict[str, str]) -> None:
    """Raise InvalidError when a field has something to say."""
    said = {name: words for name, words in fields.items() if words}
    if said:
        raise InvalidError(
            gettext("Er ontbreekt nog iets."),
            gettext("De cliënt leest dit mee."),
            gettext("Vul aan wat ontbreekt."),
            fields=said,
        )


def missing(words: str, sentence: str, most: int = 400) -> str:
    """The sentence for a field without words, or one for words that are too long; empty when it is right."""
    if not words.strip():
        return sentence
    too_long = gettext("Schrijf dit korter: hoogstens %(n)s tekens.") % {"n": most}
    return too_long if len(words.strip()) > most else ""


def _closed() -> ConflictError:
    return ConflictError(
        gettext("Dit plan is afgesloten."),
        gettext("Een plan dat afgesloten is, blijft zoals het was."),
        gettext("Begin een nieuw plan als dat nodig is."),
    )


def _waits() -> ConflictError:
    return ConflictError(
        gettext("Dit plan ligt bij wie het ondertekent."),
        gettext("Wat iemand gaat ondertekenen, verandert intussen niet."),
        gettext("Wacht tot iedereen heeft ondertekend, of haal het plan eerst terug."),
    )
