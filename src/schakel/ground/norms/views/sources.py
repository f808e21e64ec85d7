"""What the norms stand on: regulations with their dates, facts they use, and figures of the house."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from schakel.ground.access.types import Purpose
from schakel.ground.norms.engine.model import Fact, HouseNorm, Register, Regulation
from schakel.ground.norms.engine.wording import day_words
from schakel.ground.norms.presenting import figure_words
from schakel.ground.norms.registers import the_register
from schakel.web.pages import STAFF, SchakelRequest, page

UNKNOWN = "–"


@page(STAFF)
@require_GET
def sources(request: SchakelRequest) -> HttpResponse:
    """Three tables of the register."""
    register = the_register()
    tables = [_regulations(register), _house(register), _facts(register)]
    return render(request, "norms/sources.html", {"tables": [table for table in tables if table["rows"]]})


def _table(caption: str, heads: tuple[str, ...], rows: list[list[str]]) -> dict[str, Any]:
    cells = [[{"text": row[0], "header": True}, *({"text": text} for text in row[1:])] for row in rows]
    return {"caption": caption, "columns": [{"label": head} for head in heads], "rows": cells}


def _day(day: date | None) -> str:
    return UNKNOWN if day is None else day_words(day)


def _regulations(register: Register) -> dict[str, Any]:
    heads = (
        *(gettext("Regeling"), gettext("Volledige naam"), gettext("Heette eerder")),
        *(gettext("Vastgesteld"), gettext("In werking"), gettext("Data nagelezen")),
    )
    rows = sorted((_regulation(found) for found in register.regulations.values()), key=lambda row: row[0])
    return _table(gettext("Regelingen"), heads, rows)


def _regulation(found: Regulation) -> list[str]:
    before = ", ".join(name.short for name in found.was) or UNKNOWN
    is_read = gettext("ja") if found.are_dates_read else gettext("nee")
    return [found.short, found.name, before, _day(found.adopted), _day(found.in_force), is_read]


def _house(register: Register) -> dict[str, Any]:
    heads = (gettext("Huisnorm"), gettext("Waarde"), gettext("Vanaf"), gettext("Herkomst"), gettext("Uitleg"))
    rows = [_figure(found) for found in register.house]
    return _table(
        gettext("Huisnormen: van ons, geen wet; elke organisatie kan een eigen getal kiezen"), heads, rows
    )


def _figure(found: HouseNorm) -> list[str]:
    value = figure_words(found.value, found.unit)
    return [found.label, value, day_words(found.start), found.source, found.explanation]


def _facts(register: Register) -> dict[str, Any]:
    heads = (gettext("Gegeven"), gettext("Wie het weet"), gettext("Waarvoor"), gettext("Soort gegeven"))
    rows = sorted((_fact(found) for found in register.facts.values()), key=lambda row: row[0])
    return _table(gettext("Gegevens die een norm mag gebruiken"), heads, rows)


def _fact(found: Fact) -> list[str]:
    categories = {
        "ordinary": gettext("gewoon"),
        "special": gettext("gezondheid"),
        "criminal": gettext("strafrechtelijk"),
    }
    return [found.label, found.source, str(Purpose(found.purpose).label), categories[found.category]]
