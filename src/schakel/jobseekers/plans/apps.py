"""The plans room as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """The plans room as a Django app."""

    name = "schakel.jobseekers.plans"
    label = "plans"
