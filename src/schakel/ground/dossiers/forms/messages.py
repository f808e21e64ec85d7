"""The forms of consultations: a new one, and an answer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.ground.dossiers.forms.dossier import ActForm
from schakel.ground.dossiers.queries.messages import Addressee

MAX_BODY = 2_000


class MessageForm(ActForm):
    """A short message to people who take part."""

    to = forms.MultipleChoiceField(
        label=_("Aan wie?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Kies aan wie u het vraagt."),
            "invalid_choice": _("Kies iemand die nu meedoet in dit dossier."),
        },
    )
    body = forms.CharField(
        label=_("Uw vraag of bericht"), max_length=MAX_BODY, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, addressees: Iterable[Addressee], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(str(a.reader_id), f"{a.name}, {a.organisation}") for a in addressees]

    def readers(self) -> list[int]:
        """The readers that were chosen."""
        return [int(reader) for reader in self.cleaned_data["to"]]


class AnswerForm(ActForm):
    """An answer in a consultation."""

    body = forms.CharField(
        label=_("Uw antwoord"), max_length=MAX_BODY, widget=forms.Textarea(attrs={"rows": 3})
    )
