"""The page shell as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The page shell as a Django app."""

    name = "schakel.web"
    label = "web"
