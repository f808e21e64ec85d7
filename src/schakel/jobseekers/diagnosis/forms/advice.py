"""Asking a labour expert, and answering."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.jobseekers.diagnosis.actions import NewAdvice, NewAdviceRequest
from schakel.jobseekers.forms import SubmitForm
from schakel.web.forms import date_field


def _long(label: Any, *, help_text: Any = "", is_required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=1000,
        required=is_required,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AskAdviceForm(SubmitForm):
    """What is asked, of whom, and by when."""

    question = _long(
        _("Wat wilt u weten?"),
        help_text=_("Vraag naar wat iemand op het werk kan. Schrijf geen ziekte of behandeling op."),
    )
    expert = forms.TypedChoiceField(
        label=_("Welke arbeidsdeskundige?"),
        coerce=UUID,
        error_messages={"required": _("Kies een arbeidsdeskundige.")},
    )
    answer_by = date_field(label=_("Antwoord uiterlijk op"))

    def __init__(self, *args: Any, experts: Iterable[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [("", "–"), *((str(membership_id), name) for membership_id, name in experts)]
        self.fields["expert"].choices = offered  # type: ignore[attr-defined]

    def new(self) -> NewAdviceRequest:
        """The question, as the action takes it."""
        found = self.cleaned_data
        return NewAdviceRequest(found["question"], found["expert"], found["answer_by"])


class GiveAdviceForm(SubmitForm):
    """The answer in possibilities."""

    can = _long(_("Wat kan de cliënt op het werk?"))
    can_with = _long(_("Wat kan met een aanpassing of hulp?"), is_required=False)
    cannot = _long(
        _("Wat kan niet?"), help_text=_("Alleen wat niet kan. Geen ziekte of behandeling."), is_required=False
    )
    advice = _long(_("Wat adviseert u?"))

    def new(self) -> NewAdvice:
        """The answer, as the action takes it."""
        found = self.cleaned_data
        return NewAdvice(found["can"], found["can_with"], found["cannot"], found["advice"])
