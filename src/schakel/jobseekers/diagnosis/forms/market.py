"""A file with figures of the labour market, and taking in what was shown of it."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.jobseekers.diagnosis.market_file import MAX_BYTES, Key, decoded
from schakel.jobseekers.forms import SubmitForm


class MarketFileForm(forms.Form):
    """The file to look at first."""

    use_required_attribute = False
    file = forms.FileField(
        label=_("Bestand met cijfers"),
        help_text=_("CSV, hooguit 500 kB en 5.000 regels. De eerste regel heeft de koppen."),
        allow_empty_file=True,
        max_length=255,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv"}),
        error_messages={"required": _("Kies een bestand.")},
    )

    def clean_file(self) -> str:
        """The text of the file."""
        text = decoded(self.cleaned_data["file"].read(MAX_BYTES + 1))
        if text is None:
            raise forms.ValidationError(
                _("Dit bestand is te groot of is geen tekst. Sla het op als CSV, met UTF-8 als codering.")
            )
        return text


class MarketConfirmForm(SubmitForm):
    """The text that was shown, to take in."""

    content = forms.CharField(widget=forms.HiddenInput, strip=False, max_length=MAX_BYTES)


class RemoveMarketForm(SubmitForm):
    """Which source and period to take away."""

    source = forms.CharField(max_length=120, widget=forms.HiddenInput)
    first = forms.DateField(widget=forms.HiddenInput)
    last = forms.DateField(widget=forms.HiddenInput)

    def key(self) -> Key:
        """What is removed together."""
        said = self.cleaned_data
        first: date = said["first"]
        return said["source"], first, said["last"]
