"""The form on which figure an organisation uses instead of the house's."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.ground.kernel import clock
from schakel.ground.norms.actions.house import LARGEST
from schakel.ground.norms.queries.house import HouseFigure
from schakel.web.forms import ActForm, date_field

OWN, HOUSE = "own", "house"


class FigureForm(ActForm):
    """A figure of one's own or the house's again, from a day on, and why."""

    use_required_attribute = False

    which = forms.ChoiceField(label=_("Welk getal"), widget=forms.RadioSelect)
    value = forms.IntegerField(label=_("Eigen getal"), required=False)
    start = date_field(label=_("Vanaf"))
    reason = forms.CharField(label=_("Waarom"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, figure: HouseFigure, in_words: str, **options: Any) -> None:
        now = {"which": OWN, "start": clock.today(), "version": figure.changes}
        options["initial"] = now | ({"value": figure.value} if figure.is_own else {})
        super().__init__(*args, **options)
        choices = [(OWN, _("een eigen getal")), (HOUSE, _("het getal van Schakel: %s") % in_words)]
        self.fields["which"].choices = choices  # type: ignore[attr-defined]
        self.fields["value"].widget.attrs |= {"min": figure.preset.least, "max": LARGEST[figure.preset.unit]}

    def clean(self) -> dict[str, Any]:
        """Who chooses a figure of their own fills it in."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("which") == OWN and given.get("value") is None and "value" not in self.errors:
            self.add_error("value", _("Vul het getal in."))
        return given

    @property
    def chosen(self) -> int | None:
        """The figure of one's own, or None for the house's."""
        value: int | None = self.cleaned_data["value"]
        return value if self.cleaned_data["which"] == OWN else None
