"""Loading municipalities with their labour-market region, and postcode areas; each list holds from a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.journal.verbs import register_verb
from schakel.ground.journal.writing import SYSTEM_STREAM, Thing, record
from schakel.ground.kernel.ids import uuid7
from schakel.ground.vocabulary.models import Municipality, PostcodeArea
from schakel.ground.vocabulary.sources.regions import AreaRow, MunicipalityRow

CHUNK = 2000


@dataclass(frozen=True, slots=True)
class RegionsLoaded:
    """A list of municipalities and their regions holds from a day."""

    valid_from: str
    municipalities: int
    begun: int
    ended: int


@dataclass(frozen=True, slots=True)
class PostcodesLoaded:
    """A list of postcode areas was loaded."""

    areas: int


def register() -> None:
    """Make these verbs known."""
    register_verb(
        "regions.load",
        RegionsLoaded,
        section=None,
        heading=lambda c: gettext("Gemeenten en arbeidsmarktregio's geladen"),
    )
    register_verb(
        "postcodes.load", PostcodesLoaded, section=None, heading=lambda c: gettext("Postcodegebieden geladen")
    )


def put_municipalities(rows: Iterable[MunicipalityRow], valid_from: date) -> UUID:
    """End what the list no longer says and begin what it newly says, on its first day."""
    wanted = {row.code: row for row in rows}
    now = {one.code: one for one in Municipality.objects.on(valid_from)}
    same = {code for code, one in now.items() if code in wanted and wanted[code] == _row(one)}
    ended = [one.pk for code, one in now.items() if code not in same]
    Municipality.objects.filter(pk__in=ended).update(valid_to=valid_from)
    begun = [_municipality(row, valid_from) for code, row in wanted.items() if code not in same]
    Municipality.objects.bulk_create(begun, batch_size=CHUNK)
    load_id = uuid7()
    content = RegionsLoaded(valid_from.isoformat(), len(wanted), len(begun), len(ended))
    record(content, organisation_id=SYSTEM_STREAM, things=[Thing("vocabulary", load_id)])
    return load_id


def put_areas(rows: Iterable[AreaRow]) -> UUID:
    """Bring the postcode areas up to date; those that the list lacks stay."""
    found = {row.digits: row for row in rows}
    PostcodeArea.objects.bulk_create(
        [PostcodeArea(r.digits, r.place, r.municipality, r.latitude, r.longitude) for r in found.values()],
        batch_size=CHUNK,
        update_conflicts=True,
        unique_fields=["digits"],
        update_fields=["place", "municipality", "latitude", "longitude"],
    )
    load_id = uuid7()
    content = PostcodesLoaded(len(found))
    record(content, organisation_id=SYSTEM_STREAM, things=[Thing("vocabulary", load_id)])
    return load_id


def _row(one: Municipality) -> MunicipalityRow:
    return MunicipalityRow(one.code, one.name, one.region_code, one.region_name)


def _municipality(row: MunicipalityRow, valid_from: date) -> Municipality:
    return Municipality(
        code=row.code,
        name=row.name,
        region_code=row.region_code,
        region_name=row.region_name,
        valid_from=valid_from,
    )
