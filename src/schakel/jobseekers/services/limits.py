"""How long a service may last, and what a look back on one must say."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext

from schakel.ground.norms.engine.terms import Term, term_end
from schakel.jobseekers.services.models import ServiceEvaluation


def last_day(start: date, term: Term | None) -> date | None:
    """The last day that a service may have when it starts on a day; None where it has no limit."""
    return None if term is None else term_end(start, term, is_latest=False)


def problems_of_view(reached: str, helped: str) -> dict[str, str]:
    """What is missing from a look back on a service, by field."""
    fields = {}
    if reached not in ServiceEvaluation.Reached.values:
        fields["reached"] = gettext("Kies of het doel is bereikt.")
    if helped not in ServiceEvaluation.Helped.values:
        fields["helped"] = gettext("Kies hoeveel de dienst hielp.")
    return fields
