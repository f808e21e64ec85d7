"""An organisation's own route rules, added and ended by its administrator."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.jobseekers.intake import access
from schakel.jobseekers.intake.models import Intake, OwnRouteRule, Route
from schakel.jobseekers.intake.questions import BENEFITS
from schakel.jobseekers.intake.routing import BOUNDS, Rule
from schakel.jobseekers.intake.verbs.rules import RuleAdded, RuleEnded

MOST = 120
MOST_PLACE = 999


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


def check_rule(new: Rule, place: int) -> None:
    """Raise InvalidError for what keeps a rule from being used."""
    fields = _problems_of_words(new, place) | _problems_of_bounds(new)
    if not fields and not _has_condition(new):
        fields["age_from"] = gettext("Geef minstens één voorwaarde, anders geldt de regel voor iedereen.")
    if fields:
        raise InvalidError(gettext("De regel is nog niet vastgelegd."), fields=fields)


def _problems_of_words(new: Rule, place: int) -> dict[str, str]:
    fields = {}
    if new.route not in Route.values:
        fields["route"] = gettext("Kies een route.")
    if not new.because.strip() or len(new.because.strip()) > 200:
        fields["because"] = gettext("Schrijf in hooguit 200 tekens op waarom deze route past.")
    if not 1 <= place <= MOST_PLACE:
        fields["place"] = gettext("Vul een plaats in van 1 tot en met 999.")
    if not new.benefits <= set(BENEFITS):
        fields["benefits"] = gettext("Kies uit de lijst.")
    if not new.entries <= set(Intake.Entry.values):
        fields["entries"] = gettext("Kies uit de lijst.")
    return fields


def _problems_of_bounds(new: Rule) -> dict[str, str]:
    fields = {}
    for name in BOUNDS:
        value = getattr(new, name)
        if value is not None and not 0 <= value <= MOST:
            fields[name] = gettext("Vul een getal in van 0 tot en met 120.")
    for first, below in (("age_from", "age_below"), ("months_from", "months_below")):
        start, end = getattr(new, first), getattr(new, below)
        if end is not None and end <= (start or 0):
            fields[below] = gettext("Zo geldt de regel voor niemand. Kies een hoger getal.")
    return fields


def _has_condition(new: Rule) -> bool:
    bounds = any(getattr(new, name) is not None for name in BOUNDS)
    return bounds or bool(new.benefits) or bool(new.entries)
