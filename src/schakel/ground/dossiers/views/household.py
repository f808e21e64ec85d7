"""What is done about family and household on the tab about the person."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from schakel.ground.dossiers.forms import ActForm
from schakel.ground.dossiers.forms.household import CorrectMemberForm, EndMemberForm, MemberForm
from schakel.ground.dossiers.queries.visible import dossier_numbered
from schakel.ground.dossiers.views.deeds import carry_out
from schakel.ground.dossiers.views.household_panel import ids_of
from schakel.ground.dossiers.views.person import person_page
from schakel.ground.people import actions
from schakel.web.acting import once
from schakel.web.pages import PROFESSIONALS, SchakelRequest, page

TAB = "dossiers:person"


@page(PROFESSIONALS)
@require_POST
def add(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """Record that somebody belongs to it."""
    form = MemberForm(request.POST)

    def act() -> UUID:
        return actions.add_household_member(
            actor=request.actor,
            dossier_id=dossier_id,
            new=form.new_member(),
            other_id=_numbered(form),
            **once(form),
        )

    return _do(request, dossier_id, "member", form, act, gettext("Het is vastgelegd."))


@page(PROFESSIONALS)
@require_POST
def correct(request: SchakelRequest, dossier_id: UUID, member_id: UUID) -> HttpResponse:
    """Put right what was written wrongly."""
    form = CorrectMemberForm(request.POST, auto_id=ids_of(member_id, "correct"))

    def act() -> UUID:
        return actions.correct_household_member(
            actor=request.actor,
            dossier_id=dossier_id,
            member_id=member_id,
            new=form.new_member(),
            because=form.cleaned_data["because"],
            expected_version=form.cleaned_data["version"],
            **once(form),
        )

    return _do(request, dossier_id, f"correct-{member_id}", form, act, gettext("Het is verbeterd."))


@page(PROFESSIONALS)
@require_POST
def end(request: SchakelRequest, dossier_id: UUID, member_id: UUID) -> HttpResponse:
    """End what the dossier says of somebody."""
    form = EndMemberForm(request.POST, auto_id=ids_of(member_id, "end"))

    def act() -> UUID:
        return actions.end_household_member(
            actor=request.actor,
            dossier_id=dossier_id,
            member_id=member_id,
            last_day=form.cleaned_data["last_day"],
            because=form.cleaned_data["because"],
            is_mistake=form.cleaned_data["is_mistake"],
            expected_version=form.cleaned_data["version"],
            **once(form),
        )

    return _do(request, dossier_id, f"end-{member_id}", form, act, gettext("Het is beëindigd."))


def _numbered(form: MemberForm) -> UUID | None:
    number = form.cleaned_data["number"].strip()
    return dossier_numbered(number) if number else None


def _do(
    request: SchakelRequest, dossier_id: UUID, name: str, form: ActForm, act: Callable[[], UUID], done: str
) -> HttpResponse:
    def again(status: int) -> HttpResponse:
        return person_page(request, dossier_id, {name: form}, status)

    return carry_out(request, form, act, done=done, back=(TAB, dossier_id), again=again)
