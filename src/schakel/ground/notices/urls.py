"""Addresses of the notices room."""

from __future__ import annotations

from django.urls import path

from schakel.ground.notices.views import texts

app_name = "notices"
urlpatterns = [
    path("texts/", texts.texts, name="texts"),
    path("texts/letterhead/", texts.letterhead, name="letterhead"),
    path("texts/letterhead/specimen/", texts.specimen, name="specimen"),
    path("texts/templates/new/", texts.new_template, name="new_template"),
    path("texts/templates/<uuid:template_id>/", texts.template, name="template"),
    path("texts/templates/<uuid:template_id>/retire/", texts.retire_one_template, name="retire_template"),
    path("texts/paragraphs/new/", texts.new_paragraph, name="new_paragraph"),
    path("texts/paragraphs/<uuid:paragraph_id>/", texts.paragraph, name="paragraph"),
    path("texts/paragraphs/<uuid:paragraph_id>/retire/", texts.retire_one_paragraph, name="retire_paragraph"),
]
