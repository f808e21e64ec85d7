"""Convening a joint case discussion, its agenda, and what each client's discussion leads to (R089)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.dossiers.seats import seat_of_actor
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.ground.kernel.versions import update_version
from schakel.ground.organisations.models import Membership
from schakel.ground.people.queries import require_alive
from schakel.jobseekers.plans import access
from schakel.jobseekers.plans.actions.agreements import NewAgreement, make_agreement
from schakel.jobseekers.plans.models import (
    CaseDiscussion,
    DiscussionAgreement,
    DiscussionCase,
    DiscussionGuest,
)
from schakel.jobseekers.plans.queries.discussions import (
    discussion_visible,
    guests_of,
    guests_to_ask,
    insight_into,
)
from schakel.jobseekers.plans.records import remove_case
from schakel.jobseekers.plans.verbs.discussions import (
    CaseDiscussed,
    CasePut,
    CaseTakenOff,
    DiscussionConvened,
    PresenceNoted,
)

State, Told = DiscussionCase.State, DiscussionCase.Told


@dataclass(frozen=True, slots=True)
class NewDiscussion:
    """A discussion as convened: its name, day, time and place, and who are asked beside oneself."""

    name: str
    held_on: date
    membership_ids: Sequence[UUID]
    starts_at: time | None = None
    place: str = ""


@action(access.CONVENE)
def convene_discussion(*, actor: Actor, organisation_id: UUID, new: NewDiscussion) -> UUID:
    """Convene a discussion; returns its id. Who convenes is a guest as well.

    Raises InvalidError for a day that has passed, without a name or guests, or for a guest whom the actor
    shares no client with and who is no colleague.
    """
    offered = {one.pk for one in guests_to_ask(actor)}
    asked = list(dict.fromkeys(new.membership_ids))
    fields = {}
    if not new.name.strip():
        fields["name"] = gettext("Geef het overleg een naam.")
    if new.held_on < clock.today():
        fields["held_on"] = gettext("Kies vandaag of een dag die nog komt.")
    if not asked or not offered.issuperset(asked):
        fields["membership_ids"] = gettext("Kies wie u uitnodigt, uit de lijst.")
    _refuse(fields)
    seat = seat_of_actor(actor)
    row = CaseDiscussion(
        organisation_id=organisation_id,
        name=new.name.strip(),
        held_on=new.held_on,
        starts_at=new.starts_at,
        place=new.place.strip(),
        convened_by_id=seat.person_id,
    )
    row.save(force_insert=True)
    own = Membership.objects.on(clock.today()).get(reader_id=actor.reader_id)
    for membership_id in [own.pk, *asked]:
        DiscussionGuest(discussion=row, membership_id=membership_id).save(force_insert=True)
    content = DiscussionConvened(row.name, row.held_on.isoformat(), len(asked))
    record(content, organisation_id=organisation_id, things=[Thing("discussion", row.pk)])
    return row.pk


@action(access.CONVENE)
def note_presence(
    *, actor: Actor, organisation_id: UUID, discussion_id: UUID, guest_ids: Sequence[UUID]
) -> UUID:
    """Note which guests were there, on the day itself or later; returns the discussion's id.

    Only for the organisation that convened it. Raises NotFoundError, ConflictError before the day.
    """
    row = discussion_visible(actor, discussion_id)
    if row.organisation_id != organisation_id:
        raise not_found()
    if row.held_on > clock.today():
        raise _conflict(
            gettext("Dit overleg moet nog komen."), gettext("Leg de aanwezigen vast op de dag zelf.")
        )
    present = set(guest_ids)
    for guest in guests_of(discussion_id):
        DiscussionGuest.objects.filter(pk=guest.pk).update(was_present=guest.pk in present)
    content = PresenceNoted(row.name, row.held_on.isoformat(), len(present))
    record(content, organisation_id=organisation_id, things=[Thing("discussion", row.pk)])
    return discussion_id


@dataclass(frozen=True, slots=True)
class NewCase:
    """A client on the agenda: the question, and what the client knows of the discussion."""

    discussion_id: UUID
    question: str
    client_told: str


@action(access.CHANGE)
def put_case(*, actor: Actor, dossier_id: UUID, new: NewCase) -> UUID:
    """Put a client on the agenda of a discussion that is still to come; returns the id.

    Only guests who take part in the dossier see it. Raises NotFoundError for another's discussion,
    InvalidError without a question or while the client knows nothing of it, ConflictError when it stands
    there already, when the day has passed, or when no other guest takes part.
    """
    require_alive(dossier_id)
    row = discussion_visible(actor, new.discussion_id)
    fields = {}
    if not new.question.strip():
        fields["question"] = gettext("Schrijf de vraag op waar u samen uit wilt komen.")
    if new.client_told not in Told.values:
        fields["client_told"] = gettext("Vertel het de cliënt eerst, of nodig de cliënt uit.")
    _refuse(fields)
    organisations = _who_hear_of(actor, dossier_id, row)
    case = DiscussionCase(
        discussion=row,
        dossier_id=dossier_id,
        question=new.question.strip(),
        client_told=new.client_told,
        organisation_id=seat_of_actor(actor).organisation_id,
        put_by_id=seat_of_actor(actor).person_id,
    )
    case.save(force_insert=True)
    CaseDiscussion.objects.filter(pk=row.pk).update(case_count=F("case_count") + 1)
    content = CasePut(row.name, row.held_on.isoformat(), case.question, case.client_told, organisations)
    _record(content, case)
    return case.pk


def _who_hear_of(actor: Actor, dossier_id: UUID, row: CaseDiscussion) -> tuple[str, ...]:
    """The organisations of the guests who take part; the day and the agenda are looked at as well."""
    if row.held_on < clock.today():
        raise _conflict(gettext("Dit overleg is geweest."), gettext("Kies een overleg dat nog komt."))
    if DiscussionCase.objects.filter(discussion=row, dossier_id=dossier_id).exists():
        raise _conflict(
            gettext("Deze cliënt staat al op de agenda."), gettext("Bekijk de agenda van het overleg.")
        )
    hearing = [one.guest for one in insight_into(dossier_id, guests_of(row.pk)) if one.takes_part]
    if all(guest.membership.reader_id == actor.reader_id for guest in hearing):
        raise _conflict(
            gettext("Geen van de andere genodigden is bij deze cliënt betrokken."),
            gettext("Betrek eerst iemand bij het dossier, of kies een ander overleg."),
        )
    return tuple(sorted({guest.membership.organisation.name for guest in hearing}))


@action(access.CHANGE)
def take_off_case(*, actor: Actor, dossier_id: UUID, case_id: UUID, expected_version: int | None) -> UUID:
    """Take a client off the agenda before the discussion; returns the id.

    Only for the organisation that put it there. Raises NotFoundError, ConflictError once it was discussed.
    """
    case = _case(actor, dossier_id, case_id)
    if case.organisation_id != actor.organisation_id:
        raise not_found()
    if case.state != State.OPEN:
        raise _conflict(
            gettext("Deze cliënt is al besproken."), gettext("De uitkomst blijft in het dossier.")
        )
    update_version(case, expected_version)
    content = CaseTakenOff(case.discussion.name, case.discussion.held_on.isoformat())
    _record(content, case)
    remove_case(dossier_id, case_id)
    return case_id


@action(access.CHANGE)
def discuss_case(
    *,
    actor: Actor,
    dossier_id: UUID,
    case_id: UUID,
    state: str,
    outcome: str,
    agreed: NewAgreement | None,
    expected_version: int | None,
) -> UUID:
    """Note what the discussion of a client led to, with an agreement of the own organisation; returns the id.

    May be done again, also by another guest: each organisation writes its own agreement. Raises InvalidError
    without an outcome, ConflictError before the day of the discussion.
    """
    case = _case(actor, dossier_id, case_id)
    if case.discussion.held_on > clock.today():
        raise _conflict(
            gettext("Dit overleg moet nog komen."), gettext("Leg de uitkomst vast op de dag zelf.")
        )
    fields = {}
    if state not in {State.DISCUSSED, State.POSTPONED}:
        fields["state"] = gettext("Kies of de cliënt is besproken.")
    if not outcome.strip():
        fields["outcome"] = gettext("Schrijf op wat er is besloten, of waarom het wordt uitgesteld.")
    _refuse(fields)
    update_version(case, expected_version, state=state, outcome=outcome.strip())
    _record(CaseDiscussed(case.discussion.name, state, outcome.strip()), case)
    if agreed is not None and actor.organisation_id is not None:
        made = make_agreement(
            actor=actor, dossier_id=dossier_id, organisation_id=actor.organisation_id, new=agreed
        )
        link = DiscussionAgreement(case=case, agreement_id=made, dossier_id=dossier_id)
        link.save(force_insert=True)
    return case_id


def _case(actor: Actor, dossier_id: UUID, case_id: UUID) -> DiscussionCase:
    found = DiscussionCase.objects.filter(pk=case_id, dossier_id=dossier_id)
    case = found.select_related("discussion").first()
    if case is None:
        raise not_found()
    discussion_visible(actor, case.discussion_id)
    return case


def _refuse(fields: dict[str, str]) -> None:
    if fields:
        raise InvalidError(gettext("Dit is nog niet compleet."), fields=fields)


def _conflict(what: str, remedy: str) -> ConflictError:
    return ConflictError(what, gettext("Intussen kan er iets zijn veranderd."), remedy)


def _record(content: object, case: DiscussionCase) -> None:
    things = [Thing("discussion_case", case.pk), Thing("client", case.dossier_id)]
    record(content, dossier_id=case.dossier_id, things=things)
