"""Records as columns of whole numbers: what every engine reads, with all of a vacancy's points worked out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from schakel.employers.matching import words
from schakel.employers.matching.codes import IMPLIED, LANGUAGES, LEVELS
from schakel.employers.matching.places import UNITS_PER_KM, on_map
from schakel.employers.matching.policy import Policy
from schakel.employers.matching.types import ClientProfile, Hours, VacancyProfile
from schakel.employers.matching.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

NO_OCCUPATION = -1
ANY_HOURS = Hours(0, 127)


class ClientTable(NamedTuple):
    """n clients. x, y and radius in units of ten metres; thresholds and exclusions are the two filter words.

    Client c holds competences[competence_start[c] : competence_start[c + 1]], sorted and each once, and did
    occupations[occupation_start[c] : occupation_start[c + 1]].
    """

    x: NDArray[np.int32]
    y: NDArray[np.int32]
    radius: NDArray[np.int32]
    thresholds: NDArray[np.uint64]
    exclusions: NDArray[np.uint64]
    competence_start: NDArray[np.int64]
    competences: NDArray[np.int32]
    occupation_start: NDArray[np.int64]
    occupations: NDArray[np.int32]


class VacancyTable(NamedTuple):
    """n vacancies, placed and filtered as clients are; occupation is -1 where there is none.

    Item i of vacancy v (item_start[v] <= i < item_start[v + 1]) asks item_competence[i] and is worth
    item_points[i] when held, item_near[i] when only another competence of its group is.
    """

    x: NDArray[np.int32]
    y: NDArray[np.int32]
    thresholds: NDArray[np.uint64]
    exclusions: NDArray[np.uint64]
    occupation: NDArray[np.int32]
    item_start: NDArray[np.int64]
    item_competence: NDArray[np.int32]
    item_points: NDArray[np.int16]
    item_near: NDArray[np.int16]


def client_table(profiles: Sequence[ClientProfile], vocabulary: Vocabulary, policy: Policy) -> ClientTable:
    """Profiles as columns, in their order. Every concept must be in the vocabulary (see extended)."""
    import numpy as np

    x, y = _places(profiles)
    competence_start, competences = _ragged(
        [sorted({vocabulary.competences[name] for name in each.competences}) for each in profiles]
    )
    occupation_start, occupations = _ragged(
        [sorted({vocabulary.occupations[name] for name in each.occupations}) for each in profiles]
    )
    low, high = _half_hours([each.hours or ANY_HOURS for each in profiles])
    return ClientTable(
        x=x,
        y=y,
        radius=np.array([round(each.radius_km * UNITS_PER_KM) for each in profiles], np.int32),
        thresholds=words.client_thresholds(
            np.array([each.education or 0 for each in profiles], np.int64),
            _levels([each.languages for each in profiles], words.UNKNOWN_LANGUAGE),
            low,
            high,
            policy.levels_below,
        ),
        exclusions=np.array([_excluded(each) for each in profiles], np.uint64),
        competence_start=competence_start,
        competences=competences,
        occupation_start=occupation_start,
        occupations=occupations,
    )


def vacancy_table(profiles: Sequence[VacancyProfile], vocabulary: Vocabulary, policy: Policy) -> VacancyTable:
    """Profiles as columns, in their order. Every concept must be in the vocabulary (see extended)."""
    import numpy as np

    x, y = _places(profiles)
    asked = [_asked(each, vocabulary) for each in profiles]
    start, competence = _ragged([sorted(each) for each in asked])
    heavier = np.array([each[c] for each in asked for c in sorted(each)], bool)
    points, near = item_points(start, competence, heavier, vocabulary, policy)
    low, high = _half_hours([each.hours for each in profiles])
    return VacancyTable(
        x=x,
        y=y,
        thresholds=words.vacancy_thresholds(
            np.array([each.education or 0 for each in profiles], np.int64),
            _levels([each.languages for each in profiles], 0),
            low,
            high,
        ),
        exclusions=np.array([_excluding(each) for each in profiles], np.uint64),
        occupation=np.array(
            [vocabulary.occupations[e.occupation] if e.occupation else NO_OCCUPATION for e in profiles],
            np.int32,
        ),
        item_start=start,
        item_competence=competence,
        item_points=points,
        item_near=near,
    )


def item_points(
    start: NDArray[np.int64],
    competence: NDArray[np.int32],
    is_required: NDArray[np.bool_],
    vocabulary: Vocabulary,
    policy: Policy,
) -> tuple[NDArray[np.int16], NDArray[np.int16]]:
    """What each item is worth, held and near, in whole points.

    Items share competences × S / (S + shrink) in proportion to rarity × 2 (required) or × 1, where
    S is the sum of those weights: who meets a vacancy of two lines has not met a vacancy of twenty.
    """
    import numpy as np

    weight = vocabulary.weights[competence] * np.where(is_required, policy.required, policy.preferred)
    running = np.concatenate([np.zeros(1, np.int64), np.cumsum(weight)])
    total = running[start[1:]] - running[start[:-1]]
    shrink = policy.shrink * vocabulary.middle_weight
    budget = policy.competences * total // np.maximum(total + shrink, 1)
    count = np.diff(start)
    points = np.repeat(budget, count) * weight // np.repeat(np.maximum(total, 1), count)
    near = np.where(vocabulary.groups[competence] >= 0, points * policy.near_percent // 100, 0)
    return points.astype(np.int16), near.astype(np.int16)


def _asked(profile: VacancyProfile, vocabulary: Vocabulary) -> dict[int, bool]:
    """Competences asked, and whether required: named twice it is required when either says so."""
    found: dict[int, bool] = {}
    for each in profile.competences:
        number = vocabulary.competences[each.concept]
        found[number] = found.get(number, False) or each.is_required
    return found


def _places(
    profiles: Sequence[ClientProfile] | Sequence[VacancyProfile],
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    import numpy as np

    found = np.array([on_map(each.location) for each in profiles], np.int32).reshape(-1, 2)
    return found[:, 0].copy(), found[:, 1].copy()


def _ragged(lists: Sequence[Sequence[int]]) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    import numpy as np

    start = np.concatenate([np.zeros(1, np.int64), np.cumsum([len(each) for each in lists], dtype=np.int64)])
    return start, np.array([number for each in lists for number in each], np.int32)


def _half_hours(hours: Sequence[Hours]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    import numpy as np

    halves = np.array([(2 * each.low, 2 * each.high) for each in hours], np.int64).reshape(-1, 2)
    return halves[:, 0], halves[:, 1]


def _levels(spoken: Sequence[Mapping[str, str] | None], when_unknown: int) -> NDArray[np.int64]:
    import numpy as np

    rows = [
        [when_unknown if each is None else LEVELS.index(each.get(code, "")) for code in LANGUAGES]
        for each in spoken
    ]
    return np.array(rows, np.int64).reshape(-1, len(LANGUAGES))


def licences_of(profile: ClientProfile) -> set[str]:
    """Licences held, with those that a held one implies."""
    return {*profile.licences, *(code for held in profile.licences for code in IMPLIED.get(held, ()))}


def _excluded(profile: ClientProfile) -> int:
    held = sum(words.LICENCE_BITS[code] for code in licences_of(profile))
    return words.ALL_LICENCES & ~held | sum(words.DEMAND_BITS[code] for code in profile.limitations)


def _excluding(profile: VacancyProfile) -> int:
    asked = sum(words.LICENCE_BITS[code] for code in profile.licences)
    return asked | sum(words.DEMAND_BITS[code] for code in profile.demands)


def ragged_taken(
    start: NDArray[np.int64], values: NDArray[np.int32], rows: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """The values of some rows, in that order."""
    import numpy as np

    count = np.diff(start)[rows]
    begins = np.concatenate([np.zeros(1, np.int64), np.cumsum(count)])
    where = np.repeat(start[rows] - begins[:-1], count) + np.arange(begins[-1])
    return begins, values[where]


def taken(clients: ClientTable, rows: NDArray[np.int64]) -> ClientTable:
    """Some of the clients, in that order."""
    competence = ragged_taken(clients.competence_start, clients.competences, rows)
    occupation = ragged_taken(clients.occupation_start, clients.occupations, rows)
    return ClientTable(
        clients.x[rows],
        clients.y[rows],
        clients.radius[rows],
        clients.thresholds[rows],
        clients.exclusions[rows],
        *competence,
        *occupation,
    )


def joined(first: ClientTable, second: ClientTable) -> ClientTable:
    """The clients of one and of the other."""
    import numpy as np

    return ClientTable(
        np.append(first.x, second.x),
        np.append(first.y, second.y),
        np.append(first.radius, second.radius),
        np.append(first.thresholds, second.thresholds),
        np.append(first.exclusions, second.exclusions),
        np.append(first.competence_start, second.competence_start[1:] + first.competence_start[-1]),
        np.append(first.competences, second.competences),
        np.append(first.occupation_start, second.occupation_start[1:] + first.occupation_start[-1]),
        np.append(first.occupations, second.occupations),
    )
