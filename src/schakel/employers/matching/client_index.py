"""Clients to search for vacancies: an inverted index ordered by place, with what changed since beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from schakel.employers.matching import words
from schakel.employers.matching.layout import (
    Lists,
    banded,
    bands_of,
    concepts_of,
    later_for,
    room_for,
    rules_of,
    terms_of,
)
from schakel.employers.matching.places import UNITS_PER_KM
from schakel.employers.matching.searching import Found, Progress, by_place, found_from, run_all
from schakel.employers.matching.sieves import client_sieve
from schakel.employers.matching.tables import ClientTable, VacancyTable, joined, taken

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from schakel.employers.matching.policy import Policy
    from schakel.employers.matching.vocabulary import Vocabulary

# Clients who travel about as far stand together, in bands of half that distance (kilometres).
REACHES = (5, 10, 15, 20, 30, 40, 60, 100)


# What is judged of one client stands together, so that it is one trip to memory.
_ROW = [
    ("thresholds", "u8"), ("exclusions", "u8"),
    ("x", "i4"), ("y", "i4"), ("radius", "i4"), ("number", "i4"),
]  # fmt: skip


class _Columns(NamedTuple):
    number: NDArray[np.int32]
    x: NDArray[np.int32]
    y: NDArray[np.int32]
    radius: NDArray[np.int32]
    thresholds: NDArray[np.uint64]
    exclusions: NDArray[np.uint64]
    occupation_start: NDArray[np.uint32]
    occupations: NDArray[np.int32]


class _Listed(NamedTuple):
    """Columns with competences, for clients that are judged one by one."""

    number: NDArray[np.int32]
    x: NDArray[np.int32]
    y: NDArray[np.int32]
    radius: NDArray[np.int32]
    thresholds: NDArray[np.uint64]
    exclusions: NDArray[np.uint64]
    competence_start: NDArray[np.int64]
    competences: NDArray[np.int32]
    occupation_start: NDArray[np.int64]
    occupations: NDArray[np.int32]


class ClientIndex:
    """Finds the best clients for a vacancy, exactly, with every filter inside the search.

    A client is known by a number, by which equal points are ordered; without numbers they are counted from 0.
    What is put in or taken out later is found at once, and costs a little more until the index is merged.
    The arrays that it stands in can be read: rules, concepts, columns, bands and lists.
    """

    def __init__(
        self,
        clients: ClientTable,
        vocabulary: Vocabulary,
        policy: Policy,
        numbers: NDArray[np.int32] | None = None,
    ) -> None:
        import numpy as np

        from schakel.employers.matching.building import client_lists

        self._vocabulary, self._policy = vocabulary, policy
        self.rules, self.concepts = rules_of(policy), concepts_of(vocabulary)
        self._clients = clients
        self._numbers = np.arange(len(clients.x), dtype=np.int32) if numbers is None else numbers
        reaches = np.array(REACHES) * UNITS_PER_KM
        layer = np.searchsorted(reaches[:-1], clients.radius)
        order, start = banded(clients.x, clients.y, layer, reaches // 2)
        self.columns = _columns(clients, self._numbers, order)
        self.bands = bands_of(start, self.columns.y, self.columns.radius)
        self.sieve = client_sieve(start, self.columns.thresholds, self.columns.exclusions)
        begins, members = client_lists(
            order, start, clients.competence_start, clients.competences,
            clients.occupation_start, clients.occupations,
            self.concepts.groups, self.concepts.fields, self.concepts.list_count,
        )  # fmt: skip
        self.lists = Lists(begins, members, np.zeros(0, np.int16))
        self._waiting: ClientTable | None = None
        self._waiting_numbers = np.zeros(0, np.int32)

    @property
    def size_in_bytes(self) -> int:
        """What the index holds beside the clients it was built from."""
        arrays: list[NDArray[Any]] = [
            *self.columns,
            *self.bands,
            *self.lists,
            *self.sieve,
            *self.concepts[:-1],
        ]
        return sum(array.nbytes for array in arrays)

    @property
    def waiting(self) -> int:
        """How many new and changed clients stand beside the index; merge when it is some thousands."""
        return len(self._waiting_numbers)

    def search(
        self,
        vacancies: VacancyTable,
        top: int,
        *,
        near_misses: bool = False,
        threads: int = 1,
        progress: Progress | None = None,
    ) -> Found:
        """The best `top` clients of each vacancy; near misses instead fail exactly one filter."""
        from schakel.employers.matching.client_search import search, search_listed

        terms = terms_of(vacancies, self.concepts)
        listed = None if self._waiting is None else _Listed(self._waiting_numbers, *self._waiting)

        def run(chosen: NDArray[np.int64], keys: NDArray[np.int64]) -> None:
            search(
                self.columns, self.bands, self.lists, self.sieve, self.concepts, vacancies, terms, self.rules,
                chosen, near_misses, room_for(len(self.columns.x), self.bands),
                later_for(terms, self.bands), keys,
            )  # fmt: skip
            if listed is not None:
                for place, vacancy in enumerate(chosen):
                    search_listed(
                        listed,
                        self.concepts,
                        vacancies,
                        terms,
                        self.rules,
                        vacancy,
                        near_misses,
                        keys[place],
                    )

        order = by_place(vacancies.x, vacancies.y)
        return found_from(run_all(run, order, top, threads, progress))

    def put(self, clients: ClientTable, numbers: NDArray[np.int32]) -> None:
        """Add clients, or replace those with these numbers."""
        import numpy as np

        self.remove(numbers)
        self._waiting = clients if self._waiting is None else joined(self._waiting, clients)
        self._waiting_numbers = np.append(self._waiting_numbers, numbers).astype(np.int32)

    def remove(self, numbers: NDArray[np.int32]) -> None:
        """Take clients out; a number that isn't there is no error."""
        import numpy as np

        out = np.flatnonzero(np.isin(self.columns.number, numbers))
        self.columns.thresholds[out] &= ~np.uint64(words.PRESENT.highest << words.PRESENT.shift)
        stay = np.flatnonzero(~np.isin(self._waiting_numbers, numbers))
        if self._waiting is not None:
            self._waiting = taken(self._waiting, stay)
            self._waiting_numbers = self._waiting_numbers[stay]

    def merged(self) -> ClientIndex:
        """An index over the same clients with nothing waiting."""
        import numpy as np

        present = (self.columns.thresholds & np.uint64(words.PRESENT.highest)) != 0
        rows = np.flatnonzero(np.isin(self._numbers, self.columns.number[present]))
        clients, numbers = taken(self._clients, rows), self._numbers[rows]
        if self._waiting is not None:
            clients, numbers = joined(clients, self._waiting), np.append(numbers, self._waiting_numbers)
        return ClientIndex(clients, self._vocabulary, self._policy, numbers)


def _columns(clients: ClientTable, numbers: NDArray[np.int32], order: NDArray[np.int64]) -> _Columns:
    import numpy as np

    from schakel.employers.matching.tables import ragged_taken

    start, occupations = ragged_taken(clients.occupation_start, clients.occupations, order)
    rows = np.empty(len(order), _ROW)
    rows["number"], rows["x"], rows["y"] = numbers[order], clients.x[order], clients.y[order]
    rows["radius"] = clients.radius[order]
    rows["thresholds"], rows["exclusions"] = clients.thresholds[order], clients.exclusions[order]
    return _Columns(
        rows["number"], rows["x"], rows["y"], rows["radius"], rows["thresholds"], rows["exclusions"],
        start.astype(np.uint32), occupations,
    )  # fmt: skip
