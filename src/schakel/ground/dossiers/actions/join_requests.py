"""Asking to take part in dossiers of others, and the answer of who holds the regie of the chain."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext

from schakel.ground.dossiers import access
from schakel.ground.dossiers.actions.opening import Responsible
from schakel.ground.dossiers.actions.participation import add_participant
from schakel.ground.dossiers.models import JoinRequest, Participation
from schakel.ground.dossiers.queries.join_requests import asked_before, request_to_answer
from schakel.ground.dossiers.reasons import ANSWER_MISSING, check_reason
from schakel.ground.dossiers.seats import seat_named
from schakel.ground.dossiers.shielding import check_open
from schakel.ground.dossiers.verbs.join_requests import JoinAnswered, JoinAsked, JoinWithdrawn
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action, current_act
from schakel.ground.kernel.errors import InvalidError
from schakel.ground.kernel.versions import update_version
from schakel.ground.organisations.models import Organisation

State = JoinRequest.State


@action(access.OPEN)
def ask_to_join(
    *,
    actor: Actor,
    organisation_id: UUID,
    clients: Mapping[UUID, Responsible],
    because: str,
    source: str = JoinRequest.Source.FORM,
) -> list[UUID]:
    """Ask to take part in these dossiers, each with who would be responsible; returns those asked now.

    Where the organisation asked before and has no yes, it does not ask again. Whoever asks learns nothing of
    a dossier by it. Raises InvalidError without a reason and for one that is too long, ConflictError for a
    shielded dossier.
    """
    check_reason(because, gettext("Schrijf in één zin op waarom uw organisatie meedoet."))
    check_open(clients.keys())
    before = asked_before(organisation_id, clients.keys())
    name = Organisation.objects.get(pk=organisation_id).name
    seats = {
        one: seat_named(membership_id=one.membership_id, team_id=one.team_id) for one in clients.values()
    }
    rows = [
        JoinRequest(
            dossier_id=dossier_id,
            organisation_id=organisation_id,
            membership_id=one.membership_id,
            team_id=one.team_id if one.membership_id is None else None,
            reader_id=actor.reader_id,
            because=because.strip(),
            source=JoinRequest.Source(source),
            asked_on=clock.today(),
        )
        for dossier_id, one in sorted(clients.items())
        if dossier_id not in before and seats[one].organisation_id == organisation_id
    ]
    JoinRequest.objects.bulk_create(rows)
    for row in rows:
        things = [Thing("join_request", row.pk), Thing("client", row.dossier_id)]
        record(JoinAsked(name, because.strip()), dossier_id=row.dossier_id, things=things)
    return [row.dossier_id for row in rows]


@action(access.TAKE_PART)
def answer_join_request(
    *, actor: Actor, dossier_id: UUID, request_id: UUID, is_accepted: bool, because: str
) -> UUID:
    """Let an organisation take part with a task, or say why not now; returns the request's id.

    What a file of theirs says of the client is taken in after that, by the room of imports.

    Raises NotFoundError for who does not hold the chain's regie and once it was answered, InvalidError
    without a reason, and whatever asking somebody to take part raises.
    """
    row = request_to_answer(actor, dossier_id, request_id)
    check_reason(because, str(ANSWER_MISSING))
    if is_accepted:
        add_participant(
            actor=actor,
            dossier_id=dossier_id,
            kind=Participation.Kind.INVOLVED,
            because=row.because,
            membership_id=row.membership_id,
            team_id=row.team_id,
        )
    state = State.ACCEPTED if is_accepted else State.REFUSED
    act_id = current_act().id if is_accepted else None
    changes = {"answer": because.strip(), "answered_on": clock.today(), "answer_act_id": act_id}
    update_version(row, None, state=state, **changes)
    content = JoinAnswered(row.organisation.name, is_accepted, because.strip())
    record(content, dossier_id=dossier_id, things=[Thing("join_request", request_id)])
    return request_id


@action(access.OPEN)
def withdraw_join_requests(
    *, actor: Actor, organisation_id: UUID, request_ids: Collection[UUID], because: str
) -> list[UUID]:
    """Take back what the organisation asked and nobody answered yet; returns the requests taken back.

    Raises InvalidError without a reason.
    """
    if not because.strip():
        sentence = gettext("Schrijf in één zin op waarom de vraag vervalt.")
        raise InvalidError(gettext("De reden ontbreekt."), fields={"because": sentence})
    waiting = JoinRequest.objects.filter(
        organisation_id=organisation_id, pk__in=list(request_ids), state=State.ASKED
    )
    rows = list(waiting.select_related("organisation").order_by("pk").select_for_update(of=("self",)))
    changes = {"answer": because.strip()[:300], "answered_on": clock.today(), "version": F("version") + 1}
    JoinRequest.objects.filter(pk__in=[row.pk for row in rows]).update(state=State.WITHDRAWN, **changes)
    for row in rows:
        things = [Thing("join_request", row.pk), Thing("client", row.dossier_id)]
        content = JoinWithdrawn(row.organisation.name, because.strip()[:300])
        record(content, dossier_id=row.dossier_id, things=things)
    return [row.pk for row in rows]
