"""The own demo vocabulary: common Dutch occupations with example URIs, so that a demo needs no download."""

from __future__ import annotations

from importlib.resources import as_file, files

from schakel.ground.vocabulary.sources.tables import read_table
from schakel.ground.vocabulary.sources.types import DEMO, Concept

DEMO_VERSION = "1"
DEMO_BASE = "https://example.org/schakel/beroep/"
_COLUMNS = ("name", "isco", "label_nl", "label_en", "alternatives_nl")


def read_demo() -> list[Concept]:
    """All concepts of the demo vocabulary; `code` is the last part of the URI."""
    with as_file(files("schakel.ground.vocabulary") / "demo" / "occupations.csv") as path:
        return [_concept(row) for row in read_table(path, _COLUMNS)]


def _concept(row: dict[str, str]) -> Concept:
    alternatives = tuple(label.strip() for label in row["alternatives_nl"].split("|"))
    return Concept(
        uri=DEMO_BASE + row["name"],
        scheme=DEMO,
        code=row["name"],
        labels={"nl": row["label_nl"], "en": row["label_en"]},
        alternatives={"nl": alternatives},
        isco=row["isco"],
        version=DEMO_VERSION,
    )
