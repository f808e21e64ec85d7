"""The score by definition, for all clients at once: slow, plain, and what the index must equal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schakel.employers.matching import words
from schakel.employers.matching.places import UNITS_PER_KM
from schakel.employers.matching.tables import NO_OCCUPATION, ClientTable, VacancyTable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from schakel.employers.matching.policy import Policy
    from schakel.employers.matching.vocabulary import Vocabulary


def points_of(
    clients: ClientTable, vacancies: VacancyTable, vacancy: int, vocabulary: Vocabulary, policy: Policy
) -> NDArray[np.int64]:
    """The points of every client for one vacancy, filters left aside."""
    squared = _squared(clients, vacancies, vacancy)
    return (
        _competence_points(clients, vacancies, vacancy, vocabulary)
        + _occupation_points(clients, int(vacancies.occupation[vacancy]), vocabulary, policy)
        + _distance_points(squared, policy)
        + _education_points(clients, int(vacancies.thresholds[vacancy]), policy)
    )


def failures_of(
    clients: ClientTable, vacancies: VacancyTable, vacancy: int, policy: Policy
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """How many filters each client fails for one vacancy, and who is near enough for a near miss."""
    import numpy as np

    squared = _squared(clients, vacancies, vacancy)
    limit = clients.radius.astype(np.int64) ** 2
    percent = policy.near_miss_distance_percent
    count = (squared > limit).astype(np.int64)
    short = ~(clients.thresholds - vacancies.thresholds[vacancy]) & np.uint64(words.GUARDS)
    for field in words.FIELDS:
        count += (short & np.uint64(field.guard)) != 0
    hit = clients.exclusions & vacancies.exclusions[vacancy]
    licences = np.uint64(words.ALL_LICENCES)
    count += ((hit & licences) != 0).astype(np.int64) + ((hit & ~licences) != 0)
    return count, squared * 10_000 <= limit * percent * percent


def best(
    points: NDArray[np.int64], may: NDArray[np.bool_], top: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Numbers and points of the highest `top` among those who may, ties by number."""
    import numpy as np

    numbers = np.flatnonzero(may)
    order = np.lexsort((numbers, -points[numbers]))[:top]
    return numbers[order], points[numbers[order]]


def _squared(clients: ClientTable, vacancies: VacancyTable, vacancy: int) -> NDArray[np.int64]:
    import numpy as np

    east = clients.x.astype(np.int64) - int(vacancies.x[vacancy])
    north = clients.y.astype(np.int64) - int(vacancies.y[vacancy])
    return east * east + north * north


def _competence_points(
    clients: ClientTable, vacancies: VacancyTable, vacancy: int, vocabulary: Vocabulary
) -> NDArray[np.int64]:
    import numpy as np

    count = len(clients.x)
    holder = np.repeat(np.arange(count), np.diff(clients.competence_start))
    groups = vocabulary.groups[clients.competences]
    points = np.zeros(count, np.int64)
    for item in range(vacancies.item_start[vacancy], vacancies.item_start[vacancy + 1]):
        competence = vacancies.item_competence[item]
        group = vocabulary.groups[competence]
        has, is_near = np.zeros(count, bool), np.zeros(count, bool)
        has[holder[clients.competences == competence]] = True
        if group >= 0:
            is_near[holder[groups == group]] = True
        points += np.where(
            has, int(vacancies.item_points[item]), np.where(is_near, int(vacancies.item_near[item]), 0)
        )
    return points


def _occupation_points(
    clients: ClientTable, occupation: int, vocabulary: Vocabulary, policy: Policy
) -> NDArray[np.int64]:
    import numpy as np

    count = len(clients.x)
    nearest = np.zeros(count, np.int64)
    if occupation != NO_OCCUPATION:
        who = np.repeat(np.arange(count), np.diff(clients.occupation_start))
        np.maximum.at(nearest, who, vocabulary.likeness[occupation, clients.occupations].astype(np.int64))
    return policy.occupation * nearest // 100


def _distance_points(squared: NDArray[np.int64], policy: Policy) -> NDArray[np.int64]:
    import numpy as np

    far = (policy.far_km * UNITS_PER_KM) ** 2
    return policy.distance * np.maximum(far - squared, 0) // far


def _education_points(clients: ClientTable, thresholds: int, policy: Policy) -> NDArray[np.int64]:
    """Full at what is asked or more, or when nothing is; a part below it; none when not known."""
    import numpy as np

    field = words.EDUCATION
    asked = thresholds >> field.shift & field.highest
    held = (clients.thresholds >> np.uint64(field.shift)).astype(np.int64) & field.highest
    less = policy.education * policy.percent_below // 100
    points = np.where(held >= asked + policy.levels_below, policy.education, less)
    return np.where(asked == 0, policy.education, np.where(held == words.UNKNOWN_EDUCATION, 0, points))
