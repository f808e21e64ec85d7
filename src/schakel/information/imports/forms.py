"""Forms of imports: a file with its team, and which column is which."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schakel.ground.organisations.models import Team
from schakel.information.imports.columns import FIELDS, LABELS, recognised, twice
from schakel.information.imports.decoding import MAX_BYTES
from schakel.information.imports.layouts import Fit, Layout, fit
from schakel.web.forms import ActForm


def named(layout: Layout) -> str:
    """A layout as the screen names it."""
    if not layout.version:
        return str(layout.name)
    return gettext("%(name)s (versie %(version)s)") % {"name": layout.name, "version": layout.version}


class UploadForm(forms.Form):
    """A file, and the team whose queue takes the clients that name nobody."""

    file = forms.FileField(
        label=_("Bestand"),
        help_text=_("CSV of XLSX, hooguit 20 megabyte en 100.000 regels. De eerste regel heeft de koppen."),
        allow_empty_file=True,
        max_length=255,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx,text/csv"}),
    )
    default_team = forms.ChoiceField(
        label=_("Team voor wie nog niemand heeft"),
        help_text=_("Cliënten zonder verantwoordelijke wachten in de rij van dit team."),
        required=False,
    )
    layout = forms.ChoiceField(
        label=_("Indeling van het bestand"),
        help_text=_("Wat niet in de indeling staat, wordt niet ingelezen."),
        required=False,
    )
    chooses_columns = forms.BooleanField(label=_("Ik kies zelf welke kolom wat is"), required=False)

    def __init__(self, *arguments: Any, teams: Iterable[Team], layouts: Iterable[Layout]) -> None:
        super().__init__(*arguments)
        kinds = self.fields["layout"]
        assert isinstance(kinds, forms.ChoiceField)
        kinds.choices = [
            ("", gettext("Herken de kolommen aan hun kop")),
            *((layout.key, named(layout)) for layout in layouts),
        ]
        choices = [(str(team.id), team.name) for team in teams]
        field = self.fields["default_team"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices if len(choices) == 1 else [("", _("Geen: elke regel noemt iemand")), *choices]

    def clean_file(self) -> Any:
        """Refuse what is too large before it is read."""
        file: Any = self.cleaned_data["file"]
        if (file.size or 0) > MAX_BYTES:
            raise forms.ValidationError(
                gettext("Dit bestand is te groot: het mag 20 megabyte zijn. Verdeel het over meer bestanden.")
            )
        return file

    def team_id(self) -> UUID | None:
        """The chosen team."""
        chosen = self.cleaned_data["default_team"]
        return UUID(chosen) if chosen else None


class ColumnsForm(forms.Form):
    """For each field the heading that fills it, filled in as far as the layout or the headings tell."""

    def __init__(
        self, data: Mapping[str, str] | None, *, headers: Sequence[str], layout: Layout | None = None
    ) -> None:
        super().__init__(data)
        lay = fit(layout, headers) if layout else Fit()
        found = lay.mapping if layout else recognised(headers)
        shown = list(dict.fromkeys(header for header in headers if header))
        for name in FIELDS:
            self.fields[name] = forms.ChoiceField(
                label=LABELS[name],
                choices=[("", gettext("staat er niet in")), *((header, header[:60]) for header in shown)],
                initial="" if twice(headers, found.get(name, "")) else found.get(name, ""),
                required=name == "family_name",
                help_text=_told(name, lay),
                error_messages={"required": _("De kolom achternaam ontbreekt. Kies welke kolom het is.")},
            )

        self.fields["layout_name"] = forms.CharField(
            label=_("Bewaar deze keuze als indeling"),
            help_text=_("Bijvoorbeeld: maandbestand Werk en Inkomen. Laat leeg om niet te bewaren."),
            required=False,
            max_length=60,
            initial=str(layout.name) if layout and layout.version else "",
        )

    def mapping(self) -> dict[str, str]:
        """Which heading fills which field; empty where none does."""
        return {name: str(self.cleaned_data[name]) for name in FIELDS}


def _told(name: str, lay: Fit) -> str:
    """What to know of a column before choosing: what was expected and isn't there, or is there twice."""
    if name in lay.missing:
        return gettext("De indeling verwacht ‘%(column)s’; die kop staat niet in dit bestand.") % {
            "column": lay.missing[name]
        }
    if name in lay.doubled:
        return gettext("De kop ‘%(column)s’ staat twee keer in het bestand. Kies welke telt.") % {
            "column": lay.doubled[name]
        }
    return gettext("BSN of uw cliëntnummer is nodig.") if name == "bsn" else ""


class UndoForm(ActForm):
    """Why what was taken in goes back."""

    because = forms.CharField(
        label=_("Waarom draait u dit bestand terug?"),
        help_text=_("Eén zin. Wie in een dossier meedoet, leest hem daar, ook de cliënt."),
        max_length=400,
        error_messages={"required": _("Schrijf in één zin op wat er mis was met het bestand.")},
        widget=forms.Textarea(attrs={"rows": 2}),
    )
