"""From a question and its rows to an answer or a refusal, each with what it stands on."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from schakel.programme.effects import checks, refusals
from schakel.programme.effects.estimating import difference_by_lot, estimate_effect
from schakel.programme.effects.groups import GroupEffect, group_effects
from schakel.programme.effects.model import Estimate, Floats, Sample, Settings
from schakel.programme.effects.refusals import Refusal, percent, rounded
from schakel.programme.effects.sensitivity import Sensitivity, judge

LARGE_POINTS = 10.0


@dataclass(frozen=True)
class Question:
    """What is asked: the service and outcome in the user's words, within how many months (0: not said).

    by_lot tells that a lot decided who got the service. own names the covariate that holds the professional's
    estimate, recorded when the choice was made. against names the service that it is compared with; empty
    asks what would have come without it.
    """

    service: str
    outcome: str
    months: int = 0
    by_lot: bool = False
    own: str = ""
    against: str = ""
    settings: Settings = field(default_factory=Settings)


@dataclass(frozen=True)
class Answer:
    """The outcome of a question. estimate is None after a refusal; gross is the treated's mean outcome.

    chance is the estimated chance of treatment of each row, (n,); None where it wasn't estimated.
    """

    question: Question
    sample: Sample
    refusals: tuple[Refusal, ...]
    checks: dict[str, Any]
    estimate: Estimate | None = None
    gross: float = float("nan")
    groups: tuple[GroupEffect, ...] = ()
    sensitivity: Sensitivity | None = None
    chance: Floats | None = None

    @property
    def only_direction(self) -> bool:
        """With fewer than 300 treated only the direction and the interval are said."""
        return int(self.sample.treated.sum()) < refusals.FULL_TREATED

    @property
    def remarks(self) -> tuple[str, ...]:
        """What has to be said beside the figure."""
        if self.estimate is None:
            return ()
        seen = {
            "large": abs(self.estimate.effect) > LARGE_POINTS * self.sample.point,
            "few": self.only_direction,
            "unrecorded": not self.question.by_lot and not self.question.own,
        }
        return tuple(name for name, holds in seen.items() if holds)


def answer(question: Question, sample: Sample, found: tuple[Refusal, ...] = ()) -> Answer:
    """Estimate the effect, or refuse. `found` holds what the reading of the file already ruled out."""
    report: dict[str, Any] = {}
    reasons = [*found, *checks.counts(sample)]
    if reasons:
        return Answer(question, sample, tuple(reasons), report)
    return _by_lot(question, sample, report) if question.by_lot else _observed(question, sample, report)


def _by_lot(question: Question, sample: Sample, report: dict[str, Any]) -> Answer:
    estimate = difference_by_lot(sample)
    reasons = [*checks.lot(sample, report), *checks.placebos(sample, question.settings, report)]
    return _finish(Answer(question, sample, tuple(reasons), report), estimate)


def _observed(question: Question, sample: Sample, report: dict[str, Any]) -> Answer:
    fitted = estimate_effect(sample, question.settings)
    reasons = checks.alike(sample, fitted.chance, report)
    if not reasons:
        reasons = [
            *checks.placebos(sample, question.settings, report),
            *checks.second_method(sample, fitted, question.settings, report),
        ]
    made = _finish(Answer(question, sample, tuple(reasons), report), fitted.estimate)
    if made.estimate is None:
        return made
    return replace(
        made,
        groups=tuple(group_effects(sample, fitted)),
        sensitivity=judge(sample, fitted, question.settings, question.own),
        chance=fitted.chance,
    )


def _finish(made: Answer, estimate: Estimate) -> Answer:
    """With the estimate, unless something forbids it or it is too uncertain."""
    reasons = made.refusals
    if not reasons and (estimate.high - estimate.low) / 2 > _widest(made.sample):
        reasons = (Refusal("imprecise", {"figure": _told_width(made.sample)}),)
    if reasons:
        return replace(made, refusals=reasons)
    seen = made.sample.treated & (made.sample.weight > 0)
    gross = float(np.average(made.sample.outcome[seen], weights=made.sample.weight[seen]))
    return replace(made, estimate=estimate, gross=gross)


def _widest(sample: Sample) -> float:
    points = refusals.WIDEST_POINTS if sample.is_share else refusals.WIDEST_POINTS_OF_AMOUNT
    return points * sample.point


def _told_width(sample: Sample) -> str:
    return percent(_widest(sample)) if sample.is_share else rounded(_widest(sample))
