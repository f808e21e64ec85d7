"""How handovers of the own organisation stand: per pair open, overdue, days to taking up, and how many warm.

A number from a group under the house norm for comparing is shown only to who may see every person behind it
(design rule on small groups; requirement R033 for the delay itself).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connections
from django.db.models import Count, Q

from schakel.ground.dossiers.first_help import FirstHelp, Pair, first_help_since
from schakel.ground.dossiers.models import Handover
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import current_context
from schakel.ground.kernel.shares import Estimate
from schakel.ground.norms.house import COMPARE_FROM, figure_of
from schakel.ground.organisations.models import Organisation

LOOK_BACK_DAYS = 365


@dataclass(frozen=True, slots=True)
class HelpFigures:
    """Of what was taken up, how many got a right service and after how many days; None is not shown.

    The days from the first contact count only those of whom an intake is known, which is with_intake.
    """

    is_small: bool
    taken_up: int | None = None
    started: int | None = None
    waiting: int | None = None
    middle: Estimate | None = None
    ninth: Estimate | None = None
    with_intake: int | None = None
    from_contact: Estimate | None = None


@dataclass(frozen=True, slots=True)
class PairFigures:
    """One direction over the last year; None stands for a number that is not shown."""

    sender: str
    receiver: str
    is_outgoing: bool
    is_small: bool
    open: int | None = None
    overdue: int | None = None
    sent: int | None = None
    taken_up: int | None = None
    returned: int | None = None
    warm: int | None = None
    middle: Estimate | None = None
    ninth: Estimate | None = None
    help: HelpFigures | None = None


def smallest_group() -> int:
    """Under this many handovers a group could give persons away; one statement."""
    return figure_of(COMPARE_FROM, current_context().actor.employer_id, clock.today()).value


def handover_figures(small: int) -> list[PairFigures]:
    """Both directions of every pair with the own organisation, the most overdue first. Five statements."""
    since = clock.now() - timedelta(days=LOOK_BACK_DAYS)
    with connections[current_context().using].cursor() as cursor:
        cursor.execute("select * from dossiers_handover_figures(%s)", [since])
        rows = cursor.fetchall()
    names = dict(
        Organisation.objects.filter(pk__in={i for r in rows for i in r[:2]}).values_list("pk", "name")
    )
    seen = _seen(since)
    helped = first_help_since(since)
    figures = [_figures(row, names, seen, helped, small) for row in rows]
    return sorted(figures, key=lambda f: (-(f.overdue or 0), -(f.open or 0), f.sender, f.receiver))


def _figures(
    row: tuple[Any, ...],
    names: dict[UUID, str],
    seen: dict[Pair, int],
    helped: dict[Pair, FirstHelp],
    small: int,
) -> PairFigures:
    pair, (open_, overdue, sent, taken, warm, returned, middle, ninth, total) = (row[0], row[1]), row[2:]
    own = current_context().actor.organisation_id
    sees_all = seen.get(pair, 0) >= total
    who = {"sender": names[pair[0]], "receiver": names[pair[1]], "is_outgoing": pair[0] == own}
    shown_from = 0 if sees_all else small
    if total < shown_from:
        return PairFigures(**who, is_small=True)
    parts: dict[str, Any] = {
        "open": _shown(open_, shown_from),
        "taken_up": _shown(taken, shown_from),
        "returned": _shown(returned, shown_from),
    }
    is_few = taken < shown_from
    return PairFigures(
        **who,
        **parts,
        is_small=False,
        overdue=None if _shown(open_ - overdue, shown_from) is None else _shown(overdue, shown_from),
        # With the whole beside it, a part that is left out could be reckoned.
        sent=sent if None not in parts.values() else None,
        warm=None if is_few or _shown(taken - warm, shown_from) is None else _shown(warm, shown_from),
        middle=None if is_few or not middle else Estimate(*middle),
        ninth=None if is_few or not ninth else Estimate(*ninth),
        help=_help(helped[pair], 0 if sees_all and helped[pair].sees_all else small)
        if pair in helped
        else None,
    )


def _help(found: FirstHelp, shown_from: int) -> HelpFigures:
    if found.taken_up < shown_from:
        return HelpFigures(is_small=True)
    started, waiting = found.started, found.taken_up - found.started
    are_counts_shown = None not in (_shown(started, shown_from), _shown(waiting, shown_from))
    is_few = started < shown_from
    has_intakes = are_counts_shown and _shown(started - found.with_intake, shown_from) is not None
    has_intakes = has_intakes and _shown(found.with_intake, shown_from) is not None
    return HelpFigures(
        is_small=False,
        taken_up=found.taken_up,
        started=started if are_counts_shown else None,
        waiting=waiting if are_counts_shown else None,
        middle=None if is_few else found.middle,
        ninth=None if is_few else found.ninth,
        with_intake=found.with_intake if has_intakes else None,
        from_contact=found.from_contact if has_intakes else None,
    )


def _shown(number: int, shown_from: int) -> int | None:
    """A small number is left out; none at all is no person."""
    return number if number >= shown_from or number == 0 else None


def _seen(since: datetime) -> dict[Pair, int]:
    """Of each pair, how many of the counted handovers the actor may open; row-level security counts."""
    counted = Q(status=Handover.Status.SENT) | Q(sent_at__gte=since)
    found = Handover.objects.filter(counted).exclude(status=Handover.Status.WITHDRAWN).order_by()
    pairs = found.values_list("from_organisation_id", "to_organisation_id").annotate(count=Count("pk"))
    return {(sender, receiver): count for sender, receiver, count in pairs}


def overdue_visible(*, limit: int = 50) -> list[Handover]:
    """The persons behind the number: overdue handovers of the own organisation that the actor may open."""
    own = current_context().actor.organisation_id
    ours = Q(to_organisation_id=own) | Q(from_organisation_id=own)
    found = Handover.objects.filter(ours, status=Handover.Status.SENT, due_on__lt=clock.today())
    shown = found.select_related("dossier__client", "from_organisation", "to_organisation", "to_team")
    return list(shown.order_by("due_on", "id")[:limit])
