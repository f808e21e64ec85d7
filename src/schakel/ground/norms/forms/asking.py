"""What is asked of the norms: words, an addressee, the day, and whether announced law counts."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.ground.norms.registers import the_register

FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2100, 1, 1)


class NormFilter(forms.Form):
    """Every field may be left out; the day is then today."""

    q = forms.CharField(label=_("Zoek een norm"), required=False, max_length=80)
    to = forms.ChoiceField(label=_("Voor wie"), required=False)
    on = forms.DateField(
        label=_("Recht dat geldt op"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    announced = forms.BooleanField(label=_("Ook aangekondigd recht"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        addressees = the_register().terms.addressees
        choices = [(code, addressee.label) for code, addressee in addressees.items()]
        self.fields["to"].choices = [("", _("iedereen")), *choices]  # type: ignore[attr-defined]

    def clean_on(self) -> date | None:
        """A day the register can say something of."""
        day: date | None = self.cleaned_data["on"]
        if day is not None and not FIRST_DAY <= day <= LAST_DAY:
            raise forms.ValidationError(_("Kies een dag tussen 1990 en 2100."))
        return day
