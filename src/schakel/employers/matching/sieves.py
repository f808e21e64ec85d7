"""Who fails which filter, a bit a record, so that a search leaves them out before it counts points."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from schakel.employers.matching import words
from schakel.employers.matching.layout import WORD

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Of a field with more values than this, some levels share a bitmap: it then bars a few less than could be.
LEVELS_KEPT = 16
VALUES = 256
EXCLUSIONS = 64


class Sieve(NamedTuple):
    """Bitmaps of records: those of band b begin at word start[b] of each row of bars, the lowest bit first.

    levels[f, v] is the row of records that fail field f (words.FIELDS) of who stands opposite with value v;
    excluded[i] the row of those that have exclusion i. -1 where nobody is. Who is in a row fails for certain;
    who is in none may still fail.
    """

    start: NDArray[np.int64]
    bars: NDArray[np.uint16]
    levels: NDArray[np.int16]
    excluded: NDArray[np.int16]


def client_sieve(
    start: NDArray[np.int64], thresholds: NDArray[np.uint64], exclusions: NDArray[np.uint64]
) -> Sieve:
    """Which clients have less than a vacancy asks; start is that of the bands."""
    return _sieve([_values(thresholds, field) for field in words.FIELDS], exclusions, start)


def vacancy_sieve(
    start: NDArray[np.int64], thresholds: NDArray[np.uint64], exclusions: NDArray[np.uint64]
) -> Sieve:
    """Which vacancies ask more than a client has: less of what is not asked."""
    import numpy as np

    turned = [field.highest - _values(thresholds, field) for field in words.FIELDS]
    found = _sieve(turned, exclusions, start)
    levels = np.full_like(found.levels, -1)
    for number, field in enumerate(words.FIELDS):
        levels[number, : field.highest + 1] = found.levels[number, : field.highest + 1][::-1]
    return found._replace(levels=levels)


def _values(thresholds: NDArray[np.uint64], field: words.Field) -> NDArray[np.int64]:
    import numpy as np

    return (thresholds >> np.uint64(field.shift)).astype(np.int64) & field.highest


def _sieve(
    fields: list[NDArray[np.int64]], exclusions: NDArray[np.uint64], start: NDArray[np.int64]
) -> Sieve:
    import numpy as np

    begins = np.concatenate([[0], np.cumsum((np.diff(start) + WORD - 1) // WORD)]).astype(np.int64)
    places = np.arange(start[-1]) + np.repeat(begins[:-1] * WORD - start[:-1], np.diff(start))
    bars: list[NDArray[np.uint16]] = []

    def row(failing: NDArray[np.bool_]) -> int:
        bits = np.zeros(begins[-1] * WORD, np.uint8)
        bits[places] = failing
        bars.append(np.packbits(bits, bitorder="little").view("<u2").astype(np.uint16, copy=False))
        return len(bars) - 1

    levels = np.full((len(fields), VALUES), -1, np.int16)
    for number, values in enumerate(fields):
        for level in _levels(values):
            levels[number, level:] = row(values < level)
    excluded = np.full(EXCLUSIONS, -1, np.int16)
    for bit in range(EXCLUSIONS):
        has = (exclusions >> np.uint64(bit)) & np.uint64(1) != 0
        if has.any():
            excluded[bit] = row(has)
    return Sieve(begins, np.array(bars, np.uint16).reshape(len(bars), int(begins[-1])), levels, excluded)


def _levels(values: NDArray[np.int64]) -> NDArray[np.int64]:
    """Levels at which more records begin to fail, ascending; of many, those that part them best."""
    import numpy as np

    levels = np.unique(values) + 1
    if len(levels) > LEVELS_KEPT:
        shares = np.arange(1, LEVELS_KEPT + 1) / LEVELS_KEPT
        levels = np.unique(np.quantile(values, shares, method="lower").astype(np.int64)) + 1
    return levels[levels < VALUES]
