"""The legal clocks of help with debts, from the norms of the day, and what the norms are told of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from schakel.ground.access.types import Section
from schakel.ground.norms.engine.fact_sets import Statement
from schakel.ground.norms.engine.terms import term_end
from schakel.ground.norms.providers import FactSource, register_source
from schakel.ground.norms.registers import the_register
from schakel.jobseekers.services.models import DebtHelp

TALK, URGENT_TALK, PLAN = "WGS-4-1", "WGS-4-2", "WGS-4a"
_FACTS = frozenset({"schuldhulp_gevraagd_op", "schuldhulp_gesprek_op", "bedreigend"})


def talk_by(counted_from: date, *, is_threatening: bool) -> date | None:
    """The last day for a first talk; None where the law of that day gave no term."""
    return _last_day(URGENT_TALK if is_threatening else TALK, counted_from)


def plan_by(talked_on: date) -> date | None:
    """The last day for a plan or a refusal; None where the law of that day gave no term."""
    return _last_day(PLAN, talked_on)


def _last_day(norm: str, after: date) -> date | None:
    version = the_register().norms[norm].version_on(after)
    deadline = version.deadline if version is not None else None
    if deadline is None or deadline.term is None:
        return None
    return term_end(after, deadline.term, is_latest=True)


def register() -> None:
    """Let the norms of a client know of help with debts."""
    register_source(FactSource("debt_help", _("Schuldhulp"), Section.LIFE_DOMAINS, _FACTS, tell))


def tell(dossier_id: UUID, on: date) -> Iterator[Statement]:
    """The three facts on which the clocks rest, of the latest request; one query."""
    found = DebtHelp.objects.filter(dossier_id=dossier_id, asked_on__lte=on).select_related("organisation")
    row = found.order_by("-asked_on", "-id").first()
    if row is None:
        return
    source = row.organisation.name
    yield Statement("schuldhulp_gevraagd_op", row.counted_from, source)
    yield Statement("bedreigend", row.is_threatening, source)
    if row.talked_on is not None:
        yield Statement("schuldhulp_gesprek_op", row.talked_on, source)
