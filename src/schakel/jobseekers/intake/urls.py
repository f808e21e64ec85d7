"""Addresses of intakes."""

from __future__ import annotations

from django.urls import path

from schakel.jobseekers.intake.views import (
    agreed,
    holding,
    home_visits,
    lead_times,
    offering,
    own,
    packages,
    parts,
    rules,
    running,
    settings,
    work_offered,
)

app_name = "intake"
_ONE = "dossiers/<uuid:dossier_id>/intake/<uuid:intake_id>/"
_VISIT = "dossiers/<uuid:dossier_id>/intake/visits/<uuid:visit_id>/"
urlpatterns = [
    path("dossiers/<uuid:dossier_id>/intake/", holding.intake, name="intake"),
    path("dossiers/<uuid:dossier_id>/intake/open/", holding.open_new, name="open"),
    path(f"{_ONE}identity/", holding.identity, name="identity"),
    path(f"{_ONE}together/", holding.join, name="join"),
    path(f"{_ONE}take-over/", holding.take_over, name="take_over"),
    path(f"{_ONE}route/", holding.route, name="route"),
    path(f"{_ONE}finish/", holding.finish, name="finish"),
    path(f"{_ONE}offers/", offering.offer, name="offer"),
    path(f"{_ONE}offers/<uuid:offer_id>/", offering.answer, name="answer_offer"),
    path(f"{_ONE}part/<slug:part_key>/", parts.part, name="part"),
    path(f"{_ONE}package/<slug:package_key>/", packages.package, name="package"),
    path("me/intake/", own.own, name="own"),
    path("me/intake/send/", own.send, name="send"),
    path("me/intake/<slug:part_key>/", own.part, name="own_part"),
    path("intake/channels/", settings.channels, name="channels"),
    path("intake/channels/<uuid:channel_id>/end/", settings.end, name="end_channel"),
    path("intake/no-scores/", packages.no_scores, name="no_scores"),
    path("dossiers/<uuid:dossier_id>/intake/visits/", home_visits.visits, name="visits"),
    path(f"{_ONE}visits/", home_visits.ask, name="ask_visit"),
    path(f"{_VISIT}decide/", home_visits.decide, name="decide_visit"),
    path(f"{_VISIT}tell/", home_visits.tell, name="tell_visit"),
    path(f"{_VISIT}report/", home_visits.report, name="report_visit"),
    path(f"{_VISIT}evaluate/", home_visits.evaluate, name="evaluate_visit"),
    path(f"{_VISIT}withdraw/", home_visits.withdraw, name="withdraw_visit"),
    path("intake/", running.running, name="running"),
    path("intake/lead-times/", lead_times.figures, name="lead_times"),
    path("intake/lead-times/file/", lead_times.as_csv, name="lead_times_file"),
    path("intake/work-offered/", work_offered.figures, name="work_offered"),
    path("intake/steps/", agreed.steps, name="steps"),
    path("intake/steps/<uuid:agreed_step_id>/end/", agreed.end, name="end_step"),
    path("intake/rules/", rules.rules, name="rules"),
    path("intake/rules/<uuid:rule_id>/end/", rules.end, name="end_rule"),
    path("intake/visits/", home_visits.to_do, name="visits_to_do"),
]
