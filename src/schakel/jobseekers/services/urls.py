"""Addresses of the catalogue, of the services of a client, and of the client's own page."""

from __future__ import annotations

from django.urls import path

from schakel.jobseekers.services.views import (
    approving,
    catalogue,
    choosing,
    debt_help,
    own,
    part_time,
    parts,
    running,
    uses,
)

app_name = "services"
_OF = "dossiers/<uuid:dossier_id>/services/"
_ONE = f"{_OF}<uuid:use_id>/"
_DEBTS = "dossiers/<uuid:dossier_id>/debt-help/"
_LOCAL = "services/own/<uuid:local_id>/"
urlpatterns = [
    path("services/", catalogue.services, name="services"),
    path("services/running/", running.running, name="running"),
    path("services/part-time/", part_time.part_time, name="part_time"),
    path("services/own/new/", catalogue.add_local, name="add_local"),
    path(f"{_LOCAL}change/", catalogue.change_local, name="change_local"),
    path(f"{_LOCAL}end/", catalogue.close_local, name="end_local"),
    path(f"{_LOCAL}remove/", catalogue.drop_local, name="remove_local"),
    path("services/approvals/", approving.approvals, name="approvals"),
    path("services/approvals/<uuid:approval_id>/", approving.approval, name="approval"),
    path("services/<slug:service_key>/", catalogue.service, name="service"),
    path("services/<slug:service_key>/knowledge/", catalogue.knowledge, name="knowledge"),
    path("services/<slug:service_key>/levels/", approving.levels, name="levels"),
    path(_OF, uses.uses, name="uses"),
    path(f"{_OF}choose/", choosing.choose, name="choose"),
    path(f"{_OF}facts/", choosing.facts, name="facts"),
    path(_ONE, uses.use, name="use"),
    path(f"{_ONE}decide/", uses.decide, name="decide"),
    path(f"{_ONE}start/", uses.start, name="start"),
    path(f"{_ONE}extend/", uses.extend, name="extend"),
    path(f"{_ONE}log/", uses.log, name="log"),
    path(f"{_ONE}end/", uses.end, name="end"),
    path(f"{_ONE}drop/", uses.drop, name="drop"),
    path(f"{_ONE}approvals/<uuid:approval_id>/withdraw/", approving.withdraw, name="withdraw_approval"),
    path(f"{_ONE}parts/new/", parts.add, name="add_part"),
    path(f"{_ONE}parts/<uuid:trajectory_part_id>/end/", parts.end, name="end_part"),
    path(_DEBTS, debt_help.debt_help, name="debt_help"),
    path(f"{_DEBTS}new/", debt_help.ask, name="ask_debt_help"),
    path(f"{_DEBTS}<uuid:debt_id>/threat/", debt_help.threat, name="debt_threat"),
    path(f"{_DEBTS}<uuid:debt_id>/talk/", debt_help.talk, name="debt_talk"),
    path(f"{_DEBTS}<uuid:debt_id>/end/", debt_help.end, name="end_debt_help"),
    path("me/services/", own.own, name="own"),
    path("me/services/<uuid:use_id>/view/", own.view, name="own_view"),
]
