"""A chain consultation in the story: who sits in it, what it decided half a year ago, and what comes next."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from schakel.ground.access.types import Purpose
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.ground.organisations.actions import (
    NewSeat,
    decide_in_body,
    found_body,
    give_body_task,
    plan_body_meeting,
    put_on_agenda,
    seat_in_body,
    settle_body_task,
)
from schakel.simulation.demo.casting import Cast
from schakel.simulation.demo.days import moment, working_day

_FOUNDED, _HELD, _NEXT = -400, -60, 21
_KEEPER = "ada"
_SEATS = (
    ("Henriëtte Vos", "chair", "city", "wethouder werk en inkomen"),
    ("Ruud Slager", "member", "uwv", "vestigingsmanager"),
    ("Nadia Bouali", "member", "", "bestuurder"),
)
_DECIDED = (
    (
        "Eerste gesprek samen",
        "Vanaf dit kwartaal voeren gemeente en UWV het eerste gesprek in één keer, waar de WW binnen drie "
        "maanden eindigt.",
        "cliënten vertellen hun verhaal nu twee keer",
    ),
    (
        "Terugkoppeling na een overdracht",
        "Wie een overdracht oppakt, koppelt binnen vier weken terug of het beeld klopte.",
        "anders leert de afzender er niet van",
    ),
)


def tell_of_bodies(cast: Cast, today: date) -> None:
    """The consultation, kept by the municipality."""
    with clock.travel(moment(_FOUNDED, "10:00", today)):
        body_id = _do(
            cast,
            found_body,
            kind="chain",
            name="Ketenoverleg Oosterwaard",
            task="Afspraken tussen gemeente, UWV en aanbieders over samen begeleiden.",
        )
        seats = [_seat(cast, body_id, *seat) for seat in _SEATS]
    with clock.travel(moment(_HELD, "10:00", today)):
        _hold(cast, body_id, seats)
    day = working_day(_NEXT, today)
    coming = _do(cast, plan_body_meeting, body_id=body_id, held_on=day, place="Werkplein, zaal 2")
    for subject in ("Wachttijd na een overdracht", "Werkgevers vaker samen bezoeken"):
        _do(cast, put_on_agenda, meeting_id=coming, subject=subject)


def _seat(cast: Cast, body_id: UUID, person: str, part: str, of: str, post: str) -> UUID:
    organisation_id, party = (cast.organisations[of], "") if of else (None, "FNV, afdeling Oosterwaard")
    new = NewSeat(person, part, organisation_id, party, post)
    seat_id: UUID = _do(cast, seat_in_body, body_id=body_id, new=new)
    return seat_id


def _hold(cast: Cast, body_id: UUID, seats: list[UUID]) -> None:
    held = _do(cast, plan_body_meeting, body_id=body_id, held_on=clock.today(), place="Stadhuis")
    for subject, decision, because in _DECIDED:
        item = _do(cast, put_on_agenda, meeting_id=held, subject=subject)
        said = {"outcome": "decided", "decision": decision, "because": because, "expected_version": None}
        _do(cast, decide_in_body, item_id=item, **said)
    for number, (what, seat_id) in enumerate(
        (("Rooster voor gezamenlijke gesprekken maken", seats[1]), ("Brief aan cliënten aanpassen", seats[0]))
    ):
        asked = {"what": what, "seat_id": seat_id, "due_on": working_day(40 + number * 30, clock.today())}
        task = _do(cast, give_body_task, meeting_id=held, **asked)
        if not number:
            done = {"result": "het rooster hangt in beide agenda’s", "expected_version": None}
            _do(cast, settle_body_task, task_id=task, **done)


def _do(cast: Cast, act: Any, **values: Any) -> Any:
    actor = cast.actors[_KEEPER]
    with as_actor(actor, Purpose.ADMINISTRATION.value):
        return act(actor=actor, organisation_id=actor.employer_id, **values)
