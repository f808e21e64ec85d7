"""What stands in the way of taking two dossiers together, what goes along, and who takes part then."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Q
from django.utils.translation import gettext

from schakel.ground.dossiers import records
from schakel.ground.dossiers.models import (
    Dossier,
    Handover,
    NamedReader,
    Participation,
    Regie,
    Shield,
    UrgentLook,
)
from schakel.ground.dossiers.seats import Seat
from schakel.ground.kernel import clock
from schakel.ground.people.models import Client, HouseholdTie

Scope = Regie.Scope
CHOSEN = ("name", "birth_date", "phone", "email", "address")
"""What the actor may take over from the dossier that ends; the rest follows from what it is."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why two dossiers can't be taken together now, and what to do about it."""

    why: str
    remedy: str


def obstacles(into: Dossier, ending: Dossier) -> list[Obstacle]:
    """All that stands in the way of letting one dossier go on in the other; six statements.

    Both come with their clients. Anybody who may see both dossiers may know these.
    """
    return [*_about_the_person(into.client, ending.client), *_about_the_work(into, ending)]


def _about_the_person(into: Client, ending: Client) -> Iterator[Obstacle]:
    if into.merged_into_id or ending.merged_into_id:
        yield Obstacle(
            gettext("Een van deze dossiers is al samengevoegd."),
            gettext("Zoek de cliënt op en ga verder in het dossier dat u dan ziet."),
        )
    if into.bsn_hash is not None and ending.bsn_hash is not None:
        yield Obstacle(
            gettext("Beide dossiers hebben een BSN, en niet hetzelfde. Twee BSN's zijn twee mensen."),
            gettext("Kijk op een identiteitsbewijs. Is een BSN verkeerd, laat dat eerst verbeteren."),
        )
    if (into.deceased_on is None) != (ending.deceased_on is None):
        yield Obstacle(
            gettext("In één van de dossiers staat dat de cliënt is overleden."),
            gettext("Leg het overlijden ook in het andere vast, of verbeter het als het niet klopt."),
        )
    if into.has_safety_agreement and ending.has_safety_agreement:
        yield Obstacle(
            gettext("In beide dossiers staat een veiligheidsafspraak."),
            gettext("Neem in één afspraak op wat er in beide staat, en beëindig de andere."),
        )


def _about_the_work(into: Dossier, ending: Dossier) -> Iterator[Obstacle]:
    today, both = clock.today(), [into.pk, ending.pk]
    if _same_receiver(both):
        yield Obstacle(
            gettext("Er loopt in beide dossiers een overdracht naar dezelfde organisatie."),
            gettext("Trek er een in, of wacht tot die is opgepakt of teruggegeven."),
        )
    if HouseholdTie.objects.filter(client_id__in=both, other_id__in=both).exists():
        yield Obstacle(
            gettext("De twee staan bij elkaar als partner, ouder, kind of huisgenoot."),
            gettext("Haal dat eerst weg op het tabblad Persoon, als het niet klopt."),
        )
    if UrgentLook.objects.filter(dossier_id__in=both, valid_to__gt=today).exists():
        yield Obstacle(
            gettext("Vandaag kijkt iemand om een dringende reden in een van de dossiers."),
            gettext("Voeg ze morgen samen: wie zo kijkt, mag het andere dossier niet zien."),
        )
    if any(_planned(model, both) for model in (Participation, Regie)):
        yield Obstacle(
            gettext("Er staat al vast dat iemand op een latere dag begint of stopt."),
            gettext("Wacht tot die dag voorbij is."),
        )
    if _closed_to_somebody(into.pk, ending.pk):
        yield Obstacle(
            gettext("Een van de dossiers is afgeschermd voor iemand die in het andere meedoet."),
            gettext(
                "Noem die persoon als lezer op de pagina Afscherming, of laat die persoon eerst stoppen."
            ),
        )


def _same_receiver(both: list[UUID]) -> bool:
    open_ones = Handover.objects.filter(dossier_id__in=both, status=Handover.Status.SENT)
    receivers = list(open_ones.values_list("to_organisation_id", flat=True))
    return len(receivers) != len(set(receivers))


def _planned(model: type[Participation | Regie], both: list[UUID]) -> bool:
    """A begin or an end that is still to come: who takes part from today could not be told from it."""
    later = Q(valid_from__gt=clock.today()) | Q(valid_to__gt=clock.today())
    return model.objects.filter(later, dossier_id__in=both).exists()


def _closed_to_somebody(into_id: UUID, ending_id: UUID) -> bool:
    today, both = clock.today(), [into_id, ending_id]
    shielded = set(Shield.objects.on(today).filter(dossier_id__in=both).values_list("dossier_id", flat=True))
    if not shielded:
        return False
    closed, other = (into_id, ending_id) if into_id in shielded else (ending_id, into_id)
    named = NamedReader.objects.on(today).filter(dossier_id=closed).values("reader_id")
    taking_part = Participation.objects.on(today).filter(dossier_id=other)
    return taking_part.exclude(reader_id__in=named).exists()


def taken_over(into: Client, ending: Client, chosen: Collection[str]) -> list[str]:
    """What the one that goes on takes over: what was chosen and differs, and what it did not have.

    Where both addresses are secret, each stays with those who may know it.
    """
    took = [name for name in CHOSEN if name != "address" and _takes(into, ending, name, chosen)]
    may_move = not (into.has_secret_address and ending.has_secret_address)
    has_none = not into.place and not into.has_secret_address and bool(ending.place)
    if may_move and ("address" in chosen or has_none):
        took.append("address")
    if into.bsn_hash is None and ending.bsn_hash is not None:
        took.append("bsn")
    return took


def _takes(into: Client, ending: Client, name: str, chosen: Collection[str]) -> bool:
    here, there = value_of(into, name), value_of(ending, name)
    return bool(there) and here != there and (not here or name in chosen)


def value_of(client: Client, name: str) -> object:
    """What the client's own row says under one of CHOSEN; an address is a row of its own."""
    values: dict[str, object] = {
        "name": client.full_name,
        "birth_date": client.birth_date,
        "phone": client.phone,
        "email": client.email,
    }
    return values[name]


def carry_over(into_id: UUID, ending_id: UUID) -> None:
    """Let who takes part in the one take part in the other from today; who was responsible there stays so.

    An organisation that had nobody responsible there, and the chain likewise, keeps who it had here. The one
    that ends rests. What was before today stays where it was: on those days there were two dossiers.
    """
    today = clock.today()
    rows = Participation.objects.on(today).filter(dossier_id=ending_id)
    taking_part = list(
        rows.select_related("professional", "team", "organisation").order_by("valid_from", "id")
    )
    held = list(Regie.objects.on(today).filter(dossier_id=ending_id).order_by("scope", "id"))
    seats = {row.reader_id: _seat(row) for row in taking_part}
    for row in taking_part:
        records.join(into_id, seats[row.reader_id], row.kind, row.task)
    for regie in held:
        if records.holder(into_id, regie.scope, regie.organisation_id) is None:
            records.give_regie(into_id, seats[regie.reader_id], regie.scope)
    Regie.objects.filter(pk__in=[regie.pk for regie in held]).update(valid_to=today)
    rows.update(valid_to=today, version=F("version") + 1)
    Dossier.objects.filter(pk=ending_id).update(status=Dossier.Status.RESTING, version=F("version") + 1)


def _seat(row: Participation) -> Seat:
    named = row.professional or row.team
    return Seat(
        row.reader_id,
        row.role,
        row.organisation_id,
        row.organisation.name,
        named.name if named else "",
        professional_id=row.professional_id,
        team_id=row.team_id,
    )
