"""The moment at which a form was given, in the form itself: its submit key with the house's signature.

The key is a UUID of version 7, which begins with the milliseconds of its making; the signature says that it
was made here. Nothing is kept of it on this side, and a browser without JavaScript sends it back as well.
"""

from __future__ import annotations

import time
from typing import Any
from uuid import UUID, uuid5

from django import forms
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest

from schakel.ground.kernel.filling import Filled

SALT = "schakel.web.timing"
LONGEST = 24 * 3600
"""Seconds after which a form tells nothing any more."""


class SubmitKey(forms.UUIDField):
    """The key by which a form acts once, signed when it is first given; without the sign it acts as well."""

    widget = forms.HiddenInput

    def prepare_value(self, value: Any) -> Any:
        """A key that is new is signed; what came back stays as it came, with its first moment."""
        return _signer().sign(str(value)) if isinstance(value, UUID) else super().prepare_value(value)

    def to_python(self, value: Any) -> Any:
        """The key by which the act is done once; of a signed one a name that tells no time.

        Acts are kept with key and person: the moment at which a form was given is not for keeping.
        """
        bare, signed, _sign = value.partition(":") if isinstance(value, str) else (value, "", "")
        key = super().to_python(bare)
        return uuid5(key, SALT) if signed and key else key


def filled_in(request: HttpRequest, page: str) -> Filled | None:
    """The form of a page that this request sends in, and how long it was open; None without a sound sign."""
    if request.method != "POST":
        return None
    names = (name for name in request.POST if name == "submit_key" or name.endswith("-submit_key"))
    sent = next((seconds for name in names if (seconds := _seconds(request.POST[name])) is not None), None)
    return None if sent is None else Filled(page, sent)


def _seconds(signed: str) -> int | None:
    try:
        key = UUID(_signer().unsign(signed))
    except (BadSignature, ValueError):
        return None
    # The machine's time, as that of the key: a clock moved for a demonstration moves neither.
    seconds = int(time.time() - (key.int >> 80) / 1000)
    return seconds if key.version == 7 and 0 <= seconds <= LONGEST else None


def _signer() -> Signer:
    return Signer(salt=SALT)
