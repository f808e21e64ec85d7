"""One integrated team of UWV and the municipality in the story, and a mandate with what was entered by it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from schakel.ground.access.models import Reader
from schakel.ground.access.readers import actor_for
from schakel.ground.access.types import Purpose, Section
from schakel.ground.dossiers.models import Participation
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.ground.organisations.actions import (
    NewJointTeam,
    NewMandate,
    answer_joint_team,
    choose_joint_queue,
    give_mandate,
    invite_to_joint_team,
    make_joint_team,
    make_site_bundles,
    place_in_joint_team,
    set_client_management,
)
from schakel.ground.organisations.models import Location
from schakel.jobseekers.contacts.actions import NewContact, record_contact
from schakel.simulation.demo.casting import Cast

_CALL = "Gebeld: de afspraak van deze week gaat door, en het cv is bijna af."


def tell_of_teams(cast: Cast) -> None:
    """The youth team with people of both organisations, and Karin who enters for Bas."""
    team_id = _do(cast, "ada", make_joint_team, new=_youth())
    on = {"joint_team_id": team_id}
    _do(cast, "ada", invite_to_joint_team, **on, invited_id=cast.organisations["uwv"])
    _do(cast, "ulla", answer_joint_team, **on, is_accepted=True)
    for by, whom, part in (
        ("ada", "sanne", "leader"),
        ("ada", "bas", "member"),
        ("ulla", "wies", "leader"),
        ("ulla", "pieter", "member"),
    ):
        _do(cast, by, place_in_joint_team, **on, membership_id=cast.memberships[whom], part=part)
    _do(cast, "ada", choose_joint_queue, **on, queue_id=cast.teams["work"])
    _do(cast, "ulla", choose_joint_queue, **on, queue_id=cast.teams["ww"])
    _bundle(cast)
    chosen = {"split": "integral", "sanctions_by": "back_office", "reason": "besluit van het college"}
    _do(cast, "ada", set_client_management, **chosen)
    _enter_for_bas(cast)


def _bundle(cast: Cast) -> None:
    """On the second, small location of the municipality one person does it all."""
    place = Location.objects.filter(name__startswith="Wijkhuis").first()
    if place is not None:
        _do(cast, "ada", make_site_bundles, location_id=place.pk, size="small")


def _youth() -> NewJointTeam:
    place = Location.objects.filter(name__startswith="Werkplein").first()
    return NewJointTeam(
        "Jongerenteam Oosterwaard",
        "jongeren tot 27 jaar, en wie minder dan drie maanden van werk af is",
        "shared",
        "samen op één lijst, wie tijd heeft pakt op",
        place.pk if place else None,
    )


def _enter_for_bas(cast: Cast) -> None:
    new = NewMandate(cast.memberships["karin"], Section.CONTACTS | Section.PLAN)
    mandate = actor_for(
        Reader.objects.get(pk=_do(cast, "bas", give_mandate, new=new)), name=cast.actors["karin"].name
    )
    with as_actor(mandate, Purpose.SUPPORT.value):
        for dossier_id in _some_dossiers(cast.actors["bas"].reader_id):
            new_contact = NewContact(clock.now(), "phone", "progress", _CALL)
            record_contact(actor=mandate, dossier_id=dossier_id, new=new_contact)


def _some_dossiers(reader_id: int) -> list[UUID]:
    rows = Participation.objects.on(clock.today()).filter(reader_id=reader_id).order_by("dossier_id")
    return list(rows.values_list("dossier_id", flat=True)[:2])


def _do(cast: Cast, username: str, act: Any, **values: Any) -> Any:
    actor = cast.actors[username]
    with as_actor(actor, Purpose.ADMINISTRATION.value):
        return act(actor=actor, organisation_id=actor.employer_id, **values)
