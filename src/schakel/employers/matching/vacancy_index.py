"""Vacancies to search for clients, and vacancies that keep asking: the same score from the other side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from schakel.employers.matching.layout import (
    Lists,
    banded,
    bands_of,
    concepts_of,
    room_for,
    rules_of,
    terms_of,
)
from schakel.employers.matching.places import UNITS_PER_KM
from schakel.employers.matching.searching import Found, Progress, by_place, found_from, run_all
from schakel.employers.matching.sieves import vacancy_sieve
from schakel.employers.matching.tables import ClientTable, VacancyTable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from schakel.employers.matching.policy import Policy
    from schakel.employers.matching.vocabulary import Vocabulary

BAND_KM = 10


class _Columns(NamedTuple):
    number: NDArray[np.int32]
    x: NDArray[np.int32]
    y: NDArray[np.int32]
    thresholds: NDArray[np.uint64]
    exclusions: NDArray[np.uint64]
    occupation: NDArray[np.int32]


class VacancyIndex:
    """Finds the best vacancies for a client, exactly; vacancies are numbered from 0."""

    def __init__(self, vacancies: VacancyTable, vocabulary: Vocabulary, policy: Policy) -> None:
        import numpy as np

        from schakel.employers.matching.building import vacancy_lists

        self._rules, self._concepts = rules_of(policy), concepts_of(vocabulary)
        layer = np.zeros(len(vacancies.x), np.int64)
        order, start = banded(vacancies.x, vacancies.y, layer, np.array([BAND_KM * UNITS_PER_KM]))
        self._columns = _Columns(
            order.astype(np.int32), vacancies.x[order], vacancies.y[order],
            vacancies.thresholds[order], vacancies.exclusions[order], vacancies.occupation[order],
        )  # fmt: skip
        self._bands = bands_of(start, self._columns.y)
        self._sieve = vacancy_sieve(start, self._columns.thresholds, self._columns.exclusions)
        terms = terms_of(vacancies, self._concepts)
        self._lists = Lists(
            *vacancy_lists(
                order, start, *terms, vacancies.occupation, self._concepts.fields, self._concepts.list_count
            )
        )

    @property
    def size_in_bytes(self) -> int:
        """What the index holds."""
        arrays: list[NDArray[Any]] = [
            *self._columns,
            *self._bands,
            *self._lists,
            *self._sieve,
            *self._concepts[:-1],
        ]
        return sum(array.nbytes for array in arrays)

    def __len__(self) -> int:
        return len(self._columns.x)

    def search(
        self,
        clients: ClientTable,
        top: int,
        *,
        near_misses: bool = False,
        threads: int = 1,
        progress: Progress | None = None,
    ) -> Found:
        """The best `top` vacancies of each client; near misses instead fail exactly one filter."""
        from schakel.employers.matching.vacancy_search import search

        def run(chosen: NDArray[np.int64], keys: NDArray[np.int64]) -> None:
            search(
                self._columns, self._bands, self._lists, self._sieve, self._concepts, clients, self._rules,
                chosen, near_misses, room_for(len(self), self._bands), keys,
            )  # fmt: skip

        order = by_place(clients.x, clients.y)
        return found_from(run_all(run, order, top, threads, progress))


class StandingQueries:
    """Vacancies that keep asking: each wants to hear of whoever reaches at least its own minimum of points.

    A minimum is what the vacancy's last proposed client had, or any figure that its owner chose.
    """

    def __init__(
        self, vacancies: VacancyTable, minimum: NDArray[np.int64], vocabulary: Vocabulary, policy: Policy
    ) -> None:
        self._index, self._minimum = VacancyIndex(vacancies, vocabulary, policy), minimum

    def hits(self, clients: ClientTable) -> list[list[tuple[int, int]]]:
        """For each new or changed client the vacancies that want to hear of them, with the points."""
        found = self._index.search(clients, max(1, len(self._index)))
        return [
            [
                (int(number), int(value))
                for number, value in zip(numbers, points, strict=True)
                if number >= 0 and value >= self._minimum[number]
            ]
            for numbers, points in zip(found.numbers, found.points, strict=True)
        ]
