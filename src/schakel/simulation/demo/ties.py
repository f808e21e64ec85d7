"""What UWV would share with the municipality, put to its administrator and waiting for an answer."""

from __future__ import annotations

from schakel.ground.access.types import Purpose, Section
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.ground.organisations.actions import NewTie, propose_tie
from schakel.simulation.demo.casting import Cast

SHARED = Section.IDENTITY | Section.BENEFIT | Section.WORK_PROFILE | Section.PLAN | Section.CONTACTS
WORDS = "convenant over het delen van gegevens op het Werkplein"


def propose_a_tie(cast: Cast, administrator: str, to: str) -> None:
    """Nothing changes in any dossier before the other says yes."""
    actor, partner_id = cast.actors[administrator], cast.organisations[to]
    with as_actor(actor, Purpose.ADMINISTRATION.value):
        new = NewTie("network", SHARED, clock.today(), None, WORDS)
        propose_tie(actor=actor, organisation_id=actor.employer_id, partner_id=partner_id, new=new)
