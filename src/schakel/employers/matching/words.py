"""All filters but distance in two machine words a record, so that one subtraction and one AND decide.

The first word holds thresholds: each field has a guard bit above it. With every guard of the client set,
subtracting the vacancy's word clears the guard of exactly those fields where the client has less than is
asked, and no field borrows from the next. The second word holds what excludes: licences the client lacks and
limitations, against licences and demands of the vacancy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from schakel.employers.matching.codes import DEMANDS, LANGUAGES, LICENCES
from schakel.employers.matching.types import Filter

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Field(NamedTuple):
    """Where a threshold stands: its lowest bit, and the highest value it holds."""

    shift: int
    highest: int

    @property
    def guard(self) -> int:
        """The bit above the field."""
        return (self.highest + 1) << self.shift


PRESENT = Field(0, 1)
LANGUAGE_FIELDS = tuple(Field(2 + 4 * number, 7) for number in range(len(LANGUAGES)))
EDUCATION = Field(18, 15)
HOURS_HIGH = Field(23, 255)
HOURS_LOW = Field(32, 255)
FIELDS = (PRESENT, *LANGUAGE_FIELDS, EDUCATION, HOURS_HIGH, HOURS_LOW)
GUARDS = sum(field.guard for field in FIELDS)

# What is not known never excludes: the highest value passes every threshold.
UNKNOWN_EDUCATION = EDUCATION.highest
UNKNOWN_LANGUAGE = LANGUAGE_FIELDS[0].highest

LICENCE_BITS = {code: 1 << number for number, code in enumerate(LICENCES)}
ALL_LICENCES = sum(LICENCE_BITS.values())
DEMAND_SHIFT = 32
DEMAND_BITS = {code: 1 << (DEMAND_SHIFT + number) for number, code in enumerate(DEMANDS)}

# The guards of each filter; hours fail at most one of their two.
FILTER_GUARDS = {
    Filter.HOURS: HOURS_HIGH.guard | HOURS_LOW.guard,
    Filter.LANGUAGE: sum(field.guard for field in LANGUAGE_FIELDS),
    Filter.EDUCATION: EDUCATION.guard,
}


def client_thresholds(
    education: NDArray[np.int64],
    languages: NDArray[np.int64],
    half_hours_low: NDArray[np.int64],
    half_hours_high: NDArray[np.int64],
    levels_below: int,
) -> NDArray[np.uint64]:
    """The first word of clients: what they have, guards set.

    education is 0 (not known) or 1 to 8; languages has a column per language, 0 to 6, or 7 where not known;
    hours are counted in halves up to 255.
    """
    import numpy as np

    known = np.minimum(education + levels_below, UNKNOWN_EDUCATION - 1)
    word = _placed(PRESENT, np.ones_like(education))
    word |= _placed(EDUCATION, np.where(education == 0, UNKNOWN_EDUCATION, known))
    word |= _placed(HOURS_HIGH, half_hours_high) | _placed(HOURS_LOW, HOURS_LOW.highest - half_hours_low)
    return _with_languages(word, languages) | np.uint64(GUARDS)


def vacancy_thresholds(
    education: NDArray[np.int64],
    languages: NDArray[np.int64],
    half_hours_low: NDArray[np.int64],
    half_hours_high: NDArray[np.int64],
) -> NDArray[np.uint64]:
    """The first word of vacancies: what they ask; 0 for an education or language that isn't asked."""
    import numpy as np

    word = _placed(PRESENT, np.ones_like(education)) | _placed(EDUCATION, education)
    word |= _placed(HOURS_HIGH, half_hours_low) | _placed(HOURS_LOW, HOURS_LOW.highest - half_hours_high)
    return _with_languages(word, languages)


def _with_languages(word: NDArray[np.uint64], languages: NDArray[np.int64]) -> NDArray[np.uint64]:
    for number, field in enumerate(LANGUAGE_FIELDS):
        word |= _placed(field, languages[:, number])
    return word


def _placed(field: Field, values: NDArray[np.int64]) -> NDArray[np.uint64]:
    import numpy as np

    return values.astype(np.uint64) << np.uint64(field.shift)
