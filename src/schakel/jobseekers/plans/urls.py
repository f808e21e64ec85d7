"""Addresses of the plan, of its agreements and choices, and of the day."""

from __future__ import annotations

from django.urls import path

from schakel.jobseekers.plans.views import agreements, day, decisions, looking_back

app_name = "plans"
_PLAN = "dossiers/<uuid:dossier_id>/plan/"
urlpatterns = [
    path("day/", day.day, name="day"),
    path(_PLAN, agreements.plan, name="list"),
    path(f"{_PLAN}agreements/new/", agreements.make, name="make"),
    path(f"{_PLAN}agreements/<uuid:agreement_id>/change/", agreements.change, name="change"),
    path(f"{_PLAN}agreements/<uuid:agreement_id>/check/", agreements.check, name="check"),
    path(f"{_PLAN}decide/", decisions.decide_page, name="decide"),
    path("day/look-back/", looking_back.look_back, name="look_back"),
    path(f"{_PLAN}choices/<uuid:entry_id>/look-back/", looking_back.evaluate, name="evaluate"),
]
