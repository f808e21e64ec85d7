"""Figures of the labour market for an occupation, as a source said them; never more than that."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Max

from schakel.ground.norms.house import figure_of
from schakel.ground.organisations.models import Organisation
from schakel.ground.vocabulary.models import EditionConcept
from schakel.ground.vocabulary.queries import label_of
from schakel.jobseekers.diagnosis.market_file import Key
from schakel.jobseekers.diagnosis.models import MarketFigure

MARKET_OLD = "HOUSE-market-old"
"""After how long a figure counts as old."""
GROUP_DIGITS = 3
"""People are counted by the first three digits of ISCO-08."""


@dataclass(frozen=True, slots=True)
class Occupation:
    """An occupation of the vocabulary; isco is its ISCO-08 code, empty where none is known."""

    uri: str
    label: str
    isco: str

    @property
    def group(self) -> str:
        """The code of the group that people are counted by; empty without a code."""
        return self.isco[:GROUP_DIGITS] if len(self.isco) >= GROUP_DIGITS else ""


@dataclass(frozen=True, slots=True)
class MarketShown:
    """A figure with whether it is old, of a wider group than the occupation, and of the own region."""

    row: MarketFigure
    is_old: bool
    is_wider: bool
    is_own_region: bool


@dataclass(frozen=True, slots=True)
class Batch:
    """The figures that came together: source and period, how many, the last day of publishing and loading."""

    source: str
    period_from: date
    period_to: date
    rows: int
    published_on: date
    loaded_on: date
    is_old: bool

    @property
    def key(self) -> Key:
        """What is replaced together."""
        return self.source, self.period_from, self.period_to


def occupation_of(uri: str) -> Occupation | None:
    """An occupation of the vocabulary by its address; None when it isn't known. Two statements."""
    said = EditionConcept.objects.filter(concept_id=uri).order_by(
        "-edition__is_active", "-edition__loaded_on"
    )
    found = said.values_list("isco", flat=True).first()
    if found is None:
        return None
    return Occupation(uri, label_of(uri) or uri, found)


def market_of(organisation_id: UUID, isco: str, on: date) -> list[MarketShown]:
    """Per source and region the newest figure of the narrowest group that holds the occupation.

    The own region first, then by name; at most three statements, and none without a code.
    """
    if not isco:
        return []
    codes = [isco[:digits] for digits in range(1, len(isco) + 1)]
    rows = MarketFigure.objects.filter(organisation_id=organisation_id, group_code__in=codes)
    best = _best(rows.order_by("source", "region_code"))
    if not best:
        return []
    own = Organisation.objects.filter(pk=organisation_id).values_list("region_code", flat=True).first()
    still = figure_of(MARKET_OLD, organisation_id, on)
    shown = [
        MarketShown(
            row, still.ahead(row.period_to) < on, len(row.group_code) < len(isco), row.region_code == own
        )
        for row in best
    ]
    return sorted(shown, key=lambda one: (not one.is_own_region, one.row.region_name, one.row.source))


def _best(rows: Iterable[MarketFigure]) -> list[MarketFigure]:
    """Newest before narrowest: an old figure of the very occupation says less than a new one of its group."""
    found: dict[tuple[str, str], MarketFigure] = {}
    for row in rows:
        known = found.get((row.source, row.region_code))
        place = (row.period_to, len(row.group_code), row.period_from)
        if known is None or place > (known.period_to, len(known.group_code), known.period_from):
            found[row.source, row.region_code] = row
    return list(found.values())


def batches_of(organisation_id: UUID, on: date) -> list[Batch]:
    """What an organisation loaded, by source and period, the newest period first; two statements."""
    still = figure_of(MARKET_OLD, organisation_id, on)
    grouped = (
        MarketFigure.objects.filter(organisation_id=organisation_id)
        .values_list("source", "period_from", "period_to")
        .annotate(rows=Count("id"), published=Max("published_on"), loaded=Max("loaded_on"))
        .order_by("-period_to", "-period_from", "source")
    )
    return [
        Batch(source, first, last, rows, published, loaded, still.ahead(last) < on)
        for source, first, last, rows, published, loaded in grouped
    ]
