"""What may weigh in a match, and what comes out; nothing else can be held here.

There is on purpose no place for age, sex, origin, nationality, postcode, kind or duration of benefit, or a
diagnosis: only what a person can do, wants and may not be asked to do (requirement R156).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

Language = str


class Filter(StrEnum):
    """A condition that decides by itself; each fails with a reason."""

    DISTANCE = "distance"
    HOURS = "hours"
    LICENCE = "licence"
    LANGUAGE = "language"
    LIMITATION = "limitation"
    EDUCATION = "education"


class Kind(StrEnum):
    """What a contribution line is about."""

    HELD = "competence_held"
    NEAR = "competence_near"
    MISSING = "competence_missing"
    OCCUPATION = "occupation"
    DISTANCE = "distance"
    EDUCATION = "education"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours a week, in halves, from lowest to highest."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Location:
    """A place in degrees (WGS 84); the centre of a postcode area is near enough."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class ClientProfile:
    """What somebody can do and wants. None for hours, education or languages means not known.

    radius_km is how far this person wants to travel, in a straight line. limitations are functional ones that
    the person agreed to record, never their cause. education is an NLQF level (1 to 8); languages map a code
    to a level (A1 to C2).
    """

    id: str
    location: Location
    radius_km: float
    competences: tuple[str, ...] = ()
    occupations: tuple[str, ...] = ()
    hours: Hours | None = None
    education: int | None = None
    languages: Mapping[str, str] | None = None
    licences: frozenset[str] = frozenset()
    limitations: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Requirement:
    """A competence that a vacancy asks (is_required) or would like."""

    concept: str
    is_required: bool = True


@dataclass(frozen=True, slots=True)
class VacancyProfile:
    """What work asks and what its employer offers to make it possible."""

    id: str
    location: Location
    hours: Hours
    occupation: str | None = None
    competences: tuple[Requirement, ...] = ()
    education: int | None = None
    languages: Mapping[str, str] | None = None
    licences: frozenset[str] = frozenset()
    demands: frozenset[str] = frozenset()
    offers: frozenset[str] = frozenset()
    openings: int = 1


@dataclass(frozen=True, slots=True)
class Line:
    """One contribution to the points, in words."""

    kind: Kind
    points: int
    text: str


@dataclass(frozen=True, slots=True)
class Failure:
    """A filter that fails: why, and which of the employer's offers could solve it."""

    filter: Filter
    reason: str
    remedies: tuple[str, ...]
