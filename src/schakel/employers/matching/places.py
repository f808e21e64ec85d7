"""Places on a flat map in units of ten metres, so that every engine finds the same whole distance."""

from __future__ import annotations

import math
from itertools import pairwise

from schakel.employers.matching.types import Location

UNITS_PER_KM = 100

# Degrees to Rijksdriehoek metres: the published polynomial of Schreutelkamp and Strang van Hees (2001), exact
# to about a metre within the Netherlands and good enough some tens of kilometres across the border.
_EAST = (
    (0, 1, 190094.945), (1, 1, -11832.228), (2, 1, -114.221), (0, 3, -32.391), (1, 0, -0.705),
    (3, 1, -2.340), (1, 3, -0.608), (0, 2, -0.008), (2, 3, 0.148),
)  # fmt: skip
_NORTH = (
    (1, 0, 309056.544), (0, 2, 3638.893), (2, 0, 73.077), (1, 2, -157.984), (3, 0, 59.788),
    (0, 1, 0.433), (2, 2, -6.439), (1, 1, -0.032), (0, 4, 0.092), (1, 4, -0.054),
)  # fmt: skip

# The outer coast as (longitude, latitude) from the Belgian border to the Wadden islands, a little seaward.
_COAST = (
    (2.40, 51.15), (3.00, 51.35), (3.35, 51.62), (3.62, 51.80), (3.90, 52.02), (4.20, 52.20), (4.42, 52.45),
    (4.55, 52.80), (4.65, 53.10), (4.80, 53.25), (5.10, 53.45), (5.60, 53.52), (6.15, 53.58), (7.60, 53.82),
)  # fmt: skip


def on_map(place: Location) -> tuple[int, int]:
    """East and north of a place in units of ten metres."""
    north, east = 0.36 * (place.latitude - 52.15517440), 0.36 * (place.longitude - 5.38720621)
    x = 155_000 + sum(factor * north**p * east**q for p, q, factor in _EAST)
    y = 463_000 + sum(factor * north**p * east**q for p, q, factor in _NORTH)
    return round(x / 10), round(y / 10)


def problem_of(place: Location) -> str:
    """Why somebody can't live or work there: a key of the list of refusals, or empty."""
    if not (math.isfinite(place.latitude) and math.isfinite(place.longitude)):
        return "location"
    if not (50.5 <= place.latitude <= 53.8 and 2.4 <= place.longitude <= 7.6):
        return "location_outside"
    return "location_at_sea" if place.latitude > _coast_at(place.longitude) else ""


def _coast_at(longitude: float) -> float:
    for (west, low), (east, high) in pairwise(_COAST):
        if longitude <= east:
            return low + (high - low) * (longitude - west) / (east - west)
    return _COAST[-1][1]
