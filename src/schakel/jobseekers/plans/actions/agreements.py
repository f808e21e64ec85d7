"""Every write on agreements, and the recording of a choice in a plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.dossiers.actions import file_draft
from schakel.ground.dossiers.queries.visible import sections_visible
from schakel.ground.journal.decisions import Decision, DecisionEvaluated, Outcome, record_decision
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor, current_context
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.ground.kernel.versions import update_version
from schakel.ground.norms.records import note_resting
from schakel.ground.norms.testing import MOST_NORMS, keep_test, named_norms
from schakel.ground.people.queries import require_alive
from schakel.jobseekers.plans import access
from schakel.jobseekers.plans.choices import choice_named
from schakel.jobseekers.plans.models import Agreement, Plan, PlanStep
from schakel.jobseekers.plans.records import note_look_back
from schakel.jobseekers.plans.verbs import AgreementChanged, AgreementChecked, AgreementMade

Duty, Status = Agreement.Duty, Agreement.Status


@dataclass(frozen=True, slots=True)
class NewAgreement:
    """An agreement as made: what, why, whose duty, by which day, and the norm it rests on if one is named."""

    what: str
    because: str
    duty: str
    due_on: date
    norm: str = ""


@action(access.CHANGE)
def make_agreement(
    *,
    actor: Actor,
    dossier_id: UUID,
    organisation_id: UUID,
    new: NewAgreement,
    draft_id: UUID | None = None,
) -> UUID:
    """Make an agreement with the client on behalf of the actor's organisation; returns its id.

    The draft it was written in goes with it.

    Raises NotFoundError for another organisation: nobody promises for somebody else; InvalidError when
    the client died, and for a norm that does not hold today.
    """
    if organisation_id != actor.organisation_id:
        raise not_found()
    _check(new)
    require_alive(dossier_id)
    agreement = Agreement(
        dossier_id=dossier_id,
        organisation_id=organisation_id,
        what=new.what.strip(),
        because=new.because.strip(),
        duty=new.duty,
        due_on=new.due_on,
        made_on=clock.today(),
        norm=new.norm,
    )
    agreement.save(force_insert=True)
    content = AgreementMade(agreement.what, agreement.because, new.duty, new.due_on.isoformat(), new.norm)
    record(content, dossier_id=dossier_id, things=_things(agreement.id, dossier_id))
    if draft_id is not None:
        file_draft(actor=actor, dossier_id=dossier_id, kind="agreement", draft_id=draft_id)
    return agreement.id


@action(access.CHANGE)
def change_agreement(
    *,
    actor: Actor,
    dossier_id: UUID,
    agreement_id: UUID,
    what: str,
    due_on: date,
    because: str,
    expected_version: int | None,
) -> UUID:
    """Change what was agreed, or by when; returns its id.

    Raises StaleVersionError when somebody else changed it, ConflictError when it was checked already.
    """
    agreement = _open_agreement(dossier_id, agreement_id)
    _require_outside_a_plan(agreement)
    _check(NewAgreement(what, because, agreement.duty, due_on))
    was = f"{agreement.what} ({agreement.due_on.isoformat()})"
    update_version(agreement, expected_version, what=what.strip(), due_on=due_on, because=because.strip())
    content = AgreementChanged(what.strip(), due_on.isoformat(), because.strip(), was)
    record(content, dossier_id=dossier_id, things=_things(agreement_id, dossier_id))
    return agreement_id


@action(access.CHANGE)
def check_agreement(
    *,
    actor: Actor,
    dossier_id: UUID,
    agreement_id: UUID,
    status: str,
    result: str = "",
    expected_version: int | None = None,
) -> UUID:
    """Note that an agreement was kept, not kept or dropped; returns its id.

    Raises InvalidError when "not done" or "dropped" lacks its reason.
    """
    agreement = _open_agreement(dossier_id, agreement_id)
    if status not in {Status.DONE, Status.NOT_DONE, Status.DROPPED}:
        raise _wrong("status", gettext("Kies wat er met de afspraak gebeurde."))
    if status != Status.DONE and not result.strip():
        raise _wrong("result", gettext("Schrijf in één zin op waarom niet."))
    update_version(
        agreement, expected_version, status=status, result=result.strip(), checked_on=clock.today()
    )
    content = AgreementChecked(agreement.what, status, result.strip())
    record(content, dossier_id=dossier_id, things=_things(agreement_id, dossier_id))
    return agreement_id


@action(access.CHANGE)
def decide(*, actor: Actor, dossier_id: UUID, decision: Decision) -> UUID:
    """Record a choice about the client's course; returns the id of its entry in the journal.

    The norms it rests on are judged by the facts of this moment, which is kept beside it. Raises InvalidError
    for a norm that does not hold today, or more than a handful.
    """
    names = [norm.norm for norm in decision.norms]
    if len(names) > MOST_NORMS or len(named_norms(names, clock.today())) < len(names):
        raise _wrong("norm_1", gettext("Noem hoogstens vijf normen die vandaag gelden."))
    entry_id = record_decision(decision, dossier_id=dossier_id, things=(Thing("client", dossier_id),))
    if names:
        note_resting(dossier_id, entry_id, names)
        keep_test(dossier_id, entry_id, names, sections_visible(dossier_id))
    return entry_id


@action(access.CHANGE)
def evaluate_decision(*, actor: Actor, dossier_id: UUID, entry_id: UUID, outcome: str, learned: str) -> UUID:
    """Look back on a choice: what became of it, and what was learned if anything; returns the new entry's id.

    May be done again; the latest word counts. Raises NotFoundError for what is no choice in this dossier,
    InvalidError without an outcome.
    """
    decision = choice_named(dossier_id, entry_id)
    access.works_on(decision.section).check(current_context(), {"dossier_id": dossier_id})
    if outcome not in Outcome.values:
        raise _wrong("outcome", gettext("Kies wat ervan kwam."))
    note_look_back(dossier_id, entry_id)
    return record(
        DecisionEvaluated(decision.chosen, outcome, learned.strip()),
        dossier_id=dossier_id,
        section=decision.section,
        things=[Thing("client", dossier_id), Thing("entry", entry_id)],
    )


def _open_agreement(dossier_id: UUID, agreement_id: UUID) -> Agreement:
    agreement = Agreement.objects.filter(pk=agreement_id, dossier_id=dossier_id).first()
    if agreement is None:
        raise not_found()
    if agreement.status != Status.OPEN:
        raise ConflictError(
            gettext("Deze afspraak is al afgerond."),
            gettext("De uitkomst staat in het dossier."),
            gettext("Maak een nieuwe afspraak als dat nodig is."),
        )
    return agreement


def _require_outside_a_plan(agreement: Agreement) -> None:
    """What was signed changes in the plan, so that everybody signs again."""
    step = PlanStep.objects.filter(agreement=agreement, removed_on__isnull=True).first()
    if step is not None and step.plan.status != Plan.Status.CLOSED:
        raise ConflictError(
            gettext("Deze afspraak hoort bij een stap van het plan."),
            gettext("De cliënt en de organisaties hebben haar zo ondertekend."),
            gettext("Wijzig de stap in het plan, en leg het plan opnieuw voor."),
        )


def _check(new: NewAgreement) -> None:
    fields = {}
    if not new.what.strip():
        fields["what"] = gettext("Schrijf op wat er is afgesproken.")
    if not new.because.strip():
        fields["because"] = gettext("Schrijf de reden op. Zij staat bij de afspraak.")
    if new.due_on < clock.today():
        fields["due_on"] = gettext("Kies vandaag of een dag die nog komt.")
    if new.duty not in Duty.values:
        fields["duty"] = gettext("Kies wie dit doet.")
    if new.norm and not named_norms([new.norm], clock.today()):
        fields["norm"] = gettext("Noem een norm die vandaag geldt, of laat dit leeg.")
    if fields:
        raise InvalidError(gettext("De afspraak is nog niet compleet."), fields=fields)


def _wrong(field: str, sentence: str) -> InvalidError:
    return InvalidError(gettext("De uitkomst is nog niet compleet."), sentence, fields={field: sentence})


def _things(agreement_id: UUID, dossier_id: UUID) -> list[Thing]:
    return [Thing("agreement", agreement_id), Thing("client", dossier_id)]
