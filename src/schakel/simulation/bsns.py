"""The citizen service numbers of the test series, which nobody has."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np

COUNT = 90_909


@lru_cache(maxsize=1)
def tails() -> np.ndarray[Any, np.dtype[np.int64]]:
    """The last six digits of all valid numbers that begin with 999, ascending."""
    last = np.arange(1_000_000)
    digits = [last // 10**place % 10 for place in range(5, -1, -1)]
    total = 9 * (9 + 8 + 7) + sum(d * w for d, w in zip(digits, (6, 5, 4, 3, 2, -1), strict=True))
    valid: np.ndarray[Any, np.dtype[np.int64]] = last[total % 11 == 0]
    return valid
