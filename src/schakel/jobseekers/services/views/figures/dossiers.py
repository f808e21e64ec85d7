"""The dossiers behind a figure on services."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import dateformat
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import Section
from schakel.ground.dossiers.queries.listing import Found
from schakel.ground.journal.reading import log_read
from schakel.ground.people.models import Regime
from schakel.jobseekers.services import access
from schakel.jobseekers.services.catalogue.model import MIX
from schakel.jobseekers.services.queries.behind import (
    Condition,
    dossiers_behind,
    with_outcome,
    with_running,
    with_scheme,
    with_start,
)
from schakel.jobseekers.services.queries.catalogue import service_named
from schakel.jobseekers.services.queries.outcomes import Outcome
from schakel.jobseekers.services.views.figures.outcomes import month_of
from schakel.web.pages import SchakelRequest, page

HERE = "services:figures_dossiers"


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for: its words and condition, where it came from, what it shows of a dossier."""

    words: str
    condition: Condition
    back: str
    shown: Section = Section.PLAN


@page(access.OPENERS)
@require_GET
def dossiers(request: SchakelRequest) -> HttpResponse:
    """Those that the reader may see, by name, a page at a time."""
    asked = _asked(request.GET, request.actor.employer_id)
    found = dossiers_behind(asked.condition, after=_place(request, "after"), before=_place(request, "before"))
    if found.rows:
        log_read(HERE, [row.id for row in found.rows], Section.IDENTITY | asked.shown)
    context = {
        "asked": asked,
        "rows": [{"row": row, "url": reverse("services:uses", args=[row.id])} for row in found.rows],
        "pager": _pager(request.GET, found),
        "back_url": reverse(asked.back),
    }
    return render(request, "services/figures/dossiers.html", context)


def _asked(said: QueryDict, organisation_id: UUID) -> Asked:
    """Raises NotFoundError for an address that asks for nothing known."""
    readers = {"start": _start, "mix": _mix, "outcome": _outcome, "scheme": _scheme}
    reader = readers.get(said.get("kind", ""))
    found = reader(said, organisation_id) if reader else None
    if found is None:
        raise not_found()
    return found


def _start(said: QueryDict, organisation_id: UUID) -> Asked | None:
    month = month_of(said.get("month", ""))
    if month is None:
        return None
    service = service_named(said.get("service", ""), organisation_id)
    about = {"name": service.name, "month": dateformat.format(month, "F Y")}
    words = gettext("Begonnen in %(month)s: %(name)s") % about
    return Asked(words, with_start(organisation_id, service.key, month), "services:figures_starts")


def _mix(said: QueryDict, organisation_id: UUID) -> Asked | None:
    group = said.get("group", "")
    if group not in MIX:
        return None
    words = gettext("Loopt nu: %(group)s") % {"group": MIX[group]}
    return Asked(words, with_running(organisation_id, group), "services:figures")


def _outcome(said: QueryDict, organisation_id: UUID) -> Asked | None:
    outcome, first, last = said.get("outcome", ""), _day(said.get("first", "")), _day(said.get("last", ""))
    if outcome not in Outcome.values or first is None or last is None:
        return None
    words = gettext("Afgesloten met: %(outcome)s") % {"outcome": Outcome(outcome).label}
    return Asked(words, with_outcome(organisation_id, outcome, first, last), "services:figures_outcomes")


def _scheme(said: QueryDict, organisation_id: UUID) -> Asked | None:
    regime = said.get("regime", "")
    if regime not in Regime.values:
        return None
    words = gettext("Kreeg een dienst, met %(scheme)s") % {"scheme": Regime(regime).label}
    shown = Section.PLAN | Section.BENEFIT
    return Asked(words, with_scheme(organisation_id, regime), "services:figures_schemes", shown)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _place(request: SchakelRequest, name: str) -> UUID | None:
    try:
        return UUID(request.GET[name])
    except (KeyError, ValueError):
        return None


def _pager(said: QueryDict, found: Found) -> dict[str, Any]:
    asked = {key: str(said[key]) for key in said if key not in ("after", "before")}
    pager: dict[str, Any] = {"note": gettext("op achternaam")}
    if found.rows and found.has_more:
        pager["next_url"] = f"{reverse(HERE)}?{urlencode({**asked, 'after': str(found.rows[-1].id)})}"
    if found.rows and found.has_before:
        pager["previous_url"] = f"{reverse(HERE)}?{urlencode({**asked, 'before': str(found.rows[0].id)})}"
    return pager
