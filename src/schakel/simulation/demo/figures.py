"""What figures stand on: services of many clients, a target, a change in steering, the works council."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.models import Participation
from schakel.ground.dossiers.queries.visible import sections_visible
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.jobseekers.services.actions import (
    End,
    ServiceChoice,
    Start,
    UseDecision,
    choose_service,
    decide_use,
    end_use,
    start_use,
)
from schakel.jobseekers.services.actions.figures import (
    NewMixTarget,
    note_steering,
    record_council_consent,
    set_mix_target,
)
from schakel.jobseekers.services.asking import avoided_at, wanted_for_choice
from schakel.jobseekers.services.catalogue.shelf import the_catalogue
from schakel.jobseekers.services.models import ServiceUse
from schakel.jobseekers.services.queries.eligibility import Standing, standing_of
from schakel.jobseekers.services.queries.levels import levels_of
from schakel.jobseekers.services.queries.uses import at_their_limit, relabelled_from
from schakel.simulation.demo.days import moment
from schakel.simulation.demo.telling import Story

TOLD_ELSEWHERE = frozenset({"amina", "peter", "anita"})
RUNNING = (
    ("monitoring", "redt zich en houdt zich aan wat is afgesproken", -44),
    ("intensieve-begeleiding", "heeft elke maand een gesprek nodig om verder te komen", -38),
    ("module-sollicitatie", "wil leren hoe solliciteren nu gaat", -33),
    ("intensieve-begeleiding", "vroeg om iemand die meedenkt", -27),
    ("traject", "heeft meer nodig dan gesprekken", -21),
)
BEFORE = (
    ("module-sollicitatie", "completed"),
    ("module-sollicitatie", "no_help"),
    ("module-sollicitatie", "work"),
    ("module-sollicitatie", "completed"),
    ("vrijwilligerswerk", "useful"),
    ("module-sollicitatie", "seconded"),
)
BEGUN, ENDED = -75, -50
DAYS = {"monitoring": 150, "intensieve-begeleiding": 110, "module-sollicitatie": 80, "traject": 200}
"""How long what runs is planned to last; the rules know a longest for most."""
NEW_TO_IT = -80
"""Who guides a client since later is asked nothing of before."""

AIMS: dict[str, dict[str, Any]] = {
    "ulla": {
        "planned": {
            "near": {"monitoring": 60, "intensive": 30, "modular": 10},
            "far": {"intensive": 30, "modular": 20, "trajectory": 50},
            "unknown": {"intensive": 60, "monitoring": 40},
        }
    },
    "ada": {"shares": {"intensive": 40, "monitoring": 20, "modular": 15, "trajectory": 20, "other": 5}},
}


def tell_of_figures(story: Story) -> None:
    """Services of the clients that each guide has for long, and what the organisations aim at."""
    for username in ("marloes", "pieter", "bas", "sanne"):
        for number, dossier_id in enumerate(_held(story, username)):
            if number % 4 != 3:
                key, why = BEFORE[number % len(BEFORE)]
                _ended(story, username, dossier_id, key, why)
            _running(story, username, dossier_id, number)
    for username, aim in AIMS.items():
        _steer(story, username, aim)


def _held(story: Story, username: str) -> list[UUID]:
    """The clients of this guide since long enough, in the order of the story."""
    actor = story.cast.actors[username]
    since = story.today + timedelta(days=NEW_TO_IT)
    with as_actor(actor, Purpose.GUIDANCE.value):
        held = set(
            Participation.objects.on(story.today)
            .filter(reader_id=actor.reader_id, valid_from__lt=since, dossier__status="open")
            .values_list("dossier_id", flat=True)
        )
    known = {dossier_id: key for key, dossier_id in story.dossiers.items() if key not in TOLD_ELSEWHERE}
    return [dossier_id for dossier_id in known if dossier_id in held]


def _running(story: Story, username: str, dossier_id: UUID, number: int) -> None:
    key, words, day = RUNNING[number % len(RUNNING)]
    _begun(story, username, dossier_id, (key, words, day + number % 3))


def _ended(story: Story, username: str, dossier_id: UUID, key: str, why: str) -> None:
    words = "dit is nu de kortste weg"
    use_id = _begun(story, username, dossier_id, (key, words, BEGUN))
    if use_id is None:
        return
    actor = story.cast.actors[username]
    with clock.travel(moment(ENDED, "16:10", story.today)), as_actor(actor, Purpose.GUIDANCE.value):
        reached = "no" if why == "no_help" else "yes"
        end = End(clock.today(), why, reached, "not" if why == "no_help" else "some")
        end_use(actor=actor, dossier_id=dossier_id, use_id=use_id, end=end, expected_version=None)


def _begun(story: Story, username: str, dossier_id: UUID, what: tuple[str, str, int]) -> UUID | None:
    """A service chosen and begun on one day; None where a rule is against it or somebody must agree."""
    (key, words, day), actor = what, story.cast.actors[username]
    with clock.travel(moment(day, "15:50", story.today)), as_actor(actor, Purpose.GUIDANCE.value):
        if _is_hindered(standing_of(dossier_id, sections_visible(dossier_id)), key, actor.organisation_id):
            return None
        on: dict[str, Any] = {"actor": actor, "dossier_id": dossier_id}
        by = clock.today() + timedelta(days=180)
        choice = ServiceChoice(key, [key, _other(key)], "other", words, "written", 5, by, "agrees")
        use_id = choose_service(**on, choice=choice)
        if ServiceUse.objects.get(pk=use_id).state == ServiceUse.State.PROPOSED:
            own = actor.organisation_id
            decide_use(
                **on, use_id=use_id, new=UseDecision(own, own, None, is_shortest="yes"), expected_version=None
            )
        start_use(**on, use_id=use_id, new=_start(key, clock.today()), expected_version=None)
        return use_id


def _is_hindered(standing: Standing, key: str, organisation_id: UUID | None) -> bool:
    judged = standing.judged[key]
    service = judged.service
    limited = at_their_limit(standing.dossier_id, standing.on)
    earlier = relabelled_from(limited, service.content, key, service.period)
    levels = levels_of([service], organisation_id)[key]
    asked = wanted_for_choice(judged, earlier, avoided_at(standing, service), levels)
    return judged.verdict == "no" or bool(asked)


def _other(key: str) -> str:
    """Something that was considered beside it."""
    return "monitoring" if key != "monitoring" else "intensieve-begeleiding"


def _start(key: str, today: date) -> Start:
    service = the_catalogue().services[key]
    return Start(
        today,
        today + timedelta(days=DAYS.get(key, 80)),
        group="self_reliant" if service.groups else "",
        answers=dict.fromkeys(service.questions, True),
        proof="brief van de organisatie" if service.asks_document else "",
    )


def _steer(story: Story, username: str, aim: dict[str, Any]) -> None:
    actor = story.cast.actors[username]
    on: dict[str, Any] = {"actor": actor, "organisation_id": actor.employer_id}
    with clock.travel(moment(-60, "10:40", story.today)), as_actor(actor, Purpose.STEERING.value):
        new = NewMixTarget(clock.today(), "zo past het bij de mensen die wij nu begeleiden", **aim)
        set_mix_target(**on, new=new, expected_version=0)
        what = "Opdracht aan de teams: kijk na vier maanden of intensieve begeleiding nog helpt"
        note_steering(**on, happened_on=clock.today(), what=what)
    if username == "ada":
        with clock.travel(moment(-30, "11:20", story.today)), as_actor(actor, Purpose.ADMINISTRATION.value):
            document = "Besluit ondernemingsraad over cijfers van keuzes (verzonnen)"
            record_council_consent(**on, document=document, day=clock.today())
