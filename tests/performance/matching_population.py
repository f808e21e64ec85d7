"""A made-up population of clients and vacancies for the benches of matching, straight into columns.

Skills are ESCO's where its files are at hand, else a vocabulary of the same size and shape; places are
postcode areas where those are at hand, else towns drawn at random over the country. Nobody in it exists.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from schakel.employers.matching import words
from schakel.employers.matching.esco import read_esco
from schakel.employers.matching.places import on_map
from schakel.employers.matching.policy import Policy, load_policy
from schakel.employers.matching.tables import ClientTable, VacancyTable, item_points
from schakel.employers.matching.types import Location
from schakel.employers.matching.vocabulary import Vocabulary, likeness_of, rarity

RADII_KM = (5, 10, 15, 20, 25, 30, 40, 60, 100)
RADIUS_SHARES = (0.10, 0.20, 0.17, 0.20, 0.12, 0.12, 0.05, 0.03, 0.01)
TOWNS = 340
BY_RANK = 0.8
"""How an occupation's share of all work falls with its rank."""


@dataclass
class World:
    """What a population is drawn from: asked[o] are an occupation's competences, and which are required."""

    vocabulary: Vocabulary
    policy: Policy
    asked: list[tuple[np.ndarray, np.ndarray]]
    places: np.ndarray
    shares: np.ndarray
    popular: np.ndarray
    source: str


def world(shared: Path | None) -> World:
    """The world of all benches; the same seed everywhere, so that sizes can be compared."""
    policy, chance = load_policy(), np.random.default_rng(5)
    esco = shared / "data" / "esco_en_1.1.1" if shared else None
    if esco is not None and esco.is_dir():
        vocabulary, asked, source = read_esco([esco], policy), _relations(esco), "ESCO 1.1.1"
        found = [asked(vocabulary, name) for name in vocabulary.occupations]
    else:
        vocabulary, found, source = *_made_up(policy, chance), "made up"
    places = _places(shared, chance)
    popular = 1 / np.arange(1, len(found) + 1) ** BY_RANK
    popular = chance.permutation(popular / popular.sum())
    return World(vocabulary, policy, found, places, _skewed(chance, len(places)), popular, source)


def _skewed(chance: Any, count: int) -> np.ndarray:
    shares = 1 / np.arange(1, count + 1) ** 0.7
    found: np.ndarray = chance.permutation(shares / shares.sum())
    return found


def _relations(folder: Path) -> Any:
    rows: dict[str, list[tuple[str, bool]]] = {}
    with (folder / "occupationSkillRelations.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            rows.setdefault(row["occupationUri"], []).append(
                (row["skillUri"], row["relationType"] == "essential")
            )

    def of(vocabulary: Vocabulary, name: str) -> tuple[np.ndarray, np.ndarray]:
        found = sorted({vocabulary.competences[skill]: needed for skill, needed in rows[name]}.items())
        return np.array([n for n, _ in found]), np.array([needed for _, needed in found])

    return of


def _made_up(policy: Policy, chance: Any) -> tuple[Vocabulary, list[tuple[np.ndarray, np.ndarray]]]:
    """3,000 occupations that ask some 43 of 13,500 competences each, most of them rare, in 400 groups."""
    from scipy.sparse import csr_array

    skills, occupations = 13_500, 3_000
    likely = 1 / np.arange(1, skills + 1) ** 0.75
    found = []
    for _ in range(occupations):
        some = np.unique(chance.choice(skills, 43, p=likely / likely.sum()))
        found.append((some, chance.random(len(some)) < 0.52))
    columns = np.concatenate([some for some, _ in found])
    rows = np.repeat(np.arange(occupations), [len(some) for some, _ in found])
    weights = rarity(np.bincount(columns, minlength=skills), occupations)
    matrix = csr_array((weights[columns].astype(float), (rows, columns)), (occupations, skills))
    codes = [str(code) for code in np.sort(chance.integers(1111, 9700, occupations))]
    vocabulary = Vocabulary(
        competences={f"c{n}": n for n in range(skills)},
        occupations={f"o{n}": n for n in range(occupations)},
        weights=weights,
        groups=chance.integers(0, 400, skills).astype(np.int32),
        likeness=likeness_of(matrix, codes, policy),
        fields=np.unique(codes, return_inverse=True)[1].astype(np.int32),
        known_competences=skills,
        known_occupations=occupations,
    )
    return vocabulary, found


def _places(shared: Path | None, chance: Any) -> np.ndarray:
    path = shared / "data" / "postcode4_nl" / "4pp.csv" if shared else None
    if path is None or not path.is_file():
        return chance.integers([2_000, 31_000], [27_000, 60_000], (TOWNS, 2))
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [r for r in csv.DictReader(lines) if r["soort"] == "Adres"]
    return np.array([on_map(Location(float(row["latitude"]), float(row["longitude"]))) for row in rows])


def clients(of: World, count: int, seed: int = 1) -> ClientTable:
    """People with some 35 competences: part of those of one to three occupations, and some others."""
    chance = np.random.default_rng(seed)
    jobs = chance.choice(len(of.asked), (count, 3), p=of.popular)
    had = 1 + (chance.random((count, 2)) < (0.7, 0.4)).cumprod(axis=1).sum(axis=1)
    starts, skills = _competences(of, jobs, had, chance)
    x, y = _scattered(of, count, chance)
    low = chance.choice([0, 16, 24, 32], count)
    first = chance.random((count, 3)) < 0
    first[:, 0] = True
    first[:, 1], first[:, 2] = had > 1, had > 2
    return ClientTable(
        x=x,
        y=y,
        radius=(100 * chance.choice(RADII_KM, count, p=RADIUS_SHARES)).astype(np.int32),
        thresholds=words.client_thresholds(
            chance.choice(9, count, p=(0.1, 0.1, 0.2, 0.2, 0.2, 0.05, 0.1, 0.04, 0.01)),
            _spoken(chance, count, (0.02, 0.03, 0.1, 0.15, 0.2, 0.2, 0.3)),
            low, low + chance.choice([16, 32, 56], count), of.policy.levels_below,
        ),
        exclusions=_held(chance, count),
        competence_start=starts,
        competences=skills,
        occupation_start=np.concatenate([[0], np.cumsum(had)]),
        occupations=jobs[first].astype(np.int32),
    )  # fmt: skip


def vacancies(of: World, count: int, seed: int = 2) -> VacancyTable:
    """Work that names some 13 competences of its occupation."""
    chance = np.random.default_rng(seed)
    jobs = chance.choice(len(of.asked), count, p=of.popular).astype(np.int32)
    start, competence, is_required = advertised(of, jobs, 0.42, 0.18, chance)
    points, near = item_points(start, competence, is_required, of.vocabulary, of.policy)
    x, y = _scattered(of, count, chance)
    low = chance.choice([16, 32, 48, 64], count)
    asked = chance.choice(9, count, p=(0.4, 0.05, 0.2, 0.15, 0.1, 0.02, 0.06, 0.02, 0))
    levels = _spoken(chance, count, (0.3, 0.05, 0.25, 0.2, 0.15, 0.05, 0.0))
    levels[:, 1:] *= chance.random((count, 3)) < 0.05
    return VacancyTable(
        x=x,
        y=y,
        thresholds=words.vacancy_thresholds(asked, levels, low, low + 16),
        exclusions=_needed(chance, count),
        occupation=jobs,
        item_start=start,
        item_competence=competence,
        item_points=points,
        item_near=near,
    )


def advertised(
    of: World, jobs: np.ndarray, essential: float, optional: float, chance: Any
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Where each ad's items begin, what they ask, whether it is required: a share of what the job asks."""
    some = []
    for job in jobs:
        skills, needed = of.asked[job]
        keep = chance.random(len(skills)) < np.where(needed, essential, optional)
        some.append((skills[keep], needed[keep]))
    start = np.concatenate([[0], np.cumsum([len(skills) for skills, _ in some])])
    competence = np.concatenate([skills for skills, _ in some]).astype(np.int32)
    return start, competence, np.concatenate([needed for _, needed in some])


def _competences(of: World, jobs: np.ndarray, had: np.ndarray, chance: Any) -> tuple[np.ndarray, np.ndarray]:
    """Which of an occupation's competences somebody has is drawn for all who had it together."""
    owners, skills = [], []
    everybody = np.arange(len(jobs))
    for nth, share in enumerate((0.55, 0.30, 0.20)):
        who = everybody[had > nth]
        order = who[np.argsort(jobs[who, nth], kind="stable")]
        begins = np.searchsorted(jobs[order, nth], np.arange(len(of.asked) + 1))
        for job, (asked, _needed) in enumerate(of.asked):
            people = order[begins[job] : begins[job + 1]]
            if len(people):
                rows, columns = np.nonzero(chance.random((len(people), len(asked)), np.float32) < share)
                owners.append(people[rows].astype(np.int32))
                skills.append(asked[columns].astype(np.int32))
    others = chance.integers(0, 4, len(jobs))
    owners.append(np.repeat(everybody, others).astype(np.int32))
    skills.append(chance.integers(0, len(of.vocabulary.weights), others.sum()).astype(np.int32))
    key = np.concatenate(owners).astype(np.int64) * 65_536 + np.concatenate(skills)
    key = np.unique(key)
    starts = np.searchsorted(key, np.arange(len(jobs) + 1) * 65_536)
    return starts.astype(np.int64), (key % 65_536).astype(np.int32)


def _scattered(of: World, count: int, chance: Any) -> tuple[np.ndarray, np.ndarray]:
    around = of.places[chance.choice(len(of.places), count, p=of.shares)] + chance.integers(
        -80, 81, (count, 2)
    )
    return around[:, 0].astype(np.int32), around[:, 1].astype(np.int32)


def _spoken(chance: Any, count: int, dutch: tuple[float, ...]) -> np.ndarray:
    rest = chance.choice(7, (count, 3), p=(0.4, 0.1, 0.15, 0.15, 0.1, 0.05, 0.05))
    return np.column_stack([chance.choice(7, count, p=dutch), rest])


def _held(chance: Any, count: int) -> np.ndarray:
    lacks = np.full(count, words.ALL_LICENCES, np.uint64)
    for code, share in (("AM", 0.6), ("B", 0.6), ("C", 0.05), ("forklift", 0.05), ("vca_basic", 0.08)):
        lacks[chance.random(count) < share] &= ~np.uint64(words.LICENCE_BITS[code])
    for bit in words.DEMAND_BITS.values():
        lacks[chance.random(count) < 0.04] |= np.uint64(bit)
    return lacks


def _needed(chance: Any, count: int) -> np.ndarray:
    asked = np.zeros(count, np.uint64)
    for code, share in (("B", 0.3), ("C", 0.03), ("forklift", 0.04), ("vca_basic", 0.05)):
        asked[chance.random(count) < share] |= np.uint64(words.LICENCE_BITS[code])
    for bit in words.DEMAND_BITS.values():
        asked[chance.random(count) < 0.12] |= np.uint64(bit)
    return asked
