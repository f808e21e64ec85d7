"""Plans in the words and shapes of the screen: parts with steps, terms, differences, and the way up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schakel.ground.kernel import clock
from schakel.ground.norms.house import figure_of
from schakel.jobseekers.plans.content import Content
from schakel.jobseekers.plans.ladder import HIGHEST
from schakel.jobseekers.plans.models import Agreement, Plan, PlanAlternative, PlanPart, PlanStep, RungStep
from schakel.jobseekers.plans.verbs.plans import domain_words

MADE, REVIEWED = "HOUSE-plan-made", "HOUSE-plan-review"


@dataclass(frozen=True, slots=True)
class StepShown:
    """A step with its state: its own, or that of the agreement it became."""

    row: PlanStep
    status: str
    label: str
    is_open: bool
    check_url_name: str = ""
    weighed: Sequence[PlanAlternative] = ()


@dataclass(frozen=True, slots=True)
class PartShown:
    """A part with its steps, and whether the reader changes it."""

    row: PlanPart
    title: str
    is_own: bool
    steps: list[StepShown] = field(default_factory=list)


def parts_shown(
    parts: Iterable[PlanPart],
    steps: Sequence[PlanStep],
    plan: Plan,
    own: UUID | None,
    weighed: Mapping[UUID, Sequence[PlanAlternative]] | None = None,
) -> list[PartShown]:
    """The parts in their order; a part is the reader's own at its organisation and at the leading one.

    weighed holds what else was considered, by the step that was chosen.
    """
    beside = weighed or {}
    return [
        PartShown(
            part,
            domain_words(part.domain),
            own in (part.organisation_id, plan.lead_organisation_id),
            [_step(step, beside.get(step.pk, ())) for step in steps if step.part_id == part.pk],
        )
        for part in parts
    ]


def _step(step: PlanStep, weighed: Sequence[PlanAlternative]) -> StepShown:
    status = step.agreement.status if step.agreement else step.status
    is_open = status == Agreement.Status.OPEN
    label = str(Agreement.Status(status).label)
    if is_open and step.agreement is None and step.section_bit == 16:
        label = gettext("nog niet getekend")
    return StepShown(step, status, label, is_open, weighed=weighed)


@dataclass(frozen=True, slots=True)
class TermShown:
    """A day by which something is due for a plan, and the norm that it comes from."""

    label: str | Promise
    due_on: date
    norm: str


def plan_terms(plan: Plan) -> list[TermShown]:
    """What is due for a plan that is not closed: to have it made, or to look at it again together."""
    if plan.is_closed:
        return []
    key = REVIEWED if plan.agreed_on else MADE
    figure = figure_of(key, plan.lead_organisation_id, clock.today())
    label = _("samen opnieuw bekijken") if plan.agreed_on else _("plan klaar en getekend")
    return [TermShown(label, figure.ahead(plan.agreed_on or plan.begun_on), key)]


@dataclass(frozen=True, slots=True)
class Difference:
    """One line of a plan that changed between two versions; was or now is empty where there was none."""

    label: str
    was: str
    now: str


def differences(was: Content, now: Content) -> list[Difference]:
    """What changed between two versions, line by line; goals and steps are the same while their id is."""
    before, after = dict(_lines(was)), dict(_lines(now))
    keys = [*before, *(key for key in after if key not in before)]
    return [
        Difference(key[1], before.get(key, ""), after.get(key, ""))
        for key in keys
        if before.get(key, "") != after.get(key, "")
    ]


def _lines(content: Content) -> Iterable[tuple[tuple[str, str], str]]:
    lead = content["lead"]
    yield ("lead", gettext("Leidt het plan")), f"{lead['name']}, {lead['organisation']}"
    weeks = content["contact_weeks"]
    yield ("rhythm", gettext("Contact")), gettext("elke %(n)s weken") % {"n": weeks} if weeks else ""
    yield ("target", gettext("Haalbare trede")), content["target"]
    for goal in content["goals"]:
        yield (goal["id"], gettext("Doel")), goal["words"]
    for part in content["parts"]:
        yield (part["id"], part["organisation"]), part["aim"]
        for step in part["steps"]:
            yield (step["id"], gettext("Stap")), step_line(step)


def step_line(step: Content) -> str:
    """A step of a version in one sentence."""
    who = Agreement.Duty(step["duty"]).label
    day = date.fromisoformat(step["due_on"]).strftime("%d-%m-%Y")
    words = {"what": step["what"], "who": who, "day": day}
    return gettext("%(what)s (%(who)s, uiterlijk %(day)s)") % words


WIDTH, ROW, PAD = 320, 24, 16


def ladder_chart(way: Sequence[RungStep]) -> dict[str, Any] | None:
    """The way over the house's rungs as a stair, from the first step to today; None for a single step."""
    steps = list(reversed(way))
    if len(steps) < 2:
        return None
    first, days = steps[0].from_day, max((clock.today() - steps[0].from_day).days, 1)
    spots = [(PAD + (WIDTH - 2 * PAD) * (s.from_day - first).days // days, _height(s.rung)) for s in steps]
    line = [f"{spots[0][0]},{spots[0][1]}"]
    for (_x, above), (x, y) in pairwise(spots):
        line += [f"{x},{above}", f"{x},{y}"]
    line.append(f"{WIDTH - PAD},{spots[-1][1]}")
    return {
        "width": WIDTH,
        "height": ROW * HIGHEST + PAD,
        "points": " ".join(line),
        "spots": [{"x": x, "y": y} for x, y in spots],
        "rungs": [{"rung": n, "y": _height(n)} for n in range(1, HIGHEST + 1)],
    }


def _height(rung: int) -> int:
    return ROW * (HIGHEST - rung) + ROW // 2 + PAD // 2


def version_shown(content: Content) -> dict[str, Any]:
    """A version with its days as days."""
    baseline = content["baseline"]
    on = date.fromisoformat(baseline["on"]) if baseline["on"] else None
    parts = [part | {"steps": [_step_shown(step) for step in part["steps"]]} for part in content["parts"]]
    return content | {"baseline": baseline | {"on": on}, "parts": parts}


def _step_shown(step: Content) -> Content:
    return step | {"due_on": date.fromisoformat(step["due_on"])}
