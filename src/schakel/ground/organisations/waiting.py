"""How many clients wait in a queue: the room of dossiers counts, this one only asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable

Counter = Callable[[list[int]], dict[int, int]]
_counters: list[Counter] = []


def register_counter(count: Counter) -> None:
    """Name who counts, once per start-up; the last one registered is used."""
    _counters[:] = [count]


def waiting_in(reader_ids: Iterable[int]) -> dict[int, int]:
    """Clients waiting today by the queue's reader; queues of other organisations are left out."""
    wanted = list(reader_ids)
    return _counters[0](wanted) if _counters and wanted else {}
