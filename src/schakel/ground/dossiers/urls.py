"""Addresses of the dossiers room."""

from __future__ import annotations

from django.urls import path

from schakel.ground.dossiers.views import (
    disputes,
    facts,
    handovers,
    listing,
    lists,
    opening,
    overview,
    people,
    shields,
    sources,
    urgent_looks,
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
    path(f"{_DOSSIER}/shield/", shields.shield, name="shield"),
    path(f"{_DOSSIER}/shield/place/", shields.place, name="shield_place"),
    path(f"{_DOSSIER}/shield/name/", shields.name, name="shield_name"),
    path(f"{_DOSSIER}/shield/readers/<uuid:named_id>/", shields.unname, name="unname"),
    path(f"{_DOSSIER}/shield/review/", shields.review, name="shield_review"),
    path(f"{_DOSSIER}/shield/lift/", shields.lift, name="shield_lift"),
    path(f"{_DOSSIER}/urgent/<uuid:look_id>/judge/", urgent_looks.judge, name="judge"),
    path("urgent/", urgent_looks.urgent, name="urgent"),
    path("oversight/", urgent_looks.oversight, name="oversight"),
    path("dossiers/views/", lists.saved_views, name="views"),
    path("dossiers/views/<uuid:view_id>/remove/", lists.forget_view, name="forget_view"),
    path("dossiers/export/", lists.export, name="export"),
    path(f"{_DOSSIER}/facts/<slug:name>/", disputes.fact, name="fact"),
    path(f"{_DOSSIER}/facts/<slug:name>/choose/", disputes.choose, name="choose"),
    path(f"{_DOSSIER}/facts/<uuid:fact_id>/answer/", disputes.answer, name="answer"),
    path("sources/", sources.sources, name="sources"),
    path("sources/judge/", sources.judge, name="judge_source"),
]
