"""The page shell as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Lets every session begin its count."""

    name = "schakel.web"
    label = "web"

    def ready(self) -> None:
        from schakel.web import lasting

        lasting.register()
