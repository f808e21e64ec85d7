"""The kernel as a Django app: it has migrations with SQL functions, and no models."""

from __future__ import annotations

from django.apps import AppConfig


class KernelConfig(AppConfig):
    """Registers the kernel's migrations."""

    name = "schakel.ground.kernel"
    label = "kernel"
