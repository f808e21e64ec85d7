"""The vocabulary room as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class VocabularyConfig(AppConfig):
    """Registers this room's verbs."""

    name = "schakel.ground.vocabulary"
    label = "vocabulary"

    def ready(self) -> None:
        from schakel.ground.vocabulary import actions

        actions.register()
