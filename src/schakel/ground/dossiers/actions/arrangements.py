"""Arranging what must be handed over and within which term: by an administrator of either side."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.dossiers import access
from schakel.ground.dossiers.handover_content import OWN, Item
from schakel.ground.dossiers.models import HandoverArrangement
from schakel.ground.dossiers.queries.arrangements import arrangement_today
from schakel.ground.dossiers.verbs import HandoverArranged
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import InvalidError
from schakel.ground.kernel.versions import update_version
from schakel.ground.organisations.models import Organisation

MAX_TERM, MAX_OWN_PARTS = 60, 5


@action(access.ARRANGE)
def arrange_handovers(
    *,
    actor: Actor,
    from_id: UUID,
    to_id: UUID,
    term_working_days: int,
    items: Iterable[Item],
    expected_version: int | None = None,
) -> UUID:
    """Set from today what goes along from one organisation to the other; returns the arrangement's id.

    Running handovers keep the term they were sent with. Raises InvalidError for a term or parts that make
    no sense, NotFoundError for organisations that the actor is not of, StaleVersionError when the other side
    changed it meanwhile; expected_version 0 says that there was no arrangement yet.
    """
    names = _names(actor, from_id, to_id)
    parts = list(items)
    _check(term_working_days, parts)
    before = arrangement_today(from_id, to_id)
    if before is not None:
        update_version(before, expected_version, valid_to=clock.today())
    row = HandoverArrangement(
        from_organisation_id=from_id,
        to_organisation_id=to_id,
        term_working_days=term_working_days,
        items=[part.stored() for part in parts],
        made_by_id=actor.employer_id,
        valid_from=clock.today(),
        version=before.version + 1 if before is not None else 1,
    )
    row.save(force_insert=True)
    required = tuple(part.label for part in parts if part.is_required)
    said = HandoverArranged(names[from_id], names[to_id], term_working_days, required)
    things = [Thing("organisation", from_id, "from"), Thing("organisation", to_id, "to")]
    other = to_id if from_id == actor.organisation_id else from_id
    record(said, organisation_id=actor.employer_id, things=things, more_streams=[other])
    return row.pk


def _names(actor: Actor, from_id: UUID, to_id: UUID) -> dict[UUID, str]:
    found = Organisation.objects.on(clock.today()).filter(pk__in=[from_id, to_id])
    names = dict(found.values_list("pk", "name"))
    if actor.organisation_id not in names or len(names) < 2:
        raise not_found()
    return names


def _check(term: int, parts: list[Item]) -> None:
    if not 1 <= term <= MAX_TERM:
        sentence = gettext("Kies een termijn van 1 tot en met %(days)d werkdagen.") % {"days": MAX_TERM}
        raise InvalidError(
            gettext("Deze termijn kan niet."), sentence, fields={"term_working_days": sentence}
        )
    own = [part for part in parts if part.key.startswith(OWN)]
    if len(own) > MAX_OWN_PARTS or any(not 0 < len(part.label.strip()) <= 120 for part in own):
        sentence = gettext("Hooguit vijf eigen onderdelen, elk van hooguit 120 tekens.")
        raise InvalidError(gettext("De eigen onderdelen kloppen niet."), sentence, fields={"own": sentence})
    if not any(part.is_required for part in parts):
        sentence = gettext("Maak minstens één onderdeel verplicht.")
        raise InvalidError(
            gettext("Een overdracht zonder inhoud helpt niemand."), sentence, fields={"own": sentence}
        )
