"""How much time forms cost, without anybody: per form, month, role and task; and turning it on and off."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.template.defaultfilters import date as date_words
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from schakel.ground.access.types import Purpose, Role
from schakel.ground.kernel import clock
from schakel.ground.kernel.shares import LEAST, Estimate
from schakel.programme.quality.access import KEEP_FORM_CONSENT, READERS_OF_TIMES
from schakel.programme.quality.actions import agree_form_times, end_form_times
from schakel.programme.quality.binned import EDGES
from schakel.programme.quality.form_kinds import kind_words
from schakel.programme.quality.forms import AgreeForm
from schakel.programme.quality.models import FormTimeConsent
from schakel.programme.quality.queries.form_times import (
    Times,
    form_consent_on,
    forms_of_tasks,
    since,
    times_by_kind,
    times_by_month,
    times_by_role,
)
from schakel.web.councils import AgreementPage, agreement_page
from schakel.web.figures import few_words, share_words
from schakel.web.pages import SchakelRequest, page
from schakel.web.spreadsheets import as_file, safe_cell

HERE = "quality:form_times"
ENDS = ("", "_low", "_high")
HEADS = (
    "kind",
    "forms",
    "put_away",
    *(f"{name}_seconds{end}" for name in ("first_quartile", "median", "third_quartile") for end in ENDS),
    "total_seconds_low",
    "total_seconds_high",
)


@page(READERS_OF_TIMES, Purpose.STEERING)
@require_GET
def form_times(request: SchakelRequest) -> HttpResponse:
    """Every kind of form, those that cost most together first; or one of them by month and role."""
    organisation_id, today = request.actor.employer_id, clock.today()
    consent = form_consent_on(organisation_id, today)
    kinds = times_by_kind(organisation_id) if consent else []
    chosen = next((one for one in kinds if one.key == request.GET.get("form") and not one.is_hidden), None)
    context: dict[str, Any] = {
        "consent": consent,
        "since": since(),
        "longest": EDGES[-1] // 60,
        "may_keep": request.actor.role in KEEP_FORM_CONSENT.roles,
        "tables": _of_one(request, chosen) if chosen else _of_all(kinds),
        "chosen": kind_words(chosen.key) if chosen else "",
        "tasks": [_task(one) for one in forms_of_tasks(kinds)] if kinds and not chosen else [],
    }
    return render(request, "quality/form_times.html", context)


@page(READERS_OF_TIMES, Purpose.STEERING)
@require_GET
def as_csv(request: SchakelRequest) -> HttpResponse:
    """What the page shows of all forms, in seconds; left out stays left out."""
    organisation_id, text = request.actor.employer_id, StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADS)
    if form_consent_on(organisation_id, clock.today()):
        for one in times_by_kind(organisation_id):
            writer.writerow([safe_cell(value) for value in _line(one)])
    return as_file(text.getvalue(), f"formulieren-{clock.today().isoformat()}.csv")


@page(KEEP_FORM_CONSENT.roles, Purpose.ADMINISTRATION)
@require_http_methods(["GET", "POST"])
def consent(request: SchakelRequest) -> HttpResponse:
    """Turn the counting on with the works council's agreement, or off."""
    about = AgreementPage(
        "quality/form_times_consent.html", HERE, FormTimeConsent, agree_form_times, end_form_times, AgreeForm
    )
    return agreement_page(request, about)


def _of_all(kinds: list[Times]) -> list[dict[str, Any]]:
    rows = [_row(one, kind_words(one.key), _address(one)) for one in kinds]
    return [{"key": "kinds", "heading": gettext("Per formulier"), "head": gettext("Formulier"), "rows": rows}]


def _of_one(request: SchakelRequest, chosen: Times) -> list[dict[str, Any]]:
    on = (request.actor.employer_id, chosen.key)
    months = [_row(one, date_words(one.key, "F Y")) for one in times_by_month(*on)]
    roles = [_row(one, str(Role(one.key).label)) for one in times_by_role(*on)]
    return [
        {"key": "months", "heading": gettext("Per maand"), "head": gettext("Maand"), "rows": months},
        {"key": "roles", "heading": gettext("Per rol"), "head": gettext("Rol"), "rows": roles},
    ]


def _address(one: Times) -> str:
    return "" if one.is_hidden else f"{reverse(HERE)}?{urlencode({'form': one.key})}"


def _row(one: Times, name: str, url: str = "") -> dict[str, Any]:
    words = [_seconds(found) for found in one.quartiles] or [few_words()] * 3
    return {
        "name": name,
        "url": url,
        "times": one,
        "few": few_words() if one.is_hidden else "",
        "quartiles": words,
        "away": "" if one.is_hidden else share_words(one.away, one.forms),
        "total": _hours(one.total),
    }


def _seconds(found: Estimate) -> str:
    """A time with its interval: 45 s (30 tot 60)."""
    values = {name: round(getattr(found, name)) for name in ("value", "low", "high")}
    return gettext("%(value)d s (%(low)d tot %(high)d)") % values


def _hours(found: Estimate | None) -> str:
    if found is None:
        return "·"
    if found.high < 2 * 3600:
        ends = {"low": int(found.low // 60), "high": int(-(-found.high // 60))}
        return gettext("%(low)d tot %(high)d minuten") % ends
    ends = {"low": int(found.low // 3600), "high": int(-(-found.high // 3600))}
    return gettext("%(low)d tot %(high)d uur") % ends


def _task(found: Any) -> dict[str, Any]:
    is_told = found.each is not None and found.done >= LEAST
    return {"label": found.task.label, "done": found.done, "each": found.each if is_told else None,
            "forms": [kind_words(kind) for kind in found.task.kinds]}  # fmt: skip


def _line(one: Times) -> list[Any]:
    if one.is_hidden:
        return [kind_words(one.key), gettext("minder dan tien"), *([""] * (len(HEADS) - 2))]
    numbers = [end for found in one.quartiles for end in (found.value, found.low, found.high)]
    times: list[Any] = [round(number, 1) for number in numbers] or [""] * 9
    total: list[Any] = [round(one.total.low), round(one.total.high)] if one.total else ["", ""]
    return [kind_words(one.key), one.forms, one.away, *times, *total]
