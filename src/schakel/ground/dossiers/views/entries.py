"""One entry of the course on a page of its own, and the erasing of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import Purpose, Role, Section
from schakel.ground.dossiers import actions
from schakel.ground.dossiers.course import shown_entries
from schakel.ground.dossiers.forms import EraseForm
from schakel.ground.dossiers.links import links_for
from schakel.ground.dossiers.queries.erasing import erasable
from schakel.ground.dossiers.queries.visible import dossier_with_sections
from schakel.ground.dossiers.views.frame import header_context
from schakel.ground.journal.reading import log_read
from schakel.ground.journal.timeline import DECISION, Origin, TimelineEntry, entries_named, origin_of
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import SchakelError
from schakel.ground.norms.testing import kept_test
from schakel.web.acting import attempt, once
from schakel.web.pages import GUIDES, PROFESSIONALS, SchakelRequest, keep_reads, page

TAB = "dossiers:dossier"


@page(PROFESSIONALS)
@require_GET
def entry(request: SchakelRequest, dossier_id: UUID, entry_id: UUID) -> HttpResponse:
    """What was recorded, by whom, when and for what; and what can be done about it."""
    header, sections = _header(dossier_id)
    found = _entry(dossier_id, entry_id, sections)
    origin = origin_of(entry_id)
    log_read("dossiers:entry", [dossier_id], Section.IDENTITY | origin.section)
    context = header | {
        "entries": _shown([found], header),
        "origin": _origin_words(origin),
        "recorded_at": found.recorded_at,
        "ways": links_for(found, dossier_id),
        "norms": found.content.get("norms") or [] if found.verb == DECISION else [],
        "test": kept_test(dossier_id, entry_id) if found.verb == DECISION else None,
        "erase_id": entry_id if _may_erase(request, dossier_id, found) else None,
    }
    return render(request, "dossiers/entry.html", context)


@page(GUIDES | {Role.BACK_OFFICE, Role.TRAJECTORY_GUIDE})
@require_http_methods(["GET", "POST"])
def erase(request: SchakelRequest, dossier_id: UUID, entry_id: UUID) -> HttpResponse:
    """Say what goes and what stays, ask why, and erase."""
    header, sections = _header(dossier_id)
    family = erasable(request.actor, dossier_id, entry_id)
    form, status = EraseForm(request.POST or None), 200
    if request.method == "POST":
        done = attempt(form, lambda: _erase(request, dossier_id, entry_id, form))
        if done.is_done:
            messages.success(request, gettext("De inhoud is gewist. In het verloop staat dat, en waarom."))
            return redirect(TAB, dossier_id)
        status = done.status
    going = entries_named(dossier_id, family.entry_ids)
    log_read("dossiers:erase", [dossier_id], Section.IDENTITY | (family.section & sections))
    context = header | {
        "form": form,
        "entries": _shown(going, header),
        "what": family.eraser.what,
        "entry_id": entry_id,
    }
    return keep_reads(render(request, "dossiers/erase.html", context, status=status))


def _erase(request: SchakelRequest, dossier_id: UUID, entry_id: UUID, form: EraseForm) -> UUID:
    return actions.erase_entry(
        actor=request.actor,
        dossier_id=dossier_id,
        entry_id=entry_id,
        reason=form.cleaned_data["reason"],
        decision=form.cleaned_data["decision"],
        **once(form),
    )


def _header(dossier_id: UUID) -> tuple[dict[str, Any], Section]:
    dossier, sections = dossier_with_sections(dossier_id)
    return header_context(dossier, sections, TAB), sections


def _entry(dossier_id: UUID, entry_id: UUID, sections: Section) -> TimelineEntry:
    found = entries_named(dossier_id, [entry_id], sections=sections)
    if not found:
        raise not_found()
    return found[0]


def _shown(entries: list[TimelineEntry], header: dict[str, Any]) -> list[dict[str, Any]]:
    """As in the course, but without the way to this page."""
    return [line | {"url": ""} for line in shown_entries(entries, header["client"], clock.today())]


def _origin_words(origin: Origin) -> dict[str, str]:
    return {"role": str(Role(origin.role).label), "purpose": str(Purpose(origin.purpose).label)}


def _may_erase(request: SchakelRequest, dossier_id: UUID, found: TimelineEntry) -> bool:
    if not found.content:
        return False
    try:
        erasable(request.actor, dossier_id, found.id)
    except SchakelError:
        return False
    return True
