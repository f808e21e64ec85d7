"""Settings for tests: fast password hashes, plain static files, keys that protect nothing."""

from __future__ import annotations

from schakel.config.settings import base
from schakel.config.settings.base import *  # noqa: F403

SECRET_KEY = "only-for-tests"  # noqa: S105
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
IS_DEMO = True
# WhiteNoise warns of the folder of collected files, which only production has.
MIDDLEWARE = [name for name in base.MIDDLEWARE if not name.startswith("whitenoise.")]
