"""Answering many organisations that ask to take part, at once."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext

from schakel.ground.dossiers import access, records
from schakel.ground.dossiers.models import Dossier, JoinRequest, Participation, Regie
from schakel.ground.dossiers.queries.join_answers import Verdict, judged
from schakel.ground.dossiers.reasons import ANSWER_MISSING, check_reason
from schakel.ground.dossiers.seats import Seat
from schakel.ground.dossiers.verbs import ParticipantJoined, RegieTaken
from schakel.ground.dossiers.verbs.join_requests import JoinAnswered, JoinsAnswered
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor, current_context
from schakel.ground.kernel.acts import action, check_constraints_now, current_act
from schakel.ground.kernel.errors import InvalidError

MOST_ANSWERED = 200
"""Questions in one act; more would hold others up while it lasts."""

Scope, State = Regie.Scope, JoinRequest.State
INVOLVED = Participation.Kind.INVOLVED


@action(access.OPEN)
def answer_join_requests(
    *, actor: Actor, request_ids: Collection[UUID], is_accepted: bool, because: str
) -> UUID:
    """Give one answer to many questions, each told in its own dossier; returns the organisation's entry.

    What does not wait for the actor, or can't be answered so, is left as it is: `judged` says which and why.
    Raises InvalidError for no question, too many, none that can be answered, and without a reason;
    ForbiddenError for who may not change who takes part.
    """
    _check(request_ids)
    check_reason(because, str(ANSWER_MISSING))
    access.TAKE_PART.check_cell(current_context())
    _hold(actor, request_ids, is_accepted=is_accepted)
    answering = [
        one for one in judged(actor, request_ids, is_accepted=is_accepted) if one.verdict == Verdict.ANSWERS
    ]
    if not answering:
        raise _nothing_to_answer()
    rows = [(one.row, one.seat) for one in answering if one.row is not None]
    led = _let_in([(row, seat) for row, seat in rows if seat is not None])
    _mark([row for row, _seat in rows], because.strip(), is_accepted=is_accepted)
    for row, seat in rows:
        _tell(row, seat, because.strip(), has_regie=row.pk in led, is_accepted=is_accepted)
    content = JoinsAnswered(len(rows), is_accepted, because.strip())
    return record(content, organisation_id=actor.employer_id)


def _hold(actor: Actor, request_ids: Collection[UUID], *, is_accepted: bool) -> None:
    """Lock dossiers and then questions, each in one order: who answers or takes back meanwhile waits."""
    found = judged(actor, request_ids, is_accepted=is_accepted)
    ids = {one.row.dossier_id for one in found if one.row is not None}
    dossiers = Dossier.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk")
    list(dossiers.values_list("pk"))
    questions = JoinRequest.objects.select_for_update().filter(pk__in=list(request_ids)).order_by("pk")
    list(questions.values_list("pk"))


def _let_in(rows: list[tuple[JoinRequest, Seat]]) -> set[UUID]:
    """Let each seat take part; returns the questions by which one came to hold its organisation's regie."""
    if not rows:
        return set()
    ids = [row.dossier_id for row, _seat in rows]
    Participation.objects.bulk_create(records.participation(r.dossier_id, s, INVOLVED) for r, s in rows)
    held = Regie.objects.on(clock.today()).filter(dossier_id__in=ids, scope=Scope.ORGANISATION)
    holders = set(held.values_list("dossier_id", "organisation_id"))
    new = [(row, seat) for row, seat in rows if (row.dossier_id, seat.organisation_id) not in holders]
    Regie.objects.bulk_create(records.regie(r.dossier_id, s, Scope.ORGANISATION) for r, s in new)
    check_constraints_now()
    records.derive_grants(ids)
    return {row.pk for row, _seat in new}


def _mark(rows: list[JoinRequest], because: str, *, is_accepted: bool) -> None:
    state = State.ACCEPTED if is_accepted else State.REFUSED
    JoinRequest.objects.filter(pk__in=[row.pk for row in rows]).update(
        state=state,
        answer=because,
        answered_on=clock.today(),
        answer_act_id=current_act().id if is_accepted else None,
        version=F("version") + 1,
    )


def _tell(row: JoinRequest, seat: Seat | None, because: str, *, has_regie: bool, is_accepted: bool) -> None:
    """What a single answer tells, in the dossier's own stream."""
    dossier_id, things = row.dossier_id, [Thing("dossier", row.dossier_id)]
    if seat is not None:
        if has_regie:
            taken = RegieTaken(Scope.ORGANISATION, seat.name, seat.organisation_name, row.because)
            record(taken, dossier_id=dossier_id, things=things)
        joined = ParticipantJoined(seat.name, seat.organisation_name, seat.role, INVOLVED, row.because)
        record(joined, dossier_id=dossier_id, things=things)
    content = JoinAnswered(row.organisation.name, is_accepted, because)
    record(content, dossier_id=dossier_id, things=[Thing("join_request", row.pk)])


def _check(request_ids: Collection[UUID]) -> None:
    words = ""
    if not request_ids:
        words = gettext("Kies ten minste één vraag.")
    elif len(request_ids) > MOST_ANSWERED:
        words = gettext("Kies hoogstens %(count)s vragen tegelijk.") % {"count": MOST_ANSWERED}
    if words:
        raise InvalidError(words, fields={"chosen": words})


def _nothing_to_answer() -> InvalidError:
    words = gettext("Geen van deze vragen kan zo worden beantwoord.")
    return InvalidError(
        words,
        gettext("Zij zijn intussen beantwoord of ingetrokken, of zijn niet aan u gevraagd."),
        gettext("Open de lijst opnieuw en kies daar."),
        fields={"chosen": words},
    )
