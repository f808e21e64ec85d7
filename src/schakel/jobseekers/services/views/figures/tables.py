"""Tables of figures: the same on a page and in a file, and what every page of figures shows."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass, field
from io import StringIO
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from schakel.ground.kernel import clock
from schakel.ground.kernel.shares import LEAST
from schakel.jobseekers.services import access
from schakel.jobseekers.services.queries.scopes import Scope
from schakel.web.figures import count_words, few_words, share_words
from schakel.web.pages import SchakelRequest
from schakel.web.spreadsheets import as_file, safe_cell

PAGES = (
    ("services:figures", _("Dienstenmix")),
    ("services:figures_starts", _("Begin per maand")),
    ("services:figures_outcomes", _("Uitkomsten")),
    ("services:figures_schemes", _("Per uitkering")),
    ("services:figures_ladder", _("Ladder en trajecten")),
    ("services:figures_choices", _("Keuzes")),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table, perhaps with the address of the dossiers behind it."""

    text: str
    url: str = ""
    header: bool = False
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column."""

    label: str
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table of figures with its heading and what must be known to read it."""

    key: str
    heading: str
    columns: list[Column]
    rows: list[list[Cell]]
    note: str = ""
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def caption(self) -> str:
        """What the table is about, for who hears it."""
        return self.heading

    @property
    def file_query(self) -> str:
        """How the address asks for this table as a file."""
        return urlencode({**self.extra, "file": self.key})


def head(text: str, url: str = "") -> Cell:
    """The cell that names a row."""
    return Cell(text, url, header=True)


def number(value: int, url: str = "") -> Cell:
    """A count; nothing opens behind none."""
    return Cell(str(value), url if value else "", numeric=True)


def part_of(hits: int, total: int, url: str = "", *, is_hidden: bool = False) -> Cell:
    """A share with its interval and the counts; not of few, nor where it gives a hidden part away."""
    return Cell(share_words(hits, total, is_hidden=is_hidden), url if hits and total >= LEAST else "")


def part_number(count: int, *, is_hidden: bool) -> Cell:
    """A part of a shown group as a number, as far as it may be told."""
    return Cell(count_words(count, is_hidden=is_hidden), numeric=True)


def hidden_row(name: str, columns: list[Column]) -> list[Cell]:
    """A row of which nothing is told but its name."""
    return [head(name), Cell(few_words()), *(Cell("–") for _column in columns[2:])]


def scope_chips(scopes: Iterable[Scope], chosen: str, here: str) -> list[dict[str, Any]]:
    """The scopes to choose from, the chosen one marked."""
    return [
        {
            "label": scope.name,
            "url": f"{reverse(here)}?{urlencode({'team': scope.key})}",
            "is_current": scope.key == chosen,
        }
        for scope in scopes
    ]


def opens(request: SchakelRequest) -> bool:
    """Whether this reader may open dossiers behind a figure, as far as those are theirs."""
    return request.actor.role in access.OPENERS


def behind(**what: str) -> str:
    """The address of the dossiers behind a figure."""
    return f"{reverse('services:figures_dossiers')}?{urlencode(what)}"


def answer(
    request: SchakelRequest, template: str, here: str, tables: list[Table], context: dict[str, Any]
) -> HttpResponse:
    """The page with its tables; or one of them as a file, where the address asks for it."""
    wanted = next((table for table in tables if table.key == request.GET.get("file")), None)
    if wanted is not None:
        return _file(wanted)
    pages = [{"label": label, "url": reverse(name), "is_current": name == here} for name, label in PAGES]
    return render(
        request,
        template,
        {"pages": pages, "tables": tables, "opens": opens(request), "least": LEAST} | context,
    )


def _file(table: Table) -> HttpResponse:
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([safe_cell(column.label) for column in table.columns])
    writer.writerows([safe_cell(cell.text) for cell in row] for row in table.rows)
    return as_file(text.getvalue(), f"diensten-{table.key}-{clock.today().isoformat()}.csv")
