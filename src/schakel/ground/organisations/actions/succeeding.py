"""Carrying out a merger or split: members and teams first, then the dossiers by chunks, then the closing."""

from __future__ import annotations

from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext

from schakel.ground.access.models import Reader, ReaderTeam
from schakel.ground.access.readers import end_reader, join_team, make_reader
from schakel.ground.access.types import ReaderKind, Role
from schakel.ground.accounts.records import close_ways_of
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action, check_constraints_now
from schakel.ground.kernel.errors import ConflictError
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.versions import update_version
from schakel.ground.organisations import access
from schakel.ground.organisations.mapping import missing_lines, part_of, who_must_agree
from schakel.ground.organisations.models import (
    Membership,
    Organisation,
    Succession,
    SuccessionLine,
    SuccessionSeat,
    Team,
)
from schakel.ground.organisations.moving import move_bodies, move_places, move_ties
from schakel.ground.organisations.succession import move_some, parties, weights
from schakel.ground.organisations.verbs import (
    MemberJoined,
    OrganisationClosed,
    SuccessionMoved,
    SuccessionStarted,
    TeamMade,
)

Status = Succession.Status
_Lines = dict[tuple[UUID, str, UUID | None], SuccessionLine]


@action(access.MANAGE)
def carry_out_succession(*, actor: Actor, organisation_id: UUID, succession_id: UUID) -> UUID:
    """Do the next part of a merger or split, and return its id: repeat until its status is done.

    First members and teams go over; then at most 1,000 dossiers an act, so that it can be broken off and
    taken up again; at last the predecessors close. Raises ConflictError before its day, without everybody's
    agreement, and while something has nowhere to go.
    """
    succession = Succession.objects.select_for_update().get(pk=part_of(organisation_id, succession_id).pk)
    if succession.status == Status.PLANNED:
        _check_may_start(succession)
        _start(succession)
    elif succession.status == Status.RUNNING:
        _go_on(succession)
    else:
        raise ConflictError(
            gettext("Hier is niets meer uit te voeren."),
            gettext("Het plan is al uitgevoerd of ingetrokken."),
            gettext("Bekijk op de pagina van het plan wat er gebeurde."),
        )
    check_constraints_now()
    return succession.pk


def _go_on(succession: Succession) -> None:
    moved = move_some(succession)
    if moved:
        update_version(succession, None, moved=succession.moved + moved)
        _record(succession, SuccessionMoved(moved))
    else:
        _finish(succession)


def _check_may_start(succession: Succession) -> None:
    if clock.today() < succession.planned_on:
        why = gettext("Het plan is voor een latere dag.")
        raise _not_yet(why, gettext("Voer het uit op die dag of daarna."))
    agreed = set(succession.consents.values_list("organisation_id", flat=True))
    waiting = [name for one, name in who_must_agree(succession).items() if one not in agreed]
    if waiting:
        why = gettext("Nog niet iedereen stemde in: %(names)s.") % {"names": ", ".join(waiting)}
        raise _not_yet(why, gettext("Vraag de beheerder van die organisatie om in te stemmen."))
    missing = missing_lines(succession)
    if missing:
        names = ", ".join(f"{one.role} ({one.organisation})" for one in missing)
        why = gettext("Van sommige rollen staat niet vast waar ze heen gaan: %(names)s.") % {"names": names}
        raise _not_yet(why, gettext("Leg dat eerst vast op de pagina van het plan."))
    for weight in weights(succession):
        if weight.obstacle:
            raise _not_yet(weight.obstacle, gettext("Rond dat eerst af."))


def _start(succession: Succession) -> None:
    today = clock.today()
    lines = {(line.predecessor_id, line.role, line.team_id): line for line in succession.lines.all()}
    old = {tie.predecessor_id for tie in succession.ties.all()}
    teams = Team.objects.on(today).filter(organisation_id__in=old).select_related("organisation", "reader")
    members = Membership.objects.on(today).filter(organisation_id__in=old)
    leaving = list(members.select_related("professional", "team", "reader", "organisation").order_by("id"))
    new_teams = {team.pk: _move_team(succession, team, lines) for team in teams.order_by("id")}
    for member in leaving:
        _move_member(succession, member, lines, new_teams)
    move_places(succession)
    move_bodies(succession)
    move_ties(succession)
    update_version(succession, None, status=Status.RUNNING, started_on=today)
    content = SuccessionStarted(len(leaving), len(new_teams))
    _record(succession, content)


def _move_team(succession: Succession, team: Team, lines: _Lines) -> Team:
    """The team at its successor, with a queue of its own."""
    line = _line_of(lines, team.organisation_id, team.role, team.pk)
    successor, today = Organisation.objects.get(pk=line.successor_id), clock.today()
    new = Team(id=uuid7(), organisation=successor, role=line.new_role, valid_from=today)
    is_taken = Team.objects.filter(organisation=successor, name=team.name).exists()
    new.name = f"{team.name} ({team.organisation.name})"[:80] if is_taken else team.name
    new.reader = _reader(ReaderKind.TEAM, line.new_role, new.pk, successor)
    new.save(force_insert=True)
    _seat(succession, team.reader_id, new.reader_id, line, team=new)
    Team.objects.filter(pk=team.pk).update(valid_to=today)
    things = [Thing("organisation", successor.pk), Thing("team", new.pk)]
    record(TeamMade(new.name, new.role), organisation_id=successor.pk, things=things)
    return new


def _move_member(
    succession: Succession, member: Membership, lines: _Lines, new_teams: dict[UUID, Team]
) -> None:
    """The member at the successor, in the role set down; a role held there already is not given twice."""
    line = _line_of(lines, member.organisation_id, member.role, member.team_id)
    today = clock.today()
    there = Membership.objects.on(today).filter(
        professional_id=member.professional_id, organisation_id=line.successor_id, role=line.new_role
    )
    team = new_teams.get(member.team_id) if member.team_id else None
    new = there.first() or _membership(member, line, team)
    if team is not None and not ReaderTeam.objects.on(today).filter(
        reader_id=new.reader_id, team_reader_id=team.reader_id
    ):
        join_team(reader_id=new.reader_id, team_reader_id=team.reader_id, valid_from=today)
    _seat(succession, member.reader_id, new.reader_id, line, professional=member)
    _look_on(new.reader_id, member)
    Membership.objects.filter(pk=member.pk).update(valid_to=today, version=F("version") + 1)
    end_reader(reader_id=member.reader_id, on=today)


def _membership(member: Membership, line: SuccessionLine, team: Team | None) -> Membership:
    successor = Organisation.objects.get(pk=line.successor_id)
    account_id = member.reader.account_id
    reader = _reader(ReaderKind.PROFESSIONAL, line.new_role, member.professional_id, successor, account_id)
    is_at_home = team is not None and team.organisation_id == successor.pk
    new = Membership(
        id=uuid7(),
        professional_id=member.professional_id,
        organisation=successor,
        role=line.new_role,
        team=team if is_at_home else None,
        reader=reader,
        valid_from=clock.today(),
    )
    new.save(force_insert=True)
    things = [Thing("organisation", successor.pk), Thing("membership", new.pk)]
    content = MemberJoined(
        str(member.professional_id), line.new_role, str(new.team_id) if new.team_id else None
    )
    record(content, organisation_id=successor.pk, things=things)
    return new


def _look_on(reader_id: int, member: Membership) -> None:
    """Until the last dossier has gone over, the new reader looks with the old one and its queue."""
    today = clock.today()
    olds = {member.reader_id} | ({member.team.reader_id} if member.team is not None else set())
    for old in olds:
        if not ReaderTeam.objects.on(today).filter(reader_id=reader_id, team_reader_id=old).exists():
            join_team(reader_id=reader_id, team_reader_id=old, valid_from=today)


def _finish(succession: Succession) -> None:
    """Nothing is left: the predecessors close, and nobody looks with an old reader any more."""
    today = clock.today()
    ties = list(succession.ties.select_related("predecessor", "successor"))
    olds = succession.seats.values("old_reader_id")
    ReaderTeam.objects.on(today).filter(team_reader_id__in=olds).update(valid_to=today)
    Reader.objects.on(today).filter(pk__in=olds).update(valid_to=today)
    for predecessor in {tie.predecessor_id: tie.predecessor for tie in ties}.values():
        update_version(predecessor, None, valid_to=today)
        close_ways_of(predecessor.pk)
        into = tuple(t.successor.name for t in ties if t.predecessor_id == predecessor.pk)
        content = OrganisationClosed(succession.reason, into)
        record(content, organisation_id=predecessor.pk, things=[Thing("organisation", predecessor.pk)])
    update_version(succession, None, status=Status.DONE, done_on=today)


def _record(succession: Succession, content: object) -> None:
    first, *others = sorted(parties(succession))
    things = [Thing("succession", succession.pk)]
    record(content, organisation_id=first, things=things, more_streams=others)


def _line_of(lines: _Lines, predecessor_id: UUID, role: str, team_id: UUID | None) -> SuccessionLine:
    of_team = lines.get((predecessor_id, role, team_id))
    return of_team if of_team is not None else lines[predecessor_id, role, None]


def _reader(
    kind: ReaderKind, role: str, subject_id: UUID, organisation: Organisation, account_id: UUID | None = None
) -> Reader:
    return make_reader(
        kind=kind,
        role=Role(role),
        subject_id=subject_id,
        organisation_id=organisation.pk,
        organisation_kind=organisation.kind,
        account_id=account_id,
        valid_from=clock.today(),
    )


def _seat(
    succession: Succession,
    old_reader_id: int,
    new_reader_id: int,
    line: SuccessionLine,
    *,
    professional: Membership | None = None,
    team: Team | None = None,
) -> None:
    SuccessionSeat(
        succession=succession,
        old_reader_id=old_reader_id,
        new_reader_id=new_reader_id,
        organisation_id=line.successor_id,
        role=line.new_role,
        professional_id=professional.professional_id if professional is not None else None,
        team=team,
    ).save(force_insert=True)


def _not_yet(why: str, remedy: str) -> ConflictError:
    return ConflictError(gettext("Dit plan kan nog niet worden uitgevoerd."), why, remedy)
