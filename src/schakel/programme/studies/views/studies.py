"""The pages of who studies: the list, a new study, one study with its sample, files, and its end."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schakel.ground.access.types import Purpose
from schakel.ground.kernel.dates import long_date
from schakel.ground.people.models import Regime
from schakel.jobseekers.services.catalogue.model import CONTENTS
from schakel.programme.studies import queries
from schakel.programme.studies.access import STUDIERS
from schakel.programme.studies.actions import (
    change_study,
    draw_sample,
    end_study,
    make_study,
    renew_study,
)
from schakel.programme.studies.disclosing import Shown, shown
from schakel.programme.studies.forms import EndForm, RenewalForm, StudyForm
from schakel.programme.studies.models import Study, StudySite
from schakel.programme.studies.views.files import refused
from schakel.programme.studies.views.together import together
from schakel.web.acting import attempt, once
from schakel.web.forms import ActForm
from schakel.web.pages import SchakelRequest, page

PAGE_SIZE = 25
LIST, ONE = "studies:list", "studies:study"
State = Study.State


@page(STUDIERS, Purpose.RESEARCH)
@require_GET
def studies(request: SchakelRequest) -> HttpResponse:
    """The studies of the own organisation, the newest first."""
    after = _place(request.GET.get("after", ""))
    found = queries.studies_of(request.actor.employer_id, limit=PAGE_SIZE + 1, after=after)
    rows = found[:PAGE_SIZE]
    pager: dict[str, Any] = {"note": gettext("nieuwste eerst")}
    if len(found) > PAGE_SIZE:
        last = rows[-1]
        query = urlencode({"after": f"{last.made_at.isoformat()}_{last.pk}"})
        pager["next_url"] = f"{reverse(LIST)}?{query}"
    invited = queries.invitations_for(request.actor.employer_id)
    return render(request, "studies/list.html", {"rows": rows, "pager": pager, "invited": invited})


def _place(text: str) -> queries.Place | None:
    """A place in the list as the address names it; anything else is the top of the list."""
    moment, _sign, row_id = text.partition("_")
    try:
        made_at, study_id = datetime.fromisoformat(moment), UUID(row_id)
    except ValueError:
        return None
    return (made_at, study_id) if made_at.tzinfo is not None else None


@page(STUDIERS, Purpose.RESEARCH)
@require_http_methods(["GET", "POST"])
def new(request: SchakelRequest) -> HttpResponse:
    """Set up a study."""
    teams = queries.sites_to_draw_from(request.actor.employer_id)
    form, status = StudyForm(request.POST or None, teams=teams), 200
    if request.method == "POST":
        tried = attempt(
            form,
            lambda: make_study(
                actor=request.actor,
                organisation_id=request.actor.employer_id,
                new=form.new_study(),
                **once(form),
            ),
        )
        if tried.result is not None:
            messages.success(request, gettext("Het onderzoek staat klaar. Er is nog niemand getrokken."))
            return redirect(ONE, tried.result)
        status = tried.status
    return render(request, "studies/new.html", {"form": form, "teams": teams}, status=status)


@page(STUDIERS, Purpose.RESEARCH)
@require_http_methods(["GET", "POST"])
def change(request: SchakelRequest, study_id: UUID) -> HttpResponse:
    """Change a study of which nobody was drawn yet."""
    done = gettext("De opzet is gewijzigd. Er is nog niemand getrokken.")
    return _changed(request, study_id, StudyForm, State.NEW, gettext("Wijzig de opzet"), done)


@page(STUDIERS, Purpose.RESEARCH)
@require_http_methods(["GET", "POST"])
def renew(request: SchakelRequest, study_id: UUID) -> HttpResponse:
    """Begin a new version of a study that was drawn."""
    done = gettext("De nieuwe versie staat klaar. De steekproef van de vorige is gewist.")
    return _changed(request, study_id, RenewalForm, State.DRAWN, gettext("Begin een nieuwe versie"), done)


def _changed(
    request: SchakelRequest,
    study_id: UUID,
    kind: type[StudyForm],
    state: Study.State,
    heading: str,
    done: str,
) -> HttpResponse:
    row = queries.require_study(study_id)
    if row.state != state and request.method == "GET":
        messages.error(request, gettext("Dat kan bij dit onderzoek niet meer."))
        return redirect(ONE, study_id)
    teams = queries.sites_to_draw_from(request.actor.employer_id)
    form = kind(request.POST or None, teams=teams, study=row, sites=queries.sites_of(row))
    status = 200
    if request.method == "POST":
        stale = gettext("Een collega wijzigde dit onderzoek intussen. Open de pagina opnieuw.")
        tried = attempt(form, lambda: _kept(request, study_id, form), stale=stale)
        if tried.result is not None:
            messages.success(request, done)
            return redirect(ONE, tried.result)
        status = tried.status
    context = {"form": form, "teams": teams, "row": row, "heading": heading}
    return render(request, "studies/new.html", context, status=status)


def _kept(request: SchakelRequest, study_id: UUID, form: StudyForm) -> UUID:
    said, new = form.cleaned_data, form.new_study()
    on: dict[str, Any] = {
        "actor": request.actor,
        "organisation_id": request.actor.employer_id,
        "study_id": study_id,
        "expected_version": said["version"] or 0,
    }
    if isinstance(form, RenewalForm):
        return renew_study(**on, new=new, reason=said["reason"], **once(form))
    return change_study(**on, new=new, **once(form))


@page(STUDIERS, Purpose.RESEARCH)
@require_GET
def study(request: SchakelRequest, study_id: UUID) -> HttpResponse:
    """One study: what it asks, how far the sample is, and for who drew it the cases."""
    row = queries.require_study(study_id)
    sites = queries.sites_of(row)
    is_drawer = row.drawn_by_id == request.actor.reader_id and row.state == State.DRAWN
    fits = queries.frame_sizes(row) if row.state == State.NEW else {}
    progress = queries.progress_of(row) if row.state == State.DRAWN else {}
    context: dict[str, Any] = together(row, is_drawer=is_drawer) | {
        "row": row,
        "criteria": criteria_words(row),
        "lines": [
            _line(site, fits, progress.get(site.pk), is_open=is_drawer or row.state == State.NEW)
            for site in sites
        ],
        "is_drawer": is_drawer,
        "to_replace": sum(one.to_replace for one in progress.values()) if is_drawer else 0,
        "cases": queries.cases_of(row) if is_drawer else [],
        "withdrawn": queries.withdrawn_pseudonyms(row) if is_drawer else [],
        "act": ActForm(),
    }
    return render(request, "studies/study.html", context)


def _line(
    site: StudySite, fits: dict[UUID, int], progress: queries.Progress | None, *, is_open: bool
) -> dict[str, Any]:
    """One site: of who drew (or means to) all figures, of colleagues those that tell of nobody."""
    now = progress or queries.Progress(drawn=site.drawn or 0, took_part=site.took_part or 0)
    frame = fits.get(site.pk, 0) if site.frame is None else site.frame
    told: Shown = shown(frame, now.drawn, now.took_part, is_open=is_open)
    return {"name": site.team.name, "size": site.size, "told": told, "now": now}


def criteria_words(row: Study) -> list[str]:
    """By which criteria a study draws."""
    said = []
    if row.regimes:
        said.append(", ".join(str(Regime(regime).label) for regime in row.regimes))
    if row.service_content:
        said.append(gettext("dienst: %(kind)s") % {"kind": CONTENTS[row.service_content]})
    if row.age_from is not None:
        said.append(gettext("vanaf %(age)d jaar") % {"age": row.age_from})
    if row.age_to is not None:
        said.append(gettext("tot en met %(age)d jaar") % {"age": row.age_to})
    if row.opened_from is not None:
        said.append(gettext("geopend vanaf %(day)s") % {"day": long_date(row.opened_from)})
    if row.opened_to is not None:
        said.append(gettext("geopend tot en met %(day)s") % {"day": long_date(row.opened_to)})
    return said


@page(STUDIERS, Purpose.RESEARCH)
@require_POST
def draw(request: SchakelRequest, study_id: UUID) -> HttpResponse:
    """Draw the sample, or replacements."""
    queries.require_study(study_id)
    form = ActForm(request.POST)
    tried = attempt(
        form,
        lambda: draw_sample(
            actor=request.actor,
            organisation_id=request.actor.employer_id,
            study_id=study_id,
            **once(form),
        ),
    )
    if tried.result is None:
        refused(request, form)
        return redirect(ONE, study_id)
    words = ngettext("Er is %(n)d dossier getrokken.", "Er zijn %(n)d dossiers getrokken.", tried.result)
    messages.success(request, words % {"n": tried.result})
    return redirect(ONE, study_id)


@page(STUDIERS, Purpose.RESEARCH)
@require_http_methods(["GET", "POST"])
def end(request: SchakelRequest, study_id: UUID) -> HttpResponse:
    """End a study and forget whom it was about."""
    row = queries.require_study(study_id)
    form, status = EndForm(request.POST or None), 200
    if request.method == "POST":
        tried = attempt(
            form,
            lambda: end_study(
                actor=request.actor,
                organisation_id=request.actor.employer_id,
                study_id=study_id,
                reason=form.cleaned_data["reason"],
                **once(form),
            ),
        )
        if tried.is_done:
            messages.success(request, gettext("Afgesloten. Niet meer is na te gaan welk geval van wie was."))
            return redirect(ONE, study_id)
        status = tried.status
    return render(request, "studies/end.html", {"row": row, "form": form}, status=status)
