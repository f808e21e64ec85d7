"""Scores of answers, and the way of guiding they advise. Unknown stays unknown: no answer is never a zero."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from schakel.jobseekers.diagnosis.instruments.model import (
    Answers,
    Band,
    GuidanceRule,
    InstrumentContent,
    Part,
    Question,
    Score,
)

MOST_WORDS = 1000


@dataclass(frozen=True, slots=True)
class Found:
    """A score: percent of what could be scored (whole, half up), or None with too few answers."""

    score: Score
    answered: int
    percent: int | None = None
    band: Band | None = None


@dataclass(frozen=True, slots=True)
class Advice:
    """The way of guiding that the scores lead to, by which of them, or which are missing to say so."""

    variant: str | None
    because: tuple[Found, ...] = ()
    missing: tuple[Score, ...] = ()


def score(found: Score, answers: Answers) -> Found:
    """The score over the questions that were answered.

    Each answer counts from the lowest value of its scale, reversed ones from the highest, times its weight;
    the percentage is of the most these questions could give.
    """
    given = [(q, value) for q in found.questions if isinstance(value := answers.get(q.name), int)]
    if len(given) < found.least:
        return Found(found, len(given))
    points = sum(_points(question, value) for question, value in given)
    most = sum(_most(question) for question, _value in given)
    percent = (200 * points + most) // (2 * most)
    return Found(found, len(given), percent, found.norm.band_of(percent))


def _points(question: Question, value: int) -> int:
    assert question.scale is not None  # the loader lets scores count questions on a scale only
    scale = question.scale
    return question.weight * (scale.highest - value if question.is_reversed else value - scale.lowest)


def _most(question: Question) -> int:
    assert question.scale is not None  # as above
    return question.weight * (question.scale.highest - question.scale.lowest)


def scores_of(part: Part, answers: Answers) -> list[Found]:
    """All scores of a part."""
    return [score(one, answers) for one in part.scores]


def all_scores(instrument: InstrumentContent, answers: Mapping[str, Answers]) -> dict[tuple[str, str], Found]:
    """The scores of all parts by part and name; a part without answers has scores without percent."""
    return {
        (part.name, found.score.name): found
        for part in instrument.parts
        for found in scores_of(part, answers.get(part.name, {}))
    }


def advise(instrument: InstrumentContent, found: Mapping[tuple[str, str], Found]) -> Advice:
    """The variant of the first rule that is met.

    A rule that hangs on a score that is unknown ends the search: a later rule may not go before it.
    """
    for rule in instrument.guidance:
        missing = _missing(rule, found)
        if _is_refuted(rule, found):
            continue
        if missing:
            return Advice(None, missing=missing)
        return Advice(rule.variant, tuple(found[place] for place, _levels in rule.when))
    return Advice(None)


def _missing(rule: GuidanceRule, found: Mapping[tuple[str, str], Found]) -> tuple[Score, ...]:
    return tuple(found[place].score for place, _levels in rule.when if found[place].band is None)


def _is_refuted(rule: GuidanceRule, found: Mapping[tuple[str, str], Found]) -> bool:
    return any(
        (band := found[place].band) is not None and band.level not in levels for place, levels in rule.when
    )


def rung_of(instrument: InstrumentContent, found: Mapping[tuple[str, str], Found]) -> int | None:
    """The step of the ladder to which the score for distance points."""
    band = found[instrument.distance].band
    return band.rung if band is not None else None


def wrong_answers(part: Part, answers: Answers, *, is_own: bool = False) -> list[str]:
    """The names of questions that are not asked here, or whose answer does not fit or is too long."""
    asked = {question.name: question for question in (part.own_questions if is_own else part.questions)}
    return [name for name, value in answers.items() if not _fits(asked.get(name), value)]


def _fits(question: Question | None, value: int | str) -> bool:
    if question is None:
        return False
    if question.scale is None:
        return isinstance(value, str) and len(value) <= MOST_WORDS
    return isinstance(value, int) and not isinstance(value, bool) and value in question.scale.values
