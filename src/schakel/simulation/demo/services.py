"""The part of the story about services: one that was extended, one that ended, one bought, one overruled."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from schakel.ground.access.types import Purpose
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.jobseekers.services.actions import (
    End,
    ServiceChoice,
    Start,
    UseDecision,
    answer_approval,
    choose_service,
    decide_use,
    end_use,
    extend_use,
    give_own_view,
    log_step,
    start_use,
    tell_facts,
)
from schakel.jobseekers.services.queries.approvals import to_decide
from schakel.simulation.demo.days import moment
from schakel.simulation.demo.telling import Story, client_actor

On = dict[str, Any]


def tell_of_services(story: Story) -> None:
    """Marloes with Amina and Peter, Pieter with Anita; twice somebody else must agree."""
    _amina(story)
    _peter(story)
    _anita(story)
    _agreement(story)


def _at(story: Story, who: str, day: int, tell: Callable[[On], UUID], client: str) -> UUID:
    actor = story.cast.actors[who]
    with clock.travel(moment(day, "15:20", story.today)), as_actor(actor, Purpose.GUIDANCE.value):
        return tell({"actor": actor, "dossier_id": story.dossiers[client]})


def _choice(key: str, considered: list[str], reason: str, words: str, **more: Any) -> ServiceChoice:
    values: dict[str, Any] = {"origin": "written", "chance": 6, "client_view": "agrees"}
    by = clock.today() + timedelta(days=180)
    return ServiceChoice(key, considered, reason, words, expected_by=by, **values | more)


def _chosen(on: On, told: dict[str, bool], choice: ServiceChoice) -> UUID:
    tell_facts(**on, told=told)
    return choose_service(**on, choice=choice)


def _run(on: On, use_id: UUID, days: int, group: str = "") -> UUID:
    today = clock.today()
    start = Start(today, today + timedelta(days=days), group)
    return start_use(**on, use_id=use_id, new=start, expected_version=None)


def _amina(story: Story) -> None:
    """A module that ended and helped; then guidance, of which the last day comes near, with more time."""
    first = _at(story, "marloes", -9, _module, "amina")
    _at(story, "marloes", -9, lambda on: _bought(on, first), "amina")
    _at(story, "marloes", -9, lambda on: _run(on, first, 6), "amina")
    _at(story, "marloes", -3, lambda on: _ended(on, first), "amina")
    _own_word(story, first)
    second = _at(story, "marloes", -3, _guidance, "amina")
    _at(story, "marloes", -3, lambda on: _run(on, second, 14, "self_reliant"), "amina")
    _at(story, "marloes", -1, lambda on: _longer(on, second), "amina")


def _module(on: On) -> UUID:
    choice = _choice(
        "module-sollicitatie",
        ["module-sollicitatie", "monitoring"],
        "client_wish",
        "Amina wil leren hoe je nu solliciteert",
    )
    return _chosen(on, {"mist_zoekvaardigheden": True}, choice)


def _bought(on: On, use_id: UUID) -> UUID:
    own = on["actor"].organisation_id
    new = UseDecision(own, own, None, is_shortest="yes")
    return decide_use(**on, use_id=use_id, new=new, expected_version=None)


def _ended(on: On, use_id: UUID) -> UUID:
    end = End(clock.today(), "completed", "yes", "some", "Haar cv klopt weer.")
    return end_use(**on, use_id=use_id, end=end, expected_version=None)


def _own_word(story: Story, use_id: UUID) -> None:
    dossier_id = story.dossiers["amina"]
    actor = client_actor(story, dossier_id, "Amina Haddou")
    with clock.travel(moment(-2, "19:40", story.today)), as_actor(actor, Purpose.OWN_DATA.value):
        give_own_view(
            actor=actor,
            dossier_id=dossier_id,
            use_id=use_id,
            reached="yes",
            helped="much",
            words="Ik durf nu zelf te bellen.",
        )


def _guidance(on: On) -> UUID:
    told = {"zelfredzaam": True, "bemiddelbaar": True, "komt_na": True}
    words = "past bij de diagnose, en zij vroeg om iemand naast zich"
    choice = _choice(
        "intensieve-begeleiding", ["intensieve-begeleiding", "jobhunting"], "fits_profile", words
    )
    return _chosen(on, told, choice)


def _longer(on: On, use_id: UUID) -> UUID:
    until = clock.today() + timedelta(days=40)
    because = "de gesprekken met twee werkgevers lopen nog"
    return extend_use(**on, use_id=use_id, until=until, because=because, expected_version=None)


def _peter(story: Story) -> None:
    """Jobhunting, with a log of what was done."""
    use_id = _at(story, "marloes", -4, _jobhunting, "peter")
    _at(story, "marloes", -4, lambda on: _bought(on, use_id), "peter")
    _at(story, "marloes", -4, lambda on: _run(on, use_id, 90), "peter")
    _at(story, "marloes", -2, lambda on: _called(on, use_id), "peter")


def _called(on: On, use_id: UUID) -> UUID:
    what = "Drie bedrijven gebeld; een ervan wil hem spreken."
    return log_step(**on, use_id=use_id, done_on=clock.today(), what=what)


def _jobhunting(on: On) -> UUID:
    choice = _choice(
        "jobhunting", ["jobhunting", "scholing"], "fits_profile", "kan morgen beginnen", chance=7
    )
    return _chosen(on, {"bemiddelbaar": True}, choice)


def _anita(story: Story) -> None:
    """Chosen although the rules say not unless: it has not begun yet."""
    _at(story, "pieter", -2, _overruled, "anita")


def _overruled(on: On) -> UUID:
    words = "zij begint volgende week bij het buurthuis, en is nu al welkom"
    choice = _choice(
        "vrijwilligerswerk", ["vrijwilligerswerk", "sociale-activering"], "other", words, chance=3
    )
    return _chosen(on, {"doet_vrijwilligerswerk": False}, choice)


def _agreement(story: Story) -> None:
    """The labour expert agreed with an assessment; the team leader must still say whether a place may."""
    _at(story, "marloes", -2, lambda on: _assessed(story, on), "amina")
    lars = story.cast.actors["lars"]
    with clock.travel(moment(-1, "11:30", story.today)), as_actor(lars, Purpose.GUIDANCE.value):
        answer_approval(
            actor=lars,
            approval_id=to_decide(limit=1)[0].pk,
            is_agreed=True,
            words="het protocol is nog niet doorlopen, en een assessment zegt hier meer",
            expected_version=None,
        )
    _at(story, "marloes", -1, lambda on: _placed(story, on), "peter")


def _assessed(story: Story, on: On) -> UUID:
    words = "zij twijfelt tussen twee opleidingen en wil eerst weten wat zij aankan"
    asked = {"labour_expert": story.cast.memberships["lars"]}
    choice = _choice("assessment-scholing", ["assessment-scholing"], "other", words, approvers=asked)
    return choose_service(**on, choice=choice)


def _placed(story: Story, on: On) -> UUID:
    words = "de werkgever leert hem in zes weken een vak waar vraag naar is"
    asked = {"team_leader": story.cast.memberships["wies"]}
    considered = ["werkervaringsplaats", "scholing"]
    choice = _choice("werkervaringsplaats", considered, "other", words, approvers=asked)
    return choose_service(**on, choice=choice)
