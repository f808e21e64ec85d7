"""What changes for someone who moves from one municipality to another, by their local norms."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from schakel.ground.kernel import clock
from schakel.ground.norms.forms import CompareForm
from schakel.ground.norms.local import Comparison, Difference, compared
from schakel.ground.norms.municipalities import municipalities_on
from schakel.ground.norms.registers import the_register
from schakel.web.pages import EVERYONE, SchakelRequest, page


@page(EVERYONE)
@require_GET
def compare(request: SchakelRequest) -> HttpResponse:
    """Two municipalities on a day: what differs, what is the same, registered by one or by neither."""
    listed = municipalities_on(clock.today())
    form = CompareForm(request.GET or None, municipalities=listed, initial={"on": clock.today()})
    context: dict[str, Any] = {"form": form, "few": len(listed) < 2}
    if form.is_valid() and form.cleaned_data["here"] and form.cleaned_data["there"]:
        context |= _compared(form, {str(one.id): one.name for one in listed})
    return render(request, "norms/compare.html", context, status=422 if form.errors else 200)


def _compared(form: CompareForm, names: dict[str, str]) -> dict[str, Any]:
    asked = form.cleaned_data
    found = compared(UUID(asked["here"]), UUID(asked["there"]), asked["on"])
    return {
        "found": _shown(found),
        "here_name": names[asked["here"]],
        "there_name": names[asked["there"]],
        "on": asked["on"],
    }


def _shown(found: Comparison) -> dict[str, Any]:
    register = the_register()
    return {
        "different": [_row(one) for one in found.different],
        "same": [_row(one) for one in found.same],
        "one_sided": [_row(one) for one in found.one_sided],
        "unregistered": [{"id": one.id, "sentence": one.sentence(register)} for one in found.unregistered],
    }


def _row(one: Difference) -> dict[str, Any]:
    sentence = one.open.sentence(the_register())
    return {"id": one.open.id, "sentence": sentence, "here": one.here, "there": one.there}
