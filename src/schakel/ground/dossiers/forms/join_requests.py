"""Asking to take part in a dossier of others, and answering an organisation that asks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.ground.dossiers.forms.dossier import ActForm, Choices, as_bsn
from schakel.ground.dossiers.models import JoinRequest
from schakel.ground.dossiers.queries.join_requests import Narrowed
from schakel.ground.organisations.models import Organisation


class AskToJoinForm(ActForm):
    """Who would be responsible here, and why; the BSN goes along unseen and stays out of addresses."""

    bsn = forms.CharField(max_length=20, widget=forms.HiddenInput)
    because = forms.CharField(
        label=_("Waarom wilt u meedoen?"),
        help_text=_("De andere organisatie en de cliënt lezen dit."),
        max_length=300,
        widget=forms.TextInput(attrs={"maxlength": 300}),
    )
    responsible = forms.ChoiceField(label=_("Wie wordt bij u verantwoordelijk?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, seats: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["responsible"].choices = seats  # type: ignore[attr-defined]

    def clean_bsn(self) -> str:
        """The nine digits, or what is wrong with them."""
        return as_bsn(self.cleaned_data["bsn"])


class JoinAnswerForm(ActForm):
    """Yes or not now, and why."""

    is_accepted = forms.ChoiceField(
        label=_("Mag deze organisatie meedoen?"),
        choices=[("yes", _("ja, doe mee")), ("no", _("nee, nu niet"))],
        widget=forms.RadioSelect,
    )
    because = forms.CharField(
        label=_("Waarom?"),
        help_text=_("De organisatie en de cliënt lezen dit. Zet er bij een nee niets in over de cliënt."),
        max_length=300,
    )


class JoinFilterForm(forms.Form):
    """Which questions to show; what does not fit shows all."""

    organisation = forms.TypedChoiceField(
        label=_("Organisatie"), coerce=UUID, empty_value=None, required=False
    )
    source = forms.ChoiceField(
        label=_("Hoe gevraagd"),
        choices=[("", _("met de hand en uit een bestand")), *JoinRequest.Source.choices],
        required=False,
    )

    def __init__(self, *args: Any, askers: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(one.pk), one.name) for one in askers]
        self.fields["organisation"].choices = [("", _("alle organisaties")), *named]  # type: ignore[attr-defined]

    def narrowed(self) -> Narrowed:
        """What was asked for."""
        self.is_valid()
        asked = self.cleaned_data
        return Narrowed(asked.get("organisation"), asked.get("source", ""))

    def kept(self) -> dict[str, str]:
        """The filters that hold, for an address."""
        found = self.narrowed()
        kept = {"organisation": str(found.organisation_id or ""), "source": found.source}
        return {name: value for name, value in kept.items() if value}


class JoinAnswersForm(JoinAnswerForm):
    """One answer to the chosen questions."""

    is_accepted = forms.ChoiceField(
        label=_("Mogen deze organisaties meedoen?"),
        choices=[("yes", _("ja, doe mee")), ("no", _("nee, nu niet"))],
        widget=forms.RadioSelect,
    )
    because = forms.CharField(
        label=_("Waarom?"),
        help_text=_("Bij elke vraag lezen de organisatie en de cliënt dit. Zet er niets in over één cliënt."),
        max_length=300,
    )
