"""The client's pages as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class ClientPortalConfig(AppConfig):
    """The client's pages as a Django app."""

    name = "schakel.portal.client"
    label = "client_portal"
