"""Whether a label avoids a step: the content of another service without what comes before it (R109)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from schakel.ground.norms.engine.model import EVERY_REGIME
from schakel.jobseekers.services.catalogue.model import STEP_DONE, STEPS, Service


@dataclass(frozen=True, slots=True)
class Avoided:
    """A service with the same content, and the steps before it that another label leaves out."""

    service: Service
    steps: tuple[str, ...]

    @property
    def words(self) -> str:
        """The service with its steps: "Scholing (het scholingsprotocol)"."""
        steps = ", ".join(str(STEPS[step]) for step in self.steps)
        return f"{self.service.name} ({steps})"


def avoided_by(service: Service, others: Iterable[Service], known: Mapping[str, Any]) -> Avoided | None:
    """The first service with the same content whose steps this one does not have; None where there is none.

    A step that was taken, which a known fact tells, is not avoided. Services for other schemes don't count.
    """
    for other in others:
        if (
            other.key == service.key
            or not is_same_content(service, other)
            or not _share_scheme(service, other)
        ):
            continue
        left = tuple(
            step for step in other.steps if step not in service.steps and STEP_DONE.get(step) not in known
        )
        if left:
            return Avoided(other, left)
    return None


def alike(service: Service, others: Iterable[Service]) -> list[Avoided]:
    """Every service with the same content that has a step before it which this label does not have."""
    return [found for other in others if (found := avoided_by(service, [other], {})) is not None]


def is_same_content(one: Service, other: Service) -> bool:
    """Whether two services do the same: by what is done in them where both say it, else by their content."""
    if one.modules and other.modules:
        return bool(set(one.modules) & set(other.modules))
    return one.content == other.content


def _share_scheme(one: Service, other: Service) -> bool:
    every = EVERY_REGIME in one.schemes or EVERY_REGIME in other.schemes
    return every or bool(set(one.schemes) & set(other.schemes))
