"""The register as a file: every norm with its versions as JSON, or one line per norm as CSV."""

from __future__ import annotations

import csv
import json
from datetime import date
from io import StringIO

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from schakel.ground.kernel import clock
from schakel.ground.kernel.canonical import plain
from schakel.ground.norms.engine.model import Norm, Register
from schakel.ground.norms.engine.showing import norm_values
from schakel.ground.norms.engine.wording import (
    addressees_words,
    condition_words,
    deadline_words,
    sources_words,
)
from schakel.ground.norms.registers import the_register
from schakel.web.pages import STAFF, SchakelRequest, page

COLUMNS = (
    *("id", "subject", "regimes", "addressees", "mode", "text", "when", "deadline", "sources", "from", "to"),
    *("certainty", "plain"),
)


@page(STAFF)
@require_GET
def as_json(request: SchakelRequest) -> HttpResponse:
    """Every norm with its history, and the hash by which the register is known."""
    register, today = the_register(), clock.today()
    norms = [norm_values(norm, register, today, announced=True) for norm in register.norms.values()]
    body = plain({"register": register.digest, "on": today, "norms": norms})
    text = json.dumps(body, ensure_ascii=False, indent=1)
    return _file(text, "application/json", "normenregister.json")


@page(STAFF)
@require_GET
def as_csv(request: SchakelRequest) -> HttpResponse:
    """The norms that hold today, one per line."""
    register, today = the_register(), clock.today()
    text = StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(COLUMNS)
    for norm in register.norms.values():
        line = _line(norm, register, today)
        if line:
            lines.writerow(line)
    return _file(text.getvalue(), "text/csv; charset=utf-8", "normen.csv")


def _line(norm: Norm, register: Register, on: date) -> list[str]:
    """Empty for a norm that does not hold on the day."""
    version = norm.version_on(on)
    if version is None:
        return []
    return [
        *(norm.id, norm.subject, " ".join(version.regimes)),
        *(addressees_words(version.addressees, register), norm.mode, version.text),
        *(condition_words(version.when, register), deadline_words(version.deadline, register)),
        sources_words(version.sources, register, on),
        version.start.isoformat() if version.start else "",
        version.end.isoformat() if version.end else "",
        *(version.certainty, version.plain),
    ]


def _file(text: str, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
