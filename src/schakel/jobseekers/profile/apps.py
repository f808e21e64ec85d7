"""The profile room as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class ProfileConfig(AppConfig):
    """The profile room as a Django app."""

    name = "schakel.jobseekers.profile"
    label = "profile"
