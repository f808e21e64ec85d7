"""The forms that turn the counting of times of forms on and off."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.web.forms import ActForm, date_field


class AgreeForm(ActForm):
    """The document in which the works council agreed, and its day."""

    use_required_attribute = False

    document = forms.CharField(label=_("In welk stuk staat de instemming?"), max_length=200)
    agreed_on = date_field(label=_("Dag van de instemming"))


class EndForm(ActForm):
    """Why nothing is counted any more."""

    use_required_attribute = False

    reason = forms.CharField(label=_("Waarom"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
