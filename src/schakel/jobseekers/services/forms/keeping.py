"""Finding services in the catalogue, and keeping an organisation's own."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schakel.jobseekers.forms import SubmitForm
from schakel.jobseekers.services.actions import NewKnowledge, NewLocalService
from schakel.jobseekers.services.catalogue.model import AIMED_AT, CONTENTS, HOW, PARTIES
from schakel.jobseekers.services.catalogue.shelf import the_catalogue
from schakel.jobseekers.services.forms.running import price_field
from schakel.jobseekers.services.models import LocalService
from schakel.web.forms import date_field

FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2100, 1, 1)


class ServiceFilter(forms.Form):
    """Every field may be left out; the day is then today."""

    q = forms.CharField(label=_("Zoek een dienst"), required=False, max_length=80)
    scheme = forms.ChoiceField(label=_("Regeling"), required=False)
    content = forms.ChoiceField(label=_("Soort"), required=False)
    how = forms.ChoiceField(label=_("Hoe"), required=False)
    aimed = forms.ChoiceField(label=_("Groep"), required=False)
    on = date_field(label=_("Diensten die er waren op"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        schemes = {code: one.label for code, one in the_catalogue().register.terms.regimes.items()}
        for name, known in (("scheme", schemes), ("content", CONTENTS), ("how", HOW), ("aimed", AIMED_AT)):
            choices = [("", gettext("alle")), *known.items()]
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean_on(self) -> date | None:
        """A day that the catalogue can say something of."""
        day: date | None = self.cleaned_data["on"]
        if day is not None and not FIRST_DAY <= day <= LAST_DAY:
            raise forms.ValidationError(_("Kies een dag tussen 1990 en 2100."))
        return day


def _choice(label: Any, known: dict[str, Any], **options: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[("", "–"), *known.items()], **options)


class LocalServiceForm(SubmitForm):
    """An own service of the organisation."""

    name = forms.CharField(label=_("Naam"), max_length=120)
    goal = forms.CharField(label=_("Doel"), max_length=400, widget=forms.Textarea(attrs={"rows": 2}))
    target = forms.CharField(label=_("Voor wie"), max_length=400, widget=forms.Textarea(attrs={"rows": 2}))
    condition = forms.CharField(
        label=_("Voorwaarde"),
        help_text=_("In gewone woorden. Wie kiest, beoordeelt dit zelf."),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    how = forms.ChoiceField(label=_("Hoe"), choices=LocalService.How.choices, widget=forms.RadioSelect)
    decider = _choice(_("Wie beslist"), PARTIES)
    payer = _choice(_("Wie betaalt"), PARTIES)
    guide = _choice(_("Wie begeleidt"), PARTIES)
    content = _choice(_("Soort"), CONTENTS)
    is_decision = forms.TypedChoiceField(
        label=_("Is het toekennen een besluit?"),
        choices=[("yes", _("ja")), ("no", _("nee, een feitelijke handeling"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    valid_from = date_field(label=_("Eerste dag"))
    price = price_field(label=_("Prijs in euro's"))
    price_source = forms.CharField(label=_("Waar staat die prijs?"), max_length=200, required=False)

    def new(self) -> NewLocalService:
        """The service as the act takes it."""
        names = NewLocalService.__dataclass_fields__
        return NewLocalService(**{name: self.cleaned_data[name] for name in names})

    @staticmethod
    def values_of(row: LocalService) -> dict[str, Any]:
        """A row as the form's first values."""
        values = {name: getattr(row, name) for name in NewLocalService.__dataclass_fields__}
        return {**values, "is_decision": "yes" if row.is_decision else "no", "version": row.version}


class EndLocalForm(SubmitForm):
    """The last day on which an own service can be chosen."""

    last_day = date_field(label=_("Laatste dag"))


class KnowledgeForm(SubmitForm):
    """What is known of a service; what is empty is not known."""

    price = price_field(label=_("Prijs in euro's"))
    waiting_weeks = forms.IntegerField(
        label=_("Wachttijd in weken"),
        min_value=0,
        max_value=200,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    effect = forms.CharField(
        label=_("Wat is bekend van het effect?"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    source = forms.CharField(label=_("Waar komt dit vandaan?"), max_length=200)

    def new(self) -> NewKnowledge:
        """What is known, as the act takes it."""
        said = self.cleaned_data
        return NewKnowledge(said["price"], said["waiting_weeks"], said["effect"], said["source"])
