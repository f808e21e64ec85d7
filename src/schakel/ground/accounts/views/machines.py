"""Pages on the programs of the own organisation that come in by themselves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from schakel.ground.access.types import Role
from schakel.ground.accounts.actions.machines import end_machine, make_machine, renew_machine
from schakel.ground.accounts.forms.machines import MachineForm, RenewMachineForm
from schakel.ground.accounts.forms.passwords import EndForm
from schakel.ground.accounts.models import ServiceIdentity
from schakel.ground.accounts.queries.machines import machine_of, machines_of
from schakel.ground.accounts.records import token_of
from schakel.ground.accounts.tasks_of_machines import task_named
from schakel.ground.kernel import clock
from schakel.web.acting import attempt, once
from schakel.web.forms import ActForm
from schakel.web.pages import SchakelRequest, page

ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
PREFIX = "schakel_"
"""So that who finds a token, or a program that looks for lost secrets, knows what it is."""


@page(ADMINISTRATORS)
@require_http_methods(["GET", "POST"])
def machines(request: SchakelRequest) -> HttpResponse:
    """Which programs come in, and letting another in."""
    form = MachineForm(request.POST or None)
    if request.method == "POST":
        made = _acted(
            request, form, lambda: {name: form.cleaned_data[name] for name in ("name", "task")}, make_machine
        )
        if made is not None:
            return _show_token(request, form, made)
    rows = [_row(one) for one in machines_of(request.actor.employer_id)]
    context = {"rows": rows, "form": form}
    return render(request, "accounts/machines.html", context, status=422 if form.errors else 200)


@page(ADMINISTRATORS)
@require_http_methods(["GET", "POST"])
def machine(request: SchakelRequest, machine_id: UUID) -> HttpResponse:
    """One program: another token, or its end."""
    row = machine_of(request.actor.employer_id, machine_id)
    form = RenewMachineForm(request.POST or None)
    if request.method == "POST":
        done = _acted(request, form, lambda: {"machine_id": machine_id}, renew_machine)
        if done is not None:
            return _show_token(request, form, done)
    context = {"row": _row(row), "form": form, "press": EndForm(auto_id=False)}
    return render(request, "accounts/machine.html", context, status=422 if form.errors else 200)


@page(ADMINISTRATORS)
@require_POST
def end(request: SchakelRequest, machine_id: UUID) -> HttpResponse:
    """Let a program in no more."""
    form, on = EndForm(request.POST), {"organisation_id": request.actor.employer_id, "machine_id": machine_id}
    attempt(form, lambda: end_machine(actor=request.actor, **on, **once(form)))
    messages.success(request, gettext("De koppeling is gestopt. De sleutel opent niets meer."))
    return redirect("accounts:machines")


def _acted(
    request: SchakelRequest, form: ActForm, values: Callable[[], dict[str, Any]], act: Callable[..., UUID]
) -> UUID | None:
    """The program after the act, its token made from the form so that a double click shows the same one."""

    def run() -> UUID:
        form.cleaned_data["submit_key"] = (
            form.cleaned_data["submit_key"] or form.fields["submit_key"].initial()
        )
        return act(
            actor=request.actor,
            organisation_id=request.actor.employer_id,
            days=form.cleaned_data["days"],
            token=_token(form),
            **values(),
            **once(form),
        )

    return attempt(form, run).result


def _token(form: ActForm) -> str:
    return PREFIX + token_of(form.cleaned_data["submit_key"])


def _show_token(request: SchakelRequest, form: ActForm, machine_id: UUID) -> HttpResponse:
    """The token, in this answer and nowhere else."""
    row = machine_of(request.actor.employer_id, machine_id)
    context = {"row": _row(row), "token": _token(form)}
    return render(request, "accounts/machine_token.html", context)


def _row(machine: ServiceIdentity) -> dict[str, Any]:
    task = task_named(machine.task)
    return {
        "machine": machine,
        "task": task.label if task else machine.task,
        "about": task.about if task else "",
        "is_over": machine.ended_at is None and machine.expires_at <= clock.now(),
    }
