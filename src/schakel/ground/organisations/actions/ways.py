"""An organisation's page on its way of working."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.ground.organisations import access
from schakel.ground.organisations.models import Organisation, WayOfWorking
from schakel.ground.organisations.verbs.cards import WayPublished


@dataclass(frozen=True, slots=True)
class NewWay:
    """What the page says, as plain text: an empty line parts paragraphs, a dash begins a point of a list."""

    method: str
    target_groups: str = ""
    instruments: str = ""
    referral: str = ""
    contact: str = ""
    opening_times: str = ""


@action(access.MANAGE)
def publish_way(*, actor: Actor, organisation_id: UUID, new: NewWay, expected_number: int) -> UUID:
    """Publish a new version; earlier ones stay to be read. Returns the version's id.

    expected_number is that of the version one started from, 0 for none. Raises ConflictError when somebody
    published meanwhile, InvalidError for an empty method or when nothing changed.
    """
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation_id)
    last = WayOfWorking.objects.filter(organisation_id=organisation_id).order_by("-number").first()
    if (last.number if last else 0) != expected_number:
        raise ConflictError(
            gettext("Een collega plaatste intussen een nieuwe versie."),
            gettext("Uw tekst is nog niet geplaatst."),
            gettext("Kopieer uw tekst, open de pagina opnieuw en voeg hem daar in."),
        )
    said = {name: text.replace("\r\n", "\n").strip() for name, text in asdict(new).items()}
    parts = [name for name, text in said.items() if text != (getattr(last, name) if last else "")]
    _check(said, parts)
    way = WayOfWorking(
        organisation_id=organisation_id,
        number=expected_number + 1,
        made_at=clock.now(),
        made_by=actor.name,
        **said,
    )
    way.save(force_insert=True)
    things = [Thing("organisation", organisation_id), Thing("way_of_working", way.pk)]
    record(WayPublished(way.number, parts), organisation_id=organisation_id, things=things)
    return way.pk


def _check(said: dict[str, str], parts: list[str]) -> None:
    sentence = ""
    if not said["method"]:
        sentence = gettext("Schrijf op hoe uw organisatie werkt.")
    elif not parts:
        sentence = gettext("U heeft nog niets veranderd.")
    if sentence:
        raise InvalidError(gettext("De werkwijze is niet geplaatst."), sentence, fields={"method": sentence})
