"""Beginning a region with a set of chain partners."""

from __future__ import annotations

from uuid import UUID

from django.db.models.functions import Lower
from django.utils.translation import gettext

from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import InvalidError
from schakel.ground.organisations import access
from schakel.ground.organisations.founding import found
from schakel.ground.organisations.models import Organisation
from schakel.ground.organisations.presets import Partner, presets
from schakel.ground.organisations.verbs import PresetUsed


@action(access.MANAGE)
def use_preset(*, actor: Actor, organisation_id: UUID, name: str, region: str, region_code: str = "") -> UUID:
    """Enter the partners of a preset that a region does not have yet, marked as ours.

    Running it again enters nothing twice. Returns the organisation's id. Raises InvalidError for an unknown
    preset or a region without a name.
    """
    region, preset = " ".join(region.split()), presets().get(name)
    if preset is None or not 0 < len(region) <= 60:
        field = "name" if preset is None else "region"
        sentence = gettext("Kies een set uit de lijst en een regio met een naam.")
        raise InvalidError(gettext("Deze set kan niet."), sentence, fields={field: sentence})
    known = set(Organisation.objects.annotate(low=Lower("name")).values_list("low", flat=True))
    new = [one for one in preset.partners if one.named(region).lower() not in known]
    for partner in new:
        _enter(partner, region, name, region_code)
    things = [Thing("organisation", organisation_id)]
    record(PresetUsed(preset.title, region, len(new)), organisation_id=organisation_id, things=things)
    return organisation_id


def _enter(partner: Partner, region: str, preset: str, region_code: str) -> None:
    made = found(
        partner.named(region), partner.kind, begins=partner.begins, preset=preset, region_code=region_code
    )
    if partner.ends is not None:
        Organisation.objects.filter(pk=made.pk).update(valid_to=partner.ends)
