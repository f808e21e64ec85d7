"""A question put to a file: which rows and services, the clock, and answers with control for their number."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from schakel.ground.kernel.errors import InvalidError
from schakel.programme.effects import columns
from schakel.programme.effects.answering import Answer, Question, answer
from schakel.programme.effects.estimating import estimate_effect
from schakel.programme.effects.files import Table, read_table
from schakel.programme.effects.groups import benjamini_hochberg
from schakel.programme.effects.model import Sample, Settings
from schakel.programme.effects.months import Months, months
from schakel.programme.effects.plain import Naming, plain_rows
from schakel.programme.effects.providers import LEAST_PROVIDERS, Comparison, compare_providers
from schakel.programme.effects.refusals import Refusal, percent
from schakel.programme.effects.showing import answer_values
from schakel.programme.effects.trials import MonthTable, build_trials, outcome_within

EVERY = "all"
COURSE = (3, 6, 12, 24)
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Asked:
    """One service's question with its rows, what already forbids an answer, and what to tell beside it."""

    question: Question
    sample: Sample
    refusals: tuple[Refusal, ...] = ()
    checks: dict[str, Any] = field(default_factory=dict)
    course: tuple[tuple[int, Sample], ...] = ()


def ask_file(
    path: Path,
    naming: Naming,
    *,
    service: str | None = None,
    against: str = "",
    horizon: int = 12,
    by_lot: bool = False,
    settings: Settings | None = None,
    processes: int = 1,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """The answer to a question about a file, as the values of the command's JSON.

    With a start and a month column by sequential trials, otherwise across rows. service names one of several,
    or EVERY for a list under `services` with p-values adjusted for their number. against names the service
    to compare with, instead of none. horizon in months.

    Raises InvalidError for a file or a choice that can't be used.
    """
    table = read_table(path, naming.used)
    if naming.month is not None and naming.start is None:
        raise InvalidError(
            "Er is een maand gekozen maar geen begin van de dienst.",
            "Zonder begin is niet te zeggen in welke maand de dienst startte.",
            "Kies ook de kolom met het begin, met --start.",
        )
    shared = Question("", naming.outcome, 0, by_lot, naming.own or "", against, settings or Settings())
    if naming.month is not None:
        asked = list(_by_month(table, naming, service, replace(shared, months=horizon)))
    else:
        asked = list(_across(table, naming, service, shared))
    values = _with_adjusted(list(_answers(asked, processes, progress or (lambda done, total: None))))
    return {**({"services": values} if service == EVERY else values[0]), "rows": table.summary()}


def _chosen(services: list[str], wanted: str | None, column: str) -> list[str]:
    if wanted is None:
        if len(services) > 1:
            raise InvalidError(
                f"De kolom {column} heeft {len(services)} diensten: {', '.join(services[:20])}.",
                "Een vraag gaat over één dienst.",
                f"Kies er een met --service, of alle met --service {EVERY}.",
            )
        return services or [column]
    if wanted == EVERY:
        return services or [column]
    if wanted not in services:
        raise InvalidError(
            f"Niemand kreeg de dienst {wanted}.", f"Wel: {', '.join(services[:20])}.", "Kies een van deze."
        )
    return [wanted]


def _compared(services: list[str], wanted: str | None, column: str, against: str) -> list[str]:
    """The chosen services, without the one that they are set against."""
    if not against:
        return _chosen(services, wanted, column)
    if against not in services or wanted == against:
        raise InvalidError(
            f"Met de dienst {against} valt niet te vergelijken.",
            f"Er is een andere dienst nodig die iemand kreeg: {', '.join(services[:20])}.",
            "Kies met --against een andere dienst dan met --service.",
        )
    return _chosen([name for name in services if name != against], wanted, column)


def _across(table: Table, naming: Naming, wanted: str | None, shared: Question) -> Iterator[Asked]:
    rows = plain_rows(table, naming)
    found = (Refusal("ever_never"),) if naming.start is not None else ()
    for service in _compared(rows.services, wanted, naming.treatment, shared.against):
        sample = rows.of(service, shared.against)
        yield Asked(
            replace(shared, service=service), sample, found, {"other_services": _left(rows.service, sample)}
        )


def _left(service: Any, sample: Sample) -> int:
    return len(service) - len(sample.treated)


def _by_month(table: Table, naming: Naming, wanted: str | None, shared: Question) -> Iterator[Asked]:
    found = months(table, naming)
    for service in _compared(found.services, wanted, naming.treatment, shared.against):
        yield _asked_of_months(found, replace(shared, service=service))


def _asked_of_months(found: Months, question: Question) -> Asked:
    if not len(found.table.month):
        return Asked(question, _nobody(found.table), found.refusals or (Refusal("no_treated"),), {})
    made = build_trials(
        found.table, question.service, question.months, against=question.against, seed=question.settings.seed
    )
    reasons = found.refusals
    if made.starts and made.too_recent == made.starts:
        reasons = (*reasons, Refusal("follow_up", {"share": percent(1.0)}))
    counts = {
        "starts": made.starts,
        "too_recent": made.too_recent,
        "lost": made.lost,
        "comparison_months": made.available,
        "comparison_months_taken": int((~made.sample.treated).sum()),
    }
    shorter = [months for months in COURSE if months < question.months]
    course = tuple((m, outcome_within(made.sample, found.table, made.rows, m)) for m in shorter)
    return Asked(question, made.sample, reasons, {"clock": found.clock, "trials": counts}, course)


def _nobody(table: MonthTable) -> Sample:
    none = np.empty(0)
    return Sample(np.empty((0, 0)), (), none.astype(bool), none, none.astype(np.int64), none)


def _answers(asked: list[Asked], processes: int, progress: Progress) -> Iterator[dict[str, Any]]:
    """One after the other, or on several cores; each process gets its rows only."""
    from joblib import Parallel, delayed  # type: ignore[import-untyped]

    workers = min(processes, len(asked))
    made = Parallel(n_jobs=workers, return_as="generator")(delayed(_values)(each) for each in asked)
    for done, values in enumerate(made, start=1):
        progress(done, len(asked))
        yield values


def _values(asked: Asked) -> dict[str, Any]:
    """One thread each: small models gain nothing from more, and lose much on a busy machine."""
    # A limit holds for the libraries that are loaded by then.
    import sklearn.ensemble  # noqa: F401
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    with threadpool_limits(1):
        made = answer(asked.question, asked.sample, asked.refusals)
        values = answer_values(replace(made, checks={**asked.checks, **made.checks}))
        return {**values, "course": _course(made, asked) if asked.question.months else None}


def _course(made: Answer, asked: Asked) -> list[dict[str, Any]]:
    """The effect after fewer months, which shows a lock-in; nothing when there is no answer.

    Who gets the service doesn't depend on the months, so that its chance is estimated once.
    """
    if made.estimate is None:
        return []
    estimates = [
        (months, estimate_effect(sample, asked.question.settings, chance=made.chance).estimate)
        for months, sample in asked.course
    ]
    return [
        {"months": months, "effect": found.effect, "se": found.se, "low": found.low, "high": found.high}
        for months, found in [*estimates, (asked.question.months, made.estimate)]
    ]


def _with_adjusted(values: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The p-value of each answer, adjusted for the number of services that were answered."""
    answered = [number for number, value in enumerate(values) if value["p_value"] is not None]
    adjusted = benjamini_hochberg(np.array([values[number]["p_value"] for number in answered]))
    told = dict(zip(answered, adjusted, strict=True))
    return [{**value, "p_adjusted": told.get(number)} for number, value in enumerate(values)]


def compare_file(
    path: Path, provider: str, outcome: str, covariates: tuple[str, ...]
) -> tuple[Comparison, Table]:
    """Providers of a file, corrected for the covariates; the table tells which rows weren't used.

    Raises InvalidError for a file that can't be used, or one with under three providers.
    """
    table = read_table(path, list(dict.fromkeys([provider, outcome, *covariates])))
    table.refuse(table.columns[provider].absent, f"absent:{provider}")
    came = columns.outcomes(table, outcome)
    table.refuse(np.isnan(came), f"absent:{outcome}")
    table.refuse(~np.isin(came, (0.0, 1.0)), f"not_yes_or_no:{outcome}")
    traits, _names = columns.traits(table, list(covariates))
    names, kept = table.columns[provider].texts()[table.keep], came[table.keep]
    if len(np.unique(names)) < LEAST_PROVIDERS or len(np.unique(kept)) < 2:
        raise InvalidError(
            "Er valt niets te vergelijken.",
            f"Er zijn {len(np.unique(names))} aanbieders met een uitkomst; nodig zijn er drie, en ja en nee.",
            "Kijk na of aanbieder en uitkomst in de juiste kolom staan.",
        )
    return compare_providers(names, kept, traits[table.keep]), table
