"""Settings for tests: fast password hashes, plain static files, keys that protect nothing."""

from __future__ import annotations

from schakel.config.settings.base import *  # noqa: F403

SECRET_KEY = "only-for-tests"  # noqa: S105
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
IS_DEMO = True
