"""The route after an intake, chosen by a person, and the end of the intake."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.types import Section
from schakel.ground.journal.decisions import Decision, DecisionKind, Option, Reason, record_decision
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import InvalidError
from schakel.ground.kernel.versions import update_version
from schakel.jobseekers.intake import access
from schakel.jobseekers.intake.completeness import what_lacks
from schakel.jobseekers.intake.models import Route
from schakel.jobseekers.intake.proposing import proposed_for
from schakel.jobseekers.intake.queries import parts_of, running_intake
from schakel.jobseekers.intake.routing import Rule
from schakel.jobseekers.intake.verbs.intake import IntakeFinished, IntakeRouted


@action(access.HOLD)
def choose_route(
    *,
    actor: Actor,
    dossier_id: UUID,
    intake_id: UUID,
    route: str,
    because: str = "",
    expected_version: int | None = None,
) -> UUID:
    """Take the route that the rules propose, or another with a reason; returns the intake's id.

    The rules are asked again here, so that a proposal of before the last answer is never taken. Raises
    InvalidError for an unknown route, or one that was not proposed and has no reason.
    """
    intake = running_intake(dossier_id, intake_id)
    rule = proposed_for(actor, intake, parts_of(intake))
    reason = _reason(route, because.strip(), rule)
    proposed = rule.route if rule else ""
    things = (Thing("intake", intake.id),)
    record(IntakeRouted(route, reason, proposed), dossier_id=dossier_id, things=things)
    if route != proposed:
        _decide(dossier_id, route, proposed, reason, things)
    update_version(
        intake,
        expected_version,
        route=route,
        route_because=reason,
        proposed_route=proposed,
        proposed_because=rule.because if rule else "",
        routed_on=clock.today(),
        routed_by_id=actor.reader_id,
    )
    return intake.id


@action(access.HOLD)
def finish_intake(
    *, actor: Actor, dossier_id: UUID, intake_id: UUID, expected_version: int | None = None
) -> UUID:
    """End an intake; parts that stayed empty are named. Returns its id.

    Raises InvalidError while nobody saw who the client is, or chose a route.
    """
    intake = running_intake(dossier_id, intake_id)
    lacking = what_lacks(intake)
    if lacking:
        raise InvalidError(gettext("De intake is nog niet klaar."), " ".join(lacking))
    missing = tuple(row.key for row in parts_of(intake) if row.saved_at is None)
    record(IntakeFinished(missing), dossier_id=dossier_id, things=[Thing("intake", intake.id)])
    update_version(intake, expected_version, finished_at=clock.now())
    return intake.id


def _reason(route: str, because: str, rule: Rule | None) -> str:
    fields = {}
    if route not in Route.values:
        fields["route"] = gettext("Kies een route.")
    elif not because and (rule is None or rule.route != route):
        fields["because"] = gettext("Schrijf op waarom deze route beter past.")
    if fields:
        raise InvalidError(gettext("De route is nog niet gekozen."), fields=fields)
    return because or (rule.because if rule else "")


def _decide(dossier_id: UUID, route: str, proposed: str, reason: str, things: tuple[Thing, ...]) -> None:
    """A choice against or without a proposal stands among the choices, where the client may answer it."""
    decision = Decision(
        kind=DecisionKind.DEVIATION if proposed else DecisionKind.DIRECTION,
        question=gettext("Welke route na de intake?"),
        options=tuple(Option(str(choice.label)) for choice in Route),
        chosen=str(Route(route).label),
        reason=Reason.OTHER,
        reason_text=reason,
    )
    record_decision(decision, dossier_id=dossier_id, section=Section.BENEFIT, things=things)
