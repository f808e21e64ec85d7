"""What every form of these rooms carries, and a time of day."""

from __future__ import annotations

from typing import Any

from django import forms

from schakel.web.forms import ActForm


class SubmitForm(ActForm):
    """A form that may be sent twice and acts once."""

    use_required_attribute = False

    def clean_version(self) -> int:
        """A form that lost its version expects one that no row has, so that nothing is overwritten unseen."""
        return self.cleaned_data["version"] or 0


def time_field(**options: Any) -> forms.TimeField:
    """A time of day in hours and minutes."""
    return forms.TimeField(widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), **options)
