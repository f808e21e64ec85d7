"""Who may do what: the access table as everyone may read it."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from schakel.ground.access.table import CellRow, cells
from schakel.ground.access.types import (
    SECTION_LABELS,
    Level,
    OrganisationKind,
    Purpose,
    Role,
    section_named,
)
from schakel.ground.kernel import clock
from schakel.web.pages import EVERYONE, SchakelRequest, page

ALL_ROLES = "all"


@page(EVERYONE)
@require_GET
def access_table(request: SchakelRequest) -> HttpResponse:
    """The cells valid today of one role or of all, by organisation, role and purpose.

    At first those of one's own role, at one's own kind of organisation.

    What the cells of a table share (ground, certainty, controller) stands below it once.
    """
    wanted = request.GET.get("role") or request.actor.role
    if wanted != ALL_ROLES and wanted not in Role.values:
        wanted = request.actor.role
    today = clock.today()
    found = [c for c in cells() if c.valid_from <= today and (c.valid_to is None or today < c.valid_to)]
    shown = [c for c in found if wanted in (ALL_ROLES, c.role)]
    if wanted == request.actor.role:
        shown = [c for c in shown if c.organisation_kind == request.actor.organisation_kind]
    context = {
        "groups": [_group(list(of_group)) for _key, of_group in groupby(sorted(shown, key=_order), key=_key)],
        "roles": _role_links(wanted),
        "is_client": request.actor.role == Role.CLIENT,
    }
    return render(request, "access/table.html", context)


def _key(cell: CellRow) -> tuple[int, int, int]:
    return (
        Role.values.index(cell.role),
        OrganisationKind.values.index(cell.organisation_kind),
        Purpose.values.index(cell.purpose),
    )


def _order(cell: CellRow) -> tuple[tuple[int, int, int], int]:
    return (_key(cell), cell.section_bit)


def _group(of_group: list[CellRow]) -> dict[str, Any]:
    first = of_group[0]
    kind = OrganisationKind(first.organisation_kind)
    words = [str(Role(first.role).label)]
    if kind != OrganisationKind.NONE:
        words.append(str(kind.label))
    heading = gettext("%(who)s, voor %(purpose)s") % {
        "who": ", ".join(words),
        "purpose": Purpose(first.purpose).label,
    }
    grounds = [_ground(cell) for cell in of_group]
    shared = grounds[0] if all(ground == grounds[0] for ground in grounds) else {}
    labels = [gettext("Deel van het dossier"), gettext("Mag"), *([] if shared else grounds[0])]
    return {
        "caption": heading[:1].upper() + heading[1:],
        "shared": shared,
        "columns": [{"label": label} for label in labels],
        "rows": [
            _row(cell, {} if shared else ground) for cell, ground in zip(of_group, grounds, strict=True)
        ],
    }


def _row(cell: CellRow, ground: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {"text": SECTION_LABELS[section_named(cell.section)], "header": True},
        {"text": Level(cell.level).label},
        *({"text": text} for text in ground.values()),
    ]


def _ground(cell: CellRow) -> dict[str, str]:
    """On which ground the cell rests, how sure that is, and who is responsible."""
    basis = (
        gettext("%(basis)s (alleen met toestemming van de cliënt)") % {"basis": cell.basis}
        if cell.is_voluntary
        else cell.basis
    )
    return {
        gettext("Grond"): basis,
        gettext("Zekerheid"): _certainty(cell.certainty),
        gettext("Verantwoordelijk"): cell.controller,
    }


def _certainty(certainty: str) -> str:
    if certainty == "ours":
        return gettext("eigen keuze van Schakel, nog niet getoetst door een jurist")
    if certainty == "unverified":
        return gettext("nog niet getoetst door een jurist")
    return gettext("getoetst door een jurist")


def _role_links(wanted: str) -> list[dict[str, Any]]:
    choices = [*Role.choices, (ALL_ROLES, gettext("alle rollen"))]
    base = reverse("access:table")
    return [
        {"label": label, "url": f"{base}?role={value}", "is_current": value == wanted}
        for value, label in choices
    ]
