"""What must be right about a form before it is kept: each mistake in words, at the place where it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext

from schakel.information.imports.delivery_fields import Field, fields_of
from schakel.information.imports.rendering import (
    CONSTANT,
    Column,
    DateStyle,
    DeliveryLayout,
    Encoding,
    Separator,
    is_writable,
)

MOST_COLUMNS = 40
LONGEST = 60
Mistake = tuple[str, str]


def mistakes_in(layout: DeliveryLayout, topic: str) -> dict[str, str]:
    """What is wrong, by place: '' for the whole, c0_heading and the like for the first column."""
    found = dict(_of_whole(layout))
    known = fields_of(topic)
    headings: set[str] = set()
    for number, column in enumerate(layout.columns):
        found.update(_of_column(f"c{number}", column, layout, known))
        if column.heading.casefold() in headings:
            found.setdefault(
                f"c{number}_heading", gettext("Deze kop staat er al. Geef elke kolom een eigen kop.")
            )
        headings.add(column.heading.casefold())
    return found


def _of_whole(layout: DeliveryLayout) -> Iterator[Mistake]:
    if layout.dates not in DateStyle.values:
        yield "dates", gettext("Kies hoe een datum wordt geschreven.")
    if layout.separator not in Separator.values:
        yield "separator", gettext("Kies wat er tussen de kolommen staat.")
    if layout.encoding not in Encoding.values:
        yield "encoding", gettext("Kies een codering.")
    if not layout.columns:
        yield "", gettext("Geef het bestand ten minste één kolom.")
    if len(layout.columns) > MOST_COLUMNS:
        yield "", gettext("Een bestand heeft hooguit %(most)s kolommen.") % {"most": MOST_COLUMNS}


def _of_column(
    place: str, column: Column, layout: DeliveryLayout, known: Mapping[str, Field]
) -> Iterator[Mistake]:
    if not column.heading:
        yield f"{place}_heading", gettext("Geef deze kolom een kop.")
    if not column.source:
        yield f"{place}_field", gettext("Kies wat er in deze kolom staat.")
    elif column.source != CONSTANT and column.source not in known:
        yield f"{place}_field", gettext("Dit gegeven is er niet bij dit onderwerp. Kies een ander.")
    if column.value and column.source != CONSTANT:
        yield f"{place}_value", gettext("Een vaste waarde hoort bij de keuze ‘vaste waarde’.")
    yield from _of_texts(place, column, layout)
    if column.codes:
        yield from _of_codes(place, column, known)


def _of_texts(place: str, column: Column, layout: DeliveryLayout) -> Iterator[Mistake]:
    texts = {f"{place}_heading": column.heading, f"{place}_value": column.value}
    texts |= {f"{place}_code_{value}": code for value, code in column.codes.items()}
    for at, text in texts.items():
        if len(text) > LONGEST:
            yield at, gettext("Dit is langer dan %(most)s tekens. Maak het korter.") % {"most": LONGEST}
        elif any(ord(letter) < ord(" ") for letter in text):
            yield at, gettext("Hier staat een regeleinde of een teken dat niet in een kolom kan.")
        elif layout.encoding in Encoding.values and not is_writable(text, layout.encoding):
            yield at, gettext("Hier staat een teken dat niet bestaat in Windows-1252.")


def _of_codes(place: str, column: Column, known: Mapping[str, Field]) -> Iterator[Mistake]:
    source = known.get(column.source)
    choices = source.choices() if source and source.choices else {}
    if not choices:
        yield f"{place}_field", gettext("Bij dit gegeven kan geen lijst met eigen codes.")
    for value in choices:
        if not column.codes.get(value):
            yield f"{place}_code_{value}", gettext("Geef ook hier een code, of laat alle codes leeg.")
