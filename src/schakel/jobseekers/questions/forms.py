"""Taking a question in, and writing down the answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schakel.jobseekers.forms import SubmitForm
from schakel.jobseekers.questions.actions import NewQuestion
from schakel.jobseekers.questions.models import ClientQuestion
from schakel.jobseekers.questions.queries import Asker
from schakel.web.forms import date_field


class QuestionForm(SubmitForm):
    """Who asks, how, what, and where the answer may go."""

    bsn = forms.CharField(
        label=_("BSN"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    number = forms.CharField(
        label=_("Of: dossiernummer"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    born = date_field(label=_("met geboortedatum"), required=False)
    channel = forms.ChoiceField(
        label=_("Hoe kwam de vraag binnen?"),
        choices=ClientQuestion.Channel.choices,
        widget=forms.RadioSelect,
    )
    question = forms.CharField(
        label=_("Wat vraagt de cliënt?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5})
    )
    reach_at = forms.CharField(
        label=_("Waar is de cliënt te bereiken?"),
        help_text=_("Alleen als het anders is dan bekend, of op een bepaald moment."),
        max_length=200,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """A client is found by BSN, or by number and day of birth together."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if not said.get("bsn") and not said.get("number"):
            self.add_error("bsn", gettext("Vul het BSN in, of het dossiernummer met de geboortedatum."))
        if not said.get("bsn") and said.get("number") and not said.get("born"):
            self.add_error("born", gettext("Vul bij het dossiernummer ook de geboortedatum in."))
        return said

    def asker(self) -> Asker:
        """Who asks."""
        said = self.cleaned_data
        return Asker(said["bsn"].strip(), said["number"].strip(), said["born"])

    def new_question(self) -> NewQuestion:
        """What was asked, as the action takes it."""
        said = self.cleaned_data
        return NewQuestion(said["channel"], said["question"], said["reach_at"])


class AnswerForm(SubmitForm):
    """What the client was answered."""

    answer = forms.CharField(
        label=_("Wat antwoordde u?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
