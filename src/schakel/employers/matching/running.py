"""A whole run over two files: read, search, explain, and the answer in the shape of the JSON contract."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from schakel.employers.matching import oracle
from schakel.employers.matching.dividing import divide
from schakel.employers.matching.explaining import Explainer
from schakel.employers.matching.policy import Policy
from schakel.employers.matching.reading import Reading, read_clients, read_vacancies
from schakel.employers.matching.searching import Found, Progress
from schakel.employers.matching.tables import client_table, vacancy_table
from schakel.employers.matching.types import ClientProfile, Language, Line, VacancyProfile
from schakel.employers.matching.vocabulary import Vocabulary, extended
from schakel.employers.matching.wording import listed, say
from schakel.ground.kernel.errors import InvalidError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

ENGINES = ("exact", "oracle")
# The parts of a run that may take long.
PARTS = ("matches", "near_misses", "explaining")
# (one of PARTS, done, total)
Tell = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Run:
    """Everything of one run; clients and vacancies are numbered as they were read."""

    clients: Reading[ClientProfile]
    vacancies: Reading[VacancyProfile]
    explainer: Explainer
    engine: str

    @property
    def language(self) -> Language:
        """The language of the lines."""
        return self.explainer.language


def prepare(
    clients: Path,
    vacancies: Path,
    vocabulary: Vocabulary,
    policy: Policy,
    *,
    engine: str = "exact",
    language: Language = "nl",
) -> Run:
    """Read both files. Raises InvalidError when one of them holds nothing that can be used."""
    people, work = read_clients(clients), read_vacancies(vacancies)
    for path, reading in ((clients, people), (vacancies, work)):
        if not reading.profiles:
            reasons = ", ".join(
                f"{reason} ({len(lines)})" for reason, lines in sorted(reading.refused.items())
            )
            raise InvalidError(
                f"In {path.name} is geen enkele regel bruikbaar.",
                f"Geweigerd om: {reasons}.",
                "Vergelijk het bestand met docs/formats/matching.md.",
            )
    words = extended(
        vocabulary, _competences(people, work), _occupations(people, work), _labels(people, work)
    )
    tables = client_table(people.profiles, words, policy), vacancy_table(work.profiles, words, policy)
    explainer = Explainer(people.profiles, work.profiles, *tables, words, policy, language)
    return Run(people, work, explainer, engine)


def _competences(people: Reading[ClientProfile], work: Reading[VacancyProfile]) -> Iterable[str]:
    yield from (name for each in people.profiles for name in each.competences)
    yield from (asked.concept for each in work.profiles for asked in each.competences)


def _occupations(people: Reading[ClientProfile], work: Reading[VacancyProfile]) -> Iterable[str]:
    yield from (name for each in people.profiles for name in each.occupations)
    yield from (each.occupation for each in work.profiles if each.occupation)


def _labels(people: Reading[ClientProfile], work: Reading[VacancyProfile]) -> dict[str, dict[str, str]]:
    return {**people.labels, **work.labels}


def answer(
    run: Run,
    top: int,
    *,
    by_client: bool = False,
    with_division: bool = False,
    threads: int = 1,
    tell: Tell = lambda part, done, total: None,
) -> dict[str, Any]:
    """The answer as plain values: vacancies with their clients, or clients with their vacancies.

    tell hears how far each of PARTS is.
    """
    found = _search(run, top, by_client, False, threads, partial(tell, "matches"))
    near = _search(run, top, by_client, True, threads, partial(tell, "near_misses"))
    unknown = run.explainer.vocabulary.unknown() if run.explainer.vocabulary.known_competences else ([], [])
    queries: Sequence[Any] = run.clients.profiles if by_client else run.vacancies.profiles
    result: dict[str, Any] = {
        "policy": run.explainer.policy.version,
        "engine": run.engine,
        "read": {"clients": run.clients.values(), "vacancies": run.vacancies.values()},
        "unknown_concepts": {"competences": unknown[0], "occupations": unknown[1]},
        "clients" if by_client else "vacancies": [
            _explained(run, n, each.id, _others(found, n), _others(near, n), by_client)
            for n, each in told(queries, partial(tell, "explaining"))
        ],
    }
    if with_division:
        result["division"] = _division(run, found)
    return result


def told(queries: Sequence[Any], progress: Progress) -> Iterator[tuple[int, Any]]:
    """The queries with their numbers; tells how many are done at each hundredth part."""
    total = len(queries)
    for n, each in enumerate(queries):
        yield n, each
        if (n + 1) % max(1, total // 100) == 0 or n + 1 == total:
            progress(n + 1, total)


def _explained(
    run: Run,
    n: int,
    name: str,
    found: list[tuple[int, int]],
    near: list[tuple[int, int]],
    by_client: bool,
) -> dict[str, Any]:
    return {
        "id": name,
        "matches": [_match(run, n, other, by_client) for other in found],
        "near_misses": [_near_miss(run, n, other, by_client) for other in near],
    }


def _search(run: Run, top: int, by_client: bool, near: bool, threads: int, progress: Progress) -> Found:
    if run.engine == "oracle":
        return _by_definition(run, top, by_client=by_client, near=near)
    from schakel.employers.matching.client_index import ClientIndex
    from schakel.employers.matching.vacancy_index import VacancyIndex

    of = run.explainer
    if by_client:
        vacancies = VacancyIndex(of.vacancy_table, of.vocabulary, of.policy)
        return vacancies.search(of.client_table, top, near_misses=near, threads=threads, progress=progress)
    clients = ClientIndex(of.client_table, of.vocabulary, of.policy)
    return clients.search(of.vacancy_table, top, near_misses=near, threads=threads, progress=progress)


def _by_definition(run: Run, top: int, *, by_client: bool, near: bool) -> Found:
    """Every pair judged: for small files, and to hold the index against."""
    import numpy as np

    of = run.explainer
    count = len(run.vacancies.profiles)
    tables = of.client_table, of.vacancy_table
    points = np.array([oracle.points_of(*tables, n, of.vocabulary, of.policy) for n in range(count)])
    judged = [oracle.failures_of(*tables, n, of.policy) for n in range(count)]
    may = np.array([(fails == 1) & is_close if near else fails == 0 for fails, is_close in judged])
    if by_client:
        points, may = points.T, may.T
    numbers, values = (np.full((len(points), top), -1, np.int64) for _ in range(2))
    for n, (row, who) in enumerate(zip(points, may, strict=True)):
        best, worth = oracle.best(row, who, top)
        numbers[n, : len(best)], values[n, : len(best)] = best, worth
    return Found(numbers, values)


def _others(found: Found, query: int) -> list[tuple[int, int]]:
    pairs = zip(found.numbers[query], found.points[query], strict=True)
    return [(int(number), int(points)) for number, points in pairs if number >= 0]


def _pair(run: Run, query: int, other: int, by_client: bool) -> tuple[int, int, dict[str, Any]]:
    """Client, vacancy, and which of the two is named in the answer."""
    if by_client:
        return query, other, {"vacancy": run.vacancies.profiles[other].id}
    return other, query, {"client": run.clients.profiles[other].id}


def _match(run: Run, query: int, other: tuple[int, int], by_client: bool) -> dict[str, Any]:
    client, vacancy, named = _pair(run, query, other[0], by_client)
    return {**named, "points": other[1], "lines": _line_values(run.explainer.lines(client, vacancy))}


def _near_miss(run: Run, query: int, other: tuple[int, int], by_client: bool) -> dict[str, Any]:
    client, vacancy, named = _pair(run, query, other[0], by_client)
    (failure,) = run.explainer.failures(client, vacancy)
    return {
        **named,
        "points": other[1],
        "filter": failure.filter.value,
        "reason": failure.reason,
        "remedies": [
            {"offer": code, "text": text}
            for code, text in zip(failure.remedies, run.explainer.remedy_words(failure), strict=True)
        ],
        "lines": _line_values(run.explainer.lines(client, vacancy)),
    }


def _line_values(lines: list[Line]) -> list[dict[str, Any]]:
    return [{"kind": line.kind.value, "points": line.points, "text": line.text} for line in lines]


def _division(run: Run, found: Found) -> list[dict[str, Any]]:
    matches = {n: _others(found, n) for n in range(len(run.vacancies.profiles))}
    openings = {n: each.openings for n, each in enumerate(run.vacancies.profiles)}
    names = [each.id for each in run.clients.profiles]
    return [
        {
            "vacancy": run.vacancies.profiles[given.vacancy].id,
            "client": None if given.client is None else names[given.client],
            "points": given.points,
            "ahead": [names[client] for client in given.ahead],
            "text": _division_text(given.client, [names[c] for c in given.ahead], run.language),
        }
        for given in divide(matches, openings)
    ]


def _division_text(client: int | None, ahead: list[str], language: Language) -> str:
    if client is None:
        return say("division_open", language)
    if not ahead:
        return say("division_first", language)
    return say("division_elsewhere", language, clients=listed(ahead, language))
