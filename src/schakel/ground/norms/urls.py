"""Addresses of the norms."""

from __future__ import annotations

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from schakel.ground.norms.views import (
    catalogue,
    comparing,
    criteria,
    exporting,
    house,
    law,
    local,
    practice,
    sources,
)


class NormIdConverter(StringConverter):
    """The id of a norm, such as PW-9a-7, AWB-3:2 or BS-4.1."""

    regex = r"[A-Z]+[0-9]*[a-z]*-[0-9A-Za-z.:-]+"


register_converter(NormIdConverter, "norm_id")

app_name = "norms"
urlpatterns = [
    path("norms/", catalogue.norms, name="norms"),
    path("norms/law/", law.law, name="law"),
    path("norms/law/table/", law.law_table, name="law_table"),
    path("norms/law/criteria/", criteria.criteria_list, name="criteria"),
    path("norms/law/criteria/<slug:check_key>/", criteria.criterion, name="criterion"),
    path("norms/law/<uuid:law_question_id>/", law.judge, name="law_question"),
    path("norms/register/json/", exporting.as_json, name="register_json"),
    path("norms/register/csv/", exporting.as_csv, name="register_csv"),
    path("norms/sources/", sources.sources, name="sources"),
    path("norms/subjects/<slug:key>/", catalogue.subject, name="subject"),
    path("norms/house/", house.house, name="house"),
    path("norms/house/<slug:house_key>/", house.figure, name="house_figure"),
    path("norms/local/", local.local, name="local"),
    path("norms/local/compare/", comparing.compare, name="compare"),
    path("norms/local/rules/<uuid:local_norm_id>/", local.rule, name="local_rule"),
    path("norms/local/<norm_id:norm_id>/", local.enter, name="enter_local"),
    path("norms/practice/", practice.in_practice, name="practice"),
    path("norms/<norm_id:norm_id>/", catalogue.norm, name="norm"),
]
