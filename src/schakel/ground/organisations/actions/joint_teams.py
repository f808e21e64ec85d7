"""Setting up integrated teams; each organisation joins by its own word and places its own people."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.db.models import F
from django.db.models.functions import Greatest
from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action, check_constraints_now
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.ground.kernel.versions import update_version
from schakel.ground.organisations import access
from schakel.ground.organisations.models import (
    JointTeam,
    JointTeamMember,
    JointTeamPartner,
    Location,
    Organisation,
    Team,
)
from schakel.ground.organisations.queries.joint_teams import joint_team, kept_team, partner_row
from schakel.ground.organisations.queries.people import member_of
from schakel.ground.organisations.verbs.joint_teams import (
    JointTeamAnswered,
    JointTeamChanged,
    JointTeamEnded,
    JointTeamInvited,
    JointTeamLeft,
    JointTeamMade,
    JointTeamPlaced,
    JointTeamQueueChosen,
)

Part = JointTeamMember.Part


@dataclass(frozen=True, slots=True)
class NewJointTeam:
    """What is known of an integrated team; caseload_words is its own word for how clients are divided."""

    name: str
    target_group: str
    caseload: str
    caseload_words: str = ""
    location_id: UUID | None = None
    part_of_id: UUID | None = None


@action(access.MANAGE)
def make_joint_team(*, actor: Actor, organisation_id: UUID, new: NewJointTeam) -> UUID:
    """Set up an integrated team that one's own organisation takes part in from today; returns its id.

    Raises InvalidError for a missing name or target group, an unknown way of dividing clients, or a location
    or team that is not there; ConflictError for a name in use.
    """
    values, today = _checked(new), clock.today()
    team = JointTeam(founder_id=organisation_id, valid_from=today, **values)
    team.save(force_insert=True)
    _ask_in(team, organisation_id, joined=True)
    record(
        JointTeamMade(team.name, team.target_group, team.caseload),
        organisation_id=organisation_id,
        things=[_thing(team)],
    )
    return team.pk


@action(access.WORK)
def change_joint_team(
    *,
    actor: Actor,
    organisation_id: UUID,
    joint_team_id: UUID,
    new: NewJointTeam,
    expected_version: int | None = None,
) -> UUID:
    """Change what is known of a team that the actor keeps up; returns its id. Raises as make_joint_team does.

    A team cannot come to be a part of itself: the database refuses a circle (SK502).
    """
    team, values = kept_team(actor, joint_team_id), _checked(new)
    parts = tuple(name for name, value in values.items() if value != getattr(team, name))
    if not parts:
        raise _nothing_changes("name")
    update_version(team, expected_version, **values)
    check_constraints_now()
    _tell(team, JointTeamChanged(team.name, parts), organisation_id)
    return team.pk


@action(access.MANAGE)
def end_joint_team(*, actor: Actor, organisation_id: UUID, joint_team_id: UUID, reason: str) -> UUID:
    """End a team that one's own organisation set up, for every organisation in it; returns its id.

    Raises NotFoundError for an organisation that only came to take part: that one leaves.
    """
    team = kept_team(actor, joint_team_id)
    if team.founder_id != organisation_id:
        raise not_found()
    _require(reason)
    _tell(team, JointTeamEnded(team.name, reason.strip()), organisation_id)
    _end(team)
    return team.pk


@action(access.WORK)
def invite_to_joint_team(
    *, actor: Actor, organisation_id: UUID, joint_team_id: UUID, invited_id: UUID
) -> UUID:
    """Ask another organisation into a team that the actor keeps up; returns the team's id.

    Raises InvalidError for an organisation that is not on record, ConflictError for one that was asked.
    """
    team = kept_team(actor, joint_team_id)
    invited = Organisation.objects.on(clock.today()).filter(pk=invited_id).first()
    if invited is None:
        sentence = gettext("Kies een organisatie die nu bestaat.")
        raise InvalidError(gettext("Deze organisatie is er niet."), sentence, fields={"invited": sentence})
    _ask_in(team, invited_id, joined=False)
    things = [_thing(team), Thing("organisation", invited_id, "invited")]
    record(
        JointTeamInvited(team.name, invited.name),
        organisation_id=organisation_id,
        things=things,
        more_streams=[invited_id],
    )
    return team.pk


@action(access.MANAGE)
def answer_joint_team(*, actor: Actor, organisation_id: UUID, joint_team_id: UUID, is_accepted: bool) -> UUID:
    """Say for one's own organisation whether it takes part from today; returns the team's id.

    Raises NotFoundError when it was not asked, ConflictError when it answered already.
    """
    team, row = joint_team(joint_team_id), partner_row(joint_team_id, organisation_id)
    if row.joined_on is not None:
        raise ConflictError(
            gettext("Uw organisatie doet al mee."),
            gettext("Een collega kan u voor zijn geweest."),
            gettext("Bekijk het team opnieuw."),
        )
    if is_accepted:
        JointTeamPartner.objects.filter(pk=row.pk).update(joined_on=clock.today())
    else:
        _end_rows(JointTeamPartner.objects.filter(pk=row.pk))
    _tell(team, JointTeamAnswered(team.name, row.organisation.name, is_accepted), organisation_id)
    return team.pk


@action(access.MANAGE)
def leave_joint_team(*, actor: Actor, organisation_id: UUID, joint_team_id: UUID, reason: str) -> UUID:
    """Leave a team with all of one's own people; with the last organisation the team ends. Returns its id."""
    team, row = joint_team(joint_team_id), partner_row(joint_team_id, organisation_id)
    _require(reason)
    _tell(team, JointTeamLeft(team.name, row.organisation.name, reason.strip()), organisation_id)
    if not _others(team, organisation_id).exclude(joined_on=None).exists():
        _end(team)
        return team.pk
    mine = JointTeamMember.objects.filter(team=team, membership__organisation_id=organisation_id)
    _end_rows(mine)
    _end_rows(JointTeamPartner.objects.filter(pk=row.pk))
    return team.pk


@action(access.WORK)
def withdraw_joint_invitation(
    *, actor: Actor, organisation_id: UUID, joint_team_id: UUID, invited_id: UUID
) -> UUID:
    """Take back an unanswered invitation; returns the team's id. Raises NotFoundError without one."""
    team, row = kept_team(actor, joint_team_id), partner_row(joint_team_id, invited_id)
    if row.joined_on is not None:
        raise not_found()
    _end_rows(JointTeamPartner.objects.filter(pk=row.pk))
    _tell(team, JointTeamLeft(team.name, row.organisation.name, ""), organisation_id)
    return team.pk


@action(access.WORK)
def place_in_joint_team(
    *, actor: Actor, organisation_id: UUID, joint_team_id: UUID, membership_id: UUID, part: str
) -> UUID:
    """Make somebody of one's own organisation member or leader from today, or take them out ("").

    Returns the team's id. Raises NotFoundError for people of another organisation, InvalidError for an
    unknown part or when nothing changes.
    """
    team, member = kept_team(actor, joint_team_id), member_of(organisation_id, membership_id)
    if part and part not in Part.values:
        sentence = gettext("Kies lid of teamleider.")
        raise InvalidError(gettext("Deze plaats kan niet."), sentence, fields={"part": sentence})
    rows = JointTeamMember.objects.on(clock.today()).filter(team=team, membership=member)
    now = rows.first()
    if (now.part if now else "") == part:
        raise _nothing_changes("membership")
    _end_rows(rows)
    if part:
        JointTeamMember(team=team, membership=member, part=part, valid_from=clock.today()).save(
            force_insert=True
        )
    check_constraints_now()
    _tell(team, JointTeamPlaced(team.name, str(member.pk), part or None), organisation_id)
    return team.pk


@action(access.WORK)
def choose_joint_queue(
    *, actor: Actor, organisation_id: UUID, joint_team_id: UUID, queue_id: UUID | None
) -> UUID:
    """Name the own queue in which clients of the team wait, or none; returns the team's id.

    Who may look in a queue does not change: that follows from being in the organisation's own team.
    """
    team, row = kept_team(actor, joint_team_id), partner_row(joint_team_id, organisation_id)
    queue = None
    if queue_id is not None:
        mine = Team.objects.on(clock.today()).filter(organisation_id=organisation_id)
        queue = mine.filter(pk=queue_id).first()
        if queue is None:
            sentence = gettext("Kies een wachtrij van uw eigen organisatie.")
            raise InvalidError(gettext("Deze wachtrij is er niet."), sentence, fields={"queue": sentence})
    JointTeamPartner.objects.filter(pk=row.pk).update(queue=queue)
    _tell(team, JointTeamQueueChosen(team.name, queue.name if queue else None), organisation_id)
    return team.pk


def _checked(new: NewJointTeam) -> dict[str, Any]:
    values = {k: " ".join(v.split()) if isinstance(v, str) else v for k, v in asdict(new).items()}
    today, wrong = clock.today(), {}
    for name, longest in (("name", 80), ("target_group", 200)):
        if not 0 < len(values[name]) <= longest:
            wrong[name] = gettext("Vul dit in, met hoogstens %(n)d tekens.") % {"n": longest}
    if len(values["caseload_words"]) > 120:
        wrong["caseload_words"] = gettext("Schrijf hoogstens 120 tekens.")
    if new.caseload not in JointTeam.Caseload.values:
        wrong["caseload"] = gettext("Kies hoe cliënten zijn verdeeld.")
    if new.location_id and not Location.objects.on(today).filter(pk=new.location_id).exists():
        wrong["location"] = gettext("Kies een locatie die nu open is.")
    if new.part_of_id and not JointTeam.objects.on(today).filter(pk=new.part_of_id).exists():
        wrong["part_of"] = gettext("Kies een team dat nu bestaat.")
    if wrong:
        raise InvalidError(gettext("Het team klopt niet."), gettext("Niet alles is goed."), fields=wrong)
    return values


def _ask_in(team: JointTeam, organisation_id: UUID, *, joined: bool) -> None:
    today = clock.today()
    row = JointTeamPartner(team=team, organisation_id=organisation_id, valid_from=today)
    row.joined_on = today if joined else None
    row.save(force_insert=True)


def _others(team: JointTeam, organisation_id: UUID) -> Any:
    rows = JointTeamPartner.objects.on(clock.today()).filter(team=team)
    return rows.exclude(organisation_id=organisation_id)


def _end(team: JointTeam) -> None:
    _end_rows(JointTeamMember.objects.filter(team=team))
    _end_rows(JointTeamPartner.objects.filter(team=team))
    JointTeam.objects.filter(part_of=team).update(part_of=None, version=F("version") + 1)
    update_version(team, None, valid_to=Greatest(F("valid_from"), clock.today()))


def _end_rows(rows: Any) -> None:
    """From today; a row that began today leaves no day behind."""
    rows.filter(valid_to=None).update(valid_to=Greatest(F("valid_from"), clock.today()))


def _tell(team: JointTeam, content: Any, organisation_id: UUID) -> None:
    """In the stream of the own organisation, and in those of all that take part with it."""
    others = _others(team, organisation_id).values_list("organisation_id", flat=True)
    record(content, organisation_id=organisation_id, things=[_thing(team)], more_streams=list(others))


def _require(reason: str) -> None:
    if not reason.strip():
        sentence = gettext("Schrijf op waarom.")
        raise InvalidError(gettext("De reden ontbreekt."), sentence, fields={"reason": sentence})


def _nothing_changes(field: str) -> InvalidError:
    sentence = gettext("Dit is al zo. Vul in wat er verandert.")
    return InvalidError(gettext("Er verandert niets."), sentence, fields={field: sentence})


def _thing(team: JointTeam) -> Thing:
    return Thing("joint_team", team.pk)
