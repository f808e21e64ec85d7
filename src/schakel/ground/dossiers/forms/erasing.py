"""The form of erasing: why, and on whose decision."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.ground.dossiers.forms.dossier import ActForm
from schakel.ground.journal.erasing import DECISION_LENGTH, ErasureReason


class EraseForm(ActForm):
    """Nothing is preselected: each reason rests on another article."""

    reason = forms.ChoiceField(
        label=_("Waarom wordt dit gewist?"),
        choices=ErasureReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies waarom dit gewist wordt.")},
    )
    decision = forms.CharField(
        label=_("Op welk besluit?"),
        help_text=_(
            "Wie besloot, wanneer, en het kenmerk. Zet hier niets in van wat u wist: dit blijft staan."
        ),
        max_length=DECISION_LENGTH,
        error_messages={"required": _("Noem het besluit.")},
    )
