"""The legislation test as a page: what the criteria of good legislation find in the law of today."""

from __future__ import annotations

from itertools import groupby
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from schakel.ground.access.permissions import not_found
from schakel.ground.kernel import clock
from schakel.ground.norms.access import JUDGES
from schakel.ground.norms.actions import judge_law
from schakel.ground.norms.engine.legislation import Style, styles
from schakel.ground.norms.engine.model import Register
from schakel.ground.norms.engine.showing import LAW_COLUMNS, law_finding_values, values_csv
from schakel.ground.norms.forms import JudgementForm
from schakel.ground.norms.models import LawState
from schakel.ground.norms.queries import Question, cell_questions, question, questions
from schakel.ground.norms.queries.criteria import asked_criteria
from schakel.ground.norms.registers import the_register
from schakel.web.acting import attempt
from schakel.web.pages import STAFF, SchakelRequest, page

MARKS = {LawState.OPEN: "unknown", LawState.CONFIRMED: "good", LawState.REJECTED: "info"}
JUDGED_COLUMNS = (*LAW_COLUMNS, "state", "reason", "lawyer", "judged_by", "judged_on")


@page(STAFF)
@require_GET
def law(request: SchakelRequest) -> HttpResponse:
    """The findings by criterion with how they stand, and the style of regulation per subject."""
    register, today = the_register(), clock.today()
    asked = {one.written.check: one for one in asked_criteria()}
    found, state = questions(today), request.GET.get("state", "")
    shown = [q for q in found if state not in LawState.values or q.state == state]
    complete, can_judge = cell_questions(today), request.actor.role in JUDGES
    groups: list[dict[str, Any]] = [
        {
            "criterion": asked[check].asked,
            "findings": [_shown(one, complete, can_judge=can_judge) for one in of_check],
        }
        for check, of_check in groupby(shown, key=lambda q: q.finding.check)
    ]
    groups.sort(key=lambda group: -asked[group["criterion"].check].weight)
    context = {
        "groups": groups,
        "styles": _styles(styles(register, today), register),
        "digest": register.digest,
        "count": len(found),
        "choices": _choices(found, state),
    }
    return render(request, "norms/law.html", context)


@page(STAFF)
@require_GET
def law_table(request: SchakelRequest) -> HttpResponse:
    """The findings and their judgements as CSV, for a spreadsheet or a lawyer's own list."""
    rows = map(_exported, questions(clock.today()))
    response = HttpResponse(values_csv(rows, JUDGED_COLUMNS), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="wetgevingstoets.csv"'
    return response


@page(JUDGES)
@require_http_methods(["GET", "POST"])
def judge(request: SchakelRequest, law_question_id: UUID) -> HttpResponse:
    """One question: what was judged of it, and a new judgement."""
    asked = question(law_question_id, clock.today())
    if asked is None:
        raise not_found()
    form = JudgementForm(request.POST or None, initial=_initial(asked))
    if request.method == "POST" and _judged(request, asked, form):
        messages.success(request, gettext("Het oordeel is bewaard."))
        return redirect("norms:law")
    context = _shown(asked, cell_questions(clock.today()), can_judge=False) | {"form": form, "asked": asked}
    return render(request, "norms/law_question.html", context, status=422 if form.errors else 200)


def _initial(asked: Question) -> dict[str, Any]:
    """A judgement in other words is not proposed again."""
    row = asked.judgement
    if row is None:
        return {"version": 0}
    return {"version": row.version} | (
        {} if asked.is_outdated else {"state": row.state, "reason": row.reason, "lawyer": row.lawyer}
    )


def _judged(request: SchakelRequest, asked: Question, form: JudgementForm) -> bool:
    def act() -> object:
        said = form.cleaned_data
        given = {name: said[name] for name in ("state", "reason", "lawyer", "submit_key")}
        return judge_law(
            actor=request.actor,
            organisation_id=request.actor.employer_id,
            question_id=asked.id,
            expected_version=said["version"] or 0,
            **given,
        )

    stale = gettext("Een collega heeft dit intussen beoordeeld. Open de vraag opnieuw.")
    return attempt(form, act, stale=stale).is_done


def _exported(asked: Question) -> dict[str, Any]:
    """A judgement of other words is left out: it is not about this text."""
    row = None if asked.is_outdated else asked.judgement
    return law_finding_values(asked.finding) | {
        "state": str(asked.state),
        "reason": row.reason if row else "",
        "lawyer": row.lawyer if row else "",
        "judged_by": row.judged_by if row else "",
        "judged_on": localdate(row.judged_at).isoformat() if row else "",
    }


def _choices(found: list[Question], state: str) -> list[dict[str, Any]]:
    choices: list[tuple[str, Any, int]] = [("", gettext("alle"), len(found))]
    choices += [(one.value, one.label, sum(q.state == one for q in found)) for one in LawState]
    is_known = state in LawState.values
    return [
        {"value": value, "label": label, "count": count, "is_on": value == (state if is_known else "")}
        for value, label, count in choices
    ]


def _shown(asked: Question, complete: dict[tuple[str, str], Question], *, can_judge: bool) -> dict[str, Any]:
    finding, register = asked.finding, the_register()
    known = register.subjects.get(finding.subject)
    cell = complete.get((finding.subject, finding.regime)) if finding.check == "empty" else None
    return {
        "subject": known.label if known else "",
        "text": finding.text,
        "norms": finding.norms,
        "mark": (MARKS[asked.state], asked.state.label),
        "judgement": asked.judgement,
        "is_outdated": asked.is_outdated,
        "is_gap": cell is not None and cell.state == LawState.CONFIRMED,
        "url": reverse("norms:law_question", args=[asked.id]) if can_judge else "",
        "cell_url": reverse("norms:law_question", args=[cell.id]) if can_judge and cell else "",
    }


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
