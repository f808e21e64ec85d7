"""Addresses of the signals room."""

from __future__ import annotations

from django.urls import path

from schakel.ground.signals.views import signals

app_name = "signals"
urlpatterns = [
    path("signals/", signals.signal_list, name="list"),
    path("signals/numbers/", signals.numbers, name="numbers"),
    path("dossiers/<uuid:dossier_id>/signals/", signals.dossier_signals, name="dossier"),
]
