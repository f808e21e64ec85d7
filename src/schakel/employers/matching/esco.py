"""The public ESCO files as a vocabulary: occupations, their competences, groups of these, and labels."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from schakel.employers.matching.policy import Policy
from schakel.employers.matching.vocabulary import NO_GROUP, Vocabulary, likeness_of, rarity
from schakel.ground.kernel.errors import InvalidError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RELATIONS, BROADER = "occupationSkillRelations", "broaderRelationsSkillPillar"
LABELLED = ("occupations", "skills")
ESSENTIAL = "essential"


def read_esco(folders: Iterable[Path], policy: Policy) -> Vocabulary:
    """The vocabulary in folders with ESCO's own CSV files; more folders may add labels of other languages.

    Needs occupations, skills and occupationSkillRelations; broaderRelationsSkillPillar gives the groups. File
    names may end in a language (skills_nl.csv). Raises InvalidError when one that is needed is absent.
    """
    import numpy as np
    from scipy.sparse import csr_array

    found = list(folders)
    labels, codes = _labels(found)
    relations = list(_rows(found, RELATIONS))
    occupations = _numbers(row["occupationUri"] for row in relations)
    competences = _numbers(row["skillUri"] for row in relations)
    broader = list(_rows(found, BROADER, needed=False))
    competences |= {
        name: len(competences) + n
        for n, name in enumerate(
            sorted({row["conceptUri"] for row in broader if _is_competence(row)} - set(competences))
        )
    }
    shape = len(occupations), len(competences)
    units = [codes.get(name, "") for name in occupations]
    fields = _numbers(units)
    rows = np.array([occupations[row["occupationUri"]] for row in relations])
    columns = np.array([competences[row["skillUri"]] for row in relations])
    weights = rarity(np.bincount(columns, minlength=shape[1]), shape[0])
    heavier = np.array([row["relationType"] == ESSENTIAL for row in relations])
    values = weights[columns] * np.where(heavier, policy.required, policy.preferred)
    return Vocabulary(
        competences=competences,
        occupations=occupations,
        weights=weights,
        groups=_groups(competences, broader),
        likeness=likeness_of(
            csr_array((values.astype(float), (rows, columns)), shape),
            units,
            policy,
        ),
        fields=np.array([fields[unit] for unit in units], np.int32),
        labels=labels,
        known_competences=shape[1],
        known_occupations=shape[0],
    )


def _numbers(names: Iterable[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(sorted(set(names)))}


def _is_competence(row: dict[str, str]) -> bool:
    return row["conceptType"] == "KnowledgeSkillCompetence"


def source_files(folders: list[Path]) -> Iterator[Path]:
    """Every file that the vocabulary of these folders is read from."""
    for name in (*LABELLED, RELATIONS, BROADER):
        yield from _files(folders, name)


def _files(folders: list[Path], name: str) -> Iterator[Path]:
    for folder in folders:
        yield from sorted(folder.glob(f"{name}.csv")) + sorted(folder.glob(f"{name}_[a-z][a-z].csv"))


def _rows(folders: list[Path], name: str, *, needed: bool = True) -> Iterator[dict[str, str]]:
    paths = list(_files(folders, name))
    if needed and not paths:
        raise InvalidError(
            f"De woordenlijst mist {name}.csv.",
            "Zonder dit bestand is niet bekend welke competenties bij een beroep horen.",
            "Wijs een map aan met de CSV-bestanden van ESCO.",
        )
    for path in paths:
        yield from _read(path)


def _read(path: Path) -> Iterator[dict[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            yield from csv.DictReader(lines)
    except (OSError, UnicodeDecodeError, csv.Error):
        raise InvalidError(
            f"{path.name} is niet te lezen.", "Het is geen CSV in UTF-8.", "Haal het bestand opnieuw op."
        ) from None


def _labels(folders: list[Path]) -> tuple[dict[str, dict[str, str]], dict[str, str]]:
    """Labels by address and language, and the ISCO code of each occupation."""
    labels: dict[str, dict[str, str]] = defaultdict(dict)
    codes: dict[str, str] = {}
    for name in LABELLED:
        for path in _files(folders, name):
            language = path.stem.rpartition("_")[2] if "_" in path.stem else "en"
            for row in _read(path):
                labels[row["conceptUri"]][language] = row["preferredLabel"]
                if name == "occupations":
                    codes[row["conceptUri"]] = row["iscoGroup"]
    return dict(labels), codes


def _groups(competences: dict[str, int], broader: list[dict[str, str]]) -> NDArray[np.int32]:
    """The nearest group above each competence; of several equally near the first by address."""
    import numpy as np

    above: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    for row in broader:
        above[row["conceptUri"]].append((row["broaderUri"], row["broaderType"] == "SkillGroup"))
    names = [_nearest_group(name, above) for name in competences]
    numbers = _numbers(name for name in names if name)
    return np.array([numbers[name] if name else NO_GROUP for name in names], np.int32)


def _nearest_group(name: str, above: dict[str, list[tuple[str, bool]]]) -> str:
    level, seen = [name], {name}
    while level:
        parents = [parent for each in level for parent in above.get(each, [])]
        groups = sorted(address for address, is_group in parents if is_group)
        if groups:
            return groups[0]
        level = [address for address, _is_group in parents if address not in seen]
        seen.update(level)
    return ""
