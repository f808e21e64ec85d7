"""Reading the story: the cast and the clients, as they were written in YAML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib.resources import files
from typing import Any

import yaml

from schakel.simulation.demo.days import moment

FIRST_HOUR = "09:00"
_BETWEEN = timedelta(minutes=7)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happens: when, who does it, for which client, what, and its particulars."""

    at: datetime
    by: str
    client: str
    act: str
    about: dict[str, Any]


def read_cast() -> dict[str, list[dict[str, Any]]]:
    """Organisations, teams and people."""
    found: dict[str, list[dict[str, Any]]] = _yaml(files(__package__) / "people.yaml")
    return found


def read_clients() -> list[dict[str, Any]]:
    """All clients, each with its story."""
    folder = files(__package__) / "clients"
    paths = sorted((p for p in folder.iterdir() if p.name.endswith(".yaml")), key=lambda path: path.name)
    return [client for path in paths for client in _yaml(path)]


def read_plans() -> list[dict[str, Any]]:
    """The plans that run, of clients whose story is about something else."""
    found: list[dict[str, Any]] = _yaml(files(__package__) / "plans.yaml")
    return found


def steps_of(clients: list[dict[str, Any]], today: date) -> list[Step]:
    """Everything that happens, in the order of time over all clients."""
    return sorted((step for one in clients for step in _steps(one, today)), key=lambda step: step.at)


def _steps(client: dict[str, Any], today: date) -> Iterator[Step]:
    """A client's own steps keep their order, also where a weekend moved two of them to one day."""
    last: datetime | None = None
    for line in client["story"]:
        about = dict(line)
        at = moment(about.pop("day"), about.pop("at", FIRST_HOUR), today)
        last = at if last is None else max(at, last + _BETWEEN)
        yield Step(last, about.pop("by"), client["key"], about.pop("act"), about)


def _yaml(path: Any) -> Any:
    # The loader in C, where PyYAML was built with it, reads ten times as fast.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506  a safe loader either way
