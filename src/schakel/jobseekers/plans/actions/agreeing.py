"""Laying a plan before those who sign it, signing, disagreeing, and what follows when all have signed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import ReaderKind
from schakel.ground.dossiers.models import Participation
from schakel.ground.dossiers.seats import seat_of_actor
from schakel.ground.journal.decisions import (
    ClientView,
    Decision,
    DecisionKind,
    Option,
    Reason,
    record_decision,
)
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.dates import as_day
from schakel.ground.kernel.errors import ConflictError, StaleVersionError
from schakel.ground.kernel.versions import update_version
from schakel.ground.people.queries import require_alive
from schakel.jobseekers.plans import access
from schakel.jobseekers.plans.agreed import agree_if_settled, take_back
from schakel.jobseekers.plans.content import content_of, digest_of
from schakel.jobseekers.plans.editing import (
    lead_takes_part,
    missing,
    refuse,
    require_lead,
    require_open,
    things_of,
)
from schakel.jobseekers.plans.models import Plan, PlanSignature, PlanVersion
from schakel.jobseekers.plans.queries.plans import goals_of, parts_of, plan_visible, steps_of
from schakel.jobseekers.plans.queries.versions import signature_of, waiting_version
from schakel.jobseekers.plans.signers import lacking, signers_of
from schakel.jobseekers.plans.verbs import PlanOffered, PlanRefused, PlanSigned

Party, How = PlanSignature.Party, PlanSignature.How


@dataclass(frozen=True, slots=True)
class NewWitness:
    """How and when the client agreed before a professional, on which version."""

    number: int
    how: str
    signed_on: date


@action(access.CHANGE)
def offer_plan(
    *,
    actor: Actor,
    dossier_id: UUID,
    plan_id: UUID,
    because: str = "",
    payer_id: UUID | None = None,
    provider_id: UUID | None = None,
    expected_version: int | None,
) -> UUID:
    """Lay the plan before the client and the organisations with a part; returns the id of the version.

    Who offers signs with it. payer_id and provider_id name organisations that sign as well where a service is
    bought (R077). Raises ConflictError when something is missing or nothing changed, InvalidError when a
    later version says not why, ForbiddenError, StaleVersionError.
    """
    require_alive(dossier_id)
    plan, seat = plan_visible(dossier_id, plan_id), seat_of_actor(actor)
    require_lead(plan, actor)
    require_open(plan)
    here = _organisations_in(dossier_id)
    _require_here(here, {"payer_id": payer_id, "provider_id": provider_id})
    goals, parts, steps = goals_of(plan), parts_of(plan), steps_of(plan)
    _require_ready(plan, lacking(plan, goals, steps))
    if plan.number:
        refuse({"because": missing(because, gettext("Schrijf op wat er anders is, en waarom."))})
    number = plan.number + 1
    update_version(plan, expected_version, **_offered(plan, number))
    content = content_of(plan, number, goals, parts, steps)
    version = PlanVersion(
        plan=plan,
        dossier_id=dossier_id,
        number=number,
        content=content,
        digest=digest_of(content),
        because=because.strip(),
        offered_at=clock.now(),
        offered_by_id=seat.person_id,
        organisation_id=seat.organisation_id,
    )
    version.save(force_insert=True)
    PlanSignature.objects.bulk_create(signers_of(version, parts, here, payer_id, provider_id))
    record(
        PlanOffered(number, version.digest, version.because),
        dossier_id=dossier_id,
        things=things_of(plan_id, dossier_id),
    )
    _sign(_row(version, Party.LEAD, seat.organisation_id), How.WORK_PAGE, clock.today(), actor)
    agree_if_settled(version)
    return version.pk


def _organisations_in(dossier_id: UUID) -> set[UUID]:
    """Only an organisation that takes part can read what it signs."""
    found = Participation.objects.on(clock.today()).filter(dossier_id=dossier_id)
    return set(found.values_list("organisation_id", flat=True))


def _require_here(here: set[UUID], asked: dict[str, UUID | None]) -> None:
    wrong = gettext("Kies een organisatie die bij deze cliënt betrokken is.")
    refuse({name: wrong for name, one in asked.items() if one is not None and one not in here})


def _offered(plan: Plan, number: int) -> dict[str, Any]:
    status = Plan.Status.OFFERED if plan.status == Plan.Status.CONCEPT else plan.status
    return {"number": number, "status": status, "is_waiting": True, "is_edited": False}


def _require_ready(plan: Plan, sentences: list[str]) -> None:
    if plan.is_waiting or not plan.is_edited:
        raise ConflictError(
            gettext("Er is niets nieuws om voor te leggen."),
            gettext("De laatste versie van dit plan is al voorgelegd."),
            gettext("Wijzig eerst iets in het plan."),
        )
    if sentences:
        raise ConflictError(
            gettext("Het plan is nog niet klaar om te tekenen."),
            " ".join(sentences),
            gettext("Vul dit eerst aan."),
        )


@action(access.CHANGE)
def withdraw_plan(*, actor: Actor, dossier_id: UUID, plan_id: UUID, number: int, because: str) -> UUID:
    """Take a version back before everybody signed, so that it can be changed; returns the plan's id.

    Raises ConflictError when it waits no longer, InvalidError without a reason, ForbiddenError.
    """
    plan = plan_visible(dossier_id, plan_id)
    if lead_takes_part(plan):
        require_lead(plan, actor)
    refuse({"because": missing(because, gettext("Schrijf op waarom u het plan terughaalt."))})
    take_back(waiting_version(dossier_id, number), because.strip())
    return plan_id


@action(access.WRITE)
def sign_plan(*, actor: Actor, dossier_id: UUID, number: int, digest: str) -> UUID:
    """Let the client sign the version that they read, on their own page; returns the signature's id.

    digest is that of the version on the page. Raises StaleVersionError when another version waits,
    ConflictError when it was signed already, NotFoundError for anyone but the client.
    """
    _require_own(actor, dossier_id)
    version = waiting_version(dossier_id, number)
    if version.digest != digest:
        raise StaleVersionError(version)
    row = _sign(_row(version, Party.CLIENT, None), How.OWN_PAGE, clock.today(), actor)
    agree_if_settled(version)
    return row.pk


@action(access.CHANGE)
def witness_signature(*, actor: Actor, dossier_id: UUID, new: NewWitness) -> UUID:
    """Record that the client agreed before a professional, on paper or at the table; returns its id.

    Raises InvalidError for another way or a day that is not between the offer and today, ConflictError.
    """
    version = waiting_version(dossier_id, new.number)
    offered = as_day(version.offered_at)
    fields = {}
    if new.how not in {How.PAPER, How.TABLE}:
        fields["how"] = gettext("Kies hoe de cliënt akkoord gaf.")
    if not offered <= new.signed_on <= clock.today():
        fields["signed_on"] = gettext("Kies een dag vanaf het voorleggen tot en met vandaag.")
    refuse(fields)
    row = _sign(_row(version, Party.CLIENT, None), new.how, new.signed_on, actor)
    agree_if_settled(version)
    return row.pk


@action(access.CHANGE)
def sign_for_organisation(*, actor: Actor, dossier_id: UUID, number: int) -> UUID:
    """Sign for the actor's own organisation, wherever its signature is asked; returns the signature's id.

    Raises NotFoundError when it is not asked, ConflictError when it was given.
    """
    version = waiting_version(dossier_id, number)
    asked = PlanSignature.objects.filter(plan_version=version, organisation_id=actor.employer_id)
    rows = list(asked.order_by("signed_on", "id"))
    if not rows:
        raise not_found()
    open_ones = [row for row in rows if row.signed_on is None] or rows[:1]
    for row in open_ones:
        _sign(row, How.WORK_PAGE, clock.today(), actor)
    agree_if_settled(version)
    return open_ones[0].pk


@action(access.WRITE)
def object_to_plan(*, actor: Actor, dossier_id: UUID, number: int, words: str) -> UUID:
    """Let the client say on their own page that they do not agree, and why; returns the signature's id.

    Raises InvalidError without words, ConflictError when it was signed already.
    """
    _require_own(actor, dossier_id)
    return _refuse_plan(waiting_version(dossier_id, number), words, is_heard=False)


@action(access.CHANGE)
def witness_objection(*, actor: Actor, dossier_id: UUID, number: int, words: str) -> UUID:
    """Record that the client told a professional that they do not agree; returns the signature's id."""
    return _refuse_plan(waiting_version(dossier_id, number), words, is_heard=True)


def _refuse_plan(version: PlanVersion, words: str, *, is_heard: bool) -> UUID:
    refuse({"words": missing(words, gettext("Schrijf op waarom niet, of wat u anders wilt."))})
    row = _row(version, Party.CLIENT, None)
    _require_unsigned(row)
    update_version(row, None, refused_on=clock.today(), refused_words=words.strip())
    content = PlanRefused(version.number, words.strip(), is_heard)
    things = things_of(version.plan_id, version.dossier_id)
    record(content, dossier_id=version.dossier_id, things=things)
    return row.pk


@action(access.CHANGE)
def settle_disagreement(
    *, actor: Actor, dossier_id: UUID, number: int, goes_on: bool, because: str, alternative: str
) -> UUID:
    """Decide what happens with a plan that the client does not agree with; returns the choice's entry (C25).

    Both views are kept: the client's own words, and the reason of who decides. goes_on lets the plan hold
    without the client's signature; else it is taken back, to be adapted. alternative is what the client wants
    instead. Raises ConflictError when the client did not object, InvalidError, ForbiddenError.
    """
    version = waiting_version(dossier_id, number)
    require_lead(version.plan, actor)
    row = _row(version, Party.CLIENT, None)
    if row.refused_on is None or row.is_settled:
        raise ConflictError(
            gettext("Er is niets om over te beslissen."),
            gettext("De cliënt maakte geen bezwaar tegen deze versie, of er is al beslist."),
            gettext("Kijk bij het plan wie nog moet tekenen."),
        )
    refuse(
        {
            "because": missing(because, gettext("Schrijf op waarom u dit beslist.")),
            "alternative": missing(alternative, gettext("Schrijf op wat de cliënt anders wil.")),
        }
    )
    decision_id = _decide(row, because.strip(), alternative.strip(), goes_on=goes_on)
    if goes_on:
        update_version(row, None, decision_id=decision_id)
        agree_if_settled(version)
    else:
        take_back(version, because.strip())
    return decision_id


def _decide(row: PlanSignature, because: str, alternative: str, *, goes_on: bool) -> UUID:
    as_it_is, as_wanted = gettext("het plan zoals het er ligt"), alternative
    if as_wanted == as_it_is:
        refuse({"alternative": gettext("Schrijf op wat de cliënt anders wil.")})
    decision = Decision(
        kind=DecisionKind.DEVIATION if goes_on else DecisionKind.GUIDANCE,
        question=gettext("De cliënt is het niet eens met het plan. Hoe gaan wij verder?"),
        options=(Option(as_it_is), Option(as_wanted)),
        chosen=as_it_is if goes_on else as_wanted,
        reason=Reason.OTHER if goes_on else Reason.CLIENT_WISH,
        reason_text=because,
        client_view=ClientView.DISAGREES,
        client_words=row.refused_words,
    )
    things = (Thing("client", row.dossier_id),)
    return record_decision(decision, dossier_id=row.dossier_id, things=things)


def _require_own(actor: Actor, dossier_id: UUID) -> None:
    if actor.kind != ReaderKind.CLIENT or actor.subject_id != dossier_id:
        raise not_found()


def _row(version: PlanVersion, party: str, organisation_id: UUID | None) -> PlanSignature:
    row = signature_of(version, party, organisation_id)
    if row is None:
        raise not_found()
    return row


def _require_unsigned(row: PlanSignature) -> None:
    if row.signed_on is not None:
        raise ConflictError(
            gettext("Dit plan is al ondertekend."),
            gettext("Een versie van het plan wordt door ieder één keer ondertekend."),
            gettext("U hoeft niets meer te doen."),
        )


def _sign(row: PlanSignature, how: str, signed_on: date, actor: Actor) -> PlanSignature:
    _require_unsigned(row)
    version, is_own = row.plan_version, actor.kind == ReaderKind.CLIENT
    seat = None if is_own else seat_of_actor(actor)
    update_version(
        row,
        None,
        signed_on=signed_on,
        recorded_at=clock.now(),
        how=how,
        signed_digest=version.digest,
        professional_id=seat.person_id if seat else None,
        refused_on=None,
        refused_words="",
    )
    of_organisation = seat.organisation_name if seat and row.party != Party.CLIENT else ""
    content = PlanSigned(
        version.number, row.party, how, signed_on.isoformat(), version.digest, of_organisation
    )
    record(content, dossier_id=row.dossier_id, things=things_of(version.plan_id, row.dossier_id))
    return row
