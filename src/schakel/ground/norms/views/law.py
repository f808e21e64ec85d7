"""The legislation test as a page: what the criteria of good legislation find in the law of today."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from schakel.ground.kernel import clock
from schakel.ground.norms.engine.legislation import LawFinding, Style, review, styles
from schakel.ground.norms.engine.model import Register
from schakel.ground.norms.engine.showing import findings_csv
from schakel.ground.norms.registers import the_criteria, the_register
from schakel.web.pages import STAFF, SchakelRequest, page


@page(STAFF)
@require_GET
def law(request: SchakelRequest) -> HttpResponse:
    """The findings by criterion, and the style of regulation per subject."""
    register, criteria, today = the_register(), the_criteria(), clock.today()
    findings = review(register, criteria, today)
    groups = [
        {"criterion": criteria.criteria[check], "findings": [_shown(f, register) for f in of_check]}
        for check, of_check in groupby(findings, key=lambda finding: finding.check)
    ]
    context = {
        "groups": groups,
        "styles": _styles(styles(register, today), register),
        "digest": register.digest,
        "count": len(findings),
    }
    return render(request, "norms/law.html", context)


@page(STAFF)
@require_GET
def law_table(request: SchakelRequest) -> HttpResponse:
    """The findings as CSV, for a spreadsheet or a lawyer's own list."""
    findings = review(the_register(), the_criteria(), clock.today())
    response = HttpResponse(findings_csv(findings), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="wetgevingstoets.csv"'
    return response


def _shown(finding: LawFinding, register: Register) -> dict[str, Any]:
    known = register.subjects.get(finding.subject)
    return {"subject": known.label if known else "", "text": finding.text, "norms": finding.norms}


def _styles(found: list[Style], register: Register) -> dict[str, Any]:
    names = {
        "commanding": gettext("gebiedend"),
        "permissive": gettext("ruimte latend"),
        "protective": gettext("rechten gevend"),
        "mixed": gettext("gemengd"),
    }
    heads = (
        *(gettext("Normen"), gettext("Plicht of verbod"), gettext("Bevoegdheid"), gettext("Aanspraak")),
        *(gettext("Met termijn"), gettext("Met ruimte"), gettext("Met gevolg")),
    )
    columns: list[dict[str, Any]] = [{"label": gettext("Onderwerp")}, {"label": gettext("Stijl")}]
    columns += [{"label": head, "numeric": True} for head in heads]
    rows = [
        [
            {"text": register.subjects[style.subject].label, "header": True},
            {"text": names[style.name]},
            *({"text": number, "numeric": True} for number in _numbers(style)),
        ]
        for style in found
    ]
    return {"caption": gettext("Stijl van regelen per onderwerp"), "columns": columns, "rows": rows}


def _numbers(style: Style) -> tuple[int, ...]:
    return (
        *(style.norms, style.binding, style.powers, style.claims),
        *(style.with_term, style.with_room, style.with_consequence),
    )
