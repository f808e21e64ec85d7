"""Reads lists of municipalities with their labour-market region, and of postcode areas."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from schakel.ground.vocabulary.errors import VocabularyError
from schakel.ground.vocabulary.sources.tables import read_table

MUNICIPALITY_COLUMNS = ("gemeentecode", "gemeente", "regiocode", "arbeidsmarktregio")
AREA_COLUMNS = ("postcode", "woonplaats", "gemeente", "latitude", "longitude")
_CODE = re.compile(r"(?:GM)?([0-9]{4})")
_DEMO = Path(__file__).parents[1] / "demo"


@dataclass(frozen=True, slots=True)
class MunicipalityRow:
    """A municipality (four digits) and its region."""

    code: str
    name: str
    region_code: str
    region_name: str


@dataclass(frozen=True, slots=True)
class AreaRow:
    """The four digits of a postcode, with place, municipality and middle in degrees."""

    digits: str
    place: str
    municipality: str
    latitude: float
    longitude: float


def read_municipalities(path: Path) -> list[MunicipalityRow]:
    """All rows of a list. Raises VocabularyError for a bad file, a wrong code or a code that comes twice."""
    rows = [_municipality(path, n, row) for n, row in enumerate(read_table(path, MUNICIPALITY_COLUMNS), 2)]
    seen: set[str] = set()
    for number, row in enumerate(rows, start=2):
        if row.code in seen:
            raise _wrong(path, number, f"gemeentecode {row.code} komt twee keer voor")
        seen.add(row.code)
    return rows


def read_areas(path: Path) -> list[AreaRow]:
    """All rows of a list. Raises VocabularyError for a bad file, postcode or place on earth."""
    return [_area(path, n, row) for n, row in enumerate(read_table(path, AREA_COLUMNS), 2)]


def demo_municipalities() -> list[MunicipalityRow]:
    """The invented region of the demonstration."""
    return read_municipalities(_DEMO / "municipalities.csv")


def demo_areas() -> list[AreaRow]:
    """The postcode areas of the invented region."""
    return read_areas(_DEMO / "postcodes.csv")


def _municipality(path: Path, number: int, row: dict[str, str]) -> MunicipalityRow:
    code = _CODE.fullmatch(row["gemeentecode"].strip())
    if code is None:
        raise _wrong(path, number, f"{row['gemeentecode']!r} is geen gemeentecode van vier cijfers")
    values = [row[name].strip() for name in MUNICIPALITY_COLUMNS[1:]]
    if not all(values) or len(values[1]) > 8 or max(len(values[0]), len(values[2])) > 80:
        raise _wrong(path, number, "een naam of regiocode ontbreekt of is te lang")
    return MunicipalityRow(code[1], *values)


def _area(path: Path, number: int, row: dict[str, str]) -> AreaRow:
    digits = row["postcode"].strip()
    if not re.fullmatch(r"[1-9][0-9]{3}", digits):
        raise _wrong(path, number, f"{digits!r} is geen postcode van vier cijfers")
    try:
        latitude, longitude = float(row["latitude"]), float(row["longitude"])
    except ValueError:
        raise _wrong(path, number, "de plaats op aarde is geen getal") from None
    if not (50 < latitude < 54 and 3 < longitude < 8):
        raise _wrong(path, number, "de plaats op aarde ligt niet in Nederland")
    return AreaRow(digits, row["woonplaats"].strip()[:80], row["gemeente"].strip()[:80], latitude, longitude)


def _wrong(path: Path, number: int, why: str) -> VocabularyError:
    return VocabularyError(
        f"Het bestand {path.name} klopt niet op regel {number}.",
        f"Op die regel: {why}.",
        "Verbeter die regel of haal het bestand opnieuw op; er is niets geladen.",
    )
