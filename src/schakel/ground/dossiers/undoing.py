"""Whether a passing of regie may be undone: judged again when all of the act stands written."""

from __future__ import annotations

import json

from django.utils.translation import gettext

from schakel.ground.dossiers.models import RegiePassing
from schakel.ground.dossiers.queries.passings import PassingShown, Way, later_entries
from schakel.ground.journal.writing import Recorded
from schakel.ground.kernel.errors import ConflictError


def refuse_what_came_between(entries: list[Recorded]) -> None:
    """Judge again once the streams stand still: an act may have come in after the first look.

    Raises ConflictError for an entry of another act after the passing.
    """
    ids = [one.dossier_id for one in entries if one.dossier_id is not None]
    undone = RegiePassing.objects.filter(dossier_id__in=ids, undone_at__isnull=False)
    last = undone.order_by("dossier_id", "-undone_at").distinct("dossier_id")
    acts = {json.loads(one.header)["act"] for one in entries}
    later = later_entries(last, apart_from=acts)
    if later:
        raise no_way_back(PassingShown(next(one for one in last if one.pk in later), Way.TOUCHED))


def no_way_back(shown: PassingShown) -> ConflictError:
    """What somebody is told whose passing can not be undone."""
    if shown.way == Way.GONE:
        return ConflictError(
            gettext("De regie kan niet terug naar wie haar had."),
            gettext("Diens rol of team is er niet meer."),
            gettext("Draag de regie over aan iemand anders."),
        )
    since = gettext("Sinds de overdracht is er in het dossier gewerkt: %(what)s.") % {"what": shown.words}
    return ConflictError(
        gettext("De overdracht kan niet meer worden teruggedraaid."),
        since if shown.words else gettext("Sinds de overdracht is er in het dossier gewerkt."),
        gettext("Draag de regie opnieuw over, aan wie haar moet hebben."),
    )
