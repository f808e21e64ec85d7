"""The page on which a works council's agreement is kept or taken back, the same for every room."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schakel.ground.kernel import clock
from schakel.ground.organisations.models import CouncilAgreement
from schakel.web.acting import attempt, once
from schakel.web.forms import ActForm, date_field
from schakel.web.pages import SchakelRequest


class AgreementForm(ActForm):
    """The document in which the works council agreed, and a day."""

    use_required_attribute = False

    document = forms.CharField(label=_("In welk stuk staat de instemming?"), max_length=200)
    day = date_field(label=_("Vanaf"))


class AgreementEndForm(ActForm):
    """Why the agreement holds no longer."""

    use_required_attribute = False

    reason = forms.CharField(label=_("Waarom"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """What a room says and does on this page: its template, the page to go back to, and its two acts.

    agree takes document and day, end takes reason; both take actor, organisation_id and a submit key.
    """

    template: str
    back: str
    model: type[CouncilAgreement]
    agree: Callable[..., object]
    end: Callable[..., object]
    form: type[AgreementForm] = AgreementForm


def agreement_page(request: SchakelRequest, about: AgreementPage) -> HttpResponse:
    """The form for what holds now, what was kept before, and the act."""
    organisation_id = request.actor.employer_id
    held = about.model.objects.held_on(organisation_id, clock.today())
    form: ActForm = (AgreementEndForm if held else about.form)(request.POST or None)
    status = 200
    if request.method == "POST":
        tried = attempt(form, lambda: _act(request, about, form))
        if tried.is_done:
            messages.success(request, gettext("Dit is vastgelegd."))
            return redirect(about.back)
        status = tried.status
    history: Sequence[Any] = about.model.objects.history_of(organisation_id)
    context = {"form": form, "consent": held, "history": history, "back": reverse(about.back)}
    return render(request, about.template, context, status=status)


def _act(request: SchakelRequest, about: AgreementPage, form: ActForm) -> object:
    said, on = form.cleaned_data, {"actor": request.actor, "organisation_id": request.actor.employer_id}
    if isinstance(form, AgreementEndForm):
        return about.end(**on, reason=said["reason"], **once(form))
    return about.agree(**on, document=said["document"], day=said["day"], **once(form))
