"""Home visits: of one client, each with the step that is next, and those of the own organisation to do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from schakel.ground.access.types import Purpose, Section
from schakel.ground.dossiers.views.header import dossier_header
from schakel.ground.journal.reading import log_read
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.organisations.queries import names_of_readers
from schakel.jobseekers.intake import access, actions
from schakel.jobseekers.intake.forms.home_visits import (
    AskVisitForm,
    DecideVisitForm,
    EvaluateVisitForm,
    ReportVisitForm,
    TellVisitForm,
    WithdrawVisitForm,
)
from schakel.jobseekers.intake.models import HomeVisit
from schakel.jobseekers.intake.queries import open_intake_of
from schakel.jobseekers.intake.queries.home_visits import visits_of, visits_to_do
from schakel.jobseekers.intake.views.holding import READERS, TAB
from schakel.web.acting import attempt, once
from schakel.web.pages import PROFESSIONALS, SchakelRequest, keep_reads, page

HOME = "intake:visits"
SEEN = Section.IDENTITY | Section.BENEFIT
PAGE_SIZE = 30
State = HomeVisit.State
Forms = dict[tuple[str, UUID | None], Form]


@page(READERS & PROFESSIONALS)
@require_GET
def visits(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """The home visits of a client, and the way to ask for one while an intake runs."""
    return _page(request, dossier_id, {})


@page(access.INTAKERS, Purpose.INTAKE)
@require_POST
def ask(request: SchakelRequest, dossier_id: UUID, intake_id: UUID) -> HttpResponse:
    """Ask for a home visit."""
    form = AskVisitForm(request.POST, auto_id="id_ask_%s")

    def act() -> UUID:
        on: dict[str, Any] = {"actor": request.actor, "dossier_id": dossier_id, "intake_id": intake_id}
        return actions.ask_home_visit(**on, new=form.new(), **once(form))

    done = gettext("Het huisbezoek is gevraagd. Een collega beslist.")
    return _act_on(request, dossier_id, ("ask", None), form, act, done)


@page(access.INTAKERS, Purpose.INTAKE)
@require_POST
def decide(request: SchakelRequest, dossier_id: UUID, visit_id: UUID) -> HttpResponse:
    """Decide on it."""
    form = DecideVisitForm(request.POST, auto_id=_ids(visit_id, "decide"))

    def act() -> UUID:
        said = {
            "is_granted": form.cleaned_data["is_granted"] == "yes",
            "because": form.cleaned_data["because"],
        }
        return actions.decide_home_visit(**_arguments(request, dossier_id, visit_id, form), **said)

    done = gettext("Uw besluit staat bij de keuzes.")
    return _act_on(request, dossier_id, ("decide", visit_id), form, act, done)


@page(access.INTAKERS, Purpose.INTAKE)
@require_POST
def tell(request: SchakelRequest, dossier_id: UUID, visit_id: UUID) -> HttpResponse:
    """Note that the client was told."""
    form = TellVisitForm(request.POST, auto_id=_ids(visit_id, "tell"))

    def act() -> UUID:
        return actions.tell_client(**_arguments(request, dossier_id, visit_id, form), told=form.told())

    done = gettext("Vastgelegd. De cliënt ziet het bezoek ook bij Mijn intake.")
    return _act_on(request, dossier_id, ("tell", visit_id), form, act, done)


@page(access.INTAKERS, Purpose.INTAKE)
@require_POST
def report(request: SchakelRequest, dossier_id: UUID, visit_id: UUID) -> HttpResponse:
    """Write down how it went."""
    form = ReportVisitForm(request.POST, auto_id=_ids(visit_id, "report"))

    def act() -> UUID:
        on = _arguments(request, dossier_id, visit_id, form)
        return actions.report_home_visit(**on, report=form.told())

    done = gettext("Het verslag is vastgelegd. Een collega kijkt terug.")
    return _act_on(request, dossier_id, ("report", visit_id), form, act, done)


@page(access.INTAKERS, Purpose.INTAKE)
@require_POST
def evaluate(request: SchakelRequest, dossier_id: UUID, visit_id: UUID) -> HttpResponse:
    """Look back on it."""
    form = EvaluateVisitForm(request.POST, auto_id=_ids(visit_id, "evaluate"))

    def act() -> UUID:
        said = {
            "was_needed": form.cleaned_data["was_needed"] == "yes",
            "learned": form.cleaned_data["learned"],
        }
        return actions.evaluate_home_visit(**_arguments(request, dossier_id, visit_id, form), **said)

    return _act_on(request, dossier_id, ("evaluate", visit_id), form, act, gettext("Er is teruggekeken."))


@page(access.INTAKERS, Purpose.INTAKE)
@require_POST
def withdraw(request: SchakelRequest, dossier_id: UUID, visit_id: UUID) -> HttpResponse:
    """Let it go no further."""
    form = WithdrawVisitForm(request.POST, auto_id=_ids(visit_id, "withdraw"))

    def act() -> UUID:
        on = _arguments(request, dossier_id, visit_id, form)
        return actions.withdraw_home_visit(**on, because=form.cleaned_data["because"])

    done = gettext("Het huisbezoek is ingetrokken.")
    return _act_on(request, dossier_id, ("withdraw", visit_id), form, act, done)


@page(access.INTAKERS, Purpose.INTAKE)
@require_GET
def to_do(request: SchakelRequest) -> HttpResponse:
    """Home visits of the own organisation on which somebody has something to do, the oldest first."""
    after = place_in(request.GET.get("after", ""))
    found = visits_to_do(request.actor, limit=PAGE_SIZE + 1, after=after)
    shown = found[:PAGE_SIZE]
    log_read("intake:visits_to_do", [row.dossier_id for row in shown], SEEN)
    address = reverse("intake:visits_to_do")
    pager = {"previous_url": address} if after else {}
    if len(found) > PAGE_SIZE:
        last = shown[-1]
        pager["next_url"] = f"{address}?{urlencode({'after': f'{last.asked_on.isoformat()}~{last.pk}'})}"
    rows = [(row, row.asked_by_id == request.actor.reader_id) for row in shown]
    return render(request, "intake/visits_to_do.html", {"rows": rows, "pager": pager})


def place_in(text: str) -> tuple[date, UUID] | None:
    """The day and id after which a page begins; what is no place begins at the top."""
    day, _sep, last = text.partition("~")
    try:
        return date.fromisoformat(day), UUID(last)
    except ValueError:
        return None


def _arguments(request: SchakelRequest, dossier_id: UUID, visit_id: UUID, form: Form) -> dict[str, Any]:
    on = {"actor": request.actor, "dossier_id": dossier_id, "visit_id": visit_id}
    return on | {"expected_version": form.cleaned_data["version"]} | once(form)


def _act_on(
    request: SchakelRequest,
    dossier_id: UUID,
    place: tuple[str, UUID | None],
    form: Form,
    act: Callable[[], UUID],
    done: str,
) -> HttpResponse:
    stale = gettext("Iemand anders deed intussen iets met dit huisbezoek. Kijk wat er nu staat.")
    tried = attempt(form, act, stale=stale)
    if not tried.is_done:
        return keep_reads(_page(request, dossier_id, {place: form}, status=tried.status))
    messages.success(request, done)
    return redirect(HOME, dossier_id)


def _page(request: SchakelRequest, dossier_id: UUID, tried: Forms, *, status: int = 200) -> HttpResponse:
    header = dossier_header(request, dossier_id, TAB)
    found, current = visits_of(dossier_id), open_intake_of(dossier_id)
    log_read(HOME, [dossier_id], SEEN)
    may_hold = request.actor.role in access.INTAKERS
    names = names_of_readers(_readers(found))
    rows = [_shown(request.actor, row, names, tried, may_hold=may_hold) for row in found]
    shown = {place for row in rows for place, _form in row["forms"]}
    shown |= {("ask", None)} if current is not None else set()
    asks = may_hold and current is not None and not any(row.is_running and not row.met for row in found)
    ask_form = tried.get(("ask", None)) or (AskVisitForm(auto_id="id_ask_%s") if asks else None)
    context = {
        "rows": rows,
        "current": current,
        "ask_form": ask_form if current is not None else None,
        "refused": [form for place, form in tried.items() if place not in shown],
    }
    return render(request, "intake/visits.html", header | context, status=status)


def _readers(found: list[HomeVisit]) -> set[int]:
    who = {reader for row in found for reader in (row.decided_by_id, row.reported_by_id, row.evaluated_by_id)}
    return {reader for reader in who if reader is not None} | {row.asked_by_id for row in found}


def _shown(
    actor: Actor, row: HomeVisit, names: dict[int, Any], tried: Forms, *, may_hold: bool
) -> dict[str, Any]:
    """One visit with who did what, and the forms of the steps that the actor may do now."""
    is_ours = may_hold and row.organisation_id == actor.employer_id
    steps = _steps(row, actor.reader_id) if is_ours else []
    return {
        "row": row,
        "asked_by": names.get(row.asked_by_id),
        "decided_by": names.get(row.decided_by_id or 0),
        "reported_by": names.get(row.reported_by_id or 0),
        "evaluated_by": names.get(row.evaluated_by_id or 0),
        "forms": [((deed, row.pk), tried.get((deed, row.pk)) or _new(deed, row)) for deed in steps],
        "waits_for_another": is_ours and _waits_for_another(row, actor.reader_id),
    }


_FORMS: dict[str, type[Form]] = {
    "decide": DecideVisitForm,
    "tell": TellVisitForm,
    "report": ReportVisitForm,
    "evaluate": EvaluateVisitForm,
    "withdraw": WithdrawVisitForm,
}
_NEXT: dict[str, list[str]] = {
    State.ASKED: ["decide", "withdraw"],
    State.GRANTED: ["tell", "withdraw"],
    State.TOLD: ["report", "withdraw"],
    State.DONE: ["evaluate"],
}


def _steps(row: HomeVisit, reader_id: int) -> list[str]:
    own = {"decide": row.asked_by_id, "evaluate": row.reported_by_id}
    return [deed for deed in _NEXT.get(row.state, []) if own.get(deed) != reader_id]


def _waits_for_another(row: HomeVisit, reader_id: int) -> bool:
    asked = row.state == State.ASKED and row.asked_by_id == reader_id
    return asked or (row.state == State.DONE and row.reported_by_id == reader_id)


def _new(deed: str, row: HomeVisit) -> Form:
    today = clock.today()
    start = {"version": row.version, "told_on": today, "visited_on": row.planned_on}
    return _FORMS[deed](initial=start, auto_id=_ids(row.pk, deed))


def _ids(visit_id: UUID, deed: str) -> str:
    return f"id_{deed}_{visit_id}_%s"
