"""Planning the parts of a trajectory and rounding each of them off."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from schakel.jobseekers.services import access
from schakel.jobseekers.services.actions.parts import end_part, plan_part
from schakel.jobseekers.services.forms.parts import EndPartForm, PartForm
from schakel.jobseekers.services.queries.uses import part_visible, use_visible
from schakel.jobseekers.services.views.uses import step_page
from schakel.web.forms import ActForm
from schakel.web.pages import SchakelRequest, page


@page(access.WRITERS)
@require_http_methods(["GET", "POST"])
def add(request: SchakelRequest, dossier_id: UUID, use_id: UUID) -> HttpResponse:
    """Plan a part."""
    found = use_visible(dossier_id, use_id)
    form = PartForm(request.POST or None)
    words = {
        "page": "services:add_part",
        "heading": gettext("Plan een onderdeel van het traject"),
        "done": gettext("Het onderdeel staat in het traject."),
    }
    return step_page(request, found, form, lambda on, _form: plan_part(**on, new=form.new_part()), words)


@page(access.WRITERS)
@require_http_methods(["GET", "POST"])
def end(request: SchakelRequest, dossier_id: UUID, use_id: UUID, trajectory_part_id: UUID) -> HttpResponse:
    """Round a part off."""
    found, part = use_visible(dossier_id, use_id), part_visible(dossier_id, trajectory_part_id)
    form = EndPartForm(request.POST or None, initial={"version": part.version})
    words = {
        "page": "services:end_part",
        "heading": gettext("Rond dit onderdeel af: %(kind)s") % {"kind": part.get_kind_display()},
        "done": gettext("Het onderdeel is afgerond."),
    }

    def act(on: dict[str, Any], f: ActForm) -> object:
        said = {name: f.cleaned_data[name] for name in ("ended_on", "reached", "result")}
        return end_part(**on, part_id=part.pk, **said, expected_version=f.cleaned_data["version"])

    return step_page(request, found, form, act, words)
