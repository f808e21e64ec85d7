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
from schakel.jobseekers.services.views.figures import (
    choices,
    dossiers,
    ladder,
    mix,
    outcomes,
    schemes,
    starts,
)

app_name = "services"
_OF = "dossiers/<uuid:dossier_id>/services/"
_ONE = f"{_OF}<uuid:use_id>/"
_DEBTS = "dossiers/<uuid:dossier_id>/debt-help/"
_FIGURES = "services/figures/"
_LOCAL = "services/own/<uuid:local_id>/"
urlpatterns = [
    path("services/", catalogue.services, name="services"),
    path("services/running/", running.running, name="running"),
    path("services/part-time/", part_time.part_time, name="part_time"),
    path("services/own/new/", catalogue.add_local, name="add_local"),
    path(f"{_LOCAL}change/", catalogue.change_local, name="change_local"),
    path(f"{_LOCAL}end/", catalogue.close_local, name="end_local"),
    path(f"{_LOCAL}remove/", catalogue.drop_local, name="remove_local"),
    path(_FIGURES, mix.mix, name="figures"),
    path(f"{_FIGURES}target/", mix.target, name="figures_target"),
    path(f"{_FIGURES}starts/", starts.starts, name="figures_starts"),
    path(f"{_FIGURES}steering/", starts.steering, name="figures_steering"),
    path(f"{_FIGURES}outcomes/", outcomes.outcomes, name="figures_outcomes"),
    path(f"{_FIGURES}schemes/", schemes.schemes, name="figures_schemes"),
    path(f"{_FIGURES}ladder/", ladder.ladder, name="figures_ladder"),
    path(f"{_FIGURES}choices/", choices.choices, name="figures_choices"),
    path(f"{_FIGURES}council/", choices.council, name="figures_council"),
    path(f"{_FIGURES}dossiers/", dossiers.dossiers, name="figures_dossiers"),
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
