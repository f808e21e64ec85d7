"""The examples beside the services: what each expects, and what came out."""

from __future__ import annotations

from collections.abc import Iterator

from schakel.ground.norms.engine.entries import Problem
from schakel.ground.norms.engine.fact_sets import FactSet
from schakel.jobseekers.services.catalogue.judging import judge
from schakel.jobseekers.services.catalogue.model import Catalogue, Example, Service


def differences(catalogue: Catalogue) -> list[Problem]:
    """Every example that does not come out as it says; empty when the catalogue means what it shows."""
    services = catalogue.services.values()
    return [
        found for one in services for example in one.examples for found in _differing(one, example, catalogue)
    ]


def _differing(service: Service, example: Example, catalogue: Catalogue) -> Iterator[Problem]:
    facts = FactSet(example.facts, frozenset(example.schemes))
    found = judge(service, facts, catalogue.register).verdict
    if found != example.outcome:
        reason = f"{service.key}, {example.name}: verwacht {example.outcome}, gevonden {found}"
        yield Problem(example.place.file, example.place.line, reason)
