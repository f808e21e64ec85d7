"""The part of the story about life domains: Amina lets her coach see them, for two questions."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.actions import (
    close_life_domain,
    note_life_domain,
    open_life_domain,
    record_consent,
    take_up_life_domain,
)
from schakel.ground.dossiers.actions.consents import NewConsent
from schakel.ground.dossiers.actions.life_domains import NewLifeDomain, NewLifeDomainNote
from schakel.ground.dossiers.consenting import WHAT_IS_TOLD
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.simulation.demo.days import moment
from schakel.simulation.demo.telling import Story

_AGREED_FOR = timedelta(days=300)


def tell_of_life_domains(story: Story) -> None:
    """Marloes asks consent, helps with travelling, and points the way for a debt."""
    dossier_id = story.dossiers["amina"]
    actor = story.cast.actors["marloes"]
    with (
        clock.travel(moment(-9, "10:30", story.today)),
        as_actor(actor, Purpose.GUIDANCE.value),
    ):
        new = NewConsent("spoken", str(WHAT_IS_TOLD), clock.today() + _AGREED_FOR)
        record_consent(actor=actor, dossier_id=dossier_id, new=new)
        _travelling(story, dossier_id)
        _money(story, dossier_id)


def _travelling(story: Story, dossier_id: UUID) -> None:
    on: dict[str, Any] = {"actor": story.cast.actors["marloes"], "dossier_id": dossier_id}
    question = "Hoe kom ik om zes uur bij het magazijn?"
    new = NewLifeDomain("mobility", question, "client", "vroege diensten beginnen voor de eerste bus")
    found = open_life_domain(**on, new=new)
    close_life_domain(
        **on, life_domain_id=found, outcome="solved", words="Amina rijdt mee met een buurvrouw."
    )


def _money(story: Story, dossier_id: UUID) -> None:
    on: dict[str, Any] = {"actor": story.cast.actors["marloes"], "dossier_id": dossier_id}
    question = "Ik loop achter met de huur. Wat nu?"
    new = NewLifeDomain("money", question, "client", "zorgen over de huur kosten tijd en rust om te zoeken")
    found = open_life_domain(**on, new=new)
    words = "Eén maand achterstand; de verhuurder wacht tot de volgende betaling."
    note_life_domain(
        **on, life_domain_id=found, new=NewLifeDomainNote("known", words, "Amina", clock.today())
    )
    words = "Aangemeld voor een gesprek over geld bij de gemeente."
    note_life_domain(**on, life_domain_id=found, new=NewLifeDomainNote("step", words, "Amina", clock.today()))
    take_up_life_domain(**on, life_domain_id=found, worked_on_by="schuldhulp, Gemeente Oosterwaard")
