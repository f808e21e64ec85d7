"""Occupations and ISCO-08 groups in the CSV layout of the ESCO downloads: one file per kind and language.
Cells with several labels hold one label per line."""

from __future__ import annotations

from collections.abc import Mapping as LanguageMap
from pathlib import Path

from schakel.ground.vocabulary.errors import VocabularyError
from schakel.ground.vocabulary.sources.tables import Row, clean, read_table, version_of
from schakel.ground.vocabulary.sources.types import ESCO, GROUP, ISCO, OCCUPATION, Concept

OCCUPATION_COLUMNS = ("conceptUri", "iscoGroup", "preferredLabel", "altLabels", "status", "code")
GROUP_COLUMNS = ("conceptUri", "code", "preferredLabel", "altLabels", "status")
_RELEASED = "released"


def read_esco_occupations(
    folder: Path, languages: tuple[str, ...] = ("nl", "en"), version: str | None = None
) -> list[Concept]:
    """Occupations in `folder/occupations_<language>.csv` for the languages present, joined by URI.

    `version` defaults to the number in the folder's name. Raises VocabularyError for bad or absent files.
    """
    return occupations_from(_files(folder, "occupations", languages), version)


def read_isco_groups(
    folder: Path, languages: tuple[str, ...] = ("nl", "en"), version: str | None = None
) -> list[Concept]:
    """ISCO-08 groups of all levels in `folder/ISCOGroups_<language>.csv`; see `read_esco_occupations`."""
    return groups_from(_files(folder, "ISCOGroups", languages), version)


def occupations_from(files: LanguageMap[str, Path], version: str | None = None) -> list[Concept]:
    """Occupations from one file per language; code, group and version are those of the first with the URI."""
    concepts: dict[str, Concept] = {}
    for language, path in files.items():
        for row in _released(read_table(path, OCCUPATION_COLUMNS)):
            _add(concepts, language, row, ESCO, row["iscoGroup"], version or version_of(path))
    return list(concepts.values())


def groups_from(files: LanguageMap[str, Path], version: str | None = None) -> list[Concept]:
    """ISCO groups from one file per language."""
    concepts: dict[str, Concept] = {}
    for language, path in files.items():
        for row in _released(read_table(path, GROUP_COLUMNS)):
            _add(concepts, language, row, ISCO, row["code"], version or version_of(path))
    return list(concepts.values())


def _files(folder: Path, name: str, languages: tuple[str, ...]) -> dict[str, Path]:
    paths = {language: folder / f"{name}_{language}.csv" for language in languages}
    present = {language: path for language, path in paths.items() if path.is_file()}
    if not present:
        raise VocabularyError(
            f"In de map {folder.name} staat geen bestand {name}_{languages[0]}.csv.",
            "De map is leeg, heeft een andere indeling of de bestanden hebben een andere naam.",
            "Pak de download van ESCO uit en noem de map waarin de CSV-bestanden staan.",
        )
    return present


def _released(rows: list[Row]) -> list[Row]:
    return [row for row in rows if row["status"] == _RELEASED]


def _add(concepts: dict[str, Concept], language: str, row: Row, scheme: str, isco: str, version: str) -> None:
    uri, preferred = row["conceptUri"], clean(row["preferredLabel"])
    kind = GROUP if scheme == ISCO else OCCUPATION
    concept = concepts.setdefault(
        uri, Concept(uri, scheme, row["code"] or None, {}, {}, isco or None, version, kind)
    )
    # Hidden labels (misspellings, old names) exist to be found by, so they count as alternatives here.
    lines = f"{row['altLabels']}\n{row.get('hiddenLabels') or ''}".split("\n")
    others = dict.fromkeys(clean(line) for line in lines)
    concept.labels[language] = preferred
    concept.alternatives[language] = tuple(label for label in others if label and label != preferred)
