"""Choosing a service: an option, an offered reason or own words, and a chance. Nothing is preselected."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schakel.ground.journal.decisions import ClientView, Reason, ReasonOrigin
from schakel.jobseekers.forms import SubmitForm
from schakel.jobseekers.services.actions import NONE, ServiceChoice
from schakel.jobseekers.services.forms.approving import approver_field, approvers_in
from schakel.jobseekers.services.queries.levels import Approver

OTHER = "other"


class ChooseForm(SubmitForm):
    """The choice; offered are pairs of reason and sentence, options the services that stand side by side."""

    chosen = forms.ChoiceField(
        label=_("Keuze"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Kies een van de diensten, of geen dienst."),
            "invalid_choice": _("Deze dienst staat er niet meer bij. Kies opnieuw."),
        },
    )
    reason = forms.ChoiceField(
        label=_("Reden, want…"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Kies een reden."),
            "invalid_choice": _("Deze zin klopt niet meer met het dossier. Kies opnieuw, of schrijf zelf."),
        },
    )
    reason_text = forms.CharField(
        label=_("In eigen woorden"),
        help_text=_("Nodig als u afwijkt, of als geen reden hierboven past."),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    chance = forms.TypedChoiceField(
        label=_("Kans"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een kans.")},
    )
    client_view = forms.ChoiceField(
        label=_("Wat vindt de cliënt?"),
        choices=ClientView.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    client_words = forms.CharField(label=_("In de woorden van de cliënt"), max_length=400, required=False)

    def __init__(
        self,
        *args: Any,
        options: list[str],
        offered: list[tuple[str, str]],
        by: date,
        approvers: Mapping[str, list[Approver]] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.levels = list(approvers or {})
        for level, known in (approvers or {}).items():
            self.fields[f"approver_{level}"] = approver_field(level, known)
        self.by, self.options, self.offered = by, options, offered
        self._choices("chosen", [(key, key) for key in (*options, NONE)])
        own = (OTHER, gettext("anders, in eigen woorden"))
        self._choices("reason", [*((words, words) for _reason, words in offered), own])
        self._choices("chance", [(n, gettext("%(n)s op 10") % {"n": n}) for n in range(1, 11)])

    def _choices(self, name: str, choices: list[tuple[Any, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Own words are asked where no offered reason was taken."""
        said = self.cleaned_data
        if said.get("reason") == OTHER and not said.get("reason_text", "").strip():
            self.add_error("reason_text", gettext("Schrijf de reden in één zin op."))
        return said

    def choice(self) -> ServiceChoice:
        """The choice as the act takes it; own words go before an offered sentence."""
        said = self.cleaned_data
        written = said["reason_text"].strip()
        known = {words: reason for reason, words in self.offered}
        return ServiceChoice(
            chosen=said["chosen"],
            considered=self.options,
            reason=known.get(said["reason"], Reason.OTHER),
            reason_text=written or said["reason"],
            origin=ReasonOrigin.WRITTEN if written else ReasonOrigin.OFFERED,
            chance=said["chance"],
            expected_by=self.by,
            client_view=said["client_view"] or ClientView.NOT_ASKED,
            client_words=said["client_words"],
            approvers=approvers_in(said),
        )

    @property
    def approver_fields(self) -> list[forms.BoundField]:
        """The fields that ask who agrees, for the options that need it."""
        return [self[f"approver_{level}"] for level in self.levels]
