"""Sentences offered as the reason of a choice, each from something known of the client."""

from __future__ import annotations

from collections.abc import Iterator
from operator import itemgetter
from uuid import UUID

from django.utils import dateformat
from django.utils.translation import gettext

from schakel.ground.access.types import Section
from schakel.ground.dossiers.models import Fact
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import current_context
from schakel.ground.people.queries import entitlements_of
from schakel.jobseekers.plans import access
from schakel.jobseekers.plans.models import Agreement
from schakel.jobseekers.plans.queries import agreements_of

OFFERED = 3


def offered_sentences(dossier_id: UUID) -> list[str]:
    """At most three sentences: the client's own wish, hours, the end of a benefit, an agreement that stands.

    Only from sections that the actor may see for the purpose in force.
    """
    context = current_context()
    sentences: list[str] = []
    if access.may_see(context, Section.WORK_PROFILE):
        sentences += _from_facts(dossier_id)
    if access.may_see(context, Section.BENEFIT):
        sentences += _from_entitlements(dossier_id)
    if len(sentences) < OFFERED:
        sentences += _from_agreements(dossier_id)
    return list(dict.fromkeys(sentences))[:OFFERED]


def sections_used() -> Section:
    """The sections that the sentences come from, for the read log."""
    context = current_context()
    used = Section.PLAN
    for section in (Section.WORK_PROFILE, Section.BENEFIT):
        if access.may_see(context, section):
            used |= section
    return used


def _from_facts(dossier_id: UUID) -> Iterator[str]:
    """What the client told stands before what an organisation wrote down; a disputed fact is no reason."""
    rows = Fact.objects.filter(dossier_id=dossier_id, name__in=("wish", "hours_available"), is_current=True)
    known = sorted(
        rows.filter(dispute=""),
        key=lambda f: (f.source_organisation_id is not None, -f.obtained_on.toordinal()),
    )
    values: dict[str, str] = {}
    for fact in known:
        values.setdefault(fact.name, fact.value)
    if "wish" in values:
        yield gettext("eigen wens van de cliënt: %(wish)s") % {"wish": values["wish"]}
    if "hours_available" in values:
        yield gettext("de cliënt kan %(hours)s uur per week werken") % {"hours": values["hours_available"]}


def _from_entitlements(dossier_id: UUID) -> Iterator[str]:
    today = clock.today()
    ends = [(right.valid_to, right) for right in entitlements_of(dossier_id) if right.valid_to]
    for end, right in sorted((pair for pair in ends if pair[0] > today), key=itemgetter(0))[:1]:
        day = dateformat.format(end, "j F Y")
        yield gettext("%(benefit)s loopt tot %(day)s") % {"benefit": right.get_regime_display(), "day": day}


def _from_agreements(dossier_id: UUID) -> Iterator[str]:
    for agreement in agreements_of(dossier_id).filter(status=Agreement.Status.OPEN)[:OFFERED]:
        yield gettext("eerder afgesproken: %(what)s") % {"what": agreement.what}
