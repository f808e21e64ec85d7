"""Choosing a service, or none, with the reason, what is expected, and the rules as they stood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import OrganisationKind
from schakel.ground.dossiers.queries.people import participations_of
from schakel.ground.dossiers.queries.visible import sections_visible
from schakel.ground.dossiers.seats import Seat, seat_of_actor
from schakel.ground.journal.decisions import Decision, DecisionKind, Expected, Option, ReasonOrigin
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor, current_context
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.ground.norms.testing import MOST_NORMS, named_norms
from schakel.ground.people.queries import require_alive
from schakel.jobseekers.plans.actions import decide
from schakel.jobseekers.services import access
from schakel.jobseekers.services.approving import Question, ask_levels, check_approvers
from schakel.jobseekers.services.asking import Wanted, avoided_at, wanted_for_choice
from schakel.jobseekers.services.catalogue.judging import Judged
from schakel.jobseekers.services.catalogue.labels import Avoided
from schakel.jobseekers.services.catalogue.model import Service
from schakel.jobseekers.services.catalogue.shelf import the_catalogue
from schakel.jobseekers.services.models import ServiceApproval, ServiceUse
from schakel.jobseekers.services.models.use import OPEN
from schakel.jobseekers.services.presenting import option_known
from schakel.jobseekers.services.queries.catalogue import LOCAL
from schakel.jobseekers.services.queries.eligibility import Standing, standing_of
from schakel.jobseekers.services.queries.levels import levels_of
from schakel.jobseekers.services.queries.uses import at_their_limit, relabelled_from
from schakel.jobseekers.services.receipts import keep_receipt
from schakel.jobseekers.services.telling import verdict_for_the_plan
from schakel.jobseekers.services.verbs import ServiceChosen

State = ServiceUse.State
NONE = "none"
"""The option to use no service now; it is always there."""
_KINDS = {
    "uwv": {OrganisationKind.UWV},
    "municipality": {OrganisationKind.MUNICIPALITY, OrganisationKind.SOCIAL_SERVICE},
    "cwi": {OrganisationKind.CWI, OrganisationKind.UWV},
    "provider": {OrganisationKind.PROVIDER, OrganisationKind.JOBCOACHING},
    "training": {OrganisationKind.PUBLIC_TRAINING, OrganisationKind.PRIVATE_TRAINING},
    "employer": {OrganisationKind.EMPLOYER},
    "debt_help": {OrganisationKind.DEBT_HELP},
    "care": {OrganisationKind.CARE},
}


@dataclass(frozen=True, slots=True)
class ServiceChoice:
    """What was chosen among which services, why, and the chance (0 to 10) of what is expected by a day.

    origin says whether the reason was offered from facts or written; approvers names a membership for each
    level that must agree.
    """

    chosen: str
    considered: Sequence[str]
    reason: str
    reason_text: str
    origin: str
    chance: int
    expected_by: date
    client_view: str = "not_asked"
    client_words: str = ""
    approvers: Mapping[str, UUID] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Passed:
    """What the chosen service passes: a limit under another name, a step it avoids, and the levels asked."""

    earlier: ServiceUse | None
    avoided: Avoided | None
    wanted: Wanted


@action(access.CHANGE)
def choose_service(*, actor: Actor, dossier_id: UUID, choice: ServiceChoice) -> UUID:
    """Choose a service or none; returns the id of the use, or of the choice where it is none.

    A service that fits only with a reason, that is not known to fit, that looks like one whose limit has
    passed, or that leaves out a step asks a sentence of one's own. Where a level above who chooses must
    agree, the service waits for it. Raises InvalidError without sentence or approver, ConflictError for a
    service that the rules firmly refuse or that is open already, NotFoundError for one that is not of today.
    """
    require_alive(dossier_id)
    standing = standing_of(dossier_id, sections_visible(dossier_id))
    considered = [
        _judged(standing, key) for key in dict.fromkeys([*choice.considered, choice.chosen]) if key != NONE
    ]
    if choice.chosen == NONE:
        return decide(actor=actor, dossier_id=dossier_id, decision=_decision(choice, considered, None))
    chosen = _judged(standing, choice.chosen)
    _refuse_firmly(chosen)
    _refuse_twice(dossier_id, chosen.service)
    passed = _passed(standing, chosen)
    _ask_sentence(choice, chosen, passed)
    question = _question(choice, considered, passed)
    approvers = check_approvers(actor, question)
    decision = _decision(choice, considered, chosen, passed)
    decision_id = decide(actor=actor, dossier_id=dossier_id, decision=decision)
    use = _keep(standing, chosen, choice, passed, decision_id, seat_of_actor(actor))
    ask_levels(actor, use, question, approvers)
    return use.id


def _passed(standing: Standing, chosen: Judged) -> _Passed:
    service = chosen.service
    limited = at_their_limit(standing.dossier_id, standing.on)
    earlier = relabelled_from(limited, service.content, service.key, service.period)
    avoided = avoided_at(standing, service)
    levels = levels_of([service], current_context().actor.organisation_id)[service.key]
    return _Passed(earlier, avoided, wanted_for_choice(chosen, earlier, avoided, levels))


def _question(choice: ServiceChoice, considered: Sequence[Judged], passed: _Passed) -> Question:
    options = [{"name": one.service.name, "known": option_known(one)} for one in considered]
    return Question(
        ServiceApproval.About.CHOICE,
        passed.wanted,
        choice.reason_text.strip(),
        [*options, {"name": gettext("Geen dienst"), "known": ""}],
        approvers=choice.approvers,
    )


def _judged(standing: Standing, key: str) -> Judged:
    found = standing.judged.get(key)
    if found is None:
        raise not_found()
    return found


def _refuse_firmly(chosen: Judged) -> None:
    if chosen.verdict != "no":
        return
    because = [one.rule.text for one in chosen.failing] or [
        gettext("De dienst is er niet voor deze regeling.")
    ]
    raise ConflictError(
        gettext("Deze dienst past nu niet: %(name)s.") % {"name": chosen.service.name},
        gettext("Dit moet gelden: %(rules)s") % {"rules": " ".join(because)},
        gettext("Verandert dat, kies dan opnieuw. Bekijk intussen wat wel past."),
    )


def _refuse_twice(dossier_id: UUID, service: Service) -> None:
    if ServiceUse.objects.filter(dossier_id=dossier_id, service_key=service.key, state__in=OPEN).exists():
        raise ConflictError(
            gettext("Deze dienst staat al open: %(name)s.") % {"name": service.name},
            gettext("Een cliënt heeft een dienst één keer tegelijk."),
            gettext("Ga verder met de dienst die er al staat."),
        )


def _ask_sentence(choice: ServiceChoice, chosen: Judged, passed: _Passed) -> None:
    """Everyday choices ask no typing; a deviation does."""
    if choice.origin == ReasonOrigin.WRITTEN and choice.reason_text.strip():
        return
    if passed.earlier is not None:
        words = gettext("Deze dienst lijkt op %(earlier)s. Schrijf in één zin op wat er nu anders is.")
        sentence = words % {"earlier": passed.earlier.name}
    elif passed.avoided is not None:
        words = gettext(
            "Deze dienst heeft dezelfde inhoud als %(other)s. Schrijf op waarom die stap hier niet past."
        )
        sentence = words % {"other": passed.avoided.words}
    elif chosen.verdict == "unless":
        sentence = gettext("Deze dienst past alleen met een reden. Schrijf die in één zin op.")
    elif chosen.verdict == "unknown":
        sentence = gettext(
            "Nog niet bekend is of deze dienst past. Schrijf in één zin op waarom u hem toch kiest."
        )
    else:
        return
    raise InvalidError(gettext("De keuze is nog niet compleet."), fields={"reason_text": sentence})


def _decision(
    choice: ServiceChoice,
    considered: Sequence[Judged],
    chosen: Judged | None,
    passed: _Passed | None = None,
) -> Decision:
    nothing = gettext("Geen dienst")
    is_other_label = passed is not None and (passed.earlier is not None or passed.avoided is not None)
    deviates = chosen is not None and (chosen.verdict == "unless" or is_other_label)
    options = [Option(one.service.name, option_known(one)) for one in considered]
    names = chosen.service.all_norms[:MOST_NORMS] if chosen is not None else ()
    return Decision(
        kind=DecisionKind.DEVIATION if deviates else DecisionKind.SERVICE,
        question=gettext("Welke dienst helpt nu het meest?"),
        options=(*options, Option(nothing)),
        chosen=chosen.service.name if chosen is not None else nothing,
        reason=choice.reason,
        reason_text=choice.reason_text.strip(),
        reason_origin=choice.origin,
        client_view=choice.client_view,
        client_words=choice.client_words.strip(),
        expected=Expected(gettext("Aan het werk"), choice.expected_by, choice.chance),
        norms=named_norms(names, clock.today()),
    )


def _keep(
    standing: Standing,
    chosen: Judged,
    choice: ServiceChoice,
    passed: _Passed,
    decision_id: UUID,
    seat: Seat,
) -> ServiceUse:
    service, dossier_id = chosen.service, standing.dossier_id
    follows = _state_of(service, standing, seat)
    state = State.AWAITING if passed.wanted else follows
    use = ServiceUse(
        dossier_id=dossier_id,
        service_key=service.key,
        local_id=service.key.removeprefix(LOCAL) if service.key.startswith(LOCAL) else None,
        name=service.name,
        content=service.content,
        digest=the_catalogue().digest,
        state=state,
        after_approval=follows if passed.wanted else "",
        verdict=verdict_for_the_plan(chosen),
        is_bought=service.is_bought,
        is_decision=service.is_decision,
        is_exclusive=service.is_exclusive,
        organisation_id=seat.organisation_id,
        chosen_by_id=seat.person_id,
        chosen_on=standing.on,
        decision_id=decision_id,
        because=choice.reason_text.strip(),
        relabels=passed.earlier,
        avoids=passed.avoided.words[:200] if passed.avoided else "",
        decided_on=standing.on if state == State.DECIDED else None,
        rung=standing.facts.values.get("trede"),
        period=service.period,
        **_parties(service, standing),
    )
    use.save(force_insert=True)
    _record(use, passed)
    keep_receipt(standing, chosen, use.id)
    return use


def _state_of(service: Service, standing: Standing, seat: Seat) -> str:
    """Decided at once where the chooser's organisation decides on a service of its own without a besluit."""
    is_own = not service.is_bought and seat.organisation_id in _able(service.decider, standing)
    return State.DECIDED if is_own and not service.is_decision else State.PROPOSED


def _record(use: ServiceUse, passed: _Passed) -> None:
    earlier = passed.earlier.name if passed.earlier else ""
    content = ServiceChosen(
        use.service_key, use.name, use.verdict, use.digest, use.is_decision, earlier, use.avoids
    )
    things = [Thing("service_use", use.id), Thing("entry", use.decision_id)]
    record(content, dossier_id=use.dossier_id, things=things)


def _parties(service: Service, standing: Standing) -> dict[str, UUID | None]:
    """Who decides, pays and guides, as far as one organisation in the dossier can be it."""
    found = {name: _able(getattr(service, name), standing) for name in ("decider", "payer", "guide")}
    return {f"{name}_id": next(iter(able)) if len(able) == 1 else None for name, able in found.items()}


def _able(party: str, standing: Standing) -> set[UUID]:
    """The organisations in the dossier that can be this party."""
    taking_part = participations_of(standing.dossier_id)
    if party == "benefit":
        paying = {right.organisation_id for right in standing.rights if standing.on in right.period}
        return paying & {p.organisation_id for p in taking_part}
    kinds = _KINDS.get(party, set())
    return {p.organisation_id for p in taking_part if p.organisation.kind in kinds}
