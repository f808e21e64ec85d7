"""Two client files of the municipality: one that was taken in with refused rows, one that waits."""

from __future__ import annotations

from uuid import UUID

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.actions import Responsible, ask_to_join
from schakel.ground.dossiers.models import Participation, Regie, Shield
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor, as_actor
from schakel.information.imports.actions import apply_chunk, preview_import
from schakel.simulation.demo.casting import Cast

_HEADS = "Achternaam;Voornaam;Geboortedatum;Cliëntnummer;Plaats;Telefoon;Laatste beroep"
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
    """Refused rows have their reasons; the second file has somebody new, a change and a double row."""
    with as_actor(cast.actors["carla"], Purpose.INTAKE.value) as context:
        run_id = _read(context.actor, "clienten-oktober.csv", _TAKEN_IN)
        while apply_chunk(actor=context.actor, organisation_id=context.actor.employer_id, run_id=run_id):
            pass
        _read(context.actor, "clienten-november.csv", _WAITS)
    _ask_for_one(cast)


def _ask_for_one(cast: Cast) -> None:
    """The municipality asks to take part in a dossier that Marloes leads; she has not answered yet."""
    marloes, carla, today = cast.actors["marloes"], cast.actors["carla"], clock.today()
    city = cast.organisations["city"]
    with as_actor(marloes, Purpose.GUIDANCE.value):
        there = Participation.objects.on(today).filter(organisation_id=city).values("dossier_id")
        led = Regie.objects.on(today).filter(scope=Regie.Scope.CHAIN, reader_id=marloes.reader_id)
        closed = Shield.objects.on(today).values("dossier_id")
        free = led.exclude(dossier_id__in=there).exclude(dossier_id__in=closed).order_by("dossier_id")
        found = free.values_list("dossier_id", flat=True).first()
    if found is None:
        return
    with as_actor(carla, Purpose.INTAKE.value):
        who = Responsible(team_id=cast.teams["work"])
        why = "de cliënt vraagt bijstand aan voor als de WW stopt"
        ask_to_join(actor=carla, organisation_id=city, clients={found: who}, because=why)


def _read(actor: Actor, name: str, lines: tuple[str, ...]) -> UUID:
    content = "\n".join((_HEADS, *lines)).encode()
    return preview_import(actor=actor, organisation_id=actor.employer_id, file_name=name, content=content)
