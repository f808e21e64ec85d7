"""Answering an organisation that asks to take part."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.web.forms import ActForm


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
