"""The part of the story about who may see: a dossier closed to colleagues, and one opened urgently."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.actions import look_urgently, shield_dossier
from schakel.ground.dossiers.actions.shields import NewShield
from schakel.ground.dossiers.actions.urgent_looks import NewUrgentLook
from schakel.ground.dossiers.models import Dossier, Handover, Regie
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.simulation.demo.days import moment
from schakel.simulation.demo.telling import Story

_REVIEW = timedelta(days=60)


def tell_of_protection(story: Story) -> None:
    """Sanne shields the dossier of an acquaintance of the office; Pieter looks where Marloes leads."""
    _shield(story, moment_days=-12)
    _look(story, moment_days=-1)


def _shield(story: Story, *, moment_days: int) -> None:
    actor = story.cast.actors["sanne"]
    with clock.travel(moment(moment_days, "09:20", story.today)), as_actor(actor, Purpose.GUIDANCE.value):
        new = NewShield("de cliënt is de zus van een collega van het team", story.today + _REVIEW)
        shield_dossier(actor=actor, dossier_id=_led_alone(actor.reader_id)[-1], new=new)


def _look(story: Story, *, moment_days: int) -> None:
    with as_actor(story.cast.actors["marloes"], Purpose.GUIDANCE.value):
        number = Dossier.objects.get(pk=_led_alone(story.cast.actors["marloes"].reader_id)[0]).number
    actor = story.cast.actors["pieter"]
    with clock.travel(moment(moment_days, "16:40", story.today)), as_actor(actor, Purpose.GUIDANCE.value):
        because = "belde dat de huur morgen weg moet, en Marloes was al naar huis"
        look_urgently(actor=actor, new=NewUrgentLook("absence", because, number=number))


def _led_alone(reader_id: int) -> list[UUID]:
    """Dossiers in which nobody else holds regie and no handover runs, by number."""
    held = Regie.objects.on(clock.today())
    led = held.filter(reader_id=reader_id, scope=Regie.Scope.CHAIN).values("dossier_id")
    others = held.exclude(reader_id=reader_id).values("dossier_id")
    open_ones = Handover.objects.filter(status=Handover.Status.SENT).values("dossier_id")
    found = Dossier.objects.filter(pk__in=led).exclude(pk__in=others).exclude(pk__in=open_ones)
    return list(found.order_by("number").values_list("pk", flat=True))
