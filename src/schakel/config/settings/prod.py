"""Settings for serving: the secret from the data folder, demo mode only when asked for."""

from __future__ import annotations

import os

from schakel.config.secrets import secret_key
from schakel.config.settings.base import *  # noqa: F403

SECRET_KEY = secret_key()
SLOW_MILLISECONDS = float(os.environ.get("SCHAKEL_SLOW_MS") or 0)
if SLOW_MILLISECONDS:
    MIDDLEWARE = ["schakel.web.measuring.Measuring", *MIDDLEWARE]  # noqa: F405
IS_DEMO = os.environ.get("SCHAKEL_DEMO") == "1"
ALLOWED_HOSTS = [*ALLOWED_HOSTS, *filter(None, os.environ.get("SCHAKEL_HOSTS", "").split(","))]  # noqa: F405
_IS_SECURE = os.environ.get("SCHAKEL_HTTPS") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _IS_SECURE
SECURE_HSTS_SECONDS = 31536000 if _IS_SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _IS_SECURE else None
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if _IS_SECURE else []
