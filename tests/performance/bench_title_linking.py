"""How often the right occupation is among the first titles proposed, beside plain letter n-grams.

With the MELO benchmark (2,605 Dutch titles of the UWV, linked to ESCO by people) when its folder is present,
otherwise on the own demo vocabulary with one title per occupation held out. Crosswalk and aliases are off.
"""

from __future__ import annotations

import csv
import json
import os
import platform
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from schakel.ground.vocabulary.linking import Entry, TitleIndex
from schakel.ground.vocabulary.linking.from_concepts import crosswalk_of
from schakel.ground.vocabulary.sources import read_boc_crosswalk, read_demo

DEPTH = 10
MELO = Path("data/melo_nl/nld_q_nl_c_nl")
CROSSWALK = Path("data/boc_uwv_esco/boc_esco.csv")

Ranking = Sequence[str]  # URIs, best first


@dataclass(frozen=True)
class Task:
    """Titles, for each the URIs that are right, and the labels to choose from."""

    data: str
    entries: list[Entry]
    titles: list[str]
    right: list[set[str]]


def run(shared: Path | None) -> dict[str, Any]:
    """Measure ours and the baseline on the same titles, one title at a time, in this process."""
    task = melo_task(shared / MELO) if shared is not None and (shared / MELO).is_dir() else demo_task()
    started = time.perf_counter()
    index = TitleIndex.build(task.entries)
    build_seconds = time.perf_counter() - started
    plain = PlainNgrams(task.entries)
    (ours, ms), (theirs, baseline_ms) = _timed(
        task.titles, lambda title: [match.uri for match in index.link(title, DEPTH)], plain.concepts
    )
    result, baseline = figures(task, ours), figures(task, theirs)
    return {
        "bench": "title-linking",
        "data": task.data,
        "result": result,
        "baseline": baseline,
        "ratio": round(result["at1"] / max(baseline["at1"], 1e-9), 3),
        "unit": "share of titles found",
        "n": len(task.titles),
        "machine": f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}",
        "halves": _halves(task, ours),
        "without_rewriting": figures(task, [_unwritten(index, title) for title in task.titles]),
        "per_label": _per_label(task, index, plain),
        "crosswalk_hit_rate": _crosswalk_hit_rate(task, shared),
        "ms_per_title": ms,
        "baseline_ms_per_title": baseline_ms,
        "build_seconds": round(build_seconds, 2),
        "load_seconds": _load_seconds(index),
        "concurrency": 1,
        "warm": True,
        "process": "this one",
    }


def melo_task(folder: Path) -> Task:
    """The benchmark's tab-separated files; labels of a concept stand together, the preferred first."""
    uris = dict(_tab_rows(folder / "concept_mapping.tsv"))
    labels = _tab_rows(folder / "corpus_elements.tsv")
    titles = _tab_rows(folder / "queries.tsv")
    right: dict[str, set[str]] = {number: set() for number, _ in titles}
    for number, _, element, _ in _tab_rows(folder / "annotations.tsv"):
        right[number].add(uris[element])
    entries = [Entry(uris[element], label) for element, label in labels]
    return Task("MELO nld_q_nl_c_nl", entries, [title for _, title in titles], list(right.values()))


def demo_task() -> Task:
    """The last alternative title of each demo occupation is asked, and left out of the index."""
    entries, titles, right = [], [], []
    for concept in read_demo():
        *kept, asked = concept.alternatives["nl"]
        entries += [Entry(concept.uri, label) for label in (concept.labels["nl"], *kept)]
        titles.append(asked)
        right.append({concept.uri})
    return Task("own demo vocabulary, held-out titles", entries, titles, right)


class PlainNgrams:
    """The baseline: cosine of sublinear TF-IDF over letter pieces of 2-4 within words."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer

        self.uris = [entry.uri for entry in entries]
        self._vectoriser = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True)
        self._labels = self._vectoriser.fit_transform([entry.label for entry in entries]).T.tocsr()

    def scores(self, title: str) -> np.ndarray:
        """Cosine with every label."""
        return np.asarray((self._vectoriser.transform([title]) @ self._labels).todense()).ravel()

    def concepts(self, title: str) -> Ranking:
        """The first concepts by their best label."""
        order = np.argsort(-self.scores(title), kind="stable")[: 40 * DEPTH]
        return list(dict.fromkeys(self.uris[number] for number in order))[:DEPTH]


def _tab_rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _timed(titles: Sequence[str], *linkers: Callable[[str], Ranking]) -> list[tuple[list[Ranking], float]]:
    """Rankings and milliseconds per title of each linker. They take turns per title, so that a busy machine
    slows all of them alike."""
    rankings: list[list[Ranking]] = [[] for _ in linkers]
    seconds = [0.0 for _ in linkers]
    for warm_up in (True, False):
        for title in titles[:50] if warm_up else titles:
            for number, link in enumerate(linkers):
                started = time.perf_counter()
                ranking = link(title)
                if not warm_up:
                    seconds[number] += time.perf_counter() - started
                    rankings[number].append(ranking)
    return [
        (ranked, round(spent / len(titles) * 1000, 2))
        for ranked, spent in zip(rankings, seconds, strict=True)
    ]


def figures(task: Task, rankings: Sequence[Ranking], chosen: slice = slice(None)) -> dict[str, float]:
    """Share of titles with a right concept among the first 1, 5 and 10, and the mean reciprocal rank."""
    right = task.right[chosen]
    places = [_place(ranking, good) for ranking, good in zip(rankings[chosen], right, strict=True)]
    found = np.array([place if place is not None else DEPTH for place in places])
    reciprocal = np.where(found < DEPTH, 1 / (found + 1), 0)
    shares = {f"at{depth}": float(np.mean(found < depth)) for depth in (1, 5, 10)}
    return {name: round(value, 4) for name, value in (shares | {"mrr": float(reciprocal.mean())}).items()}


def _place(ranking: Ranking, good: set[str]) -> int | None:
    return next((place for place, uri in enumerate(ranking) if uri in good), None)


def _halves(task: Task, rankings: Sequence[Ranking]) -> dict[str, dict[str, float]]:
    return {
        "even": figures(task, rankings, slice(0, None, 2)),
        "odd": figures(task, rankings, slice(1, None, 2)),
    }


def _unwritten(index: TitleIndex, title: str) -> Ranking:
    """Our ranking from the title as written only: no slash, bracket, teacher or researcher rewriting."""
    likeness = index.postings.label_scores(index.features.vector(title), len(index.table.labels))
    order = np.argsort(-index.postings.concept_scores(likeness, index.table), kind="stable")
    return [index.table.uris[number] for number in order[:DEPTH]]


def _per_label(task: Task, index: TitleIndex, plain: PlainNgrams) -> dict[str, dict[str, float]]:
    """Places counted in labels: a wrong concept with five labels that are alike takes five places."""
    owner = np.repeat(np.array(index.table.uris, dtype=object), np.diff(index.table.starts))
    of_plain = np.array(plain.uris, dtype=object)
    ours = [_first(owner, index.scores(title)[0]) for title in task.titles]
    theirs = [_first(of_plain, plain.scores(title)) for title in task.titles]
    return {"result": figures(task, ours), "baseline": figures(task, theirs)}


def _first(owner: np.ndarray, scores: np.ndarray) -> Ranking:
    return list(owner[np.argsort(-scores, kind="stable")[:DEPTH]])


def _crosswalk_hit_rate(task: Task, shared: Path | None) -> dict[str, Any] | None:
    """The crosswalk alone. The people who linked MELO's titles made this crosswalk, so that this shows how
    complete and unambiguous the look-up is; it says nothing about titles from elsewhere."""
    if shared is None or not (shared / CROSSWALK).is_file():
        return None
    index = TitleIndex.build(task.entries, crosswalk_of(read_boc_crosswalk(shared / CROSSWALK)))
    matches = [index.link(title, 1) for title in task.titles]
    looked_up = [bool(found) and found[0].via == "crosswalk" for found in matches]
    hits = [
        hit and found[0].uri in good for hit, found, good in zip(looked_up, matches, task.right, strict=True)
    ]
    return {
        "found": round(float(np.mean(looked_up)), 4),
        "right": round(float(np.mean(hits)), 4),
        "circular": "MELO's answers come from this crosswalk",
    }


def _load_seconds(index: TitleIndex) -> float:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "titles.npz"
        index.save(path)
        started = time.perf_counter()
        TitleIndex.load(path)
        return round(time.perf_counter() - started, 3)


if __name__ == "__main__":
    named = os.environ.get("SCHAKEL_SHARED")
    print(json.dumps(run(Path(named) if named else None)))
