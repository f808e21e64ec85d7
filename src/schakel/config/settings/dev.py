"""Settings for development and for checks: no secrets, nothing served to others."""

from __future__ import annotations

from schakel.config.settings.base import *  # noqa: F403

SECRET_KEY = "only-for-development"  # noqa: S105
DEBUG = True
MIDDLEWARE = ["schakel.web.measuring.Measuring", *MIDDLEWARE]  # noqa: F405
SLOW_MILLISECONDS = 100
