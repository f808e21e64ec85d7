"""Answering a question for agreement, taking it back, and the levels of an organisation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schakel.jobseekers.forms import SubmitForm
from schakel.jobseekers.services.catalogue.levels import ApprovalLevel
from schakel.jobseekers.services.queries.levels import Approver


class AnswerForm(SubmitForm):
    """Agree or not, with a sentence."""

    is_agreed = forms.TypedChoiceField(
        label=_("Bent u akkoord?"),
        choices=[("yes", _("ja, akkoord")), ("no", _("nee, niet akkoord"))],
        coerce=lambda value: value == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies of u akkoord bent.")},
    )
    words = forms.CharField(
        label=_("Waarom?"),
        help_text=_("Eén zin. De cliënt leest mee."),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Schrijf in één zin op waarom.")},
    )


class WithdrawForm(SubmitForm):
    """Taking a question back."""

    because = forms.CharField(
        label=_("Waarom trekt u de vraag in?"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Schrijf in één zin op waarom u de vraag intrekt.")},
    )


class LevelsForm(SubmitForm):
    """A level for each rule and limit of a service; rules are pairs of key and text."""

    def __init__(
        self, *args: Any, rules: list[tuple[str, str]], held: Mapping[str, str], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        for key, text in rules:
            self.fields[f"level_{key}"] = forms.ChoiceField(
                label=text, choices=ApprovalLevel.choices, initial=held[key]
            )

    def levels(self) -> dict[str, str]:
        """The level by key of the rule or limit."""
        return {
            name.removeprefix("level_"): value
            for name, value in self.cleaned_data.items()
            if name.startswith("level_")
        }


def approver_field(level: str, offered: list[Approver]) -> forms.TypedChoiceField:
    """A choice of who agrees at a level; asked only when the chosen service needs it."""
    choices = [(str(one.membership.pk), _named(one)) for one in offered]
    return forms.TypedChoiceField(
        label=gettext("Wie geeft akkoord? %(level)s") % {"level": ApprovalLevel(level).label},
        choices=[("", gettext("kies iemand")), *choices],
        coerce=UUID,
        empty_value=None,
        required=False,
        help_text=gettext("Alleen nodig bij een keuze waar dit bij staat."),
    )


def _named(one: Approver) -> str:
    name = f"{one.membership.professional.name}, {one.membership.organisation.name}"
    return gettext("%(name)s (afwezig: een ander antwoordt)") % {"name": name} if one.is_away else name


def approvers_in(cleaned: Mapping[str, Any]) -> dict[str, UUID]:
    """Who was chosen, by level."""
    return {
        name.removeprefix("approver_"): value
        for name, value in cleaned.items()
        if name.startswith("approver_") and value
    }
