"""The tie with one other organisation: what holds, what was proposed, and proposing or answering."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import SECTION_LABELS, Section
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import StaleVersionError
from schakel.ground.organisations.actions import answer_tie, propose_tie, withdraw_tie
from schakel.ground.organisations.forms.ties import CloseTieForm, TieForm
from schakel.ground.organisations.models import AgreedTie, Organisation
from schakel.ground.organisations.models.agreed_tie import EVERYTHING
from schakel.ground.organisations.queries import partner
from schakel.ground.organisations.queries.agreed_ties import ties_between
from schakel.ground.organisations.queries.chain_ties import chain_tie
from schakel.ground.organisations.views.acting import acted, own_organisation
from schakel.ground.organisations.views.partners import ADMINISTRATORS
from schakel.web.forms import ActForm
from schakel.web.pages import SchakelRequest, page

PAGE = "organisations:tie"
Status = AgreedTie.Status


@page(ADMINISTRATORS)
@require_http_methods(["GET", "POST"])
def tie(request: SchakelRequest, organisation_id: UUID) -> HttpResponse:
    """The tie with one other organisation, and the form for another one."""
    other = _other(request, organisation_id)
    form = TieForm(request.POST or None, initial=_initial(request, other))
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and acted(request, form, propose_tie, partner_id=other.pk, new=form.new_tie()):
        messages.success(request, gettext("Het voorstel ligt nu bij %(name)s.") % {"name": other.name})
        return redirect(PAGE, other.pk)
    return _page(request, other, {"propose": form})


@page(ADMINISTRATORS)
@require_POST
def answer(request: SchakelRequest, organisation_id: UUID, tie_id: UUID) -> HttpResponse:
    """Agree to what the other proposed, or refuse it with a reason."""
    other, is_accepted = _other(request, organisation_id), request.POST.get("answer") == "yes"
    form: ActForm = ActForm(request.POST) if is_accepted else CloseTieForm(request.POST, auto_id="refuse-%s")
    values: dict[str, Any] = {"tie_id": tie_id, "is_accepted": is_accepted}
    if not _do(request, form, answer_tie, values):
        return _page(request, other, {"agree" if is_accepted else "refuse": form})
    said = gettext("De band is afgesproken.") if is_accepted else gettext("Het voorstel is afgewezen.")
    messages.success(request, said)
    return redirect(PAGE, other.pk)


@page(ADMINISTRATORS)
@require_POST
def withdraw(request: SchakelRequest, organisation_id: UUID, tie_id: UUID) -> HttpResponse:
    """Take back what one's own organisation proposed."""
    other = _other(request, organisation_id)
    form = CloseTieForm(request.POST, auto_id="withdraw-%s")
    if not _do(request, form, withdraw_tie, {"tie_id": tie_id}):
        return _page(request, other, {"withdraw": form})
    messages.success(request, gettext("Het voorstel is ingetrokken."))
    return redirect(PAGE, other.pk)


def _do(request: SchakelRequest, form: ActForm, act: Any, values: dict[str, Any]) -> bool:
    if not form.is_valid():
        return False
    said = form.cleaned_data
    values |= {"reason": said["reason"]} if "reason" in said else {}
    try:
        return bool(acted(request, form, act, expected_version=said["version"], **values))
    except StaleVersionError as error:
        form.add_error(None, str(error))
        return False


def _other(request: SchakelRequest, organisation_id: UUID) -> Organisation:
    if organisation_id == own_organisation(request):
        raise not_found()
    return partner(organisation_id)


def _initial(request: SchakelRequest, other: Organisation) -> dict[str, Any]:
    """The derived kind, and everything: who takes nothing off, changes nothing."""
    derived = chain_tie(request.actor.organisation_kind, other.kind, clock.today())
    sections = [int(one) for one in Section if one != Section.IDENTITY]
    return {"mechanism": derived.mechanism.value, "sections": sections}


def _page(request: SchakelRequest, other: Organisation, forms: dict[str, ActForm]) -> HttpResponse:
    own, today = own_organisation(request), clock.today()
    rows = [shown_tie(row) for row in ties_between(own, other.pk)]
    open_one = next((row for row in rows if row["tie"].status == Status.PROPOSED), None)
    version = {"version": open_one["tie"].version} if open_one else {}
    context = {
        "other": other,
        "now": next((row for row in rows if _holds(row["tie"], today)), None),
        "derived": chain_tie(request.actor.organisation_kind, other.kind, today),
        "proposal": open_one,
        "is_ours": open_one is not None and open_one["tie"].proposer_id == own,
        "before": [row for row in rows if row is not open_one],
        "is_closed": other.valid_to is not None and other.valid_to <= today,
        "forms": {
            "propose": TieForm(initial=_initial(request, other)),
            "agree": ActForm(initial=version),
            "refuse": CloseTieForm(initial=version, auto_id="refuse-%s"),
            "withdraw": CloseTieForm(initial=version, auto_id="withdraw-%s"),
        }
        | forms,
        "tried": next((form for form in forms.values() if form.errors), None),
    }
    return render(request, "organisations/tie.html", context, status=422 if context["tried"] else 200)


def shown_tie(row: AgreedTie) -> dict[str, Any]:
    """A tie with the names of what it lets share and of what it holds back."""
    shared = [str(SECTION_LABELS[one]) for one in Section if one & row.sections]
    closed = [str(SECTION_LABELS[one]) for one in Section if one & ~row.sections & EVERYTHING]
    return {"tie": row, "shared": shared, "closed": closed}


def _holds(row: AgreedTie, today: Any) -> bool:
    return row.status == Status.AGREED and today in row.period
