"""The part of the story about diagnoses: one taken again, one under way, and one that waits for advice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from schakel.ground.access.types import Purpose
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.jobseekers.diagnosis.actions import (
    Conclusion,
    Filled,
    NewAdvice,
    NewAdviceRequest,
    NewAmbition,
    NewDiagnosis,
    NewMissing,
    NewStyle,
    ask_advice,
    begin_diagnosis,
    conclude_diagnosis,
    give_advice,
    give_own_view,
    note_ambition,
    note_missing,
    sign_part,
)
from schakel.jobseekers.diagnosis.instruments.shelf import own_instruments
from schakel.jobseekers.diagnosis.models import DiagnosisPart
from schakel.simulation.demo.days import moment
from schakel.simulation.demo.telling import Story, client_actor

_FIRST: dict[str, dict[str, int | str]] = {
    "wishes": {"clear": 1, "reachable": 2, "steps": 1, "which": "Iets met voorraad, liefst in een magazijn."},
    "motivation": {"wants": 3, "believes": 1, "doubts": 1},
    "possibilities": {"experience": 2, "available": 2, "responsible": 2, "dutiful": 3},
    "competences": {"craft": 2, "learns": 2, "together": 3, "on_time": 2, "offered": "Zorg en tempo."},
    "limitations": {"lifting": 2, "pace": 1, "times": 1, "travel": 2, "avoid": "Zwaar tilwerk."},
    "self_reliance": {
        "does": 3, "ready": 1, "works_along": 3, "shows_up": 3,
        "starts": 3, "asks": 2, "knows_way": 1, "has_means": 1,
    },
}  # fmt: skip
_AGAIN: dict[str, dict[str, int | str]] = _FIRST | {
    "wishes": {
        "clear": 3,
        "reachable": 2,
        "steps": 2,
        "which": "Overdag in een magazijn, met een heftruck.",
    },
    "motivation": {"wants": 3, "believes": 2, "doubts": 0},
}


def tell_of_diagnoses(story: Story) -> None:
    """Marloes with Amina and Peter, Pieter with Anita, and Lars who is asked for advice."""
    _amina(story)
    _at(story, "marloes", -4, _under_way, "peter")
    _at(story, "pieter", -3, lambda on: _waiting(story, on), "anita")


def _amina(story: Story) -> None:
    """The advice is overruled, since she asked for a coach; later it is taken again, with a labour expert."""
    _at(story, "marloes", -8, _overruled, "amina")
    request_id = _at(story, "marloes", -2, lambda on: _again(story, on), "amina")
    _answered(story, story.dossiers["amina"], request_id)
    _own_view(story)


def _at(story: Story, who: str, day: int, tell: Callable[[dict[str, Any]], UUID], client: str) -> UUID:
    actor = story.cast.actors[who]
    with clock.travel(moment(day, "14:10", story.today)), as_actor(actor, Purpose.GUIDANCE.value):
        return tell({"actor": actor, "dossier_id": story.dossiers[client]})


def _begin(on: dict[str, Any]) -> dict[str, Any]:
    new = NewDiagnosis(own_instruments()[0].digest, "alone")
    return {**on, "diagnosis_id": begin_diagnosis(**on, new=new)}


def _sign(on: dict[str, Any], answers: dict[str, dict[str, int | str]]) -> None:
    kept = DiagnosisPart.objects.filter(diagnosis_id=on["diagnosis_id"], voice="professional")
    versions = dict(kept.values_list("name", "version"))
    for part, given in answers.items():
        sign_part(**on, part=part, filled=Filled(given), expected_version=versions.get(part, 0))


def _overruled(on: dict[str, Any]) -> UUID:
    on = _begin(on)
    _sign(on, _FIRST)
    note_ambition(**on, new=NewAmbition("Bestelde jaren de voorraad, en deed dat graag.", "relative"))
    style = NewStyle("motivating", "gelooft nog niet dat het lukt", clock.today() + timedelta(days=91))
    conclusion = Conclusion(
        rung=4,
        variant="coach",
        reason="client_wish",
        reason_text="Amina vroeg zelf om iemand die naast haar staat bij het solliciteren.",
        client_view="agrees",
        months=6,
        chance=60,
        summary="Amina wil weer werken, met haar handen. De weg naar ander werk is nieuw voor haar.",
        style=style,
    )
    return conclude_diagnosis(**on, conclusion=conclusion, expected_version=None)


def _again(story: Story, on: dict[str, Any]) -> UUID:
    on = _begin(on)
    _sign(on, {name: _AGAIN[name] for name in ("wishes", "motivation", "possibilities")})
    due = clock.today() + timedelta(days=7)
    note_missing(**on, new=NewMissing("Of de training voor de heftruck in haar taal kan", "ours", due))
    lars = story.cast.memberships["lars"]
    asked = NewAdviceRequest("Kan Amina een hele dag staan bij het picken?", lars, due)
    return ask_advice(**on, new=asked)


def _answered(story: Story, dossier_id: UUID, request_id: UUID) -> None:
    actor = story.cast.actors["lars"]
    advice = NewAdvice(
        "Afwisselend staan, lopen en rijden, 32 uur per week.",
        "Staan, met elk uur tien minuten zitten.",
        "Meer dan 10 kilo tillen.",
        "Zoek werk op de heftruck of bij ontvangst; picken alleen in deeltijd.",
    )
    with clock.travel(moment(-1, "10:20", story.today)), as_actor(actor, Purpose.GUIDANCE.value):
        on: dict[str, Any] = {"actor": actor, "dossier_id": dossier_id, "request_id": request_id}
        give_advice(**on, new=advice, expected_version=1)


def _own_view(story: Story) -> None:
    """Amina says how she sees it herself."""
    dossier_id = story.dossiers["amina"]
    with as_actor(story.cast.actors["marloes"], Purpose.GUIDANCE.value):
        found = DiagnosisPart.objects.filter(dossier_id=dossier_id, signed_at__isnull=False)
        diagnosis_id = found.order_by("-saved_at").values_list("diagnosis_id", flat=True)[0]
    actor = client_actor(story, dossier_id, "Amina Haddou")
    with clock.travel(moment(-1, "20:15", story.today)), as_actor(actor, Purpose.OWN_DATA.value):
        give_own_view(
            actor=actor,
            dossier_id=dossier_id,
            diagnosis_id=diagnosis_id,
            part="motivation",
            filled=Filled({"wants": 3, "believes": 1, "doubts": 0}, "Ik wil graag. Soms ben ik bang."),
            expected_version=0,
        )


def _under_way(on: dict[str, Any]) -> UUID:
    on = _begin(on)
    _sign(on, {name: _FIRST[name] for name in ("wishes", "competences")})
    return on["diagnosis_id"]  # type: ignore[no-any-return]


def _waiting(story: Story, on: dict[str, Any]) -> UUID:
    on = _begin(on)
    _sign(on, {"limitations": _FIRST["limitations"]})
    question = "Hoeveel uur per week kan deze cliënt werken, en wat helpt daarbij?"
    due = clock.today() + timedelta(days=10)
    return ask_advice(**on, new=NewAdviceRequest(question, story.cast.memberships["lars"], due))
