"""From shipments to the bytes of a file, in the form an organisation wants: the same in, the same out."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from schakel.information.imports.delivery_fields import Field, Shipment, Topic, fields_of

CONSTANT = "constant"
"""What a column holds that has the same words in each row."""

_CALCULATED = ("=", "+", "-", "@", "\t", "\r")


class DateStyle(models.TextChoices):
    """How days are written."""

    DAY_FIRST = "%d-%m-%Y", "31-12-2026"
    YEAR_FIRST = "%Y-%m-%d", "2026-12-31"
    COMPACT = "%Y%m%d", "20261231"


class Separator(models.TextChoices):
    """What stands between two cells."""

    SEMICOLON = ";", _("puntkomma")
    COMMA = ",", _("komma")
    TAB = "\t", _("tab")
    BAR = "|", _("rechte streep")


class Encoding(models.TextChoices):
    """In which bytes letters are written."""

    UTF_8 = "utf-8-sig", "UTF-8"
    WINDOWS = "cp1252", "Windows-1252"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, the key of its field or CONSTANT with a value, and own codes by value."""

    heading: str
    source: str
    value: str = ""
    codes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DeliveryLayout:
    """Columns in their order, and how the file is written."""

    columns: tuple[Column, ...]
    dates: str = DateStyle.DAY_FIRST.value
    separator: str = Separator.SEMICOLON.value
    encoding: str = Encoding.UTF_8.value


STANDARD = DeliveryLayout(
    (
        Column("levering", "number"),
        Column("soort", "kind"),
        Column("cliëntnummer", "client_number"),
        Column("dossiernummer", "dossier_number"),
        Column("datum", "date"),
        Column("tijd", "time"),
        Column("opschrift", "heading"),
        Column("tekst", "text"),
        Column("vervangt", "replaces"),
    )
)
"""How deliveries leave where an organisation chose nothing else."""

ACCOUNT = DeliveryLayout(
    (
        Column("cliëntnummer", "client_number"),
        Column("wat", "kind"),
        Column("datum", "date"),
        Column("dienst of traject", "name"),
        Column("aanbieder", "provider"),
        Column("kanaal", "channel"),
        Column("soort contact", "contact_kind"),
        Column("begin", "begin"),
        Column("einde", "end"),
        Column("waarom afgelopen", "outcome"),
        Column("doel bereikt", "reached"),
        Column("levering", "number"),
        Column("vervangt", "replaces"),
    )
)
"""The account by month as it comes with Schakel: what was done for whom, without what anybody wrote."""


def given(topic: str) -> DeliveryLayout:
    """The form of a topic that comes with Schakel."""
    return ACCOUNT if topic == Topic.ACCOUNT else STANDARD


def as_json(layout: DeliveryLayout) -> dict[str, Any]:
    """A layout as it is kept."""
    return asdict(layout)


def from_json(kept: Mapping[str, Any]) -> DeliveryLayout:
    """A kept layout."""
    columns = tuple(Column(**one) for one in kept["columns"])
    return DeliveryLayout(columns, kept["dates"], kept["separator"], kept["encoding"])


def rendered(layout: DeliveryLayout, topic: str, shipments: Iterable[Shipment]) -> bytes:
    """The whole file: headings and a row for each shipment, always in Dutch."""
    with override(settings.LANGUAGE_CODE):
        rows = cells(layout, topic, shipments)
    file = io.StringIO()
    writer = csv.writer(file, delimiter=layout.separator, lineterminator="\r\n")
    writer.writerows([[column.heading for column in layout.columns], *rows])
    return encoded(file.getvalue(), layout.encoding)


def cells(layout: DeliveryLayout, topic: str, shipments: Iterable[Shipment]) -> Sequence[Sequence[str]]:
    """What stands in the rows, cell by cell."""
    known = fields_of(topic)
    return [[_cell(layout, column, known, one) for column in layout.columns] for one in shipments]


def _cell(layout: DeliveryLayout, column: Column, known: Mapping[str, Field], shipment: Shipment) -> str:
    if column.source == CONSTANT:
        return column.value
    known_field = known[column.source]
    value = known_field.read(shipment)
    if isinstance(value, date):
        return value.strftime(layout.dates)
    if value is None or value == "":
        return ""
    if column.codes.get(value):
        return column.codes[value]
    # The kind is a name for programs, and stays one unless the organisation has its own codes.
    if known_field.choices is not None and known_field.key != "kind":
        return _safe(known_field.choices().get(value, value))
    return _safe(value)


def _safe(cell: str) -> str:
    """A text that a spreadsheet would calculate gets a sign before it."""
    return f"'{cell}" if cell.startswith(_CALCULATED) else cell


def encoded(text: str, encoding: str) -> bytes:
    """The text in bytes; a letter that the encoding lacks loses its accent, or becomes a question mark."""
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        return "".join(_nearest(letter, encoding) for letter in text).encode(encoding)


def _nearest(letter: str, encoding: str) -> str:
    for known in (letter, unicodedata.normalize("NFKD", letter)):
        kept = known.encode(encoding, "ignore").decode(encoding)
        if kept:
            return kept
    return "?"


def is_writable(text: str, encoding: str) -> bool:
    """Whether the encoding knows every letter of a text."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
