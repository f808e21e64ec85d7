"""The published crosswalk from ESCO to the Dutch occupation codes BO&C, turned round: from a BO&C title, as
Dutch registrations hold it, to the ESCO concept."""

from __future__ import annotations

from pathlib import Path

from schakel.ground.vocabulary.errors import VocabularyError
from schakel.ground.vocabulary.sources.tables import read_table
from schakel.ground.vocabulary.sources.types import BOC, Mapping

CROSSWALK_COLUMNS = ("esco_uri", "boc_code", "boc_naam", "relatie")

# The file states what the BO&C occupation is to the ESCO concept ("cacao beans cleaner" has the broader
# match "Mechanisch operator voedingsmiddelenindustrie"); seen from BO&C broad and narrow change places.
_TURNED = {
    "exactMatch": "exactMatch",
    "closeMatch": "closeMatch",
    "broadMatch": "narrowMatch",
    "narrowMatch": "broadMatch",
    "relatedMatch": "relatedMatch",
}


def read_boc_crosswalk(path: Path) -> list[Mapping]:
    """Mappings from BO&C titles to ESCO concepts. `path` is the file, or the folder with boc_esco.csv.

    Raises VocabularyError for a bad file or a relation that SKOS does not know.
    """
    file = path / "boc_esco.csv" if path.is_dir() else path
    return [_mapping(file, row) for row in read_table(file, CROSSWALK_COLUMNS)]


def _mapping(file: Path, row: dict[str, str]) -> Mapping:
    relation = _TURNED.get(row["relatie"].strip().removeprefix("skos:"))
    if relation is None:
        raise VocabularyError(
            f"Het bestand {file.name} noemt een onbekend verband: {row['relatie']!r}.",
            f"Bekend zijn: {', '.join(_TURNED)}.",
            "Controleer of dit de omzettabel van BO&C naar ESCO is, in de vorm van de uitgever.",
        )
    return Mapping(BOC, row["boc_code"].strip(), " ".join(row["boc_naam"].split()), row["esco_uri"], relation)
