"""An organisation's own route rules, added and ended by its administrator."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError
from schakel.jobseekers.intake import access
from schakel.jobseekers.intake.models import OwnRouteRule
from schakel.jobseekers.intake.routing import BOUNDS, Rule
from schakel.jobseekers.intake.rule_checks import check_rule
from schakel.jobseekers.intake.verbs.rules import RuleAdded, RuleEnded


@action(access.SET_CHANNEL)
def add_rule(*, actor: Actor, organisation_id: UUID, new: Rule, place: int) -> UUID:
    """Let a rule propose a route from today, before those of the house; returns its id.

    The key of the rule is not kept. Raises InvalidError for a rule that nobody or everybody would meet, or
    without a reason.
    """
    check_rule(new, place)
    conditions = {name: getattr(new, name) for name in BOUNDS}
    conditions |= {"benefits": sorted(new.benefits), "entries": sorted(new.entries)}
    row = OwnRouteRule(
        organisation_id=organisation_id,
        place=place,
        route=new.route,
        because=new.because.strip(),
        valid_from=clock.today(),
        **conditions,
    )
    content = RuleAdded(new.route, row.because, place, conditions)
    record(content, organisation_id=organisation_id, things=[Thing("intake_rule", row.id)])
    row.save(force_insert=True)
    return row.id


@action(access.SET_CHANNEL)
def end_rule(*, actor: Actor, organisation_id: UUID, rule_id: UUID) -> UUID:
    """Let a rule propose nothing from today; returns its id. Routes that were chosen stay.

    Raises NotFoundError for one of another organisation, ConflictError when it ended already.
    """
    row = OwnRouteRule.objects.filter(pk=rule_id, organisation_id=organisation_id).first()
    if row is None:
        raise not_found()
    if row.valid_to is not None:
        raise ConflictError(gettext("Deze regel is al beëindigd."))
    content = RuleEnded(row.route, row.because)
    record(content, organisation_id=organisation_id, things=[Thing("intake_rule", row.id)])
    OwnRouteRule.objects.filter(pk=row.pk).update(valid_to=clock.today())
    return row.id
