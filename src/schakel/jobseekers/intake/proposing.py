"""Asking the rules of the acting organisation which route fits the client of an intake."""

from __future__ import annotations

from datetime import date

from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.norms.house import figure_of
from schakel.ground.people.queries import client_visible
from schakel.jobseekers.intake.models import Intake
from schakel.jobseekers.intake.queries import answers_of
from schakel.jobseekers.intake.questions import ASKS_FOR, MONTHS, NO_BENEFIT
from schakel.jobseekers.intake.routing import Person, Rule, house_rules, proposal

YOUTH_AGE = "HOUSE-intake-youth-age"
SHORT_DISTANCE = "HOUSE-intake-short-distance"
FIGURES = {"youth_age": YOUTH_AGE, "short_distance": SHORT_DISTANCE}


def proposed_for(actor: Actor, intake: Intake) -> Rule | None:
    """The rule that fits this client, by the figures of the actor's organisation; None without one."""
    return proposal(rules_of(actor), person_of(intake))


def rules_of(actor: Actor) -> list[Rule]:
    """The rules in the order in which they count for the actor's organisation."""
    figures = {name: figure_of(key, actor.employer_id, clock.today()).value for name, key in FIGURES.items()}
    return [found.rule for found in house_rules(figures)]


def person_of(intake: Intake) -> Person:
    """What the rules may know of the client of an intake, and no more."""
    answers = answers_of(intake)
    months = answers.get(MONTHS, "")
    return Person(
        age=_age(client_visible(intake.dossier_id).birth_date),
        months=int(months) if months else None,
        benefit=answers.get(ASKS_FOR, NO_BENEFIT),
        entry=intake.entry,
    )


def _age(born: date | None) -> int | None:
    if born is None:
        return None
    today = clock.today()
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
