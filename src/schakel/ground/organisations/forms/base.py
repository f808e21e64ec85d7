"""What the forms that lead to an act carry: a submit key, a version, and the sentences of a refusal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms

from schakel.ground.kernel.errors import InvalidError, SchakelError
from schakel.ground.kernel.ids import uuid7


class ActForm(forms.Form):
    """A form that may be sent twice and acts once."""

    use_required_attribute = False

    submit_key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid7)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def done(self, act: Callable[[], Any]) -> bool:
        """Run the act when the form is right; False when it or the act has something to say."""
        if not self.is_valid():
            return False
        try:
            act()
        except InvalidError as error:
            self.refuse(error)
        return not self.errors

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
