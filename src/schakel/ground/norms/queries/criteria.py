"""The criteria that the law is tested by here: as in the register, or as people worded them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from schakel.ground.norms.engine.criteria import Criteria, Criterion
from schakel.ground.norms.models import OwnCriterion
from schakel.ground.norms.registers import the_criteria


@dataclass(frozen=True, slots=True)
class AskedCriterion:
    """A criterion as in the register, and what people made of it, if anything."""

    written: Criterion
    own: OwnCriterion | None

    @property
    def asked(self) -> Criterion:
        """The criterion as it is used."""
        own = self.own
        if own is None:
            return self.written
        return replace(self.written, label=own.label, question=own.question, is_used=own.is_used)

    @property
    def weight(self) -> OwnCriterion.Weight:
        """How heavy it weighs; normal until somebody weighed it."""
        return OwnCriterion.Weight(self.own.weight) if self.own else OwnCriterion.Weight.NORMAL


def asked_criteria() -> list[AskedCriterion]:
    """All criteria in the register's order; one statement."""
    own = {row.check_key: row for row in OwnCriterion.objects.all()}
    return [AskedCriterion(found, own.get(check)) for check, found in the_criteria().criteria.items()]


def asked_criterion(check: str) -> AskedCriterion | None:
    """One criterion; None for a check that the register does not have."""
    written = the_criteria().criteria.get(check)
    if written is None:
        return None
    return AskedCriterion(written, OwnCriterion.objects.filter(pk=check).first())


def criteria_in_use() -> Criteria:
    """What the law is tested by, with everybody's wording; one statement."""
    return replace(the_criteria(), criteria={one.written.check: one.asked for one in asked_criteria()})
