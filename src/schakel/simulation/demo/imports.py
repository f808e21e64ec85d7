"""Two client files of the municipality: one that was taken in with refused rows, one that waits."""

from __future__ import annotations

from uuid import UUID

from schakel.ground.access.types import Purpose
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


def _read(actor: Actor, name: str, lines: tuple[str, ...]) -> UUID:
    content = "\n".join((_HEADS, *lines)).encode()
    return preview_import(actor=actor, organisation_id=actor.employer_id, file_name=name, content=content)
