"""Reasons offered for the choice of a service, each from something known, and the day to look back on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.translation import gettext

from schakel.ground.access.types import Section
from schakel.ground.dossiers.models import Fact
from schakel.ground.journal.decisions import Reason
from schakel.ground.kernel.actors import current_context
from schakel.ground.kernel.dates import long_date
from schakel.jobseekers.diagnosis.scales import RUNG_LABELS
from schakel.jobseekers.services import access
from schakel.jobseekers.services.queries.eligibility import Standing

OFFERED = 4
YEAR = timedelta(days=365)


def offered_reasons(standing: Standing) -> list[tuple[str, str]]:
    """At most four pairs of reason and sentence, from what the actor may see; none where nothing is known."""
    found = [*_wish(standing), *_distance(standing), *_end_of_right(standing), *_vacancy(standing)]
    return found[:OFFERED]


def look_back_on(standing: Standing) -> date:
    """By when work is hoped for: the end of the benefit if that comes within a year, else in a year."""
    ends = [right.valid_to for right in standing.rights if right.valid_to and right.valid_to > standing.on]
    return min([*ends, standing.on + YEAR])


def _wish(standing: Standing) -> Iterator[tuple[str, str]]:
    """What the client told goes before what others wrote down; a disputed fact is no reason."""
    if not access.may_see(current_context(), Section.WORK_PROFILE):
        return
    rows = Fact.objects.filter(dossier_id=standing.dossier_id, name="wish", is_current=True, dispute="")
    told = sorted(rows, key=lambda f: (f.source_organisation_id is not None, -f.obtained_on.toordinal()))
    for fact in told[:1]:
        yield Reason.CLIENT_WISH, gettext("eigen wens van de cliënt: %(wish)s") % {"wish": fact.value}


def _distance(standing: Standing) -> Iterator[tuple[str, str]]:
    rung = standing.facts.values.get("trede")
    if rung in RUNG_LABELS:
        words = gettext("past bij de diagnose: %(rung)s") % {"rung": RUNG_LABELS[rung]}
        yield Reason.FITS_PROFILE, words


def _end_of_right(standing: Standing) -> Iterator[tuple[str, str]]:
    ends = [
        (right.valid_to, right)
        for right in standing.rights
        if right.valid_to and right.valid_to > standing.on
    ]
    if ends:
        end, right = min(ends, key=lambda pair: pair[0])
        words = {"benefit": right.get_regime_display(), "day": long_date(end)}
        yield Reason.BENEFIT_ENDS, gettext("%(benefit)s loopt tot %(day)s") % words


def _vacancy(standing: Standing) -> Iterator[tuple[str, str]]:
    if standing.facts.values.get("baan_in_zicht") is True:
        yield Reason.FITS_VACANCY, gettext("er is een vacature of een toezegging van een baan")
