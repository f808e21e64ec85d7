"""The form on which share of dossiers an organisation aims at."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.ground.kernel import clock
from schakel.web.forms import ActForm, date_field

AIM, NONE = "aim", "none"


class TargetForm(ActForm):
    """A percentage or none, from a day on, and why."""

    use_required_attribute = False

    which = forms.ChoiceField(
        label=_("Streefwaarde"),
        choices=[(AIM, _("een percentage")), (NONE, _("geen streefwaarde"))],
        widget=forms.RadioSelect,
    )
    percent = forms.IntegerField(
        label=_("Percentage van de dossiers"),
        required=False,
        widget=forms.NumberInput(attrs={"min": 1, "max": 100}),
    )
    start = date_field(label=_("Vanaf"))
    reason = forms.CharField(label=_("Waarom"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, percent: int | None, changes: int, **options: Any) -> None:
        options["initial"] = {"which": AIM, "percent": percent, "start": clock.today(), "version": changes}
        super().__init__(*args, **options)

    def clean(self) -> dict[str, Any]:
        """Who aims at a percentage fills it in."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("which") == AIM and given.get("percent") is None and "percent" not in self.errors:
            self.add_error("percent", _("Vul het percentage in."))
        return given

    @property
    def chosen(self) -> int | None:
        """The percentage, or None for no target."""
        percent: int | None = self.cleaned_data["percent"]
        return percent if self.cleaned_data["which"] == AIM else None
