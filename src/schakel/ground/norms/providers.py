"""Facts about a client from the rooms that hold them: each names its source and tells what it knows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from uuid import UUID

from schakel.ground.norms.engine.fact_sets import FactSet, Statement, gather
from schakel.ground.norms.registers import the_register

Provider = Callable[[UUID, date], Iterable[Statement]]
"""Tells of a client what holds on a day, as far as the actor may see it; what it does not tell is unknown."""

_providers: dict[str, Provider] = {}


def register_provider(name: str, provider: Provider) -> None:
    """Let a room tell facts, at start-up; a name registered again replaces what it told."""
    _providers[name] = provider


def facts_about(client_id: UUID, on: date) -> FactSet:
    """Everything the rooms tell of a client on a day; what they contradict each other in is unknown."""
    told = [statement for provider in _providers.values() for statement in provider(client_id, on)]
    return gather(told, the_register())
