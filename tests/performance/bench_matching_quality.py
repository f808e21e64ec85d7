"""How well the score brings a person back to their own occupation, by ESCO's own descriptions.

A person shows part of one occupation's competences and was in a neighbouring occupation; an ad names part of
its occupation's. Both sides come from the same source, so the figure compares scores and says nothing about
the labour market. The baseline is the share of required competences held, which many tools show.
"""

from __future__ import annotations

import os
import platform
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_array

from tests.performance.matching_population import World, vacancies, world

PEOPLE = 700
ADS = 6_000
SHOWN = {"60": (0.60, 0.24), "30": (0.30, 0.12), "15": (0.15, 0.06)}


def run(shared: Path | None) -> dict[str, Any]:
    """nDCG@10 for three shares of competences shown; filters, distance and education are left aside."""
    of = world(shared)
    figures = {share: _measure(of, *parts) for share, parts in SHOWN.items()}
    return {
        "bench": "matching-quality",
        "result": figures["60"]["points"],
        "baseline": figures["60"]["share_of_required"],
        "ratio": round(figures["60"]["points"] / figures["60"]["share_of_required"], 2),
        "unit": "nDCG@10 with 60% of competences shown",
        "n": PEOPLE,
        "machine": f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}",
        "vocabulary": of.source,
        "ads": ADS,
        "shown": figures,
        "concurrency": 1,
        "warm": True,
        "process": "this one",
    }


def _measure(of: World, essential: float, optional: float) -> dict[str, float]:
    chance = np.random.default_rng(3)
    ads = vacancies(of, ADS, seed=4)
    words, fields = of.vocabulary, of.vocabulary.fields
    owner = np.repeat(np.arange(ADS), np.diff(ads.item_start))
    shape = ADS, len(words.weights)
    above = csr_array((ads.item_points - ads.item_near, (owner, ads.item_competence)), shape)
    near = csr_array((ads.item_near, (owner, words.groups[ads.item_competence])), (ADS, words.group_count))
    asked = csr_array((np.ones(len(owner)), (owner, ads.item_competence)), shape)
    scores: dict[str, list[float]] = {"points": [], "share_of_required": []}
    for job in chance.choice(np.unique(ads.occupation), PEOPLE):
        held = _person(of, job, essential, optional, chance)
        groups = np.zeros(words.group_count, np.int64)
        groups[words.groups[held > 0]] = 1
        alike = words.likeness[_neighbour(of, job)].astype(int)
        points = above @ held + near @ groups + of.policy.occupation * alike[ads.occupation] // 100
        worth = np.where(ads.occupation == job, 2, (fields[ads.occupation] == fields[job]).astype(int))
        scores["points"].append(ndcg(points, worth))
        scores["share_of_required"].append(ndcg(asked @ held / np.maximum(asked.sum(axis=1), 1), worth))
    return {name: round(float(np.mean(found)), 3) for name, found in scores.items()}


def _person(of: World, job: int, essential: float, optional: float, chance: Any) -> np.ndarray:
    """Part of one occupation's competences, part of an unrelated job's, and three that belong nowhere."""
    held = np.zeros(len(of.vocabulary.weights), np.int64)
    for occupation, part in ((job, 1.0), (int(chance.integers(len(of.asked))), 0.5)):
        skills, needed = of.asked[occupation]
        held[skills[chance.random(len(skills)) < part * np.where(needed, essential, optional)]] = 1
    held[chance.integers(0, len(held), 3)] = 1
    return held


def _neighbour(of: World, job: int) -> int:
    """The occupation most like this one that isn't it."""
    row = of.vocabulary.likeness[job].astype(int)
    row[job] = -1
    return int(row.argmax())


def ndcg(scores: np.ndarray, worth: np.ndarray, top: int = 10) -> float:
    """Normalised discounted cumulative gain (Järvelin & Kekäläinen 2002); ties by number."""
    discount = 1 / np.log2(np.arange(2, top + 2))
    best = np.argsort(-scores, kind="stable")[:top]
    return float((worth[best] * discount).sum() / (np.sort(worth)[::-1][:top] * discount).sum())
