"""The page on which an organisation says what it aims at for a field."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from schakel.ground.access.permissions import not_found
from schakel.ground.dossiers.completeness import field_of
from schakel.ground.kernel import clock
from schakel.programme.quality.access import TARGET_SETTERS
from schakel.programme.quality.actions import set_target
from schakel.programme.quality.forms import TargetForm
from schakel.programme.quality.queries import targets_of
from schakel.web.acting import attempt, once
from schakel.web.pages import SchakelRequest, page


@page(TARGET_SETTERS)
@require_http_methods(["GET", "POST"])
def target(request: SchakelRequest, field_key: str) -> HttpResponse:
    """What is aimed at, what was before and will be, and the form for another target."""
    field, rows = field_of(field_key), targets_of(request.actor.employer_id, field_key)
    if field is None:
        raise not_found()
    now = next((row for row in rows if clock.today() in row.period), None)
    form = TargetForm(request.POST or None, percent=now.percent if now else None, changes=len(rows))
    if request.method == "POST" and _set(request, field_key, form):
        messages.success(request, gettext("De streefwaarde is vastgelegd."))
        return redirect("quality:quality")
    history = [{"row": row, "never": row.valid_to == row.valid_from} for row in rows]
    context = {"field": field, "now": now, "form": form, "history": history}
    return render(request, "quality/target.html", context, status=422 if form.errors else 200)


def _set(request: SchakelRequest, field_key: str, form: TargetForm) -> bool:
    def act() -> object:
        said = form.cleaned_data
        return set_target(
            actor=request.actor,
            organisation_id=request.actor.employer_id,
            field=field_key,
            percent=form.chosen,
            start=said["start"],
            reason=said["reason"],
            expected_version=said["version"] or 0,
            **once(form),
        )

    stale = gettext("Een collega heeft deze streefwaarde intussen gewijzigd. Open haar opnieuw.")
    return attempt(form, act, stale=stale).is_done
