"""What the forms of all rooms share: the house's field markup, a submit key, and the words of a refusal."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting

from schakel.ground.kernel.errors import InvalidError, SchakelError
from schakel.ground.kernel.ids import uuid7
from schakel.web.timing import SubmitKey


class SchakelFormRenderer(TemplatesSetting):
    """Field and form markup of the house style for `{{ form }}`; the setting FORM_RENDERER names this class.

    Needs `django.forms` in INSTALLED_APPS, so that the widgets' own templates are found.
    """

    form_template_name = "web/components/form.html"
    field_template_name = "web/components/field.html"


class ActForm(forms.Form):
    """A form that leads to one act: sent twice it acts once, on the row as its reader saw it."""

    submit_key = SubmitKey(required=False, initial=uuid7)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def refuse(self, error: SchakelError) -> None:
        """Show what an act refused, with all that was typed."""
        explain(self, error)


def explain(form: forms.Form, error: SchakelError) -> None:
    """Put each sentence of a refusal at its own field, or the refusal as a whole above the form."""
    fields = error.fields if isinstance(error, InvalidError) else {}
    said = {name: words for name, words in fields.items() if words}
    for name, words in said.items():
        form.add_error(name if name in form.fields else None, words)
    if not said:
        form.add_error(None, str(error))


def date_field(**options: Any) -> forms.DateField:
    """A day, with the browser's own picker; typing it the Dutch way works as well."""
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)
