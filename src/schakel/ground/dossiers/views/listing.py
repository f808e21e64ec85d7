"""The list of clients, and looking up a BSN without ever putting it in an address."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from schakel.ground.access.types import DELIVERERS, GUIDES, Purpose, Section
from schakel.ground.dossiers.forms import BsnForm, ListForm
from schakel.ground.dossiers.forms.lists import FILTERS, KEPT
from schakel.ground.dossiers.models import SavedView
from schakel.ground.dossiers.panels import row_marks
from schakel.ground.dossiers.queries.known import known_by_bsn
from schakel.ground.dossiers.queries.listing import DossierRow, Found, Sort, Wanted, Who, find_dossiers
from schakel.ground.dossiers.queries.saved_views import colleagues, views_of_actor
from schakel.ground.dossiers.queries.visible import sections_allowed
from schakel.ground.journal.reading import log_read
from schakel.web.pages import PROFESSIONALS, REGISTRARS, SchakelRequest, keep_reads, page

LIST = "dossiers:list"
REMEMBERED = "dossiers_list"
"""Session key: the filters of the last list, so that coming back shows the same."""

_BSN = re.compile(r"^[\d\s.\-]*$")


@page(PROFESSIONALS)
@require_GET
def client_list(request: SchakelRequest) -> HttpResponse:
    """My clients, my team's queue, or all I may see; narrowed, in an order, or searched."""
    if looks_like_bsn(request.GET.get("q", "")):
        return _without_bsn(request)
    views = views_of_actor()
    form = ListForm(asked_of(request, views), colleagues=colleagues(), sections=sections_allowed())
    wanted = form.wanted()
    found = find_dossiers(wanted)
    log_read(LIST, [row.id for row in found.rows], sections_listed())
    _remember(request, form)
    return render(request, "dossiers/list.html", _context(request, form, wanted, found, views))


@page(REGISTRARS, Purpose.INTAKE)
@require_POST
def by_bsn(request: SchakelRequest) -> HttpResponse:
    """Whether the chain knows a BSN: open the dossier, say whom to ask, or offer to open one."""
    form = BsnForm(request.POST)
    if not form.is_valid():
        return keep_reads(render(request, "dossiers/bsn.html", {"form": form}, status=422))
    bsn = form.cleaned_data["bsn"]
    known = known_by_bsn(actor=request.actor, bsn=bsn, page="dossiers:bsn")
    if known is not None and known.is_visible:
        return redirect("dossiers:dossier", known.dossier_id)
    context = {
        "form": BsnForm(auto_id="bsn-%s"),
        "is_answer": True,
        "bsn": bsn,
        "known": known,
    }
    return render(request, "dossiers/bsn.html", context)


def looks_like_bsn(text: str) -> bool:
    """Whether somebody typed nine digits, with or without spaces and dots."""
    return bool(_BSN.match(text)) and sum(c.isdigit() for c in text) == 9


def asked_of(request: SchakelRequest, views: list[SavedView]) -> QueryDict:
    """What the address asks; an address that asks nothing means the last list, or the default view."""
    if any(name in request.GET for name in ("q", "after", "before", *KEPT)):
        return request.GET
    default = next((v.query for v in views if v.is_default and v.owner_id == request.actor.reader_id), "")
    remembered = request.session.get(REMEMBERED, {})
    own = remembered.get("query", "") if remembered.get("reader") == request.actor.reader_id else ""
    return QueryDict(own or default)


def sections_listed() -> Section:
    """What a row of the list shows of a dossier, for the read log."""
    shown = Section.IDENTITY | Section.BENEFIT | Section.CONTACTS | Section.PLAN
    return shown & sections_allowed()


def _remember(request: SchakelRequest, form: ListForm) -> None:
    """With the seat, so that the filters of one role never narrow the list of another."""
    remembered = {"reader": request.actor.reader_id, "query": form.kept()}
    if not form.cleaned_data.get("q") and request.session.get(REMEMBERED) != remembered:
        request.session[REMEMBERED] = remembered


def _without_bsn(request: SchakelRequest) -> HttpResponse:
    if request.actor.role in REGISTRARS:
        words = gettext(
            "Een BSN hoort niet in het adres van een pagina. Vul het in bij ‘Zoek op BSN’ en zoek opnieuw."
        )
    else:
        words = gettext("U kunt niet op BSN zoeken. Zoek op naam of op dossiernummer.")
    messages.warning(request, words)
    return redirect(LIST)


def _context(
    request: SchakelRequest, form: ListForm, wanted: Wanted, found: Found, views: list[SavedView]
) -> dict[str, Any]:
    may_register, allowed, query = request.actor.role in REGISTRARS, sections_allowed(), form.kept()
    marks = row_marks([row.id for row in found.rows])
    return {
        "form": form,
        "narrow_fields": [form[name] for name in ("sort", *FILTERS) if name in form.fields],
        "narrowing": form.narrowing,
        "bsn_form": BsnForm(auto_id="bsn-%s") if may_register else None,
        "may_register": may_register,
        "may_pass": request.actor.role in GUIDES and not wanted.words,
        "may_export": may_register and not wanted.words,
        "words": wanted.words,
        "rows": [
            _shown(row, wanted.words, request.actor.reader_id, marks.get(row.id, [])) for row in found.rows
        ],
        "shows_benefit": bool(allowed & Section.BENEFIT),
        "shows_contact": bool(allowed & Section.CONTACTS),
        "shows_agreement": bool(allowed & Section.PLAN),
        "filters": _filters(wanted, query, stands_in=bool(request.actor.covered)),
        "views": [_view(view, query) for view in views],
        "query": query,
        "order": gettext("Beste overeenkomst eerst") if wanted.words else _order(wanted.sort),
        "is_cut": found.has_more and bool(wanted.words),
        "pager": _pager(query, wanted, found),
        "empty": _empty(form, wanted, request.actor.role),
    }


def _order(sort: str) -> str:
    return gettext("Op %(order)s") % {"order": Sort(sort).label}


def _shown(row: DossierRow, words: str, own_reader: int, marks: list[str]) -> dict[str, Any]:
    return {
        "row": row,
        "marks": marks,
        "url": reverse("dossiers:dossier", args=[row.id]),
        "why": _why(row.why, words),
        "regimes": " + ".join(row.regimes),
        "is_own": row.holder is not None and row.holder.reader_id == own_reader,
    }


def _why(why: str, words: str) -> str:
    return {
        "number": gettext("dossiernummer"),
        "client_number": gettext("cliëntnummer"),
        "phone": gettext("telefoonnummer"),
        "address": gettext("adres"),
        "birth": gettext("geboortedatum"),
        "name": gettext("naam"),
        "begins": gettext("begin van de naam"),
        "sounds": gettext("lijkt op ‘%(words)s’") % {"words": words},
    }.get(why, "")


def _filters(wanted: Wanted, query: str, *, stands_in: bool) -> list[dict[str, Any]]:
    """The ways to look, each an address that can be kept; standing in is offered to who does so today."""
    words = {"q": wanted.words} if wanted.words else {}
    return [
        {
            "label": who.label,
            "url": list_url(query, who=who.value, **words),
            "is_current": wanted.who == who.value,
        }
        for who in Who
        if stands_in or who != Who.COVERED or wanted.who == who
    ]


def _view(view: SavedView, query: str) -> dict[str, Any]:
    url = f"{reverse(LIST)}?{view.query or 'who=mine'}"
    shared = view.team.name if view.team is not None else ""
    return {"label": view.name, "url": url, "shared": shared, "is_current": view.query == query}


def list_url(query: str, **changes: str) -> str:
    """The address of the list with these filters and changes."""
    values = QueryDict(query).dict() | changes
    return f"{reverse(LIST)}?{urlencode(values)}"


def _pager(query: str, wanted: Wanted, found: Found) -> dict[str, str]:
    """On from the last row and back from the first: keyset pages have no numbers."""
    pager: dict[str, str] = {}
    if wanted.words or not found.rows:
        return pager
    if found.has_more:
        pager["next_url"] = list_url(query, after=str(found.rows[-1].id))
    if found.has_before:
        pager["previous_url"] = list_url(query, before=str(found.rows[0].id))
    return pager


def _empty(form: ListForm, wanted: Wanted, role: str) -> dict[str, str]:
    if wanted.words:
        return {
            "title": gettext("Niemand gevonden"),
            "next": gettext(
                "U ziet alleen wie u mag zien. Kijk de spelling na, of zoek bij ‘alle die ik mag zien’."
            ),
        }
    if form.narrowing:
        return {
            "title": gettext("Niemand past bij deze filters"),
            "next": gettext("Haal een filter weg, of wis ze allemaal."),
        }
    if wanted.who == Who.QUEUE:
        return {
            "title": gettext("Niemand wacht op uw team"),
            "next": gettext("Wie in de wachtrij komt, staat hier."),
        }
    if wanted.who == Who.COVERED:
        return {
            "title": gettext("U neemt vandaag voor niemand waar"),
            "next": gettext(
                "Neemt u waar voor een collega, dan staan hier die dagen de cliënten van die collega."
            ),
        }
    words = {"title": gettext("U heeft hier nog geen cliënten")}
    if role in DELIVERERS:
        words["next"] = gettext("Wie u een opdracht geeft, laat u meedoen in het dossier.")
    else:
        words["next"] = gettext("Kijk in de wachtrij van uw team, of schrijf een nieuwe cliënt in.")
    return words
