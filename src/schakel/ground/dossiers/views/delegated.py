"""What administrative staff entered for a coach, to look over."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from schakel.ground.access.types import Section
from schakel.ground.dossiers.actions import judge_delegated
from schakel.ground.dossiers.queries.delegated import Delegated, delegated_to_judge
from schakel.ground.journal.reading import log_read
from schakel.web.acting import attempt, once
from schakel.web.forms import ActForm
from schakel.web.pages import GUIDES, SchakelRequest, keep_reads, page

LIST = "dossiers:delegated"


class VerdictForm(ActForm):
    """What one finds of an entry made on one's behalf."""

    dossier_id = forms.UUIDField(widget=forms.HiddenInput)
    entry_id = forms.UUIDField(widget=forms.HiddenInput)
    verdict = forms.ChoiceField(choices=[("right", ""), ("wrong", "")], widget=forms.HiddenInput)
    words = forms.CharField(label=_("Wat klopt er niet?"), max_length=400, required=False)


@page(GUIDES)
@require_http_methods(["GET", "POST"])
def delegated(request: SchakelRequest) -> HttpResponse:
    """Look over what was entered on one's behalf, and say of each whether it is right."""
    form = VerdictForm(request.POST or None)
    if request.method == "POST" and _judged(request, form):
        messages.success(request, gettext("Uw oordeel is vastgelegd in het dossier."))
        return redirect(LIST)
    is_open = request.GET.get("show") != "judged"
    found, has_more = delegated_to_judge(is_open=is_open, before=_id(request.GET.get("before", "")))
    sections = Section(0)
    for one in found:
        sections |= Section(one.row.section_bit)
    log_read("delegated", {one.row.dossier_id for one in found}, sections)
    context = {
        "form": form,
        "rows": [(one, _form_of(one, form)) for one in found],
        "is_open": is_open,
        "more": f"?show={'' if is_open else 'judged'}&before={found[-1].row.pk}"
        if has_more and found
        else "",
    }
    status = 422 if form.errors else 200
    return keep_reads(render(request, "dossiers/delegated.html", context, status=status))


def _form_of(one: Delegated, sent: VerdictForm) -> VerdictForm:
    """The form of a row; the one that was sent and refused comes back with what was typed."""
    if sent.is_bound and sent.data.get("entry_id") == str(one.row.pk):
        return sent
    start = {"dossier_id": one.row.dossier_id, "entry_id": one.row.pk}
    return VerdictForm(initial=start, auto_id=f"id_{one.row.pk}_%s")


def _judged(request: SchakelRequest, form: VerdictForm) -> bool:
    def act() -> object:
        said = form.cleaned_data
        return judge_delegated(
            actor=request.actor,
            dossier_id=said["dossier_id"],
            entry_id=said["entry_id"],
            is_right=said["verdict"] == "right",
            words=said["words"],
            **once(form),
        )

    return attempt(form, act).is_done


def _id(text: str) -> UUID | None:
    """Where the page before ended; what names nothing counts as not asked."""
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
