"""The day of a professional: what is due in their dossiers, and what waits for their teams."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from schakel.ground.dossiers.models import Handover, Participation
from schakel.ground.dossiers.queries import join_requests
from schakel.ground.journal.traces import said_of
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor, current_context
from schakel.ground.norms.house import ANSWER_PARTNER, figure_of
from schakel.jobseekers.plans import access
from schakel.jobseekers.plans.models import Agreement

AHEAD_DAYS = 14
"""How far "later" reaches."""

SHOWN, QUEUE_SHOWN, NEWS_SHOWN = 100, 10, 5
COUNTED = 1000
"""A larger queue is shown as "meer dan"."""


@dataclass(frozen=True, slots=True)
class DayItem:
    """One thing to do: for whom, what, whose duty, why, by when, and where it is done.

    Where has_name is false it is judged without opening a dossier: no way leads there, and name says what
    it is.
    """

    dossier_id: UUID
    name: str
    number: str
    what: str
    side: str
    who: str
    because: str
    verb: str
    url: str
    due: date | None = None
    since: date | None = None
    has_name: bool = True


@dataclass(frozen=True, slots=True)
class DayGroup:
    """Things of the same term."""

    label: str
    items: list[DayItem]


@dataclass(frozen=True, slots=True)
class Facts:
    """Two plain numbers; in_queue is capped at COUNTED."""

    clients: int
    in_queue: int

    @property
    def is_capped(self) -> bool:
        return self.in_queue > COUNTED


DaySource = Callable[[Actor, date], list[DayItem]]
"""Things of a room above that are due for an actor up to a day, in one statement."""

_sources: dict[str, DaySource] = {}


def register_day_source(name: str, source: DaySource) -> None:
    """Let a room above put its own things in the day, at start-up; the same name again replaces it."""
    _sources[name] = source


def due_items(actor: Actor) -> list[DayItem]:
    """Open agreements of the actor and of whom it covers, what others ask, and what rooms above add.

    Oldest term first.
    """
    access.SEE.check_cell(current_context())
    items = [_from_agreement(a, actor) for a in _agreements(actor)] + _handovers(actor) + _asked(actor)
    until = clock.today() + timedelta(days=AHEAD_DAYS)
    for source in _sources.values():
        items += source(actor, until)
    return sorted(items, key=lambda item: (item.due or date.max, item.name))


def queue_items(actor: Actor) -> list[DayItem]:
    """Clients who wait in a queue of the actor's teams, the longest waiting first."""
    found = list(_in_queue(actor).select_related("dossier__client")[:QUEUE_SHOWN])
    reasons = _reasons(row.dossier_id for row in found)
    return [_from_queue(row, reasons.get(row.dossier_id, "")) for row in found]


def good_news(actor: Actor) -> list[Agreement]:
    """Agreements of the actor's own dossiers that were kept in the last fortnight, newest first."""
    since = clock.today() - timedelta(days=AHEAD_DAYS)
    kept = _own(actor).filter(status=Agreement.Status.DONE, checked_on__gte=since)
    return list(kept.order_by("-checked_on", "-id")[:NEWS_SHOWN])


def facts_of(actor: Actor) -> Facts:
    """How many clients the actor has, and how many wait in its teams' queues."""
    waiting = _in_queue(actor).order_by().values("id")[: COUNTED + 1].count() if actor.readers else 0
    return Facts(_taking_part(actor).count(), waiting)


def grouped(items: Iterable[DayItem], waiting: list[DayItem]) -> list[DayGroup]:
    """The things to do by term: late, today, this week, later, and what waits without a term."""
    today = clock.today()
    sunday = today + timedelta(days=6 - today.weekday())
    groups: dict[str, list[DayItem]] = {
        gettext("Te laat"): [],
        gettext("Vandaag"): [],
        gettext("Deze week"): [],
        gettext("Later (14 dagen)"): [],
        gettext("In de wachtrij van uw team"): waiting,
    }
    labels = list(groups)
    for item in items:
        groups[labels[_place(item.due or today, today, sunday)]].append(item)
    return [DayGroup(label, found) for label, found in groups.items() if found]


def _place(due: date, today: date, sunday: date) -> int:
    if due <= today:
        return int(due == today)
    return 2 if due <= sunday else 3


def _taking_part(actor: Actor) -> QuerySet[Participation]:
    return Participation.objects.on(clock.today()).filter(reader_id=actor.reader_id)


def _own(actor: Actor, *covered: int) -> QuerySet[Agreement]:
    """Agreements in the dossiers of the actor, and of those it stands in for."""
    theirs = Participation.objects.on(clock.today()).filter(reader_id__in=[actor.reader_id, *covered])
    found = Agreement.objects.filter(dossier_id__in=theirs.values("dossier_id"))
    return found.select_related("organisation", "dossier__client")


def _agreements(actor: Actor) -> QuerySet[Agreement]:
    until = clock.today() + timedelta(days=AHEAD_DAYS)
    is_open = _own(actor, *actor.covered).filter(status=Agreement.Status.OPEN, due_on__lte=until)
    return is_open.order_by("due_on", "id")[:SHOWN]


def _in_queue(actor: Actor) -> QuerySet[Participation]:
    rows = Participation.objects.on(clock.today()).filter(
        reader_id__in=actor.readers, kind=Participation.Kind.INVOLVED
    )
    return rows.order_by("valid_from", "id")


def _from_agreement(agreement: Agreement, actor: Actor) -> DayItem:
    is_ours = agreement.duty == Agreement.Duty.OURS
    is_own = agreement.organisation_id == actor.organisation_id
    who = "" if is_own or not is_ours else agreement.organisation.name
    return DayItem(
        **client_of(agreement),
        what=agreement.what,
        side=agreement.duty,
        who=who,
        because=agreement.because,
        verb=gettext("Rond af") if is_ours and is_own else gettext("Vraag na"),
        url=reverse("plans:check", args=[agreement.dossier_id, agreement.id]),
        due=agreement.due_on,
    )


def _handovers(actor: Actor) -> list[DayItem]:
    if not actor.readers:
        return []
    is_ours = Q(to_team__reader_id__in=actor.readers, status=Handover.Status.SENT)
    found = Handover.objects.filter(is_ours).select_related("from_organisation", "dossier__client")
    return [_from_handover(h) for h in found.order_by("due_on", "id")[:SHOWN]]


def _from_handover(handover: Handover) -> DayItem:
    sender = handover.from_organisation.name
    return DayItem(
        **client_of(handover),
        what=gettext("Overdracht van %(sender)s oppakken of teruggeven") % {"sender": sender},
        side=Agreement.Duty.OURS,
        who="",
        because=handover.reason,
        verb=gettext("Bekijk"),
        url=reverse("dossiers:dossier", args=[handover.dossier_id]),
        due=handover.due_on,
    )


def _asked(actor: Actor) -> list[DayItem]:
    """Whoever asks to take part, as one thing to do: a file of a partner can ask hundreds of times."""
    waiting = join_requests.asked_of_actor(actor)
    if not waiting or actor.organisation_id is None:
        return []
    words = ngettext(
        "%(count)s vraag van een andere organisatie beantwoorden",
        "%(count)s vragen van andere organisaties beantwoorden",
        len(waiting),
    )
    if len(waiting) == join_requests.SHOWN:
        words = gettext("%(count)s vragen of meer van andere organisaties beantwoorden")
    term = figure_of(ANSWER_PARTNER, actor.organisation_id, clock.today())
    names = sorted({one.organisation.name for one in waiting})
    return [
        DayItem(
            dossier_id=waiting[0].dossier_id,
            name=gettext("Vragen om mee te doen"),
            number="",
            what=words % {"count": len(waiting)},
            side=Agreement.Duty.OURS,
            who="",
            because=ngettext("%(names)s wil meedoen", "%(names)s willen meedoen", len(names))
            % {"names": ", ".join(names)},
            verb=gettext("Beantwoord"),
            url=reverse("dossiers:join_requests"),
            due=term.ahead(waiting[0].asked_on),
            has_name=False,
        )
    ]


def _from_queue(row: Participation, because: str) -> DayItem:
    return DayItem(
        **client_of(row),
        what=gettext("Wacht op een vaste begeleider"),
        side=Agreement.Duty.OURS,
        who="",
        because=because,
        verb=gettext("Bekijk"),
        url=reverse("dossiers:dossier", args=[row.dossier_id]),
        since=row.valid_from,
    )


def client_of(row: Any) -> dict[str, Any]:
    """Whose dossier a row is of, as an item of the day names it; without a statement of its own."""
    dossier = row.dossier
    return {"dossier_id": row.dossier_id, "name": dossier.client.full_name, "number": dossier.number}


def _reasons(dossier_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Why a client came into a queue, as it was said when that happened; the latest word counts."""
    said = said_of(dossier_ids, "participant.join")
    return {dossier_id: content["because"] for dossier_id, content in said if content["because"]}
