"""The region in which the people of a snapshot live: the declared one, with more municipalities and years."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from schakel.ground.access.types import OrganisationKind
from schakel.ground.kernel import clock
from schakel.simulation.region.declared import REGIMES, ClientType, Organisation, Region
from schakel.simulation.region.reading import read_region
from schakel.simulation.snapshot.sizes import CASELOAD, LARGE_SHARE, Sizes

MONTHS = 48
GROWTH = 5.0
"""Of all who come in these years, three in four come in the last one."""

TO_UWV = 0.8
"""The part that comes in with WW or WIA; with this UWV guides about LARGE_SHARE of all when the years end."""

_AT_MUNICIPALITIES = 0.2
_TALKS = 0.8
"""More talks than are declared, so that there are enough to leave some out."""

_DISTRICT = 50_000
_ASSISTANCE = REGIMES.index("participatiewet")


def region_for(sizes: Sizes) -> Region:
    """The region of a snapshot, up to and including last month; chances and effects are as declared."""
    declared, today = read_region(), clock.today()
    around = min(sizes.dossiers, _DISTRICT)
    return replace(
        declared,
        months=MONTHS,
        inflow_months=MONTHS,
        inflow_growth=GROWTH,
        contact=_TALKS,
        district=_DISTRICT,
        uwv=replace(declared.uwv, coaches=_coaches(around * LARGE_SHARE)),
        municipalities=tuple(_municipalities(declared, sizes, around)),
        client_types=tuple(_come_in(declared)),
    ).until(today.year * 12 + today.month - 2)


def districts(region: Region, clients: int) -> int:
    """How many districts there are."""
    return -(-clients // region.district)


def _municipalities(declared: Region, sizes: Sizes, around: int) -> Iterator[Organisation]:
    """As many as the size asks, the last one small; each takes as long over handovers as a declared one."""
    counts = sizes.municipalities()
    for place, count in enumerate(counts):
        is_small, share = place == len(counts) - 1, count / sum(counts)
        yield replace(
            declared.municipalities[place % len(declared.municipalities)],
            key="kleindorp" if is_small else f"laagland{place + 1}",
            name="Gemeente Kleindorp" if is_small else f"Gemeente Laagland-{place + 1}",
            kind=OrganisationKind.MUNICIPALITY.value,
            place="Kleindorp" if is_small else f"Laagland-{place + 1}",
            coaches=_coaches(around * _AT_MUNICIPALITIES * share),
            share=share,
        )


def _coaches(clients: float) -> int:
    return max(1, round(clients / CASELOAD))


def _come_in(declared: Region) -> Iterator[ClientType]:
    """The kinds of clients, with TO_UWV of them coming in at UWV."""
    at_uwv = sum(each.share for each in declared.client_types if each.regime != _ASSISTANCE)
    for each in declared.client_types:
        part = (1 - TO_UWV) / (1 - at_uwv) if each.regime == _ASSISTANCE else TO_UWV / at_uwv
        yield replace(each, share=each.share * part)
