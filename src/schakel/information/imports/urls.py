"""Addresses of imports and deliveries."""

from __future__ import annotations

from django.urls import path

from schakel.information.imports.views import (
    deliveries,
    delivery_forms,
    files,
    machines,
    questions,
    undoing,
)

app_name = "imports"
urlpatterns = [
    path("imports/", files.start, name="start"),
    path("imports/<uuid:run_id>/", files.run, name="run"),
    path("imports/<uuid:run_id>/columns/", files.columns, name="columns"),
    path("imports/<uuid:run_id>/apply/", files.apply, name="apply"),
    path("imports/<uuid:run_id>/agreed/", questions.agreed, name="agreed"),
    path("imports/<uuid:run_id>/stop/", files.stop, name="stop"),
    path("imports/<uuid:run_id>/refused.csv", files.refused, name="refused"),
    path("imports/<uuid:run_id>/undo/", undoing.undo, name="undo"),
    path("deliveries/", deliveries.deliveries, name="deliveries"),
    path("deliveries/switch/", deliveries.switch, name="switch-deliveries"),
    path("deliveries/resend/", deliveries.resend, name="resend-deliveries"),
    path("deliveries/own/", delivery_forms.switch_own, name="switch-own"),
    path("deliveries/forms/", delivery_forms.topics, name="forms"),
    path("deliveries/forms/<slug:topic>/", delivery_forms.topic_form, name="topic-form"),
    path("deliveries/forms/<slug:topic>/example/", delivery_forms.example, name="form-example"),
    path("deliveries/forms/<slug:topic>/use/", delivery_forms.use, name="use-form"),
    path("deliveries/forms/<slug:topic>/standard/", delivery_forms.standard, name="use-standard"),
    path("deliveries/files/", delivery_forms.files, name="files"),
    path("deliveries/files/month/", delivery_forms.month, name="ask-month"),
    path("deliveries/files/<uuid:delivery_file_id>/again/", delivery_forms.again, name="resend-file"),
    path("deliveries/files/<uuid:delivery_file_id>/account.csv", delivery_forms.account, name="account"),
    path("machines/imports/", machines.upload, name="machine_upload"),
    path("machines/imports/<uuid:run_id>/", machines.run, name="machine_run"),
    path("machines/deliveries/", machines.deliveries, name="machine_deliveries"),
]
