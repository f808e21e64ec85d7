"""Taking two dossiers together: what would happen, doing it, and taking them apart again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schakel.ground.access.types import Section
from schakel.ground.dossiers import actions
from schakel.ground.dossiers.forms.merging import MergeForm, UnmergeForm
from schakel.ground.dossiers.merging import obstacles
from schakel.ground.dossiers.models import Dossier
from schakel.ground.dossiers.queries.duplicates import both_visible, compared, judgement_of
from schakel.ground.dossiers.queries.merging import differing, merge_named, outlook, undoing
from schakel.ground.dossiers.queries.visible import dossier_with_sections
from schakel.ground.dossiers.verbs.merging import TAKEN
from schakel.ground.dossiers.views.frame import header_context
from schakel.ground.journal.reading import log_read
from schakel.web.acting import attempt, once
from schakel.web.pages import PROFESSIONALS, REGISTRARS, SchakelRequest, keep_reads, page

DOSSIER, PAIR, MERGE = "dossiers:dossier", "dossiers:merge_pair", "dossiers:merge"


@page(REGISTRARS)
@require_http_methods(["GET", "POST"])
def merge_pair(request: SchakelRequest, dossier_id: UUID, other_id: UUID) -> HttpResponse:
    """The first dossier goes on and the second ends: what follows, what stands in the way, and the form."""
    into, ending = both_visible(dossier_id, other_id)
    form, status = MergeForm(request.POST or None, choices=differing(into, ending)), 200
    if request.method == "POST":
        done = attempt(form, lambda: _merge(request, into, ending, form))
        if done.is_done:
            words = {"number": ending.number}
            messages.success(request, gettext("Samengevoegd. Dossier %(number)s gaat hier verder.") % words)
            return redirect(DOSSIER, into.pk)
        status = done.status
    log_read(PAIR, [into.pk, ending.pk], Section.IDENTITY)
    return keep_reads(render(request, "dossiers/merge_pair.html", _pair(into, ending, form), status=status))


def _merge(request: SchakelRequest, into: Dossier, ending: Dossier, form: MergeForm) -> UUID:
    return actions.merge_clients(
        actor=request.actor,
        dossier_ids=(into.pk, ending.pk),
        reason=form.cleaned_data["reason"],
        take=form.cleaned_data.get("take", ()),
        **once(form),
    )


def _pair(into: Dossier, ending: Dossier, form: MergeForm) -> dict[str, Any]:
    return {
        "into": into,
        "ending": ending,
        "rows": compared(into, ending),
        "obstacles": obstacles(into, ending),
        "judged": judgement_of(into.pk, ending.pk),
        "outlook": outlook(into, ending),
        "form": form,
    }


@page(PROFESSIONALS)
@require_GET
def merge(request: SchakelRequest, dossier_id: UUID, merge_id: UUID) -> HttpResponse:
    """A merge into this dossier: by whom, why, and whether it can be undone."""
    return _page(request, dossier_id, merge_id, UnmergeForm())


@page(REGISTRARS)
@require_POST
def unmerge(request: SchakelRequest, dossier_id: UUID, merge_id: UUID) -> HttpResponse:
    """Take the two apart again."""
    form = UnmergeForm(request.POST)
    done = attempt(
        form,
        lambda: actions.unmerge_clients(
            actor=request.actor,
            dossier_id=dossier_id,
            merge_id=merge_id,
            reason=form.cleaned_data["reason"],
            **once(form),
        ),
    )
    if not done.is_done:
        return keep_reads(_page(request, dossier_id, merge_id, form, done.status))
    messages.success(request, gettext("Ongedaan gemaakt: de twee dossiers staan weer los van elkaar."))
    return redirect(DOSSIER, dossier_id)


def _page(
    request: SchakelRequest, dossier_id: UUID, merge_id: UUID, form: UnmergeForm, status: int = 200
) -> HttpResponse:
    dossier, sections = dossier_with_sections(dossier_id)
    found = merge_named(dossier_id, merge_id)
    log_read(MERGE, [dossier_id, found.merged_id], Section.IDENTITY)
    state = undoing(found)
    context = header_context(dossier, sections, DOSSIER) | {
        "merge": found,
        "took": [TAKEN[name] for name in found.took],
        "undoing": state,
        "form": form if state.is_possible else None,
    }
    return render(request, "dossiers/merge.html", context, status=status)
