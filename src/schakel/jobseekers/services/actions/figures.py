"""Aiming at a mix of services, noting a change in steering, and the works council's agreement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError, InvalidError, StaleVersionError
from schakel.ground.organisations.councils import EARLIEST, end_agreement, keep_agreement
from schakel.ground.organisations.models import Team
from schakel.jobseekers.services import access
from schakel.jobseekers.services.catalogue.model import MIX
from schakel.jobseekers.services.mixing import DISTANCES, derived_mix, percents, safe_population
from schakel.jobseekers.services.models import CouncilConsent, MixTarget, SteeringEvent
from schakel.jobseekers.services.queries.mix import population_on, targets_of
from schakel.jobseekers.services.verbs.figures import (
    CouncilAgreed,
    CouncilAgreementEnded,
    MixTargetSet,
    SteeringNoted,
)

FARTHEST = timedelta(days=2 * 366)
LONGEST_REASON = 300
LONGEST_WORDS = 200


@dataclass(frozen=True, slots=True)
class NewMixTarget:
    """Shares in percent by group of the mix; or planned, such shares for each distance to work.

    With planned the shares follow from the population of today. Without team it holds for all.
    """

    start: date
    reason: str
    team_id: UUID | None = None
    shares: Mapping[str, int] = field(default_factory=dict)
    planned: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


@action(access.SET_MIX)
def set_mix_target(*, actor: Actor, organisation_id: UUID, new: NewMixTarget, expected_version: int) -> UUID:
    """Aim at a mix from a day on; what was to begin later never begins. Returns the id of the target.

    expected_version is how often a target of this team was set before. Raises InvalidError with fields,
    NotFoundError for a team of others, StaleVersionError when a colleague set it meanwhile.
    """
    team = _team(organisation_id, new.team_id)
    rows = targets_of(organisation_id, new.team_id)
    if len(rows) != expected_version:
        raise StaleVersionError(rows[0] if rows else None)
    _check(new)
    row = MixTarget(organisation_id=organisation_id, team=team, reason=new.reason.strip())
    _fill(row, new)
    MixTarget.objects.filter(organisation_id=organisation_id, team=team).end_from(new.start)
    row.valid_from, row.set_by, row.set_at = new.start, actor.name, clock.now()
    row.save(force_insert=True)
    record(
        MixTargetSet(
            team.name if team else "", row.shares, row.is_derived, new.start.isoformat(), row.reason
        ),
        organisation_id=organisation_id,
        things=[Thing("mix_target", row.id)],
    )
    return row.id


def _team(organisation_id: UUID, team_id: UUID | None) -> Team | None:
    if team_id is None:
        return None
    found = Team.objects.filter(pk=team_id, organisation_id=organisation_id).first()
    if found is None:
        raise not_found()
    return found


def _check(new: NewMixTarget) -> None:
    wrong: dict[str, str] = {}
    today = clock.today()
    if not today <= new.start <= today + FARTHEST:
        wrong["start"] = gettext("Kies vandaag of een dag daarna, binnen twee jaar.")
    if not 0 < len(new.reason.strip()) <= LONGEST_REASON:
        wrong["reason"] = gettext("Schrijf op waarom, in hoogstens 300 tekens.")
    if new.planned:
        off = [key for key in DISTANCES if not _is_whole(new.planned.get(key, {}))]
        wrong |= {f"{key}-{next(iter(MIX))}": _sum_words() for key in off}
    elif not _is_whole(new.shares):
        wrong[f"shares-{next(iter(MIX))}"] = _sum_words()
    if wrong:
        raise _refused(wrong)


def _is_whole(shares: Mapping[str, int]) -> bool:
    known = set(shares) <= set(MIX) and all(0 <= value <= 100 for value in shares.values())
    return known and sum(shares.values()) == 100


def _sum_words() -> str:
    return gettext("De percentages tellen samen op tot 100.")


def _fill(row: MixTarget, new: NewMixTarget) -> None:
    if not new.planned:
        row.shares = {key: int(new.shares.get(key, 0)) for key in MIX}
        return
    today = clock.today()
    clients = safe_population(population_on(today, new.team_id))
    if not clients:
        few = gettext("Hier zijn minder dan tien cliënten. Vul de percentages zelf in.")
        raise _refused({"which": few})
    row.shares = derived_mix(clients, new.planned)
    row.planned = {distance: dict(shares) for distance, shares in new.planned.items()}
    row.population = percents({key: float(count) for key, count in clients.items()})
    row.population_on = today


def _refused(fields: dict[str, str]) -> InvalidError:
    return InvalidError(
        gettext("Dit is nog niet compleet."),
        gettext("Niet alles is goed."),
        gettext("Verbeter wat hieronder staat."),
        fields=fields,
    )


@action(access.NOTE_STEERING)
def note_steering(*, actor: Actor, organisation_id: UUID, happened_on: date, what: str) -> UUID:
    """Note a change in steering that may move how services are registered; returns its id.

    Raises InvalidError with fields, ConflictError where the same was noted already.
    """
    what, wrong = what.strip(), {}
    if not EARLIEST <= happened_on <= clock.today():
        wrong["happened_on"] = gettext("Kies een dag vanaf 2000 en niet na vandaag.")
    if not 0 < len(what) <= LONGEST_WORDS:
        wrong["what"] = gettext("Schrijf op wat er veranderde, in hoogstens 200 tekens.")
    if wrong:
        raise _refused(wrong)
    same = {"organisation_id": organisation_id, "happened_on": happened_on, "what": what}
    if SteeringEvent.objects.filter(**same).exists():
        raise ConflictError(
            gettext("Deze verandering staat er al."), gettext("Een collega of u legde haar eerder vast.")
        )
    row = SteeringEvent(**same, noted_by=actor.name, noted_at=clock.now())
    row.save(force_insert=True)
    record(
        SteeringNoted(happened_on.isoformat(), what),
        organisation_id=organisation_id,
        things=[Thing("steering_event", row.id)],
    )
    return row.id


@action(access.KEEP_CONSENT)
def record_council_consent(*, actor: Actor, organisation_id: UUID, document: str, day: date) -> UUID:
    """Record that the works council agreed, by the name of its document, from a day on; returns the id.

    Raises InvalidError with fields, ConflictError while an agreement holds.
    """
    held = ConflictError(
        gettext("Op die dag gold al een instemming."),
        gettext("Twee instemmingen gelden niet tegelijk."),
        gettext("Trek eerst in wat geldt, of kies een latere dag."),
    )
    row = CouncilConsent(organisation_id=organisation_id, document=document, valid_from=day)
    row = keep_agreement(row, actor=actor, day=day, held=held)
    record(
        CouncilAgreed(row.document, day.isoformat()),
        organisation_id=organisation_id,
        things=[Thing("council_consent", row.id)],
    )
    return row.id


@action(access.KEEP_CONSENT)
def end_council_consent(*, actor: Actor, organisation_id: UUID, reason: str) -> UUID:
    """Record that the works council agrees no longer, from today on; returns the id of the agreement.

    Raises InvalidError without a reason, ConflictError where none holds.
    """
    reason = reason.strip()
    ended = ConflictError(
        gettext("Er geldt geen instemming."), gettext("Een collega heeft haar intussen ingetrokken.")
    )
    row = end_agreement(CouncilConsent, organisation_id=organisation_id, reason=reason, ended=ended)
    record(
        CouncilAgreementEnded(row.document, reason),
        organisation_id=organisation_id,
        things=[Thing("council_consent", row.id)],
    )
    return row.id
