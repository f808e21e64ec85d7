"""Addresses of diagnoses."""

from __future__ import annotations

from django.urls import path

from schakel.jobseekers.diagnosis.views import (
    advice,
    analyses,
    concluding,
    course,
    estimates,
    market,
    result,
    running,
    scales,
    supplements,
)

app_name = "diagnosis"
_OF = "dossiers/<uuid:dossier_id>/diagnosis/"
_ONE = f"{_OF}<uuid:diagnosis_id>/"
urlpatterns = [
    path(_OF, result.result, name="result"),
    path(f"{_OF}new/", running.begin, name="begin"),
    path(f"{_OF}course/", course.course, name="course"),
    path(f"{_ONE}parts/<slug:part>/", running.fill, name="part"),
    path(f"{_ONE}conclude/", concluding.conclude, name="conclude"),
    path(f"{_ONE}style/", concluding.style, name="style"),
    path(f"{_ONE}missing/", supplements.missing, name="missing"),
    path(f"{_OF}missing/<uuid:item_id>/found/", supplements.found, name="found"),
    path(f"{_ONE}ambition/", supplements.ambition, name="ambition"),
    path(f"{_ONE}circumstance/", supplements.circumstance, name="circumstance"),
    path(f"{_ONE}ask/", advice.ask, name="ask"),
    path(f"{_OF}advice/<uuid:request_id>/", advice.answer, name="answer"),
    path(f"{_ONE}withdraw/", supplements.withdraw, name="withdraw"),
    path(f"{_OF}advice/<uuid:request_id>/withdraw/", supplements.withdraw_advice, name="withdraw_advice"),
    path("diagnosis/scales/", scales.arrange, name="scales"),
    path(f"{_OF}analyses/", analyses.analyses, name="analyses"),
    path(f"{_OF}analyses/new/", analyses.file, name="file_analysis"),
    path(f"{_OF}analyses/<uuid:analysis_id>/withdraw/", analyses.withdraw, name="withdraw_analysis"),
    path("diagnosis/estimates/", estimates.estimates, name="estimates"),
    path("diagnosis/estimates/figures/", estimates.calibration, name="calibration"),
    path("diagnosis/market/", market.market, name="market"),
    path("diagnosis/market/load/", market.load, name="load_market"),
    path("diagnosis/market/remove/", market.remove, name="remove_market"),
    path("diagnosis/market/template/", market.template, name="market_template"),
    path("advice/", advice.advices, name="advices"),
]
