"""One day's vacancies over people: everybody at most one, and the most points together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Given:
    """A place in a vacancy and who gets it.

    client is None for a place that stays open. ahead are those who come first for this vacancy and were given
    elsewhere, since they do more good there.
    """

    vacancy: int
    client: int | None
    points: int
    ahead: tuple[int, ...]


def divide(matches: Mapping[int, Sequence[tuple[int, int]]], openings: Mapping[int, int]) -> list[Given]:
    """Divide people over places so that the points together are highest.

    matches gives (client, points) for each vacancy, best first; nobody gets a vacancy that isn't among their
    matches. openings says how many places a vacancy has (1 where absent). Equal inputs give equal outcomes; a
    place may stay open where filling it would cost more elsewhere. Source: matching in a bipartite graph with
    the highest weight (Jonker & Volgenant), by scipy.
    """
    seats = [v for v in sorted(matches) for _ in range(openings.get(v, 1))]
    chosen = _assigned(seats, matches)
    taken = {client for client in chosen if client is not None}
    worth = {v: dict(found) for v, found in matches.items()}
    here = {v: {c for seat, c in zip(seats, chosen, strict=True) if seat == v} for v in matches}
    return [
        Given(v, c, worth[v][c] if c is not None else 0, _ahead(matches[v], c, taken - here[v]))
        for v, c in zip(seats, chosen, strict=True)
    ]


def _ahead(ranked: Sequence[tuple[int, int]], client: int | None, elsewhere: set[int]) -> tuple[int, ...]:
    before = []
    for other, _points in ranked:
        if other == client:
            break
        if other in elsewhere:
            before.append(other)
    return tuple(before)


def _assigned(seats: Sequence[int], matches: Mapping[int, Sequence[tuple[int, int]]]) -> list[int | None]:
    """The client of each seat. Every seat also has an empty place of its own, worth nothing."""
    import numpy as np
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching

    people = sorted({client for found in matches.values() for client, _points in found})
    if not people:
        return [None] * len(seats)
    column = {client: number for number, client in enumerate(people)}
    # One more than the points, since scipy reads a weight of nought as no edge.
    edges = [(n, column[c], points + 1) for n, v in enumerate(seats) for c, points in matches[v]]
    edges += [(n, len(people) + n, 1) for n in range(len(seats))]
    rows, columns, weights = (np.array(part) for part in zip(*edges, strict=True))
    shape = len(seats), len(people) + len(seats)
    graph = csr_array((weights.astype(float), (rows, columns)), shape)
    _rows, found = min_weight_full_bipartite_matching(graph, maximize=True)
    return [people[number] if number < len(people) else None for number in found]
