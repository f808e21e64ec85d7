"""The vocabulary room as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class VocabularyConfig(AppConfig):
    """The vocabulary room as a Django app."""

    name = "schakel.ground.vocabulary"
    label = "vocabulary"
