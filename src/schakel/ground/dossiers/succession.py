"""What becomes of dossiers when an organisation goes up in another: everyone's place goes with their task."""

from __future__ import annotations

from uuid import UUID

from django.db import connections
from django.utils.translation import gettext, ngettext

from schakel.ground.dossiers.verbs import DossierWentOver
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import current_context
from schakel.ground.kernel.acts import check_constraints_now
from schakel.ground.organisations.models import Succession
from schakel.ground.organisations.succession import Step, Weight

_WEIGH = "select dossiers, in_the_way from dossiers_to_succeed(%s)"


def weigh(succession: Succession) -> Weight:
    """How many dossiers would go over, and the handovers that must be answered first."""
    with connections[current_context().using].cursor() as cursor:
        cursor.execute(_WEIGH, [succession.pk])
        dossiers, in_the_way = cursor.fetchone()
    obstacle = ngettext(
        "Er loopt nog %(count)d overdracht tussen deze organisaties.",
        "Er lopen nog %(count)d overdrachten tussen deze organisaties.",
        in_the_way,
    )
    words = obstacle % {"count": in_the_way} if in_the_way else ""
    return Weight(gettext("dossiers"), dossiers, words)


def move(succession: Succession, limit: int) -> int:
    """Let at most `limit` dossiers go over, with one entry in each; returns how many did.

    Crosses row-level security for the administrators of the organisations concerned, who open no dossier.
    """
    with connections[current_context().using].cursor() as cursor:
        cursor.execute("select dossiers_succeed(%s, %s)", [succession.pk, limit])
        ids: list[UUID] = [row[0] for row in cursor.fetchall()]
    if not ids:
        return 0
    content = _content(succession)
    for dossier_id in ids:
        record(content, dossier_id=dossier_id, things=[Thing("succession", succession.pk)])
    check_constraints_now()
    return len(ids)


STEP = Step("dossiers", weigh, move)


def _content(succession: Succession) -> DossierWentOver:
    ties = list(succession.ties.select_related("predecessor", "successor").order_by("id"))
    old = {tie.predecessor.name_on(clock.today()) for tie in ties}
    new = {tie.successor.name_on(clock.today()) for tie in ties}
    return DossierWentOver(tuple(sorted(old)), tuple(sorted(new)), succession.reason)
