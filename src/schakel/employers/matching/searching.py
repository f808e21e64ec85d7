"""What both indexes share: running a compiled search over threads, and turning its keys into an answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Progress = Callable[[int, int], None]
# (queries, keys to fill)
Run = Callable[["NDArray[np.int64]", "NDArray[np.int64]"], None]

CHUNK = 500


class Found(NamedTuple):
    """For each query a row of numbers, best first, with their points; -1 where there is no more."""

    numbers: NDArray[np.int64]
    points: NDArray[np.int64]


def run_all(
    run: Run,
    order: NDArray[np.int64],
    top: int,
    threads: int = 1,
    progress: Progress | None = None,
) -> NDArray[np.int64]:
    """Keys of each query, in the queries' own order; neighbours are done together since they share memory."""
    from concurrent.futures import ThreadPoolExecutor, as_completed

    import numpy as np

    keys = np.full((len(order), top), -1, np.int64)

    def do(chunk: NDArray[np.int64]) -> int:
        found = np.full((len(chunk), top), -1, np.int64)
        run(chunk, found)
        keys[chunk] = found
        return len(chunk)

    chunks = [order[begin : begin + CHUNK] for begin in range(0, len(order), CHUNK)]
    done = 0
    with ThreadPoolExecutor(threads) as pool:
        for each in as_completed([pool.submit(do, chunk) for chunk in chunks]):
            done += each.result()
            if progress is not None:
                progress(done, len(order))
    return keys


def found_from(keys: NDArray[np.int64]) -> Found:
    """The answer that heaps of keys hold (kernels.key_of)."""
    import numpy as np

    ordered = -np.sort(-keys, axis=1)
    nobody = ordered < 0
    numbers = 0xFFFFFFFF - (ordered & 0xFFFFFFFF)
    return Found(np.where(nobody, -1, numbers), np.where(nobody, -1, ordered >> 32))


def by_place(x: NDArray[np.int32], y: NDArray[np.int32]) -> NDArray[np.int64]:
    """An order that does neighbours after each other: squares of ten kilometres."""
    import numpy as np

    found: NDArray[np.int64] = np.lexsort((x // 1000, y // 1000))
    return found
