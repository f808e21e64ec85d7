"""Planning a merger or split: who goes up in whom, where each role and team goes, and who agrees."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import F, Q
from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import ROLES_OF_KIND, OrganisationKind, Role
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.versions import update_version
from schakel.ground.organisations import access
from schakel.ground.organisations.founding import found
from schakel.ground.organisations.mapping import default_lines, part_of, successor_ids
from schakel.ground.organisations.models import (
    Organisation,
    Succession,
    SuccessionConsent,
    SuccessionLine,
    SuccessionTie,
)
from schakel.ground.organisations.verbs import (
    SuccessionAgreed,
    SuccessionCancelled,
    SuccessionMapped,
    SuccessionPlanned,
)

Status = Succession.Status


@dataclass(frozen=True, slots=True)
class NewOrganisation:
    """An organisation that begins with the succession."""

    name: str
    kind: OrganisationKind
    place: str = ""


@dataclass(frozen=True, slots=True)
class Going:
    """Where one role of a predecessor goes, or one team of it."""

    predecessor_id: UUID
    role: Role
    successor_id: UUID
    new_role: Role
    team_id: UUID | None = None


class Tie(NamedTuple):
    """Who goes up in whom, and whether that organisation begins with the plan."""

    old: UUID
    new: UUID
    is_new: bool


@action(access.MANAGE)
def plan_merger(
    *,
    actor: Actor,
    organisation_id: UUID,
    others: Iterable[UUID],
    into: UUID | NewOrganisation,
    planned_on: date,
    reason: str,
) -> UUID:
    """Plan that one's organisation, with others or alone, goes up in another (new or existing) on that day.

    Returns the succession's id. Raises InvalidError for a day that has passed, a merger into itself or a day
    before a member's start, ConflictError while an organisation has another plan.
    """
    old = list(dict.fromkeys([organisation_id, *others]))
    _check_day(planned_on)
    successor_id, is_new = _successor(into, planned_on)
    ties = [Tie(one, successor_id, is_new) for one in old]
    return _plan(Succession.Kind.MERGER, ties, planned_on, reason)


@action(access.MANAGE)
def plan_split(
    *,
    actor: Actor,
    organisation_id: UUID,
    into: Iterable[UUID | NewOrganisation],
    planned_on: date,
    reason: str,
) -> UUID:
    """Plan that one's organisation goes up in several on that day; returns the succession's id.

    Raises InvalidError for fewer than two successors, and as plan_merger does.
    """
    _check_day(planned_on)
    successors = dict(_successor(one, planned_on) for one in into)
    if len(successors) < 2:
        sentence = gettext("Noem minstens twee verschillende opvolgers.")
        raise InvalidError(gettext("Dit is geen splitsing."), sentence, fields={"into": sentence})
    ties = [Tie(organisation_id, one, is_new) for one, is_new in successors.items()]
    return _plan(Succession.Kind.SPLIT, ties, planned_on, reason)


@action(access.MANAGE)
def map_succession(
    *, actor: Actor, organisation_id: UUID, succession_id: UUID, goings: Iterable[Going]
) -> UUID:
    """Set down where roles and teams of one's own organisation go; agreements given before lapse.

    Returns the succession's id. Raises InvalidError for a role that the successor does not have.
    """
    succession = part_of(organisation_id, succession_id)
    _require_planned(succession)
    lines = [_line(succession, organisation_id, going) for going in goings]
    SuccessionLine.objects.filter(succession=succession, predecessor_id=organisation_id).delete()
    SuccessionLine.objects.bulk_create(lines)
    succession.consents.all().delete()
    content = SuccessionMapped(tuple(f"{line.role} → {line.new_role}" for line in lines))
    record(content, organisation_id=organisation_id, things=[_thing(succession)])
    return succession.pk


@action(access.MANAGE)
def agree_to_succession(*, actor: Actor, organisation_id: UUID, succession_id: UUID) -> UUID:
    """Agree on behalf of one's organisation; returns the succession's id."""
    succession = part_of(organisation_id, succession_id)
    _require_planned(succession)
    SuccessionConsent.objects.get_or_create(
        succession=succession,
        organisation_id=organisation_id,
        defaults={"reader_id": actor.reader_id, "given_on": clock.today()},
    )
    name = Organisation.objects.get(pk=organisation_id).name
    record(SuccessionAgreed(name), organisation_id=organisation_id, things=[_thing(succession)])
    return succession.pk


@action(access.MANAGE)
def cancel_succession(*, actor: Actor, organisation_id: UUID, succession_id: UUID, reason: str) -> UUID:
    """Withdraw a plan that was not begun; what was to begin with it ends. Returns the succession's id."""
    succession = part_of(organisation_id, succession_id)
    _require_planned(succession)
    if not reason.strip():
        sentence = gettext("Schrijf op waarom het plan niet doorgaat.")
        raise InvalidError(gettext("De reden ontbreekt."), sentence, fields={"reason": sentence})
    update_version(succession, None, status=Status.CANCELLED)
    _end_unborn(succession)
    record(SuccessionCancelled(reason.strip()), organisation_id=organisation_id, things=[_thing(succession)])
    return succession.pk


def _plan(kind: str, ties: list[Tie], planned_on: date, reason: str) -> UUID:
    _check_reason(reason)
    _check_ties(ties)
    succession = Succession(id=uuid7(), kind=kind, planned_on=planned_on, reason=reason.strip())
    succession.save(force_insert=True)
    SuccessionTie.objects.bulk_create(
        SuccessionTie(succession=succession, predecessor_id=old, successor_id=new, is_new=is_new)
        for old, new, is_new in ties
    )
    SuccessionLine.objects.bulk_create(default_lines(succession))
    old, new = dict.fromkeys(tie.old for tie in ties), dict.fromkeys(tie.new for tie in ties)
    names = Organisation.objects.in_bulk([*old, *new])
    content = SuccessionPlanned(
        kind,
        tuple(names[one].name for one in old),
        tuple(names[one].name for one in new),
        planned_on.isoformat(),
        succession.reason,
    )
    first, *others = dict.fromkeys([*old, *new])
    record(content, organisation_id=first, things=[_thing(succession)], more_streams=others)
    return succession.pk


def _check_day(planned_on: date) -> None:
    if planned_on < clock.today():
        sentence = gettext("Kies vandaag of een latere dag: wat voorbij is, blijft zoals het was.")
        raise InvalidError(gettext("Die dag is voorbij."), sentence, fields={"planned_on": sentence})


def _check_reason(reason: str) -> None:
    if not reason.strip():
        sentence = gettext("Schrijf op waarom dit gebeurt, zoals het besluit het zegt.")
        raise InvalidError(gettext("De reden ontbreekt."), sentence, fields={"reason": sentence})


def _check_ties(ties: list[Tie]) -> None:
    if any(tie.old == tie.new for tie in ties):
        sentence = gettext("Een organisatie kan niet in zichzelf opgaan. Kies een andere opvolger.")
        what = gettext("Oud en nieuw zijn dezelfde organisatie.")
        raise InvalidError(what, sentence, fields={"into": sentence})
    known = {tie.old for tie in ties} | {tie.new for tie in ties if not tie.is_new}
    if Organisation.objects.on(clock.today()).filter(pk__in=known).count() != len(known):
        raise not_found()
    busy = SuccessionTie.objects.filter(succession__status__in=[Status.PLANNED, Status.RUNNING])
    as_old = Q(predecessor_id__in=known)
    if busy.filter(as_old | Q(successor_id__in={tie.old for tie in ties})).exists():
        raise ConflictError(
            gettext("Er is al een plan met een van deze organisaties."),
            gettext("Een organisatie kan maar in één plan tegelijk opgaan."),
            gettext("Voer dat plan eerst uit, of trek het in."),
        )


def _successor(into: UUID | NewOrganisation, begins: date) -> tuple[UUID, bool]:
    """The successor's id and whether it begins with the plan."""
    if isinstance(into, UUID):
        return into, False
    return found(into.name, into.kind, place=into.place, begins=begins).pk, True


def _line(succession: Succession, organisation_id: UUID, going: Going) -> SuccessionLine:
    if going.predecessor_id != organisation_id or going.successor_id not in successor_ids(
        succession, organisation_id
    ):
        raise not_found()
    successor = Organisation.objects.get(pk=going.successor_id)
    if going.new_role not in ROLES_OF_KIND[OrganisationKind(successor.kind)]:
        words = {"role": Role(going.new_role).label, "name": successor.name}
        sentence = gettext("%(name)s heeft geen rol %(role)s. Kies een rol die zij wel heeft.") % words
        raise InvalidError(
            gettext("Deze rol is er bij de opvolger niet."), sentence, fields={"new_role": sentence}
        )
    return SuccessionLine(
        succession=succession,
        predecessor_id=organisation_id,
        role=going.role,
        team_id=going.team_id,
        successor_id=going.successor_id,
        new_role=going.new_role,
    )


def _require_planned(succession: Succession) -> None:
    if succession.status != Status.PLANNED:
        raise ConflictError(
            gettext("Aan dit plan verandert niets meer."),
            gettext("Het is ingetrokken, of de uitvoering is begonnen."),
            gettext("Bekijk op de pagina van het plan hoe het ervoor staat."),
        )


def _end_unborn(succession: Succession) -> None:
    """What was to begin with the plan has no day."""
    new = succession.ties.filter(is_new=True).values("successor_id")
    Organisation.objects.filter(pk__in=new).update(valid_to=F("valid_from"))


def _thing(succession: Succession) -> Thing:
    return Thing("succession", succession.pk)
