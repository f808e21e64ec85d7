"""Signals: the list of mine, my team's and my organisation's; those of one dossier; and numbers."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from schakel.ground.access.types import Role, Section
from schakel.ground.dossiers.forms import ActForm
from schakel.ground.dossiers.queries.people import who
from schakel.ground.dossiers.queries.visible import sections_allowed
from schakel.ground.dossiers.views.frame import Frame, dossier_frame
from schakel.ground.journal.reading import log_read
from schakel.ground.kernel.errors import StaleVersionError
from schakel.ground.kernel.shares import LEAST
from schakel.ground.signals import actions
from schakel.ground.signals.forms import AssignForm, SnoozeForm, WakeForm
from schakel.ground.signals.kinds import Watch
from schakel.ground.signals.queries import ShownSignal, Wanted, Whose, counts, find_signals, signals_of
from schakel.web.acting import attempt, once
from schakel.web.pages import PROFESSIONALS, SchakelRequest, keep_reads, page

LIST, TAB = "signals:list", "signals:dossier"


@page(PROFESSIONALS)
@require_GET
def signal_list(request: SchakelRequest) -> HttpResponse:
    """Signals by whose they are and by list."""
    wanted = _wanted(request)
    found = find_signals(wanted)
    log_read(LIST, {s.row.dossier_id for s in found.rows}, Section.IDENTITY & sections_allowed())
    context = {
        "rows": [_listed(signal) for signal in found.rows],
        "whose": _filters(wanted, "whose", Whose.choices),
        "watches": _filters(wanted, "watch", [("", gettext("alle lijsten")), *Watch.choices]),
        "sleeping_url": _url(wanted, sleeping="" if wanted.with_sleeping else "1"),
        "with_sleeping": wanted.with_sleeping,
        "pager": _pager(wanted, found),
        "is_mine": wanted.whose == Whose.MINE,
    }
    return render(request, "signals/list.html", context)


@page(frozenset({Role.ADMINISTRATOR}))
@require_GET
def numbers(request: SchakelRequest) -> HttpResponse:
    """How many signals there are, without persons; a number under ten is not shown."""
    rows = [
        {"kind": one.kind, "waiting": _rounded(one.waiting), "sleeping": _rounded(one.sleeping)}
        for one in counts()
    ]
    return render(request, "signals/numbers.html", {"rows": rows, "small": LEAST})


@page(PROFESSIONALS)
@require_http_methods(["GET", "POST"])
def dossier_signals(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """The signals of one dossier with their grounds, and what can be done with each."""
    frame = dossier_frame(request, dossier_id, tab=TAB, sections=Section.IDENTITY)
    stand, gone = signals_of(dossier_id)
    tried: dict[str, ActForm] = {}
    status = 200
    if request.method == "POST":
        answer = _do(request, frame, stand)
        if not isinstance(answer, tuple):
            return answer
        tried, status = {answer[0]: answer[1]}, answer[2]
    context = frame.context | {
        "signals": [_whole(request, frame, signal, tried) for signal in stand],
        "gone": gone,
    }
    return keep_reads(render(request, "signals/dossier.html", context, status=status))


def _do(
    request: SchakelRequest, frame: Frame, stand: list[ShownSignal]
) -> HttpResponse | tuple[str, ActForm, int]:
    """Do what was posted; a refusal gives the form back by its name, with the status of the page."""
    deed, _sep, signal_id = request.POST.get("deed", "").partition(":")
    signal = next((s for s in stand if str(s.row.pk) == signal_id), None)
    forms = _forms(request, frame, signal, request.POST) if signal is not None else {}
    form = forms.get(deed)
    if form is None or signal is None:
        messages.info(request, gettext("Dit signaal is er niet meer: de oorzaak is weg."))
        return redirect(TAB, frame.dossier.pk)
    try:
        done = attempt(form, lambda: _act(request, deed, signal, form))
    except StaleVersionError as error:
        form.add_error(None, str(error))
        return f"{deed}:{signal_id}", form, error.status
    if not done.is_done:
        return f"{deed}:{signal_id}", form, done.status
    messages.success(request, _done_words(deed))
    return redirect(TAB, frame.dossier.pk)


def _act(request: SchakelRequest, deed: str, signal: ShownSignal, form: ActForm) -> UUID:
    asked = form.cleaned_data
    about: dict[str, Any] = {
        "actor": request.actor,
        "dossier_id": signal.row.dossier_id,
        "signal_id": signal.row.pk,
        "expected_version": asked["version"],
        **once(form),
    }
    if deed == "snooze":
        until, reason, words = asked["until"], asked["reason"], asked["words"]
        return actions.snooze_signal(**about, until=until, reason=reason, words=words)
    if deed == "assign":
        return actions.assign_signal(**about, reader_id=asked["reader_id"])
    return actions.wake_signal(**about)


def _done_words(deed: str) -> str:
    return {
        "snooze": gettext("Het signaal wacht."),
        "assign": gettext("Het signaal staat nu bij uw collega."),
        "wake": gettext("Het signaal wacht niet langer."),
    }[deed]


def _forms(
    request: SchakelRequest, frame: Frame, signal: ShownSignal, data: Any = None
) -> dict[str, ActForm]:
    """The forms that make sense for one signal."""
    options: dict[str, Any] = {"initial": {"version": signal.row.version}}
    made: dict[str, ActForm] = {}
    if signal.is_sleeping:
        made["wake"] = WakeForm(data, auto_id=f"wake-{signal.row.pk}-%s", **options)
    else:
        name = f"snooze-{signal.row.pk}-%s"
        made["snooze"] = SnoozeForm(data, auto_id=name, most_days=signal.kind.max_snooze_days, **options)
    people = _colleagues(request, frame)
    if people:
        made["assign"] = AssignForm(data, auto_id=f"assign-{signal.row.pk}-%s", people=people, **options)
    return made


def _colleagues(request: SchakelRequest, frame: Frame) -> list[tuple[int, str]]:
    own = request.actor.organisation_id
    rows = [p for p in frame.participations if p.organisation_id == own and p.professional_id is not None]
    return [(row.reader_id, who(row)) for row in rows]


def _whole(
    request: SchakelRequest, frame: Frame, signal: ShownSignal, tried: dict[str, ActForm]
) -> dict[str, Any]:
    forms = {
        deed: {
            "form": tried.get(f"{deed}:{signal.row.pk}", form),
            "is_open": f"{deed}:{signal.row.pk}" in tried,
        }
        for deed, form in _forms(request, frame, signal).items()
    }
    return _listed(signal) | {"forms": forms}


def _listed(signal: ShownSignal) -> dict[str, Any]:
    return {
        "signal": signal,
        "url": reverse(TAB, args=[signal.row.dossier_id]),
        "act_url": reverse(signal.kind.url_name, args=[signal.row.dossier_id]),
    }


def _wanted(request: SchakelRequest) -> Wanted:
    """The question in the address; a part that makes no sense counts as not asked."""
    asked = request.GET
    whose = asked.get("whose", "")
    watch = asked.get("watch", "")
    return Wanted(
        whose if whose in Whose.values else Whose.MINE.value,
        watch if watch in Watch.values else "",
        asked.get("sleeping") == "1",
        _place(asked.get("after", "")),
    )


def _place(words: str) -> UUID | None:
    try:
        return UUID(words)
    except ValueError:
        return None


def _filters(wanted: Wanted, name: str, choices: Any) -> list[dict[str, Any]]:
    now = getattr(wanted, name)
    return [
        {"label": label, "url": _url(wanted, **{name: value}), "is_current": value == now}
        for value, label in choices
    ]


def _url(wanted: Wanted, **changes: str) -> str:
    sleeping = "1" if wanted.with_sleeping else ""
    values = {"whose": wanted.whose, "watch": wanted.watch, "sleeping": sleeping} | changes
    return f"{reverse(LIST)}?{urlencode({name: value for name, value in values.items() if value})}"


def _pager(wanted: Wanted, found: Any) -> dict[str, str]:
    pager = {}
    if found.has_more:
        pager["next_url"] = _url(wanted, after=str(found.rows[-1].row.pk))
    if wanted.after is not None:
        pager["previous_url"] = _url(wanted)
    return pager


def _rounded(count: int) -> str:
    return str(count) if count >= LEAST or count == 0 else gettext("minder dan %(small)d") % {"small": LEAST}
