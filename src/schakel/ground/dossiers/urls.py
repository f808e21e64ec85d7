"""Addresses of the dossiers room."""

from __future__ import annotations

from django.urls import path

from schakel.ground.dossiers.views import (
    arrangements,
    facts,
    handover_page,
    handovers,
    listing,
    opening,
    overview,
    people,
    trajectories,
)

app_name = "dossiers"
_DOSSIER = "dossiers/<uuid:dossier_id>"
_HANDOVER = f"{_DOSSIER}/handovers/<uuid:handover_id>"

urlpatterns = [
    path("dossiers/", listing.client_list, name="list"),
    path("dossiers/bsn/", listing.by_bsn, name="bsn"),
    path("dossiers/new/", opening.new_client, name="new"),
    path(f"{_DOSSIER}/", overview.overview, name="dossier"),
    path(f"{_DOSSIER}/people/", people.participants, name="people"),
    path(f"{_DOSSIER}/people/add/", people.add, name="add"),
    path(f"{_DOSSIER}/people/<uuid:participation_id>/leave/", people.leave, name="leave"),
    path(f"{_DOSSIER}/people/take/", people.take, name="take"),
    path(f"{_DOSSIER}/people/pass/", people.pass_on, name="pass"),
    path(f"{_DOSSIER}/people/rest/", people.rest, name="rest"),
    path(f"{_DOSSIER}/facts/", facts.facts, name="facts"),
    path(f"{_DOSSIER}/facts/state/", facts.state, name="state_fact"),
    path(f"{_DOSSIER}/handover/", handovers.send, name="handover"),
    path(f"{_HANDOVER}/take-up/", handovers.take_up, name="take_up"),
    path(f"{_HANDOVER}/return/", handovers.give_back, name="return"),
    path("handovers/", handovers.inbox, name="inbox"),
    path(f"{_DOSSIER}/handovers/", handover_page.handovers, name="handovers"),
    path(f"{_HANDOVER}/", handover_page.handover, name="handover_page"),
    path(f"{_DOSSIER}/trajectories/", trajectories.trajectories, name="trajectories"),
    path(f"{_DOSSIER}/ending/", trajectories.ending, name="ending"),
    path("handovers/arrears/", arrangements.arrears, name="arrears"),
    path("handovers/arrangements/", arrangements.arrangements, name="arrangements"),
    path("handovers/<uuid:handover_id>/team/", arrangements.readdress, name="readdress"),
    path(
        "handovers/arrangements/<uuid:organisation_id>/<slug:direction>/",
        arrangements.arrange,
        name="arrange",
    ),
]
