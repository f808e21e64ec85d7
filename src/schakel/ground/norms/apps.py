"""The norms room as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class NormsConfig(AppConfig):
    """The register, its evaluator and its pages."""

    name = "schakel.ground.norms"
    label = "norms"
