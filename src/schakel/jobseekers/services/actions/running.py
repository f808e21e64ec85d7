"""The life of a service that was chosen: decided, started, extended, logged, ended or dropped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.dossiers.queries.people import participations_of
from schakel.ground.dossiers.seats import seat_of_actor
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.dates import long_date
from schakel.ground.kernel.errors import ConflictError
from schakel.ground.kernel.versions import update_version
from schakel.ground.people.queries import require_alive
from schakel.jobseekers.services import access
from schakel.jobseekers.services.catalogue.model import Service
from schakel.jobseekers.services.limits import last_day, problems_of_view
from schakel.jobseekers.services.models import (
    ServiceApproval,
    ServiceEvaluation,
    ServiceLog,
    ServiceUse,
)
from schakel.jobseekers.services.models.use import ANSWERS
from schakel.jobseekers.services.queries.catalogue import service_named
from schakel.jobseekers.services.queries.uses import running_with, use_visible
from schakel.jobseekers.services.records import keep_evaluation, withdraw_questions
from schakel.jobseekers.services.using import (
    record_of_use,
    refuse_fields,
    use_in_state,
    wrong_state,
)
from schakel.jobseekers.services.verbs import (
    ServiceDecided,
    ServiceDropped,
    ServiceEnded,
    ServiceStarted,
    ServiceStepLogged,
)

State = ServiceUse.State


@dataclass(frozen=True, slots=True)
class UseDecision:
    """Who decides, pays and guides (organisations in the dossier), the price, and the test question."""

    decider_id: UUID | None
    payer_id: UUID | None
    guide_id: UUID | None
    price: Decimal | None = None
    is_shortest: str = ""


@dataclass(frozen=True, slots=True)
class Start:
    """From which day up to and including which day, and what is asked at the start of this service."""

    starts_on: date
    ends_on: date | None
    group: str = ""
    answers: Mapping[str, bool] = field(default_factory=dict)
    proof: str = ""


@dataclass(frozen=True, slots=True)
class End:
    """The last day, why then, and what it brought."""

    ended_on: date
    reason: str
    reached: str
    helped: str
    words: str = ""


@action(access.CHANGE)
def decide_use(
    *, actor: Actor, dossier_id: UUID, use_id: UUID, new: UseDecision, expected_version: int | None
) -> UUID:
    """Decide that a service is used; returns the use's id.

    Raises InvalidError when a bought service has no payer, price or answer to "is this the shortest way?",
    ConflictError when it was decided already, StaleVersionError.
    """
    require_alive(dossier_id)
    use = use_in_state(dossier_id, use_id, State.PROPOSED, gettext("Over deze dienst is al beslist."))
    names = {p.organisation_id: p.organisation.name for p in participations_of(dossier_id)}
    _check_decision(use, new, names)
    changes = {
        "decider_id": new.decider_id,
        "payer_id": new.payer_id,
        "guide_id": new.guide_id,
        "price": new.price,
        "is_shortest": new.is_shortest,
    }
    update_version(use, expected_version, state=State.DECIDED, decided_on=clock.today(), **changes)
    content = ServiceDecided(
        use.name,
        use.is_decision,
        decider=names.get(new.decider_id, "") if new.decider_id else "",
        payer=names.get(new.payer_id, "") if new.payer_id else "",
        guide=names.get(new.guide_id, "") if new.guide_id else "",
        price="" if new.price is None else str(new.price),
        is_shortest=new.is_shortest,
    )
    record_of_use(content, use)
    return use_id


def _check_decision(use: ServiceUse, new: UseDecision, names: Mapping[UUID, str]) -> None:
    fields = {}
    for name in ("decider", "payer", "guide"):
        chosen = getattr(new, f"{name}_id")
        if chosen is not None and chosen not in names:
            fields[name] = gettext("Kies een organisatie die aan dit dossier meedoet.")
    if new.decider_id is None:
        fields["decider"] = gettext("Kies wie beslist.")
    if use.is_bought and new.payer_id is None:
        fields["payer"] = gettext("Kies wie betaalt.")
    if use.is_bought and new.is_shortest not in dict(ANSWERS):
        fields["is_shortest"] = gettext("Geef antwoord: is dit de kortste weg naar werk?")
    if new.price is not None and new.price < 0:
        fields["price"] = gettext("Een prijs is nul of meer.")
    refuse_fields(fields)


@action(access.CHANGE)
def start_use(
    *, actor: Actor, dossier_id: UUID, use_id: UUID, new: Start, expected_version: int | None
) -> UUID:
    """Note that a service began; returns the use's id.

    Raises InvalidError for days that can't be or questions without an answer, ConflictError when another
    service that stands by itself runs, or when it can't start from its state.
    """
    require_alive(dossier_id)
    use = use_in_state(dossier_id, use_id, State.DECIDED, gettext("Deze dienst kan nu niet beginnen."))
    service = service_named(use.service_key, use.organisation_id)
    _check_days(use, new, service)
    _check_answers(new, service)
    _refuse_together(use)
    answers = {key: bool(new.answers[key]) for key in service.questions}
    proof = new.proof.strip() if service.asks_document else ""
    days = {"starts_on": new.starts_on, "ends_on": new.ends_on}
    update_version(
        use, expected_version, state=State.RUNNING, group=new.group, answers=answers, proof=proof, **days
    )
    ends = new.ends_on.isoformat() if new.ends_on else ""
    content = ServiceStarted(use.name, new.starts_on.isoformat(), ends, new.group, answers, proof)
    record_of_use(content, use)
    return use_id


def _check_days(use: ServiceUse, new: Start, service: Service) -> None:
    fields = {}
    if new.starts_on > clock.today():
        fields["starts_on"] = gettext("Leg het begin vast als de dienst begint; deze dag moet nog komen.")
    elif new.starts_on < use.chosen_on:
        fields["starts_on"] = gettext("Een dienst begint niet voordat hij is gekozen.")
    latest = last_day(new.starts_on, service.term)
    if new.ends_on is None and latest is not None:
        fields["ends_on"] = gettext("Deze dienst heeft een laatste dag. Vul die in.")
    elif new.ends_on is not None and new.ends_on < new.starts_on:
        fields["ends_on"] = gettext("De laatste dag ligt voor de eerste dag.")
    elif new.ends_on is not None and latest is not None and new.ends_on > latest:
        fields["ends_on"] = gettext("Deze dienst duurt hooguit t/m %(day)s.") % {"day": long_date(latest)}
    refuse_fields(fields)


def _check_answers(new: Start, service: Service) -> None:
    fields = {}
    if service.groups and new.group not in service.groups:
        fields["group"] = (
            gettext("Kies een antwoord.")
            if service.group_question
            else gettext("Kies bij welke groep de cliënt hoort.")
        )
    for key in service.questions.keys() - new.answers.keys():
        fields[f"q_{key}"] = gettext("Kies ja of nee.")
    if service.asks_document and not new.proof.strip():
        fields["proof"] = gettext("Noem de brief of het document waarmee dit is erkend.")
    refuse_fields(fields)


def _refuse_together(use: ServiceUse) -> None:
    """A service that stands by itself does not run beside another (R107)."""
    others = [one for one in running_with(use.dossier_id) if one.pk != use.pk]
    clash = next((one for one in others if one.is_exclusive or use.is_exclusive), None)
    if clash is not None:
        raise ConflictError(
            gettext("Deze dienst kan nu niet beginnen: %(name)s loopt.") % {"name": clash.name},
            gettext("Een losse dienst staat op zichzelf, en loopt niet naast een andere."),
            gettext("Rond eerst de andere dienst af, of begin deze daarna."),
        )


@action(access.CHANGE)
def log_step(*, actor: Actor, dossier_id: UUID, use_id: UUID, done_on: date, what: str) -> UUID:
    """Note something that was done within a running service; returns the id of the line."""
    use = use_in_state(dossier_id, use_id, State.RUNNING, gettext("Deze dienst loopt niet."))
    assert use.starts_on is not None
    fields = {}
    if not use.starts_on <= done_on <= clock.today():
        fields["done_on"] = gettext("Kies een dag vanaf het begin van de dienst tot en met vandaag.")
    if not what.strip():
        fields["what"] = gettext("Schrijf op wat er is gedaan.")
    refuse_fields(fields)
    person_id = seat_of_actor(actor).person_id
    row = ServiceLog(
        use=use, dossier_id=dossier_id, done_on=done_on, what=what.strip(), noted_by_id=person_id
    )
    row.save(force_insert=True)
    record_of_use(ServiceStepLogged(use.name, done_on.isoformat(), row.what), use)
    return row.id


@action(access.CHANGE)
def end_use(*, actor: Actor, dossier_id: UUID, use_id: UUID, end: End, expected_version: int | None) -> UUID:
    """Note that a service ended and what it brought: without looking back it does not end; returns its id.

    Raises InvalidError for a day before its start or still to come, or without an evaluation.
    """
    use = use_in_state(dossier_id, use_id, State.RUNNING, gettext("Deze dienst loopt niet."))
    _check_end(use, end)
    update_version(use, expected_version, state=State.ENDED, ended_on=end.ended_on, end_reason=end.reason)
    keep_evaluation(use, ServiceEvaluation.Voice.PROFESSIONAL, end.reached, end.helped, end.words)
    withdraw_questions(use, ServiceApproval.About.EXTENSION, gettext("de dienst is afgelopen"))
    said = (end.reached, end.helped, end.words.strip())
    record_of_use(ServiceEnded(use.name, end.ended_on.isoformat(), end.reason, *said), use)
    return use_id


def _check_end(use: ServiceUse, end: End) -> None:
    assert use.starts_on is not None
    fields = problems_of_view(end.reached, end.helped)
    if end.ended_on < use.starts_on:
        fields["ended_on"] = gettext("De laatste dag ligt voor het begin van de dienst.")
    elif end.ended_on > clock.today():
        fields["ended_on"] = gettext("Rond de dienst af als hij voorbij is; deze dag moet nog komen.")
    if end.reason not in ServiceUse.EndReason.values:
        fields["reason"] = gettext("Kies waarom de dienst eindigt.")
    refuse_fields(fields)


@action(access.CHANGE)
def drop_use(
    *, actor: Actor, dossier_id: UUID, use_id: UUID, because: str, expected_version: int | None
) -> UUID:
    """Note that a chosen service does not go ahead, and why; returns its id."""
    use = use_visible(dossier_id, use_id)
    if use.state == State.AWAITING:
        raise ConflictError(
            gettext("Deze dienst wacht op akkoord."),
            gettext("Wie het akkoord vroeg, kan die vraag intrekken."),
            gettext("Trek de vraag in; dan gaat de dienst niet door."),
        )
    if use.state not in {State.PROPOSED, State.DECIDED}:
        raise wrong_state(gettext("Deze dienst is al begonnen of afgelopen."))
    if not because.strip():
        refuse_fields({"because": gettext("Schrijf in één zin op waarom niet.")})
    update_version(use, expected_version, state=State.DROPPED)
    record_of_use(ServiceDropped(use.name, because.strip()), use)
    return use_id
