"""The plans that simply run: agreed at the table, with a step that is done and one that is not."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from schakel.ground.kernel import clock
from schakel.jobseekers.contacts.actions import NewContact, record_contact
from schakel.jobseekers.plans.actions import NewStep, check_agreement
from schakel.jobseekers.plans.models import Agreement
from schakel.simulation.demo.plans import at_the_table, at_work, offered, written
from schakel.simulation.demo.reading import read_plans
from schakel.simulation.demo.telling import Story


def tell_of_standing_plans(story: Story) -> None:
    """Each plan on its own day, and after that what was done and said."""
    for one in read_plans():
        plan_id = _agreed(story, one)
        for line in one["steps"]:
            if len(line) > 4:
                _done(story, one, plan_id, line)
        if "talk" in one:
            _talked(story, one)


def _agreed(story: Story, one: dict[str, Any]) -> UUID:
    with at_work(story, one["by"], one["key"], one["day"]) as on:
        steps = [
            NewStep(what, because, duty, story.day(due)) for what, because, duty, due, *_ in one["steps"]
        ]
        place, cause = one["place"]
        plan_id = written(on, one["aim"], one["goal"], *steps, place=place, cause=cause, weeks=one["weeks"])
        at_the_table(on, offered(on, plan_id))
    return plan_id


def _done(story: Story, one: dict[str, Any], plan_id: UUID, line: list[Any]) -> None:
    what, _because, _duty, _due, day, result = line
    with at_work(story, one["by"], one["key"], day) as on:
        row = Agreement.objects.get(plan_step__plan_id=plan_id, what=what)
        check_agreement(**on, agreement_id=row.pk, status="done", result=result)


def _talked(story: Story, one: dict[str, Any]) -> None:
    day, channel, summary = one["talk"]
    with at_work(story, one["by"], one["key"], day) as on:
        record_contact(**on, new=NewContact(clock.now(), channel, "progress", summary))
