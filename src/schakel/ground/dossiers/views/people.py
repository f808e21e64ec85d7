"""The tab with the people around a client: who takes part, and every way to change that."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from schakel.ground.access.types import Section
from schakel.ground.dossiers import actions
from schakel.ground.dossiers.forms import ActForm, AddForm, LeaveForm, PassRegieForm, RestForm, TakeRegieForm
from schakel.ground.dossiers.forms.passing import UndoForm
from schakel.ground.dossiers.models import Participation, Regie
from schakel.ground.dossiers.queries.passings import PassingShown, Way, last_passings, ways_back
from schakel.ground.dossiers.queries.people import colleagues_for_regie, participations_of, seats_found
from schakel.ground.dossiers.queries.visible import is_visible
from schakel.ground.dossiers.records import ends_with_the_guide
from schakel.ground.dossiers.views.deeds import carry_out
from schakel.ground.dossiers.views.frame import Frame, dossier_frame
from schakel.ground.dossiers.views.overview import people_shown
from schakel.ground.kernel import clock
from schakel.ground.kernel.dates import short_date
from schakel.ground.norms.house import REST_KEPT, figure_of
from schakel.web.acting import once
from schakel.web.pages import PROFESSIONALS, SchakelRequest, keep_reads, page

TAB = "dossiers:people"
Scope = Regie.Scope


@page(PROFESSIONALS)
@require_GET
def participants(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """Who takes part and who holds regie."""
    return _page(request, dossier_id)


@page(PROFESSIONALS)
@require_POST
def add(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """Ask a professional or a team to take part."""
    find = request.POST.get("find", "")
    form = AddForm(request.POST, seats=seats_found(find))

    def act() -> UUID:
        kind, _sep, seat_id = str(form.cleaned_data["seat"]).partition(":")
        return actions.add_participant(
            actor=request.actor,
            dossier_id=dossier_id,
            kind=form.cleaned_data["kind"],
            because=form.cleaned_data["because"],
            **once(form),
            membership_id=UUID(seat_id) if kind == "person" else None,
            team_id=UUID(seat_id) if kind == "team" else None,
        )

    return _do(request, dossier_id, "add", form, act, gettext("Toegevoegd aan het dossier."))


@page(PROFESSIONALS)
@require_POST
def leave(request: SchakelRequest, dossier_id: UUID, participation_id: UUID) -> HttpResponse:
    """End a participation of the own organisation."""
    form = LeaveForm(request.POST)

    def act() -> UUID:
        return actions.leave_dossier(
            actor=request.actor,
            dossier_id=dossier_id,
            participation_id=participation_id,
            because=form.cleaned_data["because"],
            expected_version=form.cleaned_data["version"],
            **once(form),
        )

    return _do(request, dossier_id, f"leave-{participation_id}", form, act, gettext("Deelname beëindigd."))


@page(PROFESSIONALS)
@require_POST
def take(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """Take the regie of the organisation or of the chain."""
    form = TakeRegieForm(request.POST, scopes=Scope.values)

    def act() -> UUID:
        return actions.take_regie(
            actor=request.actor,
            dossier_id=dossier_id,
            scope=form.cleaned_data["scope"],
            because=form.cleaned_data["because"],
            **once(form),
        )

    return _do(request, dossier_id, "take", form, act, gettext("U heeft nu de regie."))


@page(PROFESSIONALS)
@require_POST
def pass_on(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """Give the regie to somebody else."""
    people = colleagues_for_regie(participations_of(dossier_id), request.actor.organisation_id)
    form = PassRegieForm(request.POST, scopes=Scope.values, people=people)

    def act() -> UUID:
        return actions.pass_regie(
            actor=request.actor,
            dossier_id=dossier_id,
            scope=form.cleaned_data["scope"],
            membership_id=form.cleaned_data["membership_id"].pk,
            because=form.cleaned_data["because"],
            **once(form),
        )

    return _do(request, dossier_id, "pass", form, act, gettext("De regie is overgedragen."))


@page(PROFESSIONALS)
@require_POST
def undo(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """Put the regie back as it was before the organisation last passed it."""
    form = UndoForm(request.POST)

    def act() -> UUID:
        because = form.cleaned_data["because"]
        return actions.undo_passings(
            actor=request.actor, dossier_ids=[dossier_id], because=because, **once(form)
        )

    return _do(request, dossier_id, "undo", form, act, gettext("De overdracht is teruggedraaid."))


@page(PROFESSIONALS)
@require_POST
def rest(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """Let the dossier rest: nobody has a task any longer."""
    form = RestForm(request.POST)

    def act() -> UUID:
        return actions.rest_dossier(
            actor=request.actor,
            dossier_id=dossier_id,
            because=form.cleaned_data["because"],
            **once(form),
        )

    words = gettext("Het dossier is in rust. Het wordt bewaard tot en met %(day)s.")
    today = clock.today()
    term = figure_of(REST_KEPT, request.actor.employer_id, today)
    kept = {"day": short_date(term.ahead(today), today)}
    return _do(request, dossier_id, "rest", form, act, words % kept)


def _do(
    request: SchakelRequest, dossier_id: UUID, name: str, form: ActForm, act: Callable[[], UUID], done: str
) -> HttpResponse:
    def again(status: int) -> HttpResponse:
        return _page(request, dossier_id, {name: form}, status)

    answer = carry_out(request, form, act, done=done, back=(TAB, dossier_id), again=again)
    return answer if is_visible(dossier_id) else redirect("dossiers:list")


def _page(
    request: SchakelRequest, dossier_id: UUID, tried: dict[str, ActForm] | None = None, status: int = 200
) -> HttpResponse:
    tried = tried or {}
    frame = dossier_frame(request, dossier_id, tab=TAB, sections=Section.IDENTITY)
    find = request.POST.get("find") or request.GET.get("find", "")
    passing = _last_passing(frame)
    context = frame.context | {
        "passing": passing,
        "undo_form": tried.get("undo") or (UndoForm() if passing and passing.way == Way.OPEN else None),
        "people": [
            _row(request, frame, person, tried) for person in people_shown(frame, request.actor.reader_id)
        ],
        "find": find,
        "tried": next(iter(tried), ""),
        "forms": _forms(request, frame, find, tried)
        if frame.may_write
        else _successor(request, frame, tried),
    }
    return keep_reads(render(request, "dossiers/people.html", context, status=status))


def _last_passing(frame: Frame) -> PassingShown | None:
    """What the own organisation last passed, where somebody who may change it looks."""
    found = last_passings([frame.dossier.pk]) if frame.may_write else []
    return ways_back(found)[0] if found else None


def _row(
    request: SchakelRequest, frame: Frame, person: dict[str, Any], tried: dict[str, ActForm]
) -> dict[str, Any]:
    """A participant with the regie they hold, and how to let them leave when they are of our own."""
    row: Participation = person["row"]
    held = [r for r in frame.regies if r.reader_id == row.reader_id]
    person |= {"kind": row.get_kind_display(), "regies": [r.get_scope_display() for r in held]}
    if row.organisation_id == request.actor.organisation_id and (frame.may_write or person["is_own"]):
        form = LeaveForm(initial={"version": row.version}, auto_id=f"leave-{row.pk}-%s")
        person["leave_form"] = tried.get(f"leave-{row.pk}", form)
        person["is_leaving"] = f"leave-{row.pk}" in tried
        person["leave_help"] = _leave_help(row, held, is_own=person["is_own"])
    return person


def _leave_help(row: Participation, held: list[Regie], *, is_own: bool) -> str:
    """What stopping means, before anyone types a reason."""
    if held and all(r.scope == Scope.ORGANISATION for r in held) and ends_with_the_guide(row):
        return gettext("De taak van uw organisatie eindigt dan ook. U ziet dit dossier daarna niet meer.")
    if held:
        return gettext("Dit kan pas als iemand anders de regie heeft. Draag de regie eerst over.")
    return gettext("U ziet dit dossier daarna niet meer.") if is_own else ""


def _forms(request: SchakelRequest, frame: Frame, find: str, tried: dict[str, ActForm]) -> dict[str, ActForm]:
    """The forms that make sense now: what cannot be taken or passed is not offered."""
    taken = {row.reader_id for row in frame.participations}
    seats = [seat for seat in seats_found(find) if seat.reader_id not in taken]
    forms: dict[str, ActForm] = {"rest": RestForm()}
    tried = {name: form for name, form in tried.items() if name != "undo"}
    if seats:
        forms["add"] = AddForm(seats=seats, initial={"find": find})
    if scopes := _to_take(request, frame):
        forms["take"] = TakeRegieForm(scopes=scopes)
    if scopes := _to_pass(request, frame):
        colleagues = colleagues_for_regie(frame.participations, request.actor.organisation_id)
        forms["pass"] = PassRegieForm(scopes=scopes, people=colleagues)
    return forms | {name: form for name, form in tried.items() if not name.startswith("leave-")}


def _successor(request: SchakelRequest, frame: Frame, tried: dict[str, ActForm]) -> dict[str, ActForm]:
    """Who may change nothing else here may still give what they are responsible for to a colleague."""
    held = [r.scope for r in frame.regies if r.reader_id == request.actor.reader_id]
    if not held:
        return {}
    people = colleagues_for_regie([], request.actor.organisation_id)
    return {"pass": tried.get("pass") or PassRegieForm(scopes=held, people=people)}


def _to_take(request: SchakelRequest, frame: Frame) -> list[str]:
    own = request.actor.organisation_id
    tasks = {p.organisation_id for p in frame.participations if p.kind == Participation.Kind.INVOLVED}
    if own not in tasks:
        return []
    return [
        r.scope
        for r in frame.regies
        if r.reader_id != request.actor.reader_id and (r.scope == Scope.CHAIN or r.organisation_id == own)
    ]


def _to_pass(request: SchakelRequest, frame: Frame) -> list[str]:
    return [r.scope for r in frame.regies if r.organisation_id == request.actor.organisation_id]
