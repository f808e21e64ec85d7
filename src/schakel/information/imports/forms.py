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
    chooses_columns = forms.BooleanField(label=_("Ik kies zelf welke kolom wat is"), required=False)

    def __init__(self, *arguments: Any, teams: Iterable[Team]) -> None:
        super().__init__(*arguments)
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
    """For each field the heading that fills it, filled in as far as the headings are recognised."""

    def __init__(self, data: Mapping[str, str] | None, *, headers: Sequence[str]) -> None:
        super().__init__(data)
        found = recognised(headers)
        shown = list(dict.fromkeys(header for header in headers if header))
        for name in FIELDS:
            self.fields[name] = forms.ChoiceField(
                label=LABELS[name],
                choices=[("", gettext("staat er niet in")), *((header, header[:60]) for header in shown)],
                initial="" if twice(headers, found.get(name, "")) else found.get(name, ""),
                required=name == "family_name",
                help_text=_("BSN of uw cliëntnummer is nodig.") if name == "bsn" else "",
                error_messages={"required": _("De kolom achternaam ontbreekt. Kies welke kolom het is.")},
            )

    def mapping(self) -> dict[str, str]:
        """Which heading fills which field; empty where none does."""
        return {name: str(value) for name, value in self.cleaned_data.items()}
