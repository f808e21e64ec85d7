"""Handing over because a WW ends or somebody moves: what runs goes along or stops, each with its reason."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.types import OrganisationKind
from schakel.ground.dossiers.actions.trajectories import change_trajectory, end_trajectory, hold_end_talk
from schakel.ground.dossiers.handover_terms import Goes, NewHandover, OccasionTerms, Stops
from schakel.ground.dossiers.models import EndTalk, Handover, Trajectory
from schakel.ground.dossiers.queries.trajectories import running
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.errors import InvalidError
from schakel.ground.organisations.models import Organisation
from schakel.ground.people.actions import change_client

Occasion = Handover.Occasion


def check_occasion(dossier_id: UUID, new: NewHandover, to_id: UUID) -> None:
    """Nothing that runs may be forgotten, a move needs place and day, an ending WW its talk.

    Raises InvalidError naming the fields.
    """
    if new.occasion == Occasion.ORDINARY:
        return
    fields = _forgotten(dossier_id, new.terms) | _missing(dossier_id, new)
    if Organisation.objects.get(pk=to_id).kind != OrganisationKind.MUNICIPALITY:
        fields["team_id"] = gettext("Kies een team van een gemeente.")
    if fields:
        first = next(iter(fields.values()))
        raise InvalidError(gettext("De overdracht is nog niet compleet."), first, fields=fields)


def follow_occasion(actor: Actor, handover: Handover, new: NewHandover) -> None:
    """Do what goes with it, as acts within this one: trajectories, talk, and the new place."""
    if new.occasion == Occasion.ORDINARY:
        return
    terms, dossier_id = new.terms, handover.dossier_id
    for trajectory in running(dossier_id):
        _pass_on(actor, handover, trajectory, terms.trajectories[trajectory.pk])
    if terms.talk_summary.strip():
        held_on = terms.talk_on or clock.today()
        wish = EndTalk.Wish.HANDOVER.value
        hold_end_talk(
            actor=actor, dossier_id=dossier_id, held_on=held_on, summary=terms.talk_summary, wish=wish
        )
    if terms.moves_on is not None and terms.moves_on <= clock.today():
        settle_move(actor, handover)


def settle_move(actor: Actor, handover: Handover) -> None:
    """The new place becomes the client's place: on the day of the move, or when it is taken up after it."""
    if handover.occasion != Occasion.MOVE or handover.dossier.client.place == handover.moves_to:
        return
    because = gettext("verhuisd")
    change_client(
        actor=actor,
        dossier_id=handover.dossier_id,
        expected_version=None,
        changes={"place": handover.moves_to},
        because=because,
    )


def _pass_on(actor: Actor, handover: Handover, trajectory: Trajectory, course: Goes | Stops) -> None:
    about = {"actor": actor, "dossier_id": handover.dossier_id, "trajectory_id": trajectory.pk}
    if isinstance(course, Stops):
        end_trajectory(**about, because=course.because)
        return
    because = gettext("overdracht: %(why)s") % {"why": handover.reason}
    change_trajectory(
        **about,
        planned_end=trajectory.planned_end,
        paid_until=course.paid_until,
        next_payer_id=handover.to_organisation_id,
        because=because,
    )


def _forgotten(dossier_id: UUID, terms: OccasionTerms) -> dict[str, str]:
    fields = {}
    for trajectory in running(dossier_id):
        course = terms.trajectories.get(trajectory.pk)
        if course is None:
            fields[f"goes-{trajectory.pk}"] = gettext("Kies of dit traject doorloopt of stopt.")
        elif isinstance(course, Stops) and not course.because.strip():
            fields[f"stops-{trajectory.pk}"] = gettext("Schrijf op waarom dit traject stopt.")
        elif isinstance(course, Goes) and course.paid_until < trajectory.began_on:
            fields[f"paid-{trajectory.pk}"] = gettext("Kies een dag op of na de begindatum.")
    return fields


def _missing(dossier_id: UUID, new: NewHandover) -> dict[str, str]:
    fields, terms = {}, new.terms
    if new.occasion == Occasion.MOVE:
        if not terms.moves_to.strip():
            fields["moves_to"] = gettext("Vul de nieuwe woonplaats in.")
        if terms.moves_on is None:
            fields["moves_on"] = gettext("Vul in wanneer de cliënt verhuist.")
    talked = bool(terms.talk_summary.strip()) or EndTalk.objects.filter(dossier_id=dossier_id).exists()
    if new.occasion == Occasion.WW_END and not talked:
        fields["talk_summary"] = gettext(
            "Bespreek eerst met de cliënt wat er na de WW komt, en schrijf dat op."
        )
    return fields
