"""The plans room as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Registers this room's verbs."""

    name = "schakel.jobseekers.plans"
    label = "plans"

    def ready(self) -> None:
        from schakel.jobseekers.plans import actions

        actions.register()
