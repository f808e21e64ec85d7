"""Settings for development and for checks: no secrets, nothing served to others."""

from __future__ import annotations

from schakel.config.settings.base import *  # noqa: F403

SECRET_KEY = "only-for-development"  # noqa: S105
DEBUG = True
