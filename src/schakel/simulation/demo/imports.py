"""Client files of the municipality: taken in with refused rows, waiting, and waiting for another's yes."""

from __future__ import annotations

from uuid import UUID

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.models import Participation, Regie, Shield
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor, as_actor
from schakel.ground.people.models import Client
from schakel.ground.people.queries import bsn_of
from schakel.information.imports.actions import apply_chunk, preview_import
from schakel.simulation.demo.casting import Cast

_HEADS = "Achternaam;Voornaam;Geboortedatum;Cliëntnummer;Plaats;Telefoon;Laatste beroep"
_ASKED_HEADS = "Achternaam;Voornaam;BSN;Cliëntnummer;Plaats"
_TAKEN_IN = (
    "Visser;Anouk;14-3-1988;OW-8101;Oosterwaard;06 00 00 08 01;medewerker bediening",
    "Yildiz;Emre;2-11-1979;OW-8102;Oosterwaard;06 00 00 08 02;heftruckchauffeur",
    "Bakker;Willem;31-2-1990;OW-8103;Oosterwaard;;schilder",
    ";Fatima;9-7-1995;OW-8104;Oosterwaard;;",
)
_WAITS = (
    "Yildiz;Emre;2-11-1979;OW-8102;Oosterwaard;06 00 00 08 12;heftruckchauffeur",
    "Postma;Iris;23-5-2001;OW-8105;Oosterwaard;06 00 00 08 05;kapper",
    "Postma;Iris;23-5-2001;OW-8105;Oosterwaard;06 00 00 08 05;kapper",
)


def tell_of_imports(cast: Cast) -> None:
    """Refused rows have their reasons; the second file has somebody new, a change and a double row.

    The third names somebody whom Marloes guides: the municipality asked to take part, and waits.
    """
    known = _guided_by_marloes(cast)
    with as_actor(cast.actors["carla"], Purpose.INTAKE.value) as context:
        _take_in(context.actor, "clienten-oktober.csv", _TAKEN_IN)
        _read(context.actor, "clienten-november.csv", (_HEADS, *_WAITS))
        if known:
            run_id = _read(context.actor, "aanvragen-bijstand.csv", (_ASKED_HEADS, known))
            _whole(context.actor, run_id)


def _guided_by_marloes(cast: Cast) -> str:
    """The row of somebody in whose dossier the municipality takes no part; empty without any."""
    marloes, today, city = cast.actors["marloes"], clock.today(), cast.organisations["city"]
    with as_actor(marloes, Purpose.GUIDANCE.value):
        there = Participation.objects.on(today).filter(organisation_id=city).values("dossier_id")
        led = Regie.objects.on(today).filter(scope=Regie.Scope.CHAIN, reader_id=marloes.reader_id)
        closed = Shield.objects.on(today).values("dossier_id")
        free = led.exclude(dossier_id__in=there).exclude(dossier_id__in=closed).order_by("dossier_id")
        clients = Client.objects.filter(pk__in=free.values("dossier_id")).exclude(bsn_hash=None)
        found = clients.order_by("pk").first()
        if found is None:
            return ""
        return f"{found.family_name};{found.given_names};{bsn_of(found)};OW-8201;Oosterwaard"


def _take_in(actor: Actor, name: str, lines: tuple[str, ...]) -> None:
    _whole(actor, _read(actor, name, (_HEADS, *lines)))


def _whole(actor: Actor, run_id: UUID) -> None:
    while apply_chunk(actor=actor, organisation_id=actor.employer_id, run_id=run_id):
        pass


def _read(actor: Actor, name: str, lines: tuple[str, ...]) -> UUID:
    content = "\n".join(lines).encode()
    return preview_import(actor=actor, organisation_id=actor.employer_id, file_name=name, content=content)
