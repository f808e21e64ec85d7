"""The pages of improvement wishes: the list, a new one, joining in, the answer, and the export."""

from __future__ import annotations

import csv
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schakel.ground.access.types import EVERYONE, Role
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import ConflictError, InvalidError, StaleVersionError
from schakel.ground.organisations.actions import answer_wish, report_wish, support_wish
from schakel.ground.organisations.forms.wishes import AnswerForm, WishForm
from schakel.ground.organisations.models import Wish
from schakel.ground.organisations.queries.wishes import every_wish, own_wish, wishes
from schakel.web.helping import page_title
from schakel.web.pages import SchakelRequest, page

AT_WORK = EVERYONE - {Role.CLIENT}
LIST = "organisations:wishes"
PAGE_SIZE = 25
EXPORT_SIZE = 10_000


@page(AT_WORK)
@require_GET
def wish_list(request: SchakelRequest) -> HttpResponse:
    """The wishes of the whole chain: open or answered, newest or most shared first."""
    is_open, is_most = request.GET.get("state") != "closed", request.GET.get("order") == "most"
    before = _place(request.GET.get("before", ""))
    found = wishes(is_open=is_open, limit=PAGE_SIZE + 1, is_most_shared=is_most, before=before)
    rows = [{"wish": w, "page": page_title(w.page), "may_answer": _may_answer(request, w)} for w in found]
    context = {
        "rows": rows[:PAGE_SIZE],
        "is_most": is_most,
        "filters": _filters(is_open=is_open, is_most=is_most),
        "pager": {} if is_most else _pager(found, is_open, before is not None),
    }
    return render(request, "organisations/wishes.html", context)


@page(AT_WORK)
@require_http_methods(["GET", "POST"])
def new_wish(request: SchakelRequest) -> HttpResponse:
    """Tell where one works around the page one comes from."""
    form = WishForm(request.POST or None, initial={"page": request.GET.get("from", "")[:80]})
    if request.method == "POST" and form.is_valid():
        try:
            report_wish(
                actor=request.actor,
                organisation_id=request.actor.employer_id,
                new=form.new_wish(),
                submit_key=form.cleaned_data["submit_key"],  # type: ignore[call-arg]
            )
        except InvalidError as error:
            form.refuse(error)
        else:
            messages.success(request, gettext("Uw melding is bewaard. Collega's kunnen zeggen: ik ook."))
            return redirect(LIST)
    context = {"form": form, "page_title": page_title(str(form["page"].value() or ""))}
    return render(request, "organisations/wish_new.html", context, status=422 if form.errors else 200)


@page(AT_WORK)
@require_POST
def support(request: SchakelRequest, wish_id: UUID) -> HttpResponse:
    """Say: me too."""
    try:
        support_wish(actor=request.actor, organisation_id=request.actor.employer_id, wish_id=wish_id)
        messages.success(request, gettext("U telt nu mee."))
    except ConflictError as error:
        messages.info(request, str(error))
    return redirect(LIST)


@page(frozenset({Role.ADMINISTRATOR}))
@require_http_methods(["GET", "POST"])
def answer(request: SchakelRequest, wish_id: UUID) -> HttpResponse:
    """Say what becomes of a wish of the own organisation."""
    wish = own_wish(wish_id)
    initial = {"status": wish.status, "answer": wish.answer, "version": wish.version}
    form = AnswerForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid() and _answered(request, wish, form):
        messages.success(request, gettext("Uw antwoord staat bij de wens."))
        return redirect(LIST)
    context = {"wish": wish, "page_title": page_title(wish.page), "form": form}
    return render(request, "organisations/wish_answer.html", context, status=422 if form.errors else 200)


@page(AT_WORK)
@require_GET
def export(request: SchakelRequest) -> HttpResponse:
    """All wishes as a CSV file; it holds no names and nothing of clients."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="verbeterwensen.csv"'
    writer = csv.writer(response, delimiter=";")
    writer.writerow(_headings())
    for wish in every_wish(EXPORT_SIZE):
        writer.writerow([_harmless(value) for value in _cells(wish)])
    return response


def _answered(request: SchakelRequest, wish: Wish, form: AnswerForm) -> bool:
    said = form.cleaned_data
    try:
        answer_wish(
            actor=request.actor,
            organisation_id=request.actor.employer_id,
            wish_id=wish.pk,
            status=said["status"],
            answer=said["answer"],
            expected_version=said["version"] or 0,
            submit_key=said["submit_key"],  # type: ignore[call-arg]
        )
    except InvalidError as error:
        form.refuse(error)
    except StaleVersionError as error:
        form.data = {**form.data.dict(), "version": str(error.current.version)}  # type: ignore[attr-defined]
        form.add_error(None, str(error))
    return not form.errors


def _headings() -> list[str]:
    return [
        gettext("dag"),
        gettext("organisatie"),
        gettext("pagina"),
        gettext("omweg"),
        gettext("wens"),
        gettext("minuten per week"),
        gettext("mensen"),
        gettext("staat"),
        gettext("antwoord"),
    ]


def _cells(wish: Wish) -> list[str]:
    people = str(getattr(wish, "people", 1))
    day = wish.made_at.astimezone(clock.AMSTERDAM).date().isoformat()
    words = [day, wish.organisation.name, page_title(wish.page), wish.workaround, wish.wish]
    return [*words, str(wish.minutes_per_week), people, str(wish.get_status_display()), wish.answer]


def _harmless(text: str) -> str:
    """A spreadsheet takes a cell that begins like this for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _may_answer(request: SchakelRequest, wish: Wish) -> bool:
    is_own = wish.organisation_id == request.actor.organisation_id
    return is_own and request.actor.role == Role.ADMINISTRATOR


def _filters(*, is_open: bool, is_most: bool) -> list[dict[str, Any]]:
    def url(**asked: str) -> str:
        return f"{reverse(LIST)}?{urlencode(asked)}" if asked else reverse(LIST)

    return [
        {"label": gettext("Nieuwste"), "url": url(), "is_current": is_open and not is_most},
        {"label": gettext("Vaakst genoemd"), "url": url(order="most"), "is_current": is_open and is_most},
        {"label": gettext("Afgehandeld"), "url": url(state="closed"), "is_current": not is_open},
    ]


def _pager(found: list[Wish], is_open: bool, is_later: bool) -> dict[str, str]:
    asked = {} if is_open else {"state": "closed"}
    first = f"{reverse(LIST)}?{urlencode(asked)}"
    pager = {"previous_url": first} if is_later else {}
    if len(found) > PAGE_SIZE:
        last = found[PAGE_SIZE - 1]
        place = {"before": f"{last.made_at.isoformat()}~{last.id}"}
        pager["next_url"] = f"{reverse(LIST)}?{urlencode(asked | place)}"
    return pager


def _place(text: str) -> tuple[datetime, UUID] | None:
    """A place in the list as the address names it; anything else is the top of the list."""
    moment, _mark, last = text.partition("~")
    try:
        at = datetime.fromisoformat(moment.replace(" ", "+"))
        return (at, UUID(last)) if at.tzinfo is not None else None
    except ValueError:
        return None
