"""What lies in the dossiers of the demonstration: a document and a consultation; and one wish."""

from __future__ import annotations

from uuid import UUID

from schakel.ground.access.types import ROLE_PURPOSE, Role
from schakel.ground.dossiers.actions import NewDocument, NewFile, add_document, answer_message, send_message
from schakel.ground.dossiers.models import Participation
from schakel.ground.dossiers.queries.messages import addressees_of
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.ground.organisations.actions import NewWish, report_wish, support_wish
from schakel.simulation.demo.telling import Story

_PLAN = """Plan van aanpak (voorbeeld)

Doel: werk in een magazijn, vier dagen in de week.
1. Heftruckcertificaat halen.
2. Twee bedrijven bezoeken.
Verzonnen voor de proefomgeving.
"""


def fill_content(story: Story) -> None:
    """Add them today, after the story was told, each by its own person."""
    dossier_id = story.dossiers["amina"]
    _add_plan(story, dossier_id)
    _consult(story, dossier_id)
    _wish(story)


def _purpose(role: str) -> str:
    return ROLE_PURPOSE[Role(role)].value


def _add_plan(story: Story, dossier_id: UUID) -> None:
    actor = story.cast.actors["marloes"]
    with as_actor(actor, _purpose(actor.role)):
        new = NewDocument("signed_plan", "Plan van aanpak", clock.today(), "samen opgesteld")
        file = NewFile("plan-van-aanpak.txt", "text/plain", _PLAN.encode())
        add_document(actor=actor, dossier_id=dossier_id, new=new, file=file)


def _consult(story: Story, dossier_id: UUID) -> None:
    """Marloes asks whoever takes part first; a professional among them answers."""
    actor = story.cast.actors["marloes"]
    with as_actor(actor, _purpose(actor.role)):
        to = [one.reader_id for one in addressees_of(dossier_id)][:2]
        if not to:
            return
        body = "Weet u of mevrouw op dinsdag kinderopvang heeft? Dan plan ik het bedrijfsbezoek."
        message_id = send_message(actor=actor, dossier_id=dossier_id, body=body, to=to)
    other = next((one for one in story.cast.actors.values() if one.reader_id in to), None)
    if other is not None:
        with as_actor(other, _purpose(other.role)):
            if Participation.objects.filter(dossier_id=dossier_id, reader_id=other.reader_id).exists():
                answer = "Ja, tot half zes. Donderdag kan ook."
                answer_message(actor=other, dossier_id=dossier_id, message_id=message_id, body=answer)


def _wish(story: Story) -> None:
    bas, marloes = story.cast.actors["bas"], story.cast.actors["marloes"]
    with as_actor(bas, _purpose(bas.role)):
        words = "Ik houd een eigen lijst bij van wie ik deze week moet bellen."
        new = NewWish("contacts:list", words, 45, "Een lijst van cliënten met het laatste contact.")
        wish_id = report_wish(actor=bas, organisation_id=bas.employer_id, new=new)
    with as_actor(marloes, _purpose(marloes.role)):
        support_wish(actor=marloes, organisation_id=marloes.employer_id, wish_id=wish_id)
