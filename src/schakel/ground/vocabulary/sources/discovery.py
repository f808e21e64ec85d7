"""Find in a folder, however deep, the files that can be loaded, and say which ones will be used."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from schakel.ground.vocabulary.errors import VocabularyError
from schakel.ground.vocabulary.sources.boc import CROSSWALK_COLUMNS, read_boc_crosswalk
from schakel.ground.vocabulary.sources.esco import groups_from, occupations_from
from schakel.ground.vocabulary.sources.skills import (
    COMPETENT_COLUMNS,
    competent_mappings,
    dutch_labels_from,
    relations_from,
    replacements_from,
    skill_groups_from,
    skills_from,
    without_skills,
)
from schakel.ground.vocabulary.sources.tables import version_of
from schakel.ground.vocabulary.sources.types import Concept, Mapping, Relation, Replacement

_NAMED = re.compile(r"^(occupations|ISCOGroups|skills|skillGroups)_([a-z]{2})\.csv$")
_RELATIONS = re.compile(
    r"^(occupationSkillRelations|skillSkillRelations|broaderRelationsSkillPillar)(?:_[a-z]{2})?\.csv$"
)
_CROSSWALK_NAME = "boc_esco.csv"
_REPLACEMENTS_NAME = "replacements.csv"


@dataclass(frozen=True, slots=True)
class VocabularySources:
    """The files to load: one per language, Dutch first, relations, crosswalks and replacements. `set_aside`
    holds files of the same kind and language with a lower version number; load their folder by itself."""

    occupations: dict[str, Path]
    isco_groups: dict[str, Path]
    skills: dict[str, Path]
    skill_groups: dict[str, Path]
    relation_files: tuple[Path, ...]
    crosswalks: tuple[Path, ...]
    dutch_skills: tuple[Path, ...]
    replacement_files: tuple[Path, ...]
    set_aside: tuple[Path, ...]

    def concepts(self) -> list[Concept]:
        """Occupations, ISCO groups, skills and their groups. Raises VocabularyError for a bad file."""
        occupations, groups = occupations_from(self.occupations), groups_from(self.isco_groups)
        return [*occupations, *groups, *self._skills(), *skill_groups_from(self.skill_groups)]

    def mappings(self) -> list[Mapping]:
        """All mappings of all crosswalks. Raises VocabularyError for a bad file."""
        occupations = [mapping for path in self.crosswalks for mapping in read_boc_crosswalk(path)]
        return occupations + [m for path in self.dutch_skills for m in competent_mappings(path)]

    def relations(self) -> list[Relation]:
        """All relations. Raises VocabularyError for a bad file, or one of another version than the skills."""
        self._check_versions((*self.relation_files, *self.replacement_files))
        return [relation for path in self.relation_files for relation in relations_from(path)]

    def replacements(self) -> list[Replacement]:
        """What to use instead of dropped skills. Raises VocabularyError for a bad file."""
        return [found for path in self.replacement_files for found in replacements_from(path)]

    def _skills(self) -> list[Concept]:
        """Skills, with Dutch names from the Flemish crosswalk where the publisher's Dutch file has none."""
        skills = skills_from(self.skills)
        named: dict[str, str] = {}
        for path in self.dutch_skills:
            if not skills:
                raise without_skills(path)
            named |= dutch_labels_from(path)
        return [
            replace(skill, labels={"nl": named[skill.uri]} | skill.labels)
            if named.get(skill.uri) and "nl" not in skill.labels
            else skill
            for skill in skills
        ]

    def _check_versions(self, paths: Collection[Path]) -> None:
        known = {version_of(path) for path in self.skills.values()}
        for path in paths:
            if version_of(path) not in known:
                raise without_skills(path)


def discover(folder: Path) -> VocabularySources:
    """What can be loaded from `folder` and the folders in it: ESCO files by name, crosswalks by name or by
    header. Raises VocabularyError when the folder is absent or holds none of these."""
    paths = sorted(path for path in folder.rglob("*.csv") if path.is_file()) if folder.is_dir() else []
    paths.sort(key=_version)
    aside: list[Path] = []
    occupations, groups, skills, skill_groups = (
        _dutch_first(_newest(_named(paths, kind), aside))
        for kind in ("occupations", "ISCOGroups", "skills", "skillGroups")
    )
    relations = _newest(((name[1], p) for p in paths if (name := _RELATIONS.match(p.name))), aside)
    replaced = _newest(((p.name, p) for p in paths if p.name == _REPLACEMENTS_NAME), aside)
    by_name = sorted(paths)
    found = VocabularySources(
        occupations,
        groups,
        skills,
        skill_groups,
        tuple(relations.values()),
        tuple(p for p in by_name if p.name == _CROSSWALK_NAME or _has(p, CROSSWALK_COLUMNS)),
        tuple(p for p in by_name if _has(p, COMPETENT_COLUMNS)),
        tuple(replaced.values()),
        tuple(aside),
    )
    if not (occupations or groups or skills or found.crosswalks):
        raise _nothing_found(folder)
    return found


def _version(path: Path) -> list[int]:
    return [int(part) for part in version_of(path).split(".") if part]


def _named(paths: list[Path], kind: str) -> Iterator[tuple[str, Path]]:
    for path in paths:
        name = _NAMED.match(path.name)
        if name and name[1] == kind:
            yield name[2], path


def _newest(named: Iterator[tuple[str, Path]], aside: list[Path]) -> dict[str, Path]:
    """The last of each name, since paths come by version; the ones before it go to aside."""
    newest: dict[str, Path] = {}
    for name, path in named:
        aside += [newest[name]] if name in newest else []
        newest[name] = path
    return newest


def _dutch_first(languages: dict[str, Path]) -> dict[str, Path]:
    return {name: languages[name] for name in sorted(languages, key=lambda one: (one != "nl", one))}


def _has(path: Path, columns: Collection[str]) -> bool:
    with path.open("rb") as file:
        header = file.readline(10_000).decode("utf-8-sig", errors="replace").strip().split(",")
    return set(columns) <= set(header)


def _nothing_found(folder: Path) -> VocabularyError:
    return VocabularyError(
        f"In de map {folder} is niets gevonden om te laden.",
        "De map bestaat niet of bevat geen occupations_nl.csv, ISCOGroups_nl.csv, skills_nl.csv of "
        "boc_esco.csv.",
        "Noem de map waarin de uitgepakte bestanden van ESCO en BO&C staan.",
    )
