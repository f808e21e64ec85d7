"""Passing the regie of many dossiers at once, within the organisation."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.dossiers import access, records
from schakel.ground.dossiers.models import Dossier, Participation, Regie
from schakel.ground.dossiers.passings import remembering
from schakel.ground.dossiers.queries.passing import Judged, Verdict, judged
from schakel.ground.dossiers.queries.people import REGIE_ROLES
from schakel.ground.dossiers.seats import Seat, seat_named
from schakel.ground.dossiers.verbs import ParticipantJoined, ParticipantLeft, RegieTaken
from schakel.ground.dossiers.verbs.passing import RegiesPassed
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action, check_constraints_now
from schakel.ground.kernel.errors import InvalidError

MOST_PASSED = 200
"""Dossiers in one act; more would hold others up while it lasts."""

Kind = Participation.Kind


@action(access.ANSWER)
def pass_regies(
    *,
    actor: Actor,
    dossier_ids: Collection[UUID],
    because: str,
    membership_id: UUID | None = None,
    team_id: UUID | None = None,
) -> UUID:
    """Give the organisation's regie of these dossiers to a colleague or a team's queue, all in one act.

    The chain's regie goes along where the same person holds it; who held it stays involved. What can't be
    passed is left as it is: `judged` says which and why. Returns the id of the organisation's entry. Raises
    InvalidError for no dossier, too many, none that can be passed, and without a reason.
    """
    seat = seat_named(membership_id=membership_id, team_id=team_id)
    if seat.organisation_id != actor.organisation_id or seat.role not in REGIE_ROLES:
        raise not_found()
    _check(dossier_ids, because)
    ids = _locked(dossier_ids)
    passing = [one for one in judged(ids, seat) if one.verdict == Verdict.PASSES]
    if not passing:
        raise _nothing_passes()
    passed = [one.dossier_id for one in passing]
    with remembering(actor, passed, to=seat.name, because=because.strip()):
        joined = _let_take_part(passed, seat)
        _move(passing, seat)
        emptied = _empty_queues(passing, seat)
        for one in passing:
            _tell(one, seat, because.strip(), has_joined=one.dossier_id in joined)
        _tell_of_queues(emptied, because.strip())
    check_constraints_now()
    records.derive_grants(passed)
    content = RegiesPassed(len(passing), seat.name, because.strip())
    return record(content, organisation_id=actor.employer_id)


def _locked(dossier_ids: Collection[UUID]) -> list[UUID]:
    """In one order everywhere, so that two who pass the same dossiers wait for each other."""
    found = Dossier.objects.select_for_update(no_key=True).filter(pk__in=dossier_ids).order_by("pk")
    return list(found.values_list("pk", flat=True))


def _let_take_part(dossier_ids: list[UUID], seat: Seat) -> set[UUID]:
    """Make the seat involved where it isn't yet; returns in which dossiers."""
    today = clock.today()
    now = Participation.objects.on(today).filter(dossier_id__in=dossier_ids, reader_id=seat.reader_id)
    involved = set(now.filter(kind=Kind.INVOLVED).values_list("dossier_id", flat=True))
    now.filter(kind=Kind.HELPING).update(valid_to=today, version=F("version") + 1)
    new = [dossier_id for dossier_id in dossier_ids if dossier_id not in involved]
    Participation.objects.bulk_create(records.participation(i, seat, Kind.INVOLVED) for i in new)
    return set(new)


def _move(passing: list[Judged], seat: Seat) -> None:
    rows = [row for one in passing for row in one.rows if row.reader_id != seat.reader_id]
    Regie.objects.filter(pk__in=[row.pk for row in rows]).update(valid_to=clock.today())
    Regie.objects.bulk_create(records.regie(row.dossier_id, seat, row.scope) for row in rows)


def _empty_queues(passing: list[Judged], seat: Seat) -> list[Participation]:
    """A queue that held the regie has nothing to wait for any longer; returns the rows that ended."""
    held = {(one.dossier_id, row.reader_id) for one in passing for row in one.rows if row.team_id}
    rows = Participation.objects.on(clock.today()).filter(
        dossier_id__in={dossier_id for dossier_id, _reader in held}, team__isnull=False
    )
    ended = [
        row
        for row in rows.exclude(reader_id=seat.reader_id).select_related("team", "organisation")
        if (row.dossier_id, row.reader_id) in held
    ]
    Participation.objects.filter(pk__in=[row.pk for row in ended]).update(
        valid_to=clock.today(), version=F("version") + 1
    )
    return ended


def _tell_of_queues(ended: list[Participation], because: str) -> None:
    for row in ended:
        name = row.team.name if row.team else ""
        content = ParticipantLeft(name, row.organisation.name, row.role, because)
        record(content, dossier_id=row.dossier_id, things=[Thing("dossier", row.dossier_id)])


def _tell(one: Judged, seat: Seat, because: str, *, has_joined: bool) -> None:
    things = [Thing("dossier", one.dossier_id)]
    if has_joined:
        joined = ParticipantJoined(seat.name, seat.organisation_name, seat.role, Kind.INVOLVED, because)
        record(joined, dossier_id=one.dossier_id, things=things)
    for row in one.rows:
        if row.reader_id != seat.reader_id:
            taken = RegieTaken(row.scope, seat.name, seat.organisation_name, because)
            record(taken, dossier_id=one.dossier_id, things=things)


def _check(dossier_ids: Collection[UUID], because: str) -> None:
    fields = {}
    if not dossier_ids:
        fields["chosen"] = gettext("Kies ten minste één cliënt.")
    elif len(dossier_ids) > MOST_PASSED:
        fields["chosen"] = gettext("Kies hoogstens %(count)s cliënten tegelijk.") % {"count": MOST_PASSED}
    if not because.strip():
        fields["because"] = gettext("Schrijf de reden in één zin op.")
    if fields:
        raise InvalidError(
            gettext("De regie is nog niet overgedragen."),
            gettext("Elke cliënt leest wie de regie krijgt, en waarom."),
            gettext("Vul aan wat ontbreekt."),
            fields=fields,
        )


def _nothing_passes() -> InvalidError:
    words = gettext("Geen van deze dossiers kan zo overgaan.")
    return InvalidError(
        words,
        gettext("De regie ligt daar al, of ligt niet bij uw organisatie."),
        gettext("Kijk per cliënt waarom, en kies anders."),
        fields={"chosen": words},
    )
