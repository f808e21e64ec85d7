"""The profile room as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class ProfileConfig(AppConfig):
    """Registers this room's verbs."""

    name = "schakel.jobseekers.profile"
    label = "profile"

    def ready(self) -> None:
        from schakel.jobseekers.profile import actions

        actions.register()
