"""Addresses of intakes."""

from __future__ import annotations

from django.urls import path

from schakel.jobseekers.intake.views import holding, offering, own, packages, parts, settings

app_name = "intake"
_ONE = "dossiers/<uuid:dossier_id>/intake/<uuid:intake_id>/"
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
    path("intake/no-scores/", packages.no_scores, name="no_scores"),
]
