"""A fictional cohort of clients with services, in monthly steps, of which the true effects are known."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from schakel.programme.effects import trials
from schakel.programme.effects.model import Codes, Floats

TRAITS = (
    "age", "education_middle", "education_high", "health", "language", "experience", "long_term",
    "single", "lone_parent", "region", "wage", "car", "debt",
)  # fmt: skip
NEVER = 9_999
MONTHS_OF_INFLOW, LAST_MONTH = 36, 60


@dataclass(frozen=True)
class Service:
    """A service: log-odds on finding work after its lock-in, while it lasts, and how fast that fades.

    start is the log-odds of its start in a month; prospects and traits say who is sent there.
    """

    name: str
    lock_in: int
    during: float
    effect: float
    fade: float
    start: float
    prospects: float
    picks: tuple[tuple[str, float], ...] = ()
    helps: tuple[tuple[str, float], ...] = ()
    liking: float = 1.0


SERVICES = (
    Service("talks", 0, 1.0, 0.28, 0.14, -4.2, -0.3, (("long_term", 0.3),), (("long_term", 0.3),)),
    Service("application_course", 1, 0.8, 0.15, 0.05, -4.6, 0.1, (("single", 0.3),), (("experience", 0.2),)),
    Service("job_hunting", 0, 1.0, 0.45, 0.05, -5.0, 0.35, (("car", 0.2),), (("long_term", 0.3),)),
    Service("workshop", 0, 1.0, 0.0, 0.1, -4.4, -0.2),
    Service("competence_test", 1, 0.9, 0.0, 0.1, -4.8, -0.1, (("education_middle", 0.2),)),
    Service("short_training", 2, 0.7, 0.25, 0.02, -4.9, 0.0, (("age", -0.2),), (("education_middle", 0.3),)),
    Service("long_training", 6, 0.4, 0.75, 0.0, -5.1, 0.0, (("age", -0.3),), (("age", -0.3),)),
    Service("trajectory", 4, 0.6, 0.35, 0.03, -4.9, -0.3, (("age", 0.4),), (("age", 0.2),)),
    Service("trial_placement", 1, 0.9, 0.75, 0.05, -5.4, 0.6, (("experience", 0.3),), (("long_term", 0.3),)),
    Service("language_and_debt", 3, 0.7, 0.1, 0.03, -5.0, -0.2, (("language", 1.2), ("debt", 0.8)),
            (("language", 0.6), ("debt", 0.4)), -1.0),
)  # fmt: skip


@dataclass(frozen=True)
class Cohort:
    """n clients, each (n,) and in months since inflow unless said otherwise.

    traits is (n, 13); motivation is hidden; impression is how the professional sees it, and estimate the
    chance of work as they recorded it (1 to 10); inflow is a calendar month; service is an index or -1; start
    and job are NEVER when it did not come; last is the last month that the client was followed.
    """

    traits: Floats
    motivation: Floats
    impression: Floats
    estimate: Codes
    inflow: Codes
    service: Codes
    start: Codes
    job: Codes
    last: Codes
    selection: float

    def of(self, rows: NDArray[np.int64]) -> Cohort:
        """Some of the clients."""
        arrays = {f.name: getattr(self, f.name)[rows] for f in fields(self) if f.name != "selection"}
        return Cohort(**arrays, selection=self.selection)


def draw_cohort(
    clients: int, seed: int, *, selection: float = 0.0, attrition: float = 0.006, effects: float = 1.0
) -> Cohort:
    """Simulate a cohort, month by month.

    selection is the log-odds of being sent to a service per standard deviation of the professional's
    impression, which no trait holds; attrition the monthly chance to be lost; effects scales what services
    do, so that 0 is a world in which no service changes anything.
    """
    rng = np.random.default_rng(seed)
    traits = _draw_traits(clients, rng)
    motivation = rng.normal(size=clients)
    impression = 0.9 * motivation + np.sqrt(1 - 0.81) * rng.normal(size=clients)
    inflow = rng.integers(0, MONTHS_OF_INFLOW, clients)
    lost = rng.geometric(attrition * np.where(_trait(traits, "region") > 0, 1.3, 0.8)) - 1
    nobody = np.full(clients, -1)
    cohort = Cohort(
        traits, motivation, impression, np.clip(np.rint(5.5 + 2 * impression), 1, 10).astype(np.int64),
        inflow, nobody, np.full(clients, NEVER), np.full(clients, NEVER),
        np.minimum(lost, LAST_MONTH - 1 - inflow), selection,
    )  # fmt: skip
    return _live(cohort, rng, effects)


def _draw_traits(n: int, rng: np.random.Generator) -> Floats:
    age = rng.uniform(20, 64, n)
    education = rng.choice(3, n, p=(0.35, 0.4, 0.25))
    health = rng.random(n) < logistic(-1.6 + 0.03 * (age - 40))
    language = rng.random(n) < 0.22
    experience = np.clip(
        rng.normal(0.5 + 0.15 * (education - 1) - 0.15 * health - 0.1 * language, 0.25), 0, 1
    )
    long_term = rng.random(n) < logistic(-0.8 + 0.8 * health + 0.5 * language - 0.8 * experience)
    wage = rng.normal(size=n) + 0.6 * (education - 1) + 0.8 * (experience - 0.5)
    debt = rng.random(n) < logistic(-1 + 0.5 * long_term)
    return np.column_stack((
        (age - 42) / 12, education == 1, education == 2, health, language, experience - 0.5, long_term,
        rng.random(n) < 0.45, rng.random(n) < 0.15, np.round(rng.normal(size=n), 2), np.round(wage, 2),
        rng.random(n) < 0.6, debt,
    )).astype(np.float64)  # fmt: skip


def logistic(log_odds: NDArray[Any]) -> Floats:
    """The chance that belongs to log-odds."""
    chance: Floats = 1 / (1 + np.exp(-log_odds))
    return chance


def _trait(traits: Floats, name: str) -> Floats:
    return traits[:, TRAITS.index(name)]


def _sum_of(traits: Floats, terms: tuple[tuple[str, float], ...]) -> Floats:
    total = np.zeros(len(traits))
    for name, weight in terms:
        total += weight * _trait(traits, name)
    return total


_WORK = (
    ("age", -0.35), ("education_middle", 0.2), ("education_high", 0.4), ("health", -0.7), ("language", -0.45),
    ("experience", 0.9), ("long_term", -0.6), ("lone_parent", -0.3), ("region", 0.25), ("wage", 0.15),
    ("car", 0.2), ("debt", -0.2),
)  # fmt: skip


def prospects(traits: Floats) -> Floats:
    """Log-odds to find work in the first month, by traits alone."""
    both = _trait(traits, "language") * _trait(traits, "education_high")
    return -3.0 + _sum_of(traits, _WORK) - 0.12 * _trait(traits, "age") ** 2 + 0.3 * both


def work_log_odds(cohort: Cohort, month: Codes | int) -> Floats:
    """Log-odds to find lasting work in a month since inflow, without a service."""
    found: Floats = prospects(cohort.traits) + 0.45 * cohort.motivation - 0.03 * np.asarray(month)
    return found


def start_chances(cohort: Cohort, month: Codes | int) -> Floats:
    """(n, services): the chance that each service starts in a month since inflow."""
    chance_of_work = prospects(cohort.traits) + 3.4
    busy = 0.35 + np.exp(-(((np.asarray(month) - 4) / 8.0) ** 2))
    chances = [
        logistic(
            service.start + service.prospects * chance_of_work + _sum_of(cohort.traits, service.picks)
            + cohort.selection * service.liking * cohort.impression
        ) * busy
        for service in SERVICES
    ]  # fmt: skip
    return np.column_stack(chances)


def service_log_odds(traits: Floats, number: int, since: Codes | int, effects: float) -> Floats:
    """What service `number` adds to the log-odds of work, `since` months after its start."""
    service, since = SERVICES[number], np.asarray(since)
    after = (service.effect + _sum_of(traits, service.helps)) * np.exp(
        -service.fade * np.maximum(since - service.lock_in, 0)
    )
    added: Floats = effects * np.where(since < service.lock_in, np.log(service.during), after)
    return added


def _live(cohort: Cohort, rng: np.random.Generator, effects: float) -> Cohort:
    service, start, job = cohort.service.copy(), cohort.start.copy(), cohort.job.copy()
    for month in range(int(cohort.last.max()) + 1):
        here = np.flatnonzero((job == NEVER) & (cohort.last >= month))
        present = cohort.of(here)
        _begin(present, here, month, service, start, rng)
        log_odds = work_log_odds(present, month)
        for number in range(len(SERVICES)):
            mine = np.flatnonzero(service[here] == number)
            log_odds[mine] += service_log_odds(
                present.traits[mine], number, month - start[here[mine]], effects
            )
        job[here[rng.random(len(here)) < logistic(log_odds)]] = month
    return Cohort(
        cohort.traits, cohort.motivation, cohort.impression, cohort.estimate, cohort.inflow, service, start,
        job, cohort.last, cohort.selection,
    )  # fmt: skip


def _begin(
    present: Cohort, here: Codes, month: int, service: Codes, start: Codes, rng: np.random.Generator
) -> None:
    """Who has no service yet may start one this month."""
    edges = start_chances(present, month).cumsum(axis=1)
    drawn = rng.random(len(here))
    starting = (service[here] < 0) & (drawn < edges[:, -1])
    service[here[starting]] = (edges[starting] < drawn[starting, None]).sum(axis=1)
    start[here[starting]] = month


def true_effects(cohort: Cohort, month: Codes, number: int, horizon: int, effects: float = 1.0) -> Floats:
    """(n,): the true effect of starting service `number` now rather than not now, on work within `horizon`.

    month is (n,), months since inflow. Without the service the natural course follows, in which any service
    may start later (Sianesi 2004). Computed by going through all months, without chance.
    """
    with_it = 1 - _stays_without(cohort, month, number, 0, horizon, effects)
    waiting, without_work = np.ones(len(month)), np.zeros(len(month))
    for step in range(horizon):
        if step:
            chances = start_chances(cohort, month + step)
            for other in range(len(SERVICES)):
                stays = _stays_without(cohort, month, other, step, horizon, effects)
                without_work += waiting * chances[:, other] * stays
            waiting = waiting * (1 - chances.sum(axis=1))
        waiting = waiting * (1 - logistic(work_log_odds(cohort, month + step)))
    effect: Floats = with_it - (1 - without_work - waiting)
    return effect


def true_differences(cohort: Cohort, month: Codes, number: int, other: int, horizon: int) -> Floats:
    """(n,): the true difference between starting service `number` and starting service `other` now.

    As true_effects, with both computed without chance.
    """
    stays = [_stays_without(cohort, month, each, 0, horizon, 1.0) for each in (other, number)]
    difference: Floats = stays[0] - stays[1]
    return difference


def _stays_without(
    cohort: Cohort, month: Codes, number: int, begin: int, horizon: int, effects: float
) -> Floats:
    """Chance to have no work through the horizon when the service starts at step `begin`."""
    stays = np.ones(len(month))
    for step in range(begin, horizon):
        added = service_log_odds(cohort.traits, number, step - begin, effects)
        stays *= 1 - logistic(work_log_odds(cohort, month + step) + added)
    return stays


def month_table(cohort: Cohort, *, with_estimate: bool = False) -> trials.MonthTable:
    """The cohort as in a registration: one row per client and month, up to work or the last."""
    length = np.minimum(cohort.job, cohort.last) + 1
    person = np.repeat(np.arange(len(length)), length)
    since = np.arange(len(person)) - np.repeat(np.cumsum(length) - length, length)
    traits = np.column_stack((cohort.traits, cohort.estimate)) if with_estimate else cohort.traits
    names: tuple[str, ...] = (*TRAITS, "estimate") if with_estimate else TRAITS
    served = cohort.service >= 0
    start = np.where(served, cohort.inflow + cohort.start, trials.NEVER)
    called = np.where(served, np.array([service.name for service in SERVICES])[cohort.service], "")
    return trials.MonthTable(
        person, cohort.inflow[person] + since, start[person], called[person], cohort.job[person] == since,
        np.asarray(traits, dtype=np.float64)[person], names,
    )  # fmt: skip


def true_values(cohort: Cohort, horizon: int) -> list[dict[str, Any]]:
    """The true effect of each service on those who got it in time for its window to have elapsed."""
    found = []
    for number, service in enumerate(SERVICES):
        rows = np.flatnonzero(
            (cohort.service == number) & (cohort.start + cohort.inflow <= LAST_MONTH - horizon)
        )
        effects = true_effects(cohort.of(rows), cohort.start[rows], number, horizon)
        effect = float(effects.mean()) if len(rows) else None
        found.append({"service": service.name, "effect": effect, "n_treated": len(rows)})
    return found


def month_csv(cohort: Cohort, *, first_year: int = 2015) -> str:
    """The cohort as a file for `schakel effects estimate` and `benefits`: all services, and the estimate.

    inflow is the month in which the benefit began; work tells that it ended, since nothing else ends it.
    """
    from csv import writer
    from io import StringIO

    table = month_table(cohort, with_estimate=True)
    month = [f"{first_year + number // 12}-{number % 12 + 1:02}" for number in range(LAST_MONTH)]
    begun = np.where(table.start <= table.month, table.service, "")
    text = StringIO()
    lines = writer(text, lineterminator="\n")
    lines.writerow(("client", "month", "inflow", "service", "start", "work", *table.names))
    for row, client in enumerate(table.person):
        start = month[table.start[row]] if table.start[row] < trials.NEVER else ""
        inflow = month[cohort.inflow[client]]
        told = (client, month[table.month[row]], inflow, begun[row], start, int(table.event[row]))
        lines.writerow((*told, *(f"{value:.4g}" for value in table.covariates[row])))
    return text.getvalue()
