"""Codes of the second step: those of an app (RFC 6238) and those on paper."""

from __future__ import annotations

import base64
import hmac
import secrets
import time
from collections.abc import Iterator
from hashlib import sha256
from typing import Final
from urllib.parse import quote, urlencode
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.conf import settings

PERIOD: Final = 30
"""Seconds for which a code stands in the app."""
SKEW: Final = 1
"""So many periods a phone's clock may be off."""
DIGITS: Final = 6
PAPER_CODES: Final = 10
_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without the signs that look alike on paper: i, l, o, 0 and 1."""
_SECRET: Final = 20


def secret_of(seed: UUID, account_id: UUID) -> str:
    """The secret, in base 32, that belongs to a form: sent again with a mistake, it stays the same.

    It can't be told from the form without the server's secret, nor used for another account.
    """
    material = b"second-step:" + seed.bytes + account_id.bytes
    digest = hmac.new(settings.SECRET_KEY.encode(), material, sha256).digest()
    return base64.b32encode(digest[:_SECRET]).decode()


def address_of_secret(secret: str, username: str) -> str:
    """What the app reads from the picture."""
    values = {"secret": secret, "issuer": "Schakel", "digits": DIGITS, "period": PERIOD}
    return f"otpauth://totp/{quote(f'Schakel:{username}')}?{urlencode(values)}"


def step_of(secret: str, code: str, *, after: int) -> int | None:
    """The half minute that a code is of, later than the newest one used; None for a wrong or used code."""
    now = int(time.time()) // PERIOD
    clean = "".join(code.split())
    if len(clean) != DIGITS or not (clean.isascii() and clean.isdecimal()):
        return None
    near = range(now - SKEW, now + SKEW + 1)
    found = [step for step in near if hmac.compare_digest(code_at(secret, step), clean)]
    return next((step for step in found if step > after), None)


def code_at(secret: str, step: int) -> str:
    """The code that the app shows in that half minute."""
    app = TOTP(base64.b32decode(secret), DIGITS, SHA1(), PERIOD)  # noqa: S303
    return app.generate(step * PERIOD).decode()


def fresh_paper_codes() -> list[str]:
    """Codes to keep on paper: about 49 bits each, in two groups."""
    return list(_paper_codes())


def digest_of_code(account_id: UUID, code: str) -> bytes:
    """What is kept of a code on paper; capitals, spaces and dashes do not matter."""
    clean = "".join(sign for sign in code.lower() if sign in _LETTERS)
    material = b"recovery:" + account_id.bytes + clean.encode()
    return hmac.new(settings.SECRET_KEY.encode(), material, sha256).digest()


def _paper_codes() -> Iterator[str]:
    for _ in range(PAPER_CODES):
        signs = "".join(secrets.choice(_LETTERS) for _ in range(10))
        yield f"{signs[:5]}-{signs[5:]}"
