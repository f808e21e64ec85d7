"""Find in a folder, however deep, the files that can be loaded, and say which ones will be used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from schakel.ground.vocabulary.errors import VocabularyError
from schakel.ground.vocabulary.sources.boc import CROSSWALK_COLUMNS, read_boc_crosswalk
from schakel.ground.vocabulary.sources.esco import groups_from, occupations_from
from schakel.ground.vocabulary.sources.tables import version_of
from schakel.ground.vocabulary.sources.types import Concept, Mapping

_NAMED = re.compile(r"^(occupations|ISCOGroups)_([a-z]{2})\.csv$")
_CROSSWALK_NAME = "boc_esco.csv"


@dataclass(frozen=True, slots=True)
class VocabularySources:
    """The files to load: one per language, Dutch first, and the crosswalks. `set_aside` holds files of the
    same kind and language with a lower version number."""

    occupations: dict[str, Path]
    isco_groups: dict[str, Path]
    crosswalks: tuple[Path, ...]
    set_aside: tuple[Path, ...]

    def concepts(self) -> list[Concept]:
        """All occupations, then all ISCO groups. Raises VocabularyError for a bad file."""
        return [*occupations_from(self.occupations), *groups_from(self.isco_groups)]

    def mappings(self) -> list[Mapping]:
        """All mappings of all crosswalks. Raises VocabularyError for a bad file."""
        return [mapping for path in self.crosswalks for mapping in read_boc_crosswalk(path)]


def discover(folder: Path) -> VocabularySources:
    """What can be loaded from `folder` and the folders in it: ESCO files by name, the BO&C crosswalk by
    name or by its header. Raises VocabularyError when the folder is absent or holds none of these."""
    paths = sorted(path for path in folder.rglob("*.csv") if path.is_file()) if folder.is_dir() else []
    occupations, older_occupations = _newest(paths, "occupations")
    groups, older_groups = _newest(paths, "ISCOGroups")
    crosswalks = tuple(path for path in paths if _is_crosswalk(path))
    if not (occupations or groups or crosswalks):
        raise _nothing_found(folder)
    return VocabularySources(occupations, groups, crosswalks, (*older_occupations, *older_groups))


def _newest(paths: list[Path], kind: str) -> tuple[dict[str, Path], list[Path]]:
    by_version = sorted(paths, key=lambda path: [int(part) for part in version_of(path).split(".") if part])
    newest: dict[str, Path] = {}
    aside: list[Path] = []
    for path in by_version:
        name = _NAMED.match(path.name)
        if name and name[1] == kind:
            aside += [newest[name[2]]] if name[2] in newest else []
            newest[name[2]] = path
    return {language: newest[language] for language in _dutch_first(newest)}, aside


def _dutch_first(languages: dict[str, Path]) -> Iterator[str]:
    return iter(sorted(languages, key=lambda language: (language != "nl", language)))


def _is_crosswalk(path: Path) -> bool:
    if path.name == _CROSSWALK_NAME:
        return True
    with path.open("rb") as file:
        header = file.readline(10_000).decode("utf-8-sig", errors="replace").strip().split(",")
    return set(CROSSWALK_COLUMNS) <= set(header)


def _nothing_found(folder: Path) -> VocabularyError:
    return VocabularyError(
        f"In de map {folder} is niets gevonden om te laden.",
        "De map bestaat niet of bevat geen occupations_nl.csv, ISCOGroups_nl.csv of boc_esco.csv.",
        "Noem de map waarin de uitgepakte bestanden van ESCO en BO&C staan.",
    )
