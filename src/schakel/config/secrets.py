"""The secret that signs sessions: from the environment, or a file in the data folder made at first use."""

from __future__ import annotations

import os
import secrets

from schakel.ground.kernel.database import default_data


def secret_key() -> str:
    """SCHAKEL_SECRET_KEY, or the one in the data folder, readable by this user only."""
    named = os.environ.get("SCHAKEL_SECRET_KEY")
    if named:
        return named
    path = default_data() / "keys" / "session"
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii")
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(50))
    return path.read_text(encoding="ascii")
