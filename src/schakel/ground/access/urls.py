"""Addresses of the access room."""

from __future__ import annotations

from django.urls import path

from schakel.ground.access import views

app_name = "access"
urlpatterns = [path("access/", views.access_table, name="table")]
