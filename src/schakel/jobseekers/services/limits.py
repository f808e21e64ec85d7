"""How long a service may last, how often it asks contact, and what a look back on one must say."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext

from schakel.ground.norms.engine.terms import Term, term_end
from schakel.jobseekers.services.catalogue.shelf import the_catalogue
from schakel.jobseekers.services.models import ServiceEvaluation, ServiceUse


def last_day(start: date, term: Term | None) -> date | None:
    """The last day that a service may have when it starts on a day; None where it has no limit."""
    return None if term is None else term_end(start, term, is_latest=False)


def contact_terms() -> dict[str, Term]:
    """How often there is contact in services that only follow a client, by the service's key (R096)."""
    held = the_catalogue().services.items()
    return {key: one.contact for key, one in held if one.contact is not None and one.mix == "monitoring"}


def contact_by(use: ServiceUse, last_contact: date | None) -> date | None:
    """The last day for the next contact by the service itself; None where it runs not or asks none."""
    term = contact_terms().get(use.service_key)
    if term is None or use.state != ServiceUse.State.RUNNING or use.starts_on is None:
        return None
    return last_day(max(use.starts_on, last_contact or use.starts_on), term)


def problems_of_view(reached: str, helped: str) -> dict[str, str]:
    """What is missing from a look back on a service, by field."""
    fields = {}
    if reached not in ServiceEvaluation.Reached.values:
        fields["reached"] = gettext("Kies of het doel is bereikt.")
    if helped not in ServiceEvaluation.Helped.values:
        fields["helped"] = gettext("Kies hoeveel de dienst hielp.")
    return fields
