"""One handover whole: what was handed over, the joint talk, and every way to go on; and the dossier's tab."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from schakel.ground.access.types import Section
from schakel.ground.dossiers import actions, forms
from schakel.ground.dossiers.forms import ActForm
from schakel.ground.dossiers.models import Handover, HandoverTalk
from schakel.ground.dossiers.queries.arrangements import agreed_between
from schakel.ground.dossiers.queries.handovers import handover_visible, handovers_of, parts_of, talks_of
from schakel.ground.dossiers.queries.visible import is_visible
from schakel.ground.dossiers.views.frame import dossier_frame
from schakel.ground.dossiers.views.handovers import INBOX, STATES, days_under_way
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import StaleVersionError
from schakel.ground.organisations.queries.locations import locations_with
from schakel.web.acting import attempt, once
from schakel.web.pages import PROFESSIONALS, REGISTRARS, SchakelRequest, keep_reads, page

TAB = "dossiers:handovers"
Status, Waits, State = Handover.Status, Handover.Waits, HandoverTalk.State

Act = Callable[..., UUID]


@page(PROFESSIONALS)
@require_GET
def handovers(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """All handovers of a dossier, running and past."""
    frame = dossier_frame(request, dossier_id, tab=TAB, sections=Section.IDENTITY)
    rows = [_listed(handover) for handover in handovers_of(dossier_id)]
    context = frame.context | {"rows": rows, "may_send": request.actor.role in REGISTRARS}
    return render(request, "dossiers/handovers.html", context)


@page(PROFESSIONALS)
@require_http_methods(["GET", "POST"])
def handover(request: SchakelRequest, dossier_id: UUID, handover_id: UUID) -> HttpResponse:
    """One handover; a posted form names what is done with it."""
    found = handover_visible(dossier_id, handover_id)
    talk = next((t for t in talks_of(handover_id) if t.state != State.CANCELLED), None)
    offered = _offered(request, found, talk)
    deed = request.POST.get("deed", "")
    if request.method == "POST" and deed in offered:
        return _do(request, found, deed, offered, talk)
    if request.method == "POST":
        messages.warning(request, gettext("Dat kan niet meer. Kijk hoe de overdracht er nu voor staat."))
        return redirect("dossiers:handover_page", dossier_id, handover_id)
    return _page(request, found, offered)


def _do(
    request: SchakelRequest,
    found: Handover,
    deed: str,
    offered: dict[str, ActForm],
    talk: HandoverTalk | None,
) -> HttpResponse:
    form, act, done_words = offered[deed], _ACTS[deed], _done_words(deed)
    about: dict[str, Any] = {"actor": request.actor, "dossier_id": found.dossier_id}
    if deed in _ON_TALK and talk is not None:
        about["talk_id"] = talk.pk
    else:
        about["handover_id"] = found.pk
    try:
        done = attempt(form, lambda: act(form, **about, **once(form)))
    except StaleVersionError as error:
        form.add_error(None, str(error))
        return _page(request, found, offered, tried=deed, status=error.status)
    if not done.is_done:
        return _page(request, found, offered, tried=deed, status=done.status)
    messages.success(request, done_words)
    if not is_visible(found.dossier_id):
        return redirect(INBOX)
    return redirect("dossiers:handover_page", found.dossier_id, found.pk)


def _expected(form: ActForm) -> dict[str, Any]:
    return {"expected_version": form.cleaned_data["version"]}


def _one_word(act: Callable[..., UUID], name: str) -> Act:
    """An act that takes one text of the form."""
    return lambda form, **about: act(**about, **_expected(form), **{name: form.cleaned_data[name]})


def _plan(form: forms.TalkForm, **about: Any) -> UUID:
    return actions.plan_talk(**about, new=form.new_talk())


def _report(form: ActForm, **about: Any) -> UUID:
    asked = form.cleaned_data
    said = {"agreed": asked["agreed"], "client_was_there": asked["client_was_there"]}
    return actions.report_talk(**about, **_expected(form), **said)


_ACTS: dict[str, Act] = {
    "ask": _one_word(actions.ask_completion, "what"),
    "complete": lambda form, **about: actions.complete_handover(
        **about, **_expected(form), parts=form.parts()
    ),
    "withdraw": _one_word(actions.withdraw_handover, "because"),
    "settle": _one_word(actions.settle_return, "because"),
    "feedback": _one_word(actions.give_feedback, "words"),
    "plan": _plan,
    "report": _report,
    "confirm": lambda form, **about: actions.confirm_talk(**about, **_expected(form)),
    "cancel": _one_word(actions.cancel_talk, "because"),
}
_ON_TALK = frozenset({"report", "confirm", "cancel"})


def _done_words(deed: str) -> str:
    return {
        "ask": gettext("De vraag om aanvulling is gesteld."),
        "complete": gettext("De overdracht is aangevuld."),
        "withdraw": gettext("De overdracht is ingetrokken."),
        "settle": gettext("Vastgelegd: uw organisatie houdt de taak."),
        "feedback": gettext("De terugkoppeling is verstuurd."),
        "plan": gettext("Het gesprek is gepland."),
        "report": gettext("Het gesprek is vastgelegd. De ander bevestigt het nog."),
        "confirm": gettext("U heeft het gesprek bevestigd."),
        "cancel": gettext("Het gesprek is vervallen."),
    }[deed]


def _offered(request: SchakelRequest, found: Handover, talk: HandoverTalk | None) -> dict[str, ActForm]:
    """The forms that make sense now, for this side; filled with what was posted for the one that was sent."""
    is_sender = found.from_organisation_id == request.actor.organisation_id
    made = _for_sender(found) if is_sender else _for_receiver(found)
    if found.status in {Status.SENT, Status.TAKEN_UP}:
        made |= _for_talk(found, talk, is_sender)
    deed, offered = request.POST.get("deed", ""), {}
    for name, (kind, version, options) in made.items():
        data = request.POST if name == deed else None
        offered[name] = kind(data, initial={"version": version}, auto_id=f"{name}-%s", **options)
    return offered


Made = dict[str, tuple[type[Any], int, dict[str, Any]]]


def _for_sender(found: Handover) -> Made:
    made: Made = {}
    if found.is_open and found.waits_for == Waits.SENDER:
        agreed = agreed_between(found.from_organisation_id, found.to_organisation_id)
        made["complete"] = (forms.CompleteForm, found.version, {"agreed": agreed})
    if found.is_open:
        made["withdraw"] = (forms.WithdrawForm, found.version, {})
    if found.status == Status.RETURNED and found.settled_at is None:
        made["settle"] = (forms.SettleForm, found.version, {})
    return made


def _for_receiver(found: Handover) -> Made:
    made: Made = {}
    if found.is_open and found.waits_for == Waits.RECEIVER:
        made["ask"] = (forms.AskForm, found.version, {})
    if found.status == Status.TAKEN_UP:
        made["feedback"] = (forms.FeedbackForm, found.version, {})
    return made


def _for_talk(found: Handover, talk: HandoverTalk | None, is_sender: bool) -> Made:
    if talk is None:
        there = locations_with([found.from_organisation_id, found.to_organisation_id])
        return {"plan": (forms.TalkForm, found.version, {"locations": there})}
    if talk.state == State.PLANNED:
        made: Made = {"cancel": (forms.CancelTalkForm, talk.version, {})}
        if talk.planned_at <= clock.now():
            made["report"] = (forms.ReportTalkForm, talk.version, {})
        return made
    own = talk.confirmed_by_sender_id if is_sender else talk.confirmed_by_receiver_id
    return {} if own else {"confirm": (ActForm, talk.version, {})}


def _page(
    request: SchakelRequest,
    found: Handover,
    offered: dict[str, ActForm],
    *,
    tried: str = "",
    status: int = 200,
) -> HttpResponse:
    shown = Section.IDENTITY | Section.BENEFIT | Section.WORK_PROFILE | Section.PLAN | Section.CONTACTS
    frame = dossier_frame(request, found.dossier_id, tab=TAB, sections=shown)
    is_receiver = found.to_organisation_id == request.actor.organisation_id
    place = [found.dossier_id, found.pk]
    context = frame.context | {
        "handover": found,
        "state": STATES[found.status],
        "parts": parts_of(found.pk),
        "talks": talks_of(found.pk),
        "forms": offered,
        "tried": tried,
        "may_answer": is_receiver and found.is_open,
        "take_up": forms.TakeUpForm(initial={"version": found.version}),
        "address": reverse("dossiers:handover_page", args=place),
    }
    return keep_reads(render(request, "dossiers/handover_page.html", context, status=status))


def _listed(found: Handover) -> dict[str, Any]:
    return {
        "handover": found,
        "state": STATES[found.status],
        "url": reverse("dossiers:handover_page", args=[found.dossier_id, found.pk]),
        "by": found.answered_by.name if found.answered_by else "",
        "days": days_under_way(found),
    }
