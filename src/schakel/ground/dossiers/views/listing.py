"""The list of clients, and looking up a BSN without ever putting it in an address."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from schakel.ground.access.types import DELIVERERS, Purpose, Section
from schakel.ground.dossiers.forms import BsnForm, ListForm
from schakel.ground.dossiers.queries.known import known_by_bsn
from schakel.ground.dossiers.queries.listing import DossierRow, Found, Wanted, Who, find_dossiers
from schakel.ground.dossiers.queries.visible import sections_allowed
from schakel.ground.journal.reading import log_read
from schakel.web.pages import PROFESSIONALS, REGISTRARS, SchakelRequest, keep_reads, page

LIST = "dossiers:list"
_BSN = re.compile(r"^[\d\s.\-]*$")


@page(PROFESSIONALS)
@require_GET
def client_list(request: SchakelRequest) -> HttpResponse:
    """My clients, my team's queue, or all I may see; with search."""
    if looks_like_bsn(request.GET.get("q", "")):
        return _without_bsn(request)
    form = ListForm(request.GET)
    wanted = form.wanted()
    found = find_dossiers(wanted)
    log_read(LIST, [row.id for row in found.rows], _sections_listed())
    return render(request, "dossiers/list.html", _context(request, wanted, found))


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
    own = request.actor.organisation_id
    context = {
        "form": BsnForm(auto_id="bsn-%s"),
        "is_answer": True,
        "bsn": bsn,
        "known": known,
        "is_own_organisation": known is not None and any(o.pk == own for o in known.organisations),
    }
    return render(request, "dossiers/bsn.html", context)


def looks_like_bsn(text: str) -> bool:
    """Whether somebody typed nine digits, with or without spaces and dots."""
    return bool(_BSN.match(text)) and sum(c.isdigit() for c in text) == 9


def _without_bsn(request: SchakelRequest) -> HttpResponse:
    if request.actor.role in REGISTRARS:
        words = gettext(
            "Een BSN hoort niet in het adres van een pagina. Vul het in bij ‘Zoek op BSN’ en zoek opnieuw."
        )
    else:
        words = gettext("U kunt niet op BSN zoeken. Zoek op naam of op dossiernummer.")
    messages.warning(request, words)
    return redirect(LIST)


def _sections_listed() -> Section:
    return (Section.IDENTITY | Section.BENEFIT) & sections_allowed()


def _context(request: SchakelRequest, wanted: Wanted, found: Found) -> dict[str, Any]:
    may_register = request.actor.role in REGISTRARS
    form = ListForm(initial={"q": wanted.words, "status": wanted.status})
    return {
        "asked": [form["q"], form["status"]],
        "bsn_form": BsnForm(auto_id="bsn-%s") if may_register else None,
        "may_register": may_register,
        "words": wanted.words,
        "rows": [_shown(row, wanted.words, request.actor.reader_id) for row in found.rows],
        "shows_benefit": bool(sections_allowed() & Section.BENEFIT),
        "filters": _filters(wanted),
        "order": gettext("Beste overeenkomst eerst") if wanted.words else gettext("Op achternaam"),
        "is_cut": found.has_more and bool(wanted.words),
        "pager": _pager(wanted, found),
        "empty": _empty(wanted, request.actor.role),
    }


def _shown(row: DossierRow, words: str, own_reader: int) -> dict[str, Any]:
    return {
        "row": row,
        "url": reverse("dossiers:dossier", args=[row.id]),
        "why": _why(row.why, words),
        "regimes": " + ".join(row.regimes),
        "is_own": row.holder is not None and row.holder.reader_id == own_reader,
    }


def _why(why: str, words: str) -> str:
    return {
        "number": gettext("dossiernummer"),
        "client_number": gettext("cliëntnummer"),
        "begins": gettext("begin van de naam"),
        "contains": gettext("deel van de naam"),
        "sounds": gettext("lijkt op ‘%(words)s’") % {"words": words},
    }.get(why, "")


def _filters(wanted: Wanted) -> list[dict[str, Any]]:
    """The ways to look, each an address that can be kept."""
    return [
        {"label": who.label, "url": _url(wanted, who=who.value), "is_current": wanted.who == who.value}
        for who in Who
    ]


def _url(wanted: Wanted, **changes: str) -> str:
    values = {"q": wanted.words, "who": wanted.who, "status": wanted.status} | changes
    return f"{reverse(LIST)}?{urlencode({name: value for name, value in values.items() if value})}"


def _pager(wanted: Wanted, found: Found) -> dict[str, str]:
    """Forward from the last row, and back to the start: keyset pages have no numbers."""
    pager = {}
    if found.has_more and not wanted.words:
        pager["next_url"] = _url(wanted, after=str(found.rows[-1].id))
    if wanted.after is not None:
        pager["previous_url"] = _url(wanted)
    return pager


def _empty(wanted: Wanted, role: str) -> dict[str, str]:
    if wanted.words:
        return {
            "title": gettext("Niemand gevonden"),
            "next": gettext(
                "U ziet alleen wie u mag zien. Kijk de spelling na, of zoek bij ‘alle die ik mag zien’."
            ),
        }
    if wanted.who == Who.QUEUE:
        return {
            "title": gettext("Niemand wacht op uw team"),
            "next": gettext("Wie in de wachtrij komt, staat hier."),
        }
    words = {"title": gettext("U heeft hier nog geen cliënten")}
    if role in DELIVERERS:
        words["next"] = gettext("Wie u een opdracht geeft, laat u meedoen in het dossier.")
    else:
        words["next"] = gettext("Kijk in de wachtrij van uw team, of schrijf een nieuwe cliënt in.")
    return words
