"""One picture of a dossier on a tab and on paper: who does what now and next, and what is recorded."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from schakel.ground.access.types import SECTION_LABELS, Section
from schakel.ground.dossiers.models import Handover, Participation, Regie
from schakel.ground.dossiers.picture import Parties, Recorded, Standing, Step, counted, told_by_rooms
from schakel.ground.dossiers.queries.life_domains import open_life_domains_of
from schakel.ground.dossiers.queries.people import who
from schakel.ground.dossiers.queries.trajectories import running
from schakel.ground.dossiers.recorded import recorded_of
from schakel.ground.dossiers.views.frame import Frame, dossier_frame
from schakel.ground.journal.verbs import ChainTask
from schakel.ground.kernel import clock
from schakel.ground.kernel.dates import short_date
from schakel.web.pages import PROFESSIONALS, SchakelRequest, page

TAB = "dossiers:picture"
PRINTED = "dossiers:picture_print"
MARKS = {
    Standing.KNOWN: "good",
    Standing.DIFFERS: "soon",
    Standing.MISSING: "open",
    Standing.WITHHELD: "info",
}


@page(PROFESSIONALS)
@require_GET
def picture(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """Everybody around the client, with what each does, and what the dossier tells."""
    frame = dossier_frame(request, dossier_id, tab=TAB)
    return render(request, "dossiers/picture.html", frame.context | _picture(frame, request))


@page(PROFESSIONALS)
@require_GET
def on_paper(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """The same for paper, a look of its own kind; no address or phone number stands on it."""
    frame = dossier_frame(request, dossier_id, tab=PRINTED)
    return render(request, "dossiers/picture_print.html", frame.context | _picture(frame, request))


def _picture(frame: Frame, request: SchakelRequest) -> dict[str, Any]:
    told = told_by_rooms(frame.dossier.pk, frame.sections)
    recorded = recorded_of(frame.dossier, frame.regies, frame.sections, request.actor.role)
    recorded += [one for room in told for one in room.recorded]
    parties = Parties(frame.dossier.client.full_name)
    _take_part(parties, frame)
    _run(parties, frame)
    parties.wait([step for room in told for step in room.steps] + [_step(h) for h in frame.handovers])
    known, asked = counted(recorded)
    domains = open_life_domains_of(frame.dossier.pk) if frame.sections & Section.LIFE_DOMAINS else []
    return {
        "parties": parties.all(),
        "recorded": [_shown(one, frame) for one in sorted(recorded, key=_missing_first)],
        "known": known,
        "asked": asked,
        "domains": domains,
        "sees_domains": bool(frame.sections & Section.LIFE_DOMAINS),
        "closed_sections": [str(SECTION_LABELS[s]).lower() for s in Section if not s & frame.sections],
    }


def _take_part(parties: Parties, frame: Frame) -> None:
    for row in frame.participations:
        party = parties.of(row.organisation_id, row.organisation.name)
        party.people.append(
            {
                "name": who(row),
                "role": row.organisation.role_on(row.role, clock.today()),
                "does": _does(row),
                "leads": _leads(row, frame.regies),
                "is_queue": row.team_id is not None,
                "since": row.valid_from,
            }
        )


def _does(row: Participation) -> str:
    return str(ChainTask(row.task).label) if row.task else str(Participation.Kind(row.kind).label)


def _leads(row: Participation, regies: list[Regie]) -> str:
    scopes = {regie.scope for regie in regies if regie.reader_id == row.reader_id}
    if Regie.Scope.CHAIN in scopes:
        return gettext("regie van de keten")
    return gettext("regie van de organisatie") if Regie.Scope.ORGANISATION in scopes else ""


def _run(parties: Parties, frame: Frame) -> None:
    """What runs at a party: trajectories at their provider, handovers at who sent them."""
    today = clock.today()
    for row in running(frame.dossier.pk) if frame.sections & Section.PLAN else ():
        words = {"name": row.name, "day": short_date(row.planned_end, today), "payer": row.payer.name}
        text = gettext("Traject %(name)s, t/m %(day)s. %(payer)s betaalt.") % words
        parties.of(row.provider_id, row.provider.name).runs.append(text)
    for handover in frame.handovers:
        words = {"to": handover.to_organisation.name, "day": short_date(handover.sent_at, today)}
        text = gettext("Overdracht naar %(to)s, sinds %(day)s onderweg.") % words
        parties.of(handover.from_organisation_id, handover.from_organisation.name).runs.append(text)


def _step(handover: Handover) -> Step:
    """An open handover waits on who must answer it: the receiver, or the sender who was asked for more."""
    if handover.waits_for == Handover.Waits.SENDER:
        sender = handover.from_organisation
        return Step(gettext("De overdracht aanvullen"), handover.due_on, sender.pk, sender.name)
    receiver, team = handover.to_organisation, handover.to_team.name
    text = gettext("De overdracht oppakken of teruggeven (%(team)s)") % {"team": team}
    return Step(text, handover.due_on, receiver.pk, receiver.name)


def _missing_first(one: Recorded) -> int:
    return (Standing.MISSING, Standing.DIFFERS, Standing.WITHHELD, Standing.KNOWN).index(one.standing)


def _shown(one: Recorded, frame: Frame) -> dict[str, Any]:
    """A link only where something is left to do, and the reader may do it."""
    is_open = one.standing in (Standing.MISSING, Standing.DIFFERS) and frame.may_write
    return {
        "label": one.label,
        "words": one.standing.label,
        "mark": MARKS[one.standing],
        "url": _address(one.url_name, frame.dossier.pk) if is_open else "",
    }


def _address(url_name: str, dossier_id: UUID) -> str:
    try:
        return reverse(url_name, args=[dossier_id])
    except NoReverseMatch:
        return ""
