"""Choosing how client management is divided, and who decides on sanctions."""

from __future__ import annotations

from uuid import UUID

from django.db.models import F
from django.db.models.functions import Greatest
from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import InvalidError
from schakel.ground.organisations import access
from schakel.ground.organisations.models import ClientManagement, Organisation
from schakel.ground.organisations.models.client_management import roles_left_out
from schakel.ground.organisations.queries.client_management import (
    DECIDERS,
    SPLITTING,
    client_management_of,
)
from schakel.ground.organisations.verbs.client_management import ClientManagementSet


@action(access.MANAGE)
def set_client_management(
    *, actor: Actor, organisation_id: UUID, split: str, sanctions_by: str, reason: str
) -> UUID:
    """Choose from today how client management is divided and which role decides on sanctions; returns its id.

    Roles that the division leaves out are given to nobody any more; who has one keeps it until it ends.
    Raises NotFoundError for an organisation that pays no assistance, InvalidError for an unknown division,
    a decider that the division leaves out, no reason, or when nothing changes.
    """
    organisation = Organisation.objects.select_for_update(no_key=True).get(pk=organisation_id)
    if organisation.kind not in SPLITTING:
        raise not_found()
    before = client_management_of(organisation_id)
    _check(before, split, sanctions_by, reason)
    today = clock.today()
    if before is not None:
        held = ClientManagement.objects.filter(pk=before.pk)
        held.update(valid_to=Greatest(F("valid_from"), today))
    row = ClientManagement(
        organisation=organisation, split=split, sanctions_by=sanctions_by, valid_from=today
    )
    row.save(force_insert=True)
    content = ClientManagementSet(split, sanctions_by, reason.strip())
    record(content, organisation_id=organisation_id, things=[Thing("organisation", organisation_id)])
    return row.pk


def _check(before: ClientManagement | None, split: str, sanctions_by: str, reason: str) -> None:
    wrong: dict[str, str] = {}
    if split not in ClientManagement.Split.values:
        wrong["split"] = gettext("Kies een verdeling uit de lijst.")
    elif sanctions_by not in DECIDERS or sanctions_by in roles_left_out(split):
        wrong["sanctions_by"] = gettext("Kies een rol die bij deze verdeling bestaat.")
    elif before is not None and (before.split, before.sanctions_by) == (split, sanctions_by):
        wrong["split"] = gettext("Dit is al zo. Vul in wat er verandert.")
    if not reason.strip():
        wrong["reason"] = gettext("Schrijf op waarom.")
    if wrong:
        raise InvalidError(gettext("De verdeling klopt niet."), gettext("Niet alles is goed."), fields=wrong)
