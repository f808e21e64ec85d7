"""Where e-mail goes: a mail server by SCHAKEL_MAIL_URL, a folder in the demonstration, or nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
DEFAULT_FROM = "Schakel <noreply@localhost>"


def mail(environment: Mapping[str, str], *, folder: Path) -> dict[str, Any]:
    """Django's settings for e-mail; HAS_MAIL says whether this installation sends any.

    SCHAKEL_MAIL_URL is smtp://, smtp+tls:// or smtps:// with user, password, host and port; SCHAKEL_MAIL_FROM
    the sender. SCHAKEL_MAIL_URL=folder writes each e-mail to a file. Raises ValueError for another address.
    """
    address = environment.get("SCHAKEL_MAIL_URL", "")
    sender = {"DEFAULT_FROM_EMAIL": environment.get("SCHAKEL_MAIL_FROM") or DEFAULT_FROM}
    if not address:
        return sender | {"HAS_MAIL": False, "EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    if address == "folder":
        backend = "django.core.mail.backends.filebased.EmailBackend"
        return sender | {"HAS_MAIL": True, "EMAIL_BACKEND": backend, "EMAIL_FILE_PATH": str(folder)}
    return sender | _server(address)


def _server(address: str) -> dict[str, Any]:
    parts = urlsplit(address)
    if parts.scheme not in PORTS or not parts.hostname:
        raise ValueError("SCHAKEL_MAIL_URL is smtp://, smtp+tls:// or smtps:// with a host")
    return {
        "HAS_MAIL": True,
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 20,
    }
