"""The forms on local norms: entering one, ending one, and comparing two municipalities."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.ground.kernel import clock
from schakel.ground.norms.actions.local import LENGTHS, NewLocalNorm
from schakel.ground.norms.forms.asking import FIRST_DAY, LAST_DAY
from schakel.ground.norms.models import LocalNorm
from schakel.ground.norms.municipalities import Municipality
from schakel.web.forms import ActForm, date_field


class LocalNormForm(ActForm):
    """An article of an ordinance or policy rule."""

    use_required_attribute = False

    kind = forms.ChoiceField(
        label=_("Waar staat het in?"), choices=LocalNorm.Kind.choices, widget=forms.RadioSelect
    )
    title = forms.CharField(label=_("Naam van de verordening of beleidsregel"), max_length=LENGTHS["title"])
    article = forms.CharField(label=_("Artikel"), max_length=LENGTHS["article"])
    text = forms.CharField(
        label=_("Wat er staat, in eigen woorden"),
        max_length=LENGTHS["text"],
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    plain = forms.CharField(
        label=_("Uitleg voor de cliënt"),
        help_text=_("Korte zinnen, met u. De cliënt leest dit op de eigen pagina."),
        max_length=LENGTHS["plain"],
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    adopted_on = date_field(label=_("Vastgesteld op"))
    valid_from = date_field(label=_("Geldt vanaf"))
    valid_to = date_field(label=_("Geldt tot"), required=False, help_text=_("Leeg: tot nader bericht."))
    address = forms.CharField(label=_("Adres op internet"), max_length=LENGTHS["address"], required=False)

    def new(self, norm_id: str) -> NewLocalNorm:
        """What was filled in, at a norm."""
        names = (*LENGTHS, "kind", "adopted_on", "valid_from", "valid_to")
        return NewLocalNorm(norm_id=norm_id, **{name: self.cleaned_data[name] for name in names})


class EndForm(ActForm):
    """From which day an article no longer holds, and why."""

    use_required_attribute = False

    end = date_field(
        label=_("Geldt niet meer vanaf"),
        help_text=_("Kiest u de eerste dag, dan heeft de regel nooit gegolden."),
    )
    reason = forms.CharField(label=_("Waarom"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class CompareForm(forms.Form):
    """From which municipality to which, and on which day; all may be left out."""

    here = forms.ChoiceField(label=_("Van"), required=False)
    there = forms.ChoiceField(label=_("Naar"), required=False)
    on = date_field(label=_("Op"), required=False)

    def __init__(self, *args: Any, municipalities: list[Municipality], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [("", _("kies een gemeente")), *((str(one.id), one.name) for one in municipalities)]
        for name in ("here", "there"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean_on(self) -> date:
        """A day the register can say something of; today when none was chosen."""
        day: date = self.cleaned_data["on"] or clock.today()
        if not FIRST_DAY <= day <= LAST_DAY:
            raise forms.ValidationError(_("Kies een dag tussen 1990 en 2100."))
        return day

    def clean(self) -> dict[str, Any]:
        """Two different ones."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("here") and given.get("here") == given.get("there"):
            self.add_error("there", _("Kies twee verschillende gemeenten."))
        return given
