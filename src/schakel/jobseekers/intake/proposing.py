"""Asking the rules of the acting organisation which route fits the client of an intake."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.norms.house import own_figures, preset_figure
from schakel.ground.people.queries import client_visible
from schakel.jobseekers.intake.models import Intake, IntakePart, OwnRouteRule
from schakel.jobseekers.intake.questions import ASKS_FOR, MONTHS, NO_BENEFIT
from schakel.jobseekers.intake.routing import BOUNDS, Person, Rule, house_rules, proposal

YOUTH_AGE = "HOUSE-intake-youth-age"
SHORT_DISTANCE = "HOUSE-intake-short-distance"
FIGURES = {"youth_age": YOUTH_AGE, "short_distance": SHORT_DISTANCE}


def proposed_for(actor: Actor, intake: Intake, parts: Iterable[IntakePart]) -> Rule | None:
    """The rule that fits this client, by the figures of the actor's organisation; None without one.

    parts are those of the intake that the actor may see. Three statements.
    """
    return proposal(rules_of(actor), person_of(intake, parts))


def rules_of(actor: Actor) -> list[Rule]:
    """The rules in the order in which they count for the actor's organisation: its own first."""
    return [rule_in(row) for row in own_rules(actor.employer_id)] + house_rules_of(actor.employer_id)


def own_rules(organisation_id: UUID) -> list[OwnRouteRule]:
    """The rules that an organisation made itself and that hold today, in their order."""
    found = OwnRouteRule.objects.on(clock.today()).filter(organisation_id=organisation_id)
    return list(found.order_by("place", "id"))


def rule_in(row: OwnRouteRule) -> Rule:
    """An organisation's own rule as it is asked."""
    bounds = {name: getattr(row, name) for name in BOUNDS}
    benefits, entries = frozenset(row.benefits), frozenset(row.entries)
    return Rule(str(row.pk), row.route, row.because, **bounds, benefits=benefits, entries=entries)


def house_rules_of(organisation_id: UUID) -> list[Rule]:
    """The rules of the house with the figures of an organisation; one statement."""
    own = own_figures(FIGURES.values(), clock.today())
    figures = {name: own[key].get(organisation_id, preset_figure(key)).value for name, key in FIGURES.items()}
    return [found.rule for found in house_rules(figures)]


def person_of(intake: Intake, parts: Iterable[IntakePart]) -> Person:
    """What the rules may know of the client of an intake, and no more."""
    answers = {key: answer for row in parts for key, answer in row.answers.items() if answer}
    months = answers.get(MONTHS, "")
    return Person(
        age=_age(client_visible(intake.dossier_id).birth_date),
        months=int(months) if months else None,
        benefit=answers.get(ASKS_FOR, _benefit(intake.entry)),
        entry=intake.entry,
    )


def _age(born: date | None) -> int | None:
    if born is None:
        return None
    today = clock.today()
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def _benefit(entry: str) -> str:
    """Before the question is answered only who comes in without a benefit is known to have none."""
    return NO_BENEFIT if entry == Intake.Entry.NO_BENEFIT else ""
