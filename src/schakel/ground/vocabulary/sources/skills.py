"""Skills, their groups and their relations in the CSV layout of the ESCO downloads; a row that cannot be used
refuses its whole file, with the row and the reason."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from collections.abc import Mapping as LanguageMap
from pathlib import Path

from schakel.ground.vocabulary.errors import VocabularyError
from schakel.ground.vocabulary.sources.tables import Row, clean, read_table, refused_row, version_of
from schakel.ground.vocabulary.sources.types import (
    BROADER,
    COMPETENT,
    ESCO,
    ESSENTIAL,
    OPTIONAL,
    SKILL,
    SKILL_GROUP,
    Concept,
    Mapping,
    Relation,
    Replacement,
)

SKILL_COLUMNS = ("conceptUri", "skillType", "reuseLevel", "preferredLabel", "altLabels", "status")
SKILL_GROUP_COLUMNS = ("conceptUri", "preferredLabel", "altLabels", "status")
OCCUPATION_SKILL_COLUMNS = ("occupationUri", "relationType", "skillUri")
SKILL_SKILL_COLUMNS = ("originalSkillUri", "relationType", "relatedSkillUri")
BROADER_COLUMNS = ("conceptUri", "broaderUri")
COMPETENT_COLUMNS = ("esco_uri", "esco_label_nl", "vdab_id", "vdab_label_nl", "relatie")
REPLACEMENT_COLUMNS = ("conceptUri", "replacedByUri")
SKILL_TYPES = ("skill/competence", "knowledge", "")
REUSE_LEVELS = ("occupation-specific", "sector-specific", "cross-sector", "transversal", "")
"""ESCO leaves both empty at a handful of skills."""

LONGEST_URI = 200
_SAME_EITHER_WAY = ("exactMatch", "closeMatch")


def skills_from(files: LanguageMap[str, Path]) -> list[Concept]:
    """Skills from one file per language; type, level and version are those of the first with the URI."""
    return _read(files, SKILL_COLUMNS, _skill)


def skill_groups_from(files: LanguageMap[str, Path]) -> list[Concept]:
    """Groups of skills from one file per language."""
    return _read(files, SKILL_GROUP_COLUMNS, _skill_group)


def relations_from(path: Path) -> list[Relation]:
    """The relations of one file: occupation to skill, skill to skill, or concept to what is broader."""
    for columns in (OCCUPATION_SKILL_COLUMNS, SKILL_SKILL_COLUMNS, BROADER_COLUMNS):
        if path.name.startswith(_FILE_OF[columns]):
            return list(_relations(path, columns))
    raise ValueError(path.name)


def dutch_labels_from(path: Path) -> dict[str, str]:
    """Dutch names of ESCO skills by URI, from the crosswalk of ESCO and the Flemish Competent."""
    return {row["esco_uri"]: clean(row["esco_label_nl"]) for row in read_table(path, COMPETENT_COLUMNS)}


def competent_mappings(path: Path) -> list[Mapping]:
    """The Flemish names that mean the same or nearly the same, which needs no direction."""
    rows = read_table(path, COMPETENT_COLUMNS)
    named = [(row, row["relatie"].strip().removeprefix("skos:")) for row in rows]
    return [
        Mapping(COMPETENT, row["vdab_id"].strip(), clean(row["vdab_label_nl"]), row["esco_uri"], relation)
        for row, relation in named
        if relation in _SAME_EITHER_WAY
    ]


def replacements_from(path: Path) -> list[Replacement]:
    """Which skill to use instead of one that the version of this file no longer has."""
    rows = read_table(path, REPLACEMENT_COLUMNS)
    for number, row in enumerate(rows, start=1):
        for column in REPLACEMENT_COLUMNS:
            _check_uri(path, number, row[column])
    version = version_of(path)
    return [Replacement(ESCO, version, SKILL, row["conceptUri"], row["replacedByUri"]) for row in rows]


_FILE_OF = {
    OCCUPATION_SKILL_COLUMNS: "occupationSkillRelations",
    SKILL_SKILL_COLUMNS: "skillSkillRelations",
    BROADER_COLUMNS: "broaderRelationsSkillPillar",
}


def _read(
    files: LanguageMap[str, Path], columns: Collection[str], make: Callable[[Path, int, Row], Concept]
) -> list[Concept]:
    found: dict[str, Concept] = {}
    for language, path in files.items():
        seen: set[str] = set()
        for number, row in enumerate(read_table(path, columns), start=1):
            if row["status"] != "released":
                continue
            uri = row["conceptUri"]
            _check_uri(path, number, uri)
            if uri in seen:
                raise refused_row(path, number, f"het adres {uri} staat er twee keer in.")
            seen.add(uri)
            _add_labels(found.setdefault(uri, make(path, number, row)), language, path, number, row)
    return list(found.values())


def _add_labels(concept: Concept, language: str, path: Path, number: int, row: Row) -> None:
    preferred = clean(row["preferredLabel"])
    if not preferred:
        raise refused_row(path, number, "de naam (preferredLabel) is leeg.")
    lines = f"{row['altLabels']}\n{row.get('hiddenLabels') or ''}".split("\n")
    others = dict.fromkeys(clean(line) for line in lines)
    concept.labels[language] = preferred
    concept.alternatives[language] = tuple(label for label in others if label and label != preferred)


def _skill(path: Path, number: int, row: Row) -> Concept:
    for column, known in (("skillType", SKILL_TYPES), ("reuseLevel", REUSE_LEVELS)):
        if row[column] not in known:
            raise refused_row(path, number, f"{column} is onbekend: {row[column]!r}.")
    return Concept(
        row["conceptUri"], ESCO, None, {}, {}, None, version_of(path), SKILL,
        row["skillType"], row["reuseLevel"], clean(row.get("description") or ""),
    )  # fmt: skip


def _skill_group(path: Path, number: int, row: Row) -> Concept:
    code = (row.get("code") or "")[:40]
    return Concept(row["conceptUri"], ESCO, code or None, {}, {}, None, version_of(path), SKILL_GROUP)


def _relations(path: Path, columns: tuple[str, ...]) -> Iterator[Relation]:
    version, first, last = version_of(path), columns[0], columns[-1]
    for number, row in enumerate(read_table(path, columns), start=1):
        kind = row["relationType"] if "relationType" in columns else BROADER
        if kind not in (ESSENTIAL, OPTIONAL, BROADER):
            raise refused_row(path, number, f"relationType is onbekend: {kind!r}.")
        for column in (first, last):
            _check_uri(path, number, row[column])
        yield Relation(ESCO, version, row[first], row[last], kind)


def _check_uri(path: Path, number: int, uri: str) -> None:
    if not uri.strip():
        raise refused_row(path, number, "het adres van het begrip is leeg.")
    if len(uri) > LONGEST_URI:
        raise refused_row(path, number, f"het adres is langer dan {LONGEST_URI} tekens.")


def without_skills(path: Path) -> VocabularyError:
    """A file that says something of skills, in a folder that has no skills."""
    return VocabularyError(
        f"Het bestand {path.name} hoort bij competenties, maar die staan niet in de map.",
        "Zonder skills_nl.csv of skills_en.csv van dezelfde versie is niet bekend waarover het gaat.",
        "Zet de bestanden van één versie van ESCO bij elkaar en laad de map opnieuw.",
    )
