"""The page on which a dossier is closed to all but named readers, and opened again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from schakel.ground.access.types import Section
from schakel.ground.dossiers import actions
from schakel.ground.dossiers.forms import ActForm
from schakel.ground.dossiers.forms.shields import (
    NameReaderForm,
    ReasonForm,
    ReviewShieldForm,
    ShieldForm,
)
from schakel.ground.dossiers.models import Regie, Shield
from schakel.ground.dossiers.queries.people import seats_found, who
from schakel.ground.dossiers.queries.protection import readers_of, readers_without_regie
from schakel.ground.dossiers.shielding import shield_on
from schakel.ground.dossiers.views.deeds import carry_out
from schakel.ground.dossiers.views.frame import Frame, dossier_frame
from schakel.ground.organisations.queries import memberships_of_readers
from schakel.web.acting import once
from schakel.web.pages import GUIDES, SchakelRequest, keep_reads, page

TAB = "dossiers:shield"


@page(GUIDES)
@require_GET
def shield(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """Whether the dossier is shielded, for whom it is open, and the forms of who leads it."""
    return _page(request, dossier_id)


@page(GUIDES)
@require_POST
def place(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """Shield the dossier."""
    found = _found(request)
    form = ShieldForm(request.POST, readers=_candidates(found, dossier_id), colleagues=found)

    def act() -> UUID:
        new = form.new_shield()
        return actions.shield_dossier(actor=request.actor, dossier_id=dossier_id, new=new, **once(form))

    done = gettext("Het dossier is afgeschermd. Alleen genoemde lezers zien het nog.")
    return _do(request, dossier_id, "place", form, act, done)


@page(GUIDES)
@require_POST
def name(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """Name one more reader."""
    form = NameReaderForm(request.POST, readers=_found(request))

    def act() -> UUID:
        return actions.name_reader(
            actor=request.actor,
            dossier_id=dossier_id,
            membership_id=UUID(form.cleaned_data["seat"]),
            because=form.cleaned_data["because"],
            **once(form),
        )

    return _do(request, dossier_id, "name", form, act, gettext("Deze lezer is genoemd."))


@page(GUIDES)
@require_POST
def unname(request: SchakelRequest, dossier_id: UUID, named_id: UUID) -> HttpResponse:
    """Take a reader off."""
    form = ReasonForm(request.POST)

    def act() -> UUID:
        return actions.unname_reader(
            actor=request.actor,
            dossier_id=dossier_id,
            named_id=named_id,
            because=form.cleaned_data["because"],
            **once(form),
        )

    return _do(
        request, dossier_id, f"unname-{named_id}", form, act, gettext("Deze lezer ziet het niet meer.")
    )


@page(GUIDES)
@require_POST
def review(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """Say why the shield is still needed."""
    form = ReviewShieldForm(request.POST)

    def act() -> UUID:
        return actions.review_shield(
            actor=request.actor,
            dossier_id=dossier_id,
            review_on=form.cleaned_data["review_on"],
            because=form.cleaned_data["because"],
            expected_version=form.cleaned_data["version"],
            **once(form),
        )

    return _do(request, dossier_id, "review", form, act, gettext("De afscherming blijft."))


@page(GUIDES)
@require_POST
def lift(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """Open the dossier again."""
    form = ReasonForm(request.POST)

    def act() -> UUID:
        return actions.lift_shield(
            actor=request.actor,
            dossier_id=dossier_id,
            because=form.cleaned_data["because"],
            expected_version=form.cleaned_data["version"],
            **once(form),
        )

    return _do(request, dossier_id, "lift", form, act, gettext("De afscherming is opgeheven."))


def _do(
    request: SchakelRequest, dossier_id: UUID, name: str, form: ActForm, act: Callable[[], UUID], done: str
) -> HttpResponse:
    def again(status: int) -> HttpResponse:
        return _page(request, dossier_id, {name: form}, status)

    return carry_out(request, form, act, done=done, back=(TAB, dossier_id), again=again)


def _page(
    request: SchakelRequest, dossier_id: UUID, tried: dict[str, ActForm] | None = None, status: int = 200
) -> HttpResponse:
    tried = tried or {}
    frame = dossier_frame(request, dossier_id, tab=TAB, sections=Section.IDENTITY)
    held = shield_on(dossier_id)
    lead = next((r for r in frame.regies if r.scope == Regie.Scope.CHAIN), None)
    is_lead = lead is not None and lead.reader_id == request.actor.reader_id
    context = frame.context | {
        "shield": held,
        "readers": _readers(held, tried, is_lead) if held else [],
        "find": request.POST.get("find") or request.GET.get("find", ""),
        "is_lead": is_lead,
        "lead": who(lead) if lead else "",
        "tried": next(iter(tried), ""),
        "forms": _forms(request, frame, held, tried) if is_lead else {},
    }
    return keep_reads(render(request, "dossiers/shield.html", context, status=status))


def _readers(held: Shield, tried: dict[str, ActForm], is_lead: bool) -> list[dict[str, Any]]:
    rows = []
    for named in readers_of(held):
        key = f"unname-{named.id}"
        form = tried.get(key) or ReasonForm(auto_id=f"{key}-%s")
        may_go = is_lead and not named.is_holder
        rows.append({"named": named, "form": form if may_go else None, "is_tried": key in tried})
    return rows


def _forms(
    request: SchakelRequest, frame: Frame, held: Shield | None, tried: dict[str, ActForm]
) -> dict[str, ActForm]:
    """The forms that make sense now, the one that was refused as it was typed."""
    found = _found(request)
    find = {"find": request.GET.get("find", "")}
    forms: dict[str, ActForm] = {}
    if held is None:
        readers = _candidates(found, frame.dossier.pk)
        forms["place"] = ShieldForm(readers=readers, colleagues=found, initial=find)
        return forms | tried
    if found:
        forms["name"] = NameReaderForm(readers=found, initial=find)
    forms["review"] = ReviewShieldForm(initial={"version": held.version})
    forms["lift"] = ReasonForm(initial={"version": held.version}, auto_id="lift-%s")
    return forms | {key: form for key, form in tried.items() if not key.startswith("unname-")}


def _found(request: SchakelRequest) -> list[tuple[str, str]]:
    """People, never teams, with the words that were looked for."""
    words = request.POST.get("find") or request.GET.get("find", "")
    people = (seat for seat in seats_found(words) if seat.key.startswith("person:"))
    return [(seat.key.removeprefix("person:"), f"{seat.name} · {seat.organisation}") for seat in people]


def _candidates(found: list[tuple[str, str]], dossier_id: UUID) -> list[tuple[str, str]]:
    """Who was found, and who takes part and leads nothing: those see it only when they are chosen."""
    people = memberships_of_readers(readers_without_regie(dossier_id))
    taking_part = [(str(m.pk), f"{m.professional.name} · {m.organisation.name}") for m in people]
    return list(dict([*taking_part, *found]).items())
