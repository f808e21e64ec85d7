"""Theoretical against actual benefit volume: the months that went by on benefit beside those to be expected.

What was to be expected follows from who came in and from how it went before, with the traits and the duration
of each (R199). What is left is what these figures don't explain; it is no effect of policy or guidance.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from schakel.programme.effects import refusals
from schakel.programme.effects.groups import ERROR_RATE, benjamini_hochberg
from schakel.programme.effects.leaving import Ahead, Leaving, learn
from schakel.programme.effects.model import Estimate, Floats
from schakel.programme.effects.refusals import Refusal, percent
from schakel.programme.effects.spells import Spells

LEAST_SPELLS = 100
LEAST_ENDED = 100
LEAST_MONTHS = 12
MOST_LOST = 0.10


@dataclass(frozen=True)
class Volume:
    """Months on benefit of n benefits in a period, and those that were to be expected.

    actual counts the months seen, and for the benefits that nobody saw end (lost) the months to be expected
    of them; least and most are what they come to if all of those ended at once, or none. difference is actual
    less theoretical.
    """

    n: int
    actual: float
    theoretical: float
    difference: Estimate
    lost: int = 0
    least: float = 0.0
    most: float = 0.0


@dataclass(frozen=True)
class GroupVolume:
    """The volume of one value of a group variable; None when it has under 100 benefits.

    p_value is that of its difference, adjusted for all groups asked (Benjamini and Hochberg 1995).
    """

    variable: str
    value: str
    n: int
    volume: Volume | None
    p_value: float = float("nan")

    @property
    def differs(self) -> bool:
        """Whether the difference is beyond chance, with all groups asked in mind."""
        return self.p_value <= ERROR_RATE


@dataclass(frozen=True)
class Change:
    """From the volume of an equally long period before to that of this one, in months; the parts add up.

    numbers: how many came in and when; case_mix: who they were; economy: the figure of the labour market,
    None when none was given; rest: what is left.
    """

    previous: float
    numbers: float
    case_mix: float
    economy: float | None
    rest: float
    actual: float


@dataclass(frozen=True)
class Benefits:
    """The answer about months low up to and including high, or why there is none.

    backtest is the same calculation for the equally long period before, from what went before that; None
    where too little did.
    """

    low: int
    high: int
    begin: int
    refusals: tuple[Refusal, ...]
    volume: Volume | None = None
    change: Change | None = None
    backtest: Volume | None = None
    groups: tuple[GroupVolume, ...] = ()
    dispersion: float = 1.0
    ended: int = 0
    outside: bool = False
    has_economy: bool = False

    @property
    def statement(self) -> str | None:
        """lower, higher or indistinct; also indistinct when the period before was missed by as much."""
        if self.volume is None:
            return None
        told = self.volume.difference
        missed = _share_missed(self.backtest) if self.backtest else 0.0
        if told.low <= 0 <= told.high or abs(told.effect) <= missed * self.volume.theoretical:
            return "indistinct"
        return "lower" if told.effect < 0 else "higher"


def _share_missed(volume: Volume) -> float:
    return abs(volume.difference.effect) / volume.theoretical


def benefit_volume(spells: Spells, low: int, high: int) -> Benefits:
    """Actual and theoretical volume of months low up to and including high, learned from the months before.

    low and high lie within the months of the spells, with at least one month before.
    """
    blank = Benefits(low, high, spells.begin, (), has_economy=bool(len(spells.economy)))
    model = learn(spells, low)
    found = _refusals(spells, model, low, high)
    if found or model is None:
        return replace(blank, refusals=tuple(found))
    return replace(
        blank,
        volume=measure(model, spells, low, high),
        change=_change(model, spells, low, high),
        backtest=_backtest(spells, low, high),
        groups=tuple(_groups(model, spells, low, high)),
        dispersion=model.dispersion,
        ended=model.ended,
        outside=_outside(spells, low, high),
    )


def _refusals(spells: Spells, model: Leaving | None, low: int, high: int) -> list[Refusal]:
    found = []
    if spells.missing > refusals.MOST_MISSING_STARTS:
        found.append(Refusal("begin_missing", {"share": percent(spells.missing)}))
    if low - spells.begin < LEAST_MONTHS:
        found.append(Refusal("short_past", {"least": str(LEAST_MONTHS)}))
    inside = _inside(spells, low, high)
    if model is None or model.ended < LEAST_ENDED or len(inside) < LEAST_SPELLS:
        found.append(Refusal("few_benefits", {"least": str(LEAST_SPELLS)}))
    lost = float(np.mean(_lost(spells.select(inside), high))) if len(inside) else 0.0
    if lost > MOST_LOST:
        found.append(Refusal("follow_up", {"share": percent(lost)}))
    return found


def _inside(spells: Spells, low: int, high: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Which spells ran in the period."""
    return np.flatnonzero((spells.last >= low) & (spells.first <= high))


def _lost(spells: Spells, high: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which spells stop before the period does without an end."""
    found: np.ndarray[tuple[int], np.dtype[np.bool_]] = ~spells.ended & (spells.last < high)
    return found


def measure(model: Leaving, spells: Spells, low: int, high: int) -> Volume:
    """The volume of the spells that ran in months low up to and including high.

    The interval of the difference holds the chance of each benefit, that of what was learned, and what the
    numbers varied more than that from month to month in the past.
    """
    ours = spells.select(_inside(spells, low, high))
    entry = np.maximum(ours.first, low)
    course = Ahead(model, ours, entry, high).course()
    seen = float(np.sum(np.minimum(ours.last, high) - entry + 1))
    lost = np.flatnonzero(_lost(ours, high))
    gone = ours.select(lost)
    filled = Ahead(model, gone, gone.last, high).course().months - 1
    theoretical = float(course.months.sum())
    variance = float(course.variance.sum() + course.gradient @ model.covariance @ course.gradient)
    actual = seen + float(filled.sum())
    return Volume(
        len(entry),
        actual,
        theoretical,
        Estimate(actual - theoretical, float(np.sqrt(model.dispersion * variance))),
        len(lost),
        seen,
        seen + float(np.sum(high - gone.last)),
    )


def _backtest(spells: Spells, low: int, high: int) -> Volume | None:
    earlier = low - (high - low + 1)
    if earlier - spells.begin < LEAST_MONTHS:
        return None
    model = learn(spells, earlier)
    if model is None or model.ended < LEAST_ENDED or len(_inside(spells, earlier, low - 1)) < LEAST_SPELLS:
        return None
    return measure(model, spells, earlier, low - 1)


def _groups(model: Leaving, spells: Spells, low: int, high: int) -> list[GroupVolume]:
    inside = np.zeros(len(spells.first), dtype=bool)
    inside[_inside(spells, low, high)] = True
    made = []
    for variable, values in spells.groups.items():
        for value in np.unique(values[inside]):
            rows = np.flatnonzero(inside & (values == value))
            enough = len(rows) >= LEAST_SPELLS
            volume = measure(model, spells.select(rows), low, high) if enough else None
            made.append(GroupVolume(variable, str(value), len(rows), volume))
    return _adjusted(made)


def _adjusted(groups: list[GroupVolume]) -> list[GroupVolume]:
    raw = np.array([each.volume.difference.p_value for each in groups if each.volume is not None])
    adjusted = iter(benjamini_hochberg(raw).tolist())
    return [each if each.volume is None else replace(each, p_value=next(adjusted)) for each in groups]


def _outside(spells: Spells, low: int, high: int) -> bool:
    """Whether the figure of the labour market was never before as it was now."""
    if not len(spells.economy):
        return False
    before, now = (
        spells.economy[: low - spells.begin],
        spells.economy[low - spells.begin : high - spells.begin + 1],
    )
    return bool(now.min() < before.min() or now.max() > before.max())


@dataclass(frozen=True)
class _Period:
    """The spells of a period by kind of entry, with the months expected of each at the average economy."""

    kind: np.ndarray[tuple[int], np.dtype[np.int64]]
    even: Floats
    volume: Volume


def _period(model: Leaving, spells: Spells, low: int, high: int) -> _Period:
    """Kind 0 ran already when the period began, kind k came in its k-th month."""
    ours = spells.select(_inside(spells, low, high))
    entry = np.maximum(ours.first, low)
    even = Ahead(model, ours, entry, high, average_economy=True).course().months
    return _Period(np.maximum(ours.first - low + 1, 0), even, measure(model, spells, low, high))


def _change(model: Leaving, spells: Spells, low: int, high: int) -> Change | None:
    """None where no equally long period lies before."""
    earlier = low - (high - low + 1)
    if earlier < spells.begin:
        return None
    now, past = _period(model, spells, low, high), _period(model, spells, earlier, low - 1)
    count = high - low + 2
    here, there = (np.bincount(each.kind, minlength=count) for each in (now, past))
    mean_now, mean_past = (
        np.bincount(each.kind, weights=each.even, minlength=count) / np.maximum(many, 1)
        for each, many in ((now, here), (past, there))
    )
    # Where nobody came before, who they are can't be compared: then all of it is a matter of numbers.
    usual = np.where(there > 0, mean_past, mean_now)
    numbers, case_mix = float((here - there) @ usual), float(here @ (mean_now - usual))
    economy = _economy_part(now) - _economy_part(past) if len(spells.economy) else None
    whole = now.volume.actual - past.volume.actual
    rest = whole - numbers - case_mix - (economy or 0.0)
    return Change(past.volume.actual, numbers, case_mix, economy, rest, now.volume.actual)


def _economy_part(period: _Period) -> float:
    return period.volume.theoretical - float(period.even.sum())
