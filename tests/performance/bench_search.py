"""Person search in the database function: twenty readers who each ask once a second, large and small."""

from __future__ import annotations

import random
import statistics
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.performance.snapshot import Reader, as_reader, large_and_small, snapshot
from tests.performance.stage import connect, machine

READERS, SECONDS, SEED = 20, 30, 5
LIMIT_MS, BASELINES = 30, 5
_ASK = """select * from dossiers_find(
  %s::text[], %s::text, %s::text, %s::text, %s::date, %s::text, %s::int, null, 51)"""
_SLOW = """select id from people_client where upper(search_name) like upper(%s) order by sort_key limit 51"""
_PEOPLE = """
select c.family_name, c.given_names, c.birth_date, c.phone, d.number
  from dossiers_listeddossier l join people_client c on c.id = l.dossier_id
  join dossiers_dossier d on d.client_id = c.id
 where l.reader_id = %s and l.valid_to = 'infinity' and c.phone <> ''
 order by md5(l.dossier_id::text) limit 400
"""


def run(shared: Path | None = None) -> dict[str, Any]:
    """p95 milliseconds over all questions, with an unindexed icontains as baseline."""
    with snapshot() as (_data, dossiers):
        figures = {
            name: _measured(reader)
            for name, reader in zip(("large", "small"), large_and_small(), strict=True)
        }
    ratios = [figure["icontains_median_ms"] / figure["median_ms"] for figure in figures.values()]
    worst = max(figure["p95_ms"] for figure in figures.values())
    return {
        "bench": "search",
        "result": {"p95_ms": worst, "limit_ms": LIMIT_MS, **figures},
        "baseline": {
            "what": "upper(name) like, without an index, below the same policies",
            "median_ms": {name: figure["icontains_median_ms"] for name, figure in figures.items()},
        },
        "ratio": round(min(ratios), 1),
        "ratios": dict(zip(figures, (round(ratio, 1) for ratio in ratios), strict=True)),
        "unit": "ms per question, in the database over its socket",
        "n": dossiers,
        "questions": READERS * SECONDS * len(figures),
        "concurrency": f"{READERS} readers that each ask once a second",
        "warm": True,
        "process": f"{READERS} connections to the server, this process asks on the same cores",
        "machine": machine(),
    }


def _measured(reader: Reader) -> dict[str, Any]:
    """Ask with all readers at once, each at its own moment of the second, after two seconds of warming up."""
    questions = _questions(reader)
    times: list[float] = []
    begin = time.monotonic() + 0.5
    threads = [
        threading.Thread(target=_ask_on, args=(reader, questions, number, begin, times))
        for number in range(READERS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if len(times) != READERS * SECONDS:
        raise RuntimeError(f"{len(times)} of {READERS * SECONDS} questions were answered")
    return {
        "dossiers_read": reader.dossiers,
        "p95_ms": round(statistics.quantiles(times, n=20)[-1], 1),
        "median_ms": round(statistics.median(times), 1),
        "max_ms": round(max(times), 1),
        "icontains_median_ms": _icontains(reader, questions),
    }


def _ask_on(
    reader: Reader, questions: list[list[Any]], number: int, begin: float, times: list[float]
) -> None:
    draw = random.Random(SEED + number)
    with as_reader(reader) as app:
        for second in range(-2, SECONDS):
            due = begin + 2 + second + number / READERS
            time.sleep(max(0.0, due - time.monotonic()))
            values = draw.choice(questions)
            started = time.perf_counter()
            app.execute(_ASK, values).fetchall()
            if second >= 0:
                times.append((time.perf_counter() - started) * 1e3)


def _icontains(reader: Reader, questions: list[list[Any]]) -> float:
    """Median of what a plain search on a part of the name takes, for as many names, one at a time."""
    names = [values[0][0] for values in questions if values[0]][:BASELINES]
    spent = []
    with as_reader(reader) as app:
        for name in names:
            started = time.perf_counter()
            app.execute(_SLOW, [f"%{name}%"]).fetchall()
            spent.append((time.perf_counter() - started) * 1e3)
    return round(statistics.median(spent), 1)


def _questions(reader: Reader) -> list[list[Any]]:
    """What people type, of people the reader may see: names as they are, half, turned, misspelt, and keys."""
    from schakel.ground.dossiers.asking import understood
    from schakel.ground.kernel import clock

    with connect("schakel_owner") as owner:
        people = owner.execute(_PEOPLE, [reader.readers[-1]]).fetchall()
    typed = [text for person in people for text in _typed(*person)]
    asked = [understood(text, today=clock.today()) for text in typed]
    return [
        [list(a.words), a.said, a.said, a.phone or None, a.birth_date, a.postcode or None, a.house_number]
        for a in asked
    ]


def _typed(family: str, given: str, born: Any, phone: str, number: str) -> Iterator[str]:
    first = given.split()[0]
    yield family
    yield f"{first} {family}"
    yield f"{family} {first}"
    yield family[: max(3, len(family) // 2)]
    yield _slip(family)
    yield f"{_slip(family)} {first}"
    yield f"{born.day}-{born.month}-{born.year}"
    yield f"{family} {born.day}-{born.month}-{born.year}"
    yield phone
    yield number


def _slip(word: str) -> str:
    """Two letters in the middle, swapped."""
    middle = len(word) // 2
    return f"{word[: middle - 1]}{word[middle]}{word[middle - 1]}{word[middle + 1 :]}"
