"""Chance by counting: each number follows from the seed, what it is for, whom it is for, and a step.

Nothing is drawn one after another, so that more people change nothing for those who were there already.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]

_GOLDEN = 0x9E3779B97F4A7C15
_WHOM, _STEP = 0xD1342543DE82EF95, 0xC2B2AE3D27D4EB4F
_ALL = 2**64 - 1
_UNIT = 2.0**-53


class Draw(IntEnum):
    """What a number is for; a new purpose goes at the end, since a number keeps its meaning for ever."""

    KIND = 1
    AGE = 2
    TRAIT = 3
    MOTIVATION = 4
    IMPRESSION = 5
    INFLOW = 6
    WW = 7
    MUNICIPALITY = 8
    COACH = 9
    LENIENCE = 10
    MOVES = 11
    APPLIES = 12
    SERVICE = 13
    PROVIDER = 14
    WORK = 15
    JOB_END = 16
    NAME = 17
    OCCUPATION = 18
    CONTACT = 19
    ABSENT = 20
    DAY = 21
    DELAY = 22
    HOUR = 23
    VACANCY = 24
    BIRTHDAY = 25
    KEPT = 26
    HOUSE = 27


def uniform(seed: int, draw: Draw, whom: Codes | int, step: Codes | int = 0) -> Floats:
    """Numbers above 0 and under 1, one for each person (or other thing) and step.

    Three rounds of the finaliser of SplitMix64 (Steele, Lea and Flood 2014) over counters.
    """
    begin = np.uint64(mixed(seed * _GOLDEN + draw))
    state = _mix(begin + _scaled(whom, _WHOM))
    state = _mix(state + _scaled(step, _STEP))
    found: Floats = ((state >> np.uint64(11)).astype(np.float64) + 0.5) * _UNIT
    return found


def normal(seed: int, draw: Draw, whom: Codes | int, step: Codes | int = 0) -> Floats:
    """As `uniform`, by the standard normal distribution."""
    from scipy.special import ndtri

    found: Floats = ndtri(uniform(seed, draw, whom, step))
    return found


def _scaled(number: Codes | int, factor: int) -> NDArray[np.uint64]:
    return np.atleast_1d(np.asarray(number)).astype(np.uint64) * np.uint64(factor)


def _mix(state: NDArray[Any]) -> NDArray[np.uint64]:
    state = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    state = (state ^ (state >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed_state: NDArray[np.uint64] = state ^ (state >> np.uint64(31))
    return mixed_state


def mixed(number: int) -> int:
    """The same finaliser over one whole number."""
    number &= _ALL
    number = (number ^ (number >> 30)) * 0xBF58476D1CE4E5B9 & _ALL
    number = (number ^ (number >> 27)) * 0x94D049BB133111EB & _ALL
    return number ^ (number >> 31)


def pick(chance: Floats, weights: tuple[float, ...]) -> Codes:
    """Which of several, by weights that together make 1."""
    edges = np.cumsum(weights)[:-1]
    return np.searchsorted(edges, chance, side="right").astype(np.int64)
