"""The form in which an administrator lays out a file: a group of fields for each column, and own codes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schakel.information.imports.delivery_fields import Topic, fields_of
from schakel.information.imports.layout_checks import LONGEST, MOST_COLUMNS
from schakel.information.imports.models import DeliveryForm
from schakel.information.imports.rendering import (
    CONSTANT,
    Column,
    DateStyle,
    DeliveryLayout,
    Encoding,
    Separator,
)
from schakel.web.forms import ActForm

EMPTY_COLUMNS = 3
"""How many columns stand ready to be filled in; saving gives as many again."""

Rhythm = DeliveryForm.Rhythm


@dataclass
class ColumnFields:
    """The bound fields of one column; codes are there when its field has a list of words."""

    number: int
    title: str
    fields: list[forms.BoundField] = field(default_factory=list)
    codes: list[forms.BoundField] = field(default_factory=list)


def _sent(data: Mapping[str, Any] | None) -> int:
    """How many columns were sent in, which may be more than are kept."""
    found = (re.fullmatch(r"c(\d{1,2})_field", name) for name in data or ())
    return max((int(one[1]) + 1 for one in found if one), default=0)


class LayoutForm(ActForm):
    """How often, how written, and which columns; what is left empty is no column."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        topic: str,
        layout: DeliveryLayout,
        rhythm: str,
        version: int | None,
    ) -> None:
        super().__init__(data, initial={"version": version})
        self.topic, self.known = topic, fields_of(topic)
        self.count = min(max(len(layout.columns) + EMPTY_COLUMNS, _sent(data)), MOST_COLUMNS)
        self._add_whole(layout, rhythm)
        for number in range(self.count):
            column = layout.columns[number] if number < len(layout.columns) else Column("", "")
            self._add_column(number, column)

    def _add_whole(self, layout: DeliveryLayout, rhythm: str) -> None:
        rhythms = [Rhythm.MONTH] if self.topic == Topic.ACCOUNT else [Rhythm.ENTRY, Rhythm.DAY]
        self.fields["rhythm"] = forms.ChoiceField(
            label=_("Hoe vaak"),
            choices=[(one.value, one.label) for one in rhythms],
            initial=rhythm,
            help_text=_(
                "Een dagbestand wordt ’s nachts gesloten, een maandbestand op de eerste van de maand."
            ),
        )
        self.fields["dates"] = forms.ChoiceField(
            label=_("Zo staat een datum er"), choices=DateStyle.choices, initial=layout.dates
        )
        self.fields["separator"] = forms.ChoiceField(
            label=_("Tussen de kolommen"), choices=Separator.choices, initial=layout.separator
        )
        self.fields["encoding"] = forms.ChoiceField(
            label=_("Codering van letters"), choices=Encoding.choices, initial=layout.encoding
        )

    def _add_column(self, number: int, column: Column) -> None:
        labels = [(key, str(one.label)) for key, one in self.known.items()]
        choices = [("", gettext("geen kolom")), (CONSTANT, gettext("vaste waarde")), *labels]
        if column.source and column.source not in dict(choices):
            choices.append((column.source, column.source))
        place = f"c{number}"
        self.fields[f"{place}_heading"] = forms.CharField(
            label=_("Kop"), required=False, max_length=LONGEST, initial=column.heading
        )
        self.fields[f"{place}_field"] = forms.ChoiceField(
            label=_("Wat erin staat"), required=False, choices=choices, initial=column.source
        )
        self.fields[f"{place}_value"] = forms.CharField(
            label=_("Vaste waarde"), required=False, max_length=LONGEST, initial=column.value
        )
        self.fields[f"{place}_order"] = forms.IntegerField(
            label=_("Plaats"), required=False, min_value=1, max_value=999, initial=number + 1
        )
        for value, words in self._words(column.source).items():
            self.fields[f"{place}_code_{value}"] = forms.CharField(
                label=words, required=False, max_length=LONGEST, initial=column.codes.get(value, "")
            )

    def _words(self, key: str) -> Mapping[str, str]:
        source = self.known.get(key)
        return source.choices() if source is not None and source.choices is not None else {}

    def layout(self) -> DeliveryLayout:
        """What was filled in, the columns in the order of their places."""
        told = self.cleaned_data
        numbers = [number for number in range(self.count) if self._is_filled(number)]
        numbers.sort(key=lambda number: (told.get(f"c{number}_order") or MOST_COLUMNS + number, number))
        self.order = dict(enumerate(numbers))
        return DeliveryLayout(
            tuple(self._column(number) for number in numbers),
            told["dates"],
            told["separator"],
            told["encoding"],
        )

    def _is_filled(self, number: int) -> bool:
        return any(self.cleaned_data.get(f"c{number}_{part}") for part in ("heading", "field", "value"))

    def _column(self, number: int) -> Column:
        """Codes of words that the chosen field does not have are left behind."""
        told = self.cleaned_data
        words = self._words(told[f"c{number}_field"])
        codes = {value: told.get(f"c{number}_code_{value}", "") for value in words}
        return Column(
            told[f"c{number}_heading"],
            told[f"c{number}_field"],
            told[f"c{number}_value"],
            {value: code for value, code in codes.items() if code},
        )

    def place_of(self, name: str) -> str:
        """Where a mistake in the layout stands in this form, whose columns may stand in another order."""
        head, _, rest = name.partition("_")
        if not rest or not head[1:].isdigit():
            return name
        return f"c{self.order.get(int(head[1:]), head[1:])}_{rest}"

    def whole(self) -> list[forms.BoundField]:
        """The fields of the file as a whole."""
        return [self[name] for name in ("rhythm", "dates", "separator", "encoding")]

    def groups(self) -> Iterator[ColumnFields]:
        """The fields column by column."""
        for number in range(self.count):
            title = gettext("Kolom %(number)s") % {"number": number + 1}
            group = ColumnFields(number, title)
            for name in self.fields:
                if name.startswith(f"c{number}_code_"):
                    group.codes.append(self[name])
                elif name.startswith(f"c{number}_"):
                    group.fields.append(self[name])
            yield group
