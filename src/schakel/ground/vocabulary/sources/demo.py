"""The own demo vocabulary: common Dutch occupations and what they ask, with example URIs, so that a demo
needs no download."""

from __future__ import annotations

from importlib.resources import as_file, files

from schakel.ground.vocabulary.sources.tables import Row, read_table
from schakel.ground.vocabulary.sources.types import (
    BROADER,
    DEMO,
    ESSENTIAL,
    OPTIONAL,
    SKILL,
    SKILL_GROUP,
    Concept,
    Relation,
)

DEMO_VERSION = "1"
DEMO_BASE = "https://example.org/schakel/beroep/"
SKILL_BASE = "https://example.org/schakel/competentie/"
_COLUMNS = ("name", "isco", "label_nl", "label_en", "alternatives_nl")
_SKILL_COLUMNS = (
    "name", "type", "reuse", "group", "label_nl", "label_en", "alternatives_nl", "description_nl",
    "essential_for", "optional_for",
)  # fmt: skip
_IS_GROUP = "group"


def read_demo() -> list[Concept]:
    """All occupations of the demo vocabulary; `code` is the last part of the URI."""
    return [_concept(row) for row in _rows("occupations.csv", _COLUMNS)]


def read_demo_skills() -> list[Concept]:
    """All skills of the demo vocabulary and the groups they fall under."""
    return [_skill(row) for row in _rows("skills.csv", _SKILL_COLUMNS)]


def read_demo_relations() -> list[Relation]:
    """What the occupations of the demo vocabulary ask, and under which group each skill falls."""
    return [
        relation
        for row in _rows("skills.csv", _SKILL_COLUMNS)
        if row["type"] != _IS_GROUP
        for relation in _relations(row)
    ]


def _rows(name: str, columns: tuple[str, ...]) -> list[Row]:
    with as_file(files("schakel.ground.vocabulary") / "demo" / name) as path:
        return read_table(path, columns)


def _concept(row: Row) -> Concept:
    return Concept(
        uri=DEMO_BASE + row["name"],
        scheme=DEMO,
        code=row["name"],
        labels={"nl": row["label_nl"], "en": row["label_en"]},
        alternatives={"nl": _parts(row["alternatives_nl"])},
        isco=row["isco"],
        version=DEMO_VERSION,
    )


def _skill(row: Row) -> Concept:
    is_group = row["type"] == _IS_GROUP
    return Concept(
        uri=SKILL_BASE + row["name"],
        scheme=DEMO,
        code=row["name"],
        labels={"nl": row["label_nl"], "en": row["label_en"]},
        alternatives={"nl": _parts(row["alternatives_nl"])},
        isco=None,
        version=DEMO_VERSION,
        kind=SKILL_GROUP if is_group else SKILL,
        skill_type="" if is_group else row["type"],
        reuse_level=row["reuse"],
        description=row["description_nl"],
    )


def _relations(row: Row) -> list[Relation]:
    uri = SKILL_BASE + row["name"]
    asked = [
        (DEMO_BASE + name, kind)
        for column, kind in (("essential_for", ESSENTIAL), ("optional_for", OPTIONAL))
        for name in _parts(row[column])
    ]
    above = Relation(DEMO, DEMO_VERSION, uri, SKILL_BASE + row["group"], BROADER)
    return [above, *(Relation(DEMO, DEMO_VERSION, source, uri, kind) for source, kind in asked)]


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())
