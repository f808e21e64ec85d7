"""What every form of these rooms carries: a submit key, a version, and the sentences of a refusal."""

from __future__ import annotations

from typing import Any

from django import forms

from schakel.ground.kernel.errors import InvalidError, SchakelError
from schakel.ground.kernel.ids import uuid7


class SubmitForm(forms.Form):
    """A form that may be sent twice and acts once."""

    use_required_attribute = False

    submit_key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid7)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean_version(self) -> int:
        """A form that lost its version expects one that no row has, so that nothing is overwritten unseen."""
        return self.cleaned_data["version"] or 0

    def refuse(self, error: SchakelError) -> None:
        """Put the sentences of a refusal at their fields, or above the form."""
        fields = error.fields if isinstance(error, InvalidError) else {}
        for name, sentence in fields.items():
            self.add_error(name if name in self.fields else None, sentence)
        if not fields:
            self.add_error(None, str(error))


def date_field(**options: Any) -> forms.DateField:
    """A day, with the browser's own picker; typing it the Dutch way works as well."""
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


def time_field(**options: Any) -> forms.TimeField:
    """A time of day in hours and minutes."""
    return forms.TimeField(widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), **options)
