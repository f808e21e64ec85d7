"""How well the score brings a person back to their own occupation, by ESCO's own descriptions.

A person shows part of one occupation's competences, did an unrelated job beside it, and is registered with a
neighbouring occupation; an ad names part of its occupation's. Both sides come from the same source, so the
figure compares scores and says nothing about the labour market. Beside the points stand two others on the
same people: the share of required competences held, which many tools show, and a cosine weighted by rarity.

How often an occupation is advertised isn't known here, only that some 268,000 ads of three countries name
1,085 occupations: so many have ads, with shares that fall by rank.
"""

from __future__ import annotations

import os
import platform
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_array
from sklearn.preprocessing import normalize

from schakel.employers.matching.tables import item_points
from tests.performance.matching_population import BY_RANK, World, advertised, world

PEOPLE = 1_500
ADS = 6_000
NEIGHBOURS = 30
ADVERTISED = 1_085
SHOWN = {"60": (0.60, 0.24), "30": (0.30, 0.12), "15": (0.15, 0.06)}


class _Ads(NamedTuple):
    """Ads as rows: their occupation, what is worth how much, what is asked and what is required."""

    jobs: np.ndarray
    above: csr_array
    near: csr_array
    asked: csr_array
    required: csr_array


def run(shared: Path | None) -> dict[str, Any]:
    """nDCG@10 for three shares of competences shown; filters, distance and education are left aside."""
    of = _advertised_only(world(shared))
    ads = _ads(of)
    figures = {share: _measure(of, ads, *parts) for share, parts in SHOWN.items()}
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
        "occupations_advertised": int((of.popular > 0).sum()),
        "shown": figures,
        "concurrency": 1,
        "warm": True,
        "process": "this one",
    }


def _advertised_only(of: World) -> World:
    """The same world with ads and people in ADVERTISED occupations only, drawn at random."""
    count = min(ADVERTISED, len(of.asked))
    popular = np.zeros(len(of.asked))
    found = np.random.default_rng(9).permutation(len(of.asked))[:count]
    popular[found] = 1 / np.arange(1, count + 1) ** BY_RANK
    return replace(of, popular=popular / popular.sum())


def _ads(of: World) -> _Ads:
    chance, words = np.random.default_rng(4), of.vocabulary
    jobs = chance.choice(len(of.asked), ADS, p=of.popular)
    start, competence, is_required = advertised(of, jobs, 0.40, 0.15, chance)
    points, near = item_points(start, competence, is_required, words, of.policy)
    owner, shape = np.repeat(np.arange(ADS), np.diff(start)), (ADS, len(words.weights))
    return _Ads(
        jobs,
        above=csr_array((points - near, (owner, competence)), shape),
        near=csr_array((near, (owner, words.groups[competence])), (ADS, words.group_count)),
        asked=csr_array((np.ones(len(owner)), (owner, competence)), shape),
        required=csr_array((is_required.astype(float), (owner, competence)), shape),
    )


def _measure(of: World, ads: _Ads, essential: float, optional: float) -> dict[str, float]:
    chance = np.random.default_rng(3)
    fields, jobs = of.vocabulary.fields, chance.choice(len(of.asked), PEOPLE, p=of.popular)
    directions = normalize(ads.asked * of.vocabulary.weights)
    found: list[dict[str, float]] = []
    for job in jobs[np.isin(jobs, ads.jobs)]:
        held = _person(of, job, essential, optional, chance)
        worth = np.where(ads.jobs == job, 2, (fields[ads.jobs] == fields[job]).astype(int))
        scores = {
            "points": _points(of, ads, held, _neighbour(of, job, chance)),
            "share_of_required": ads.required @ held / np.maximum(ads.required.sum(axis=1), 1),
            "cosine": directions @ (held * of.vocabulary.weights),
        }
        found.append({name: ndcg(values, worth) for name, values in scores.items()})
    figures = {name: np.array([each[name] for each in found]) for name in found[0]}
    half = 1.96 * figures["points"].std() / np.sqrt(len(found))
    return {name: round(float(each.mean()), 3) for name, each in figures.items()} | {
        "points_interval": round(float(half), 3),
        "people": len(found),
    }


def _points(of: World, ads: _Ads, held: np.ndarray, before: int) -> np.ndarray:
    """Points of competences and occupation of one person for every ad."""
    words = of.vocabulary
    groups = np.zeros(words.group_count, np.int64)
    groups[words.groups[held > 0]] = 1
    alike = words.likeness[before].astype(int)[ads.jobs]
    points: np.ndarray = ads.above @ held + ads.near @ groups + of.policy.occupation * alike // 100
    return points


def _person(of: World, job: int, essential: float, optional: float, chance: Any) -> np.ndarray:
    """Part of one occupation's competences, of what another job requires, and two that belong nowhere."""
    held = np.zeros(len(of.vocabulary.weights), np.int64)
    skills, needed = of.asked[job]
    held[skills[chance.random(len(skills)) < np.where(needed, essential, optional)]] = 1
    skills, needed = of.asked[chance.choice(len(of.asked), p=of.popular)]
    held[skills[needed & (chance.random(len(skills)) < 0.4)]] = 1
    held[chance.integers(0, len(held), 2)] = 1
    return held


def _neighbour(of: World, job: int, chance: Any) -> int:
    """One of the occupations most like this one, never itself."""
    row = of.vocabulary.likeness[job].astype(int)
    row[job] = -1
    return int(chance.choice(np.argsort(-row, kind="stable")[:NEIGHBOURS]))


def ndcg(scores: np.ndarray, worth: np.ndarray, top: int = 10) -> float:
    """Normalised discounted cumulative gain (Järvelin & Kekäläinen 2002); ties by number."""
    discount = 1 / np.log2(np.arange(2, top + 2))
    best = np.argsort(-scores, kind="stable")[:top]
    return float((worth[best] * discount).sum() / (np.sort(worth)[::-1][:top] * discount).sum())
