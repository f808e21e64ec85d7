"""Making and judging passkeys (Web Authentication): what a browser is asked, and whether its answer is right.

A passkey asks its owner for a finger, a face or a PIN, so that it is two steps in one; and it answers only at
the address at which it was made, which a page that only looks like ours is not.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from schakel.ground.accounts.models import Account, Passkey

if TYPE_CHECKING:
    from fido2.server import Fido2Server

LONGEST = 20_000
"""Signs of an answer; a browser sends two thousand at most."""

State = dict[str, Any]


class WrongAnswer(ValueError):  # noqa: N818 - it is what the browser gave, told to the user in words
    """What the browser answered is not what was asked of it."""


@dataclass(frozen=True, slots=True)
class Made:
    """A key as the browser made it: its id, its public half, and its count."""

    credential_id: bytes
    credential: bytes
    sign_count: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A key that was used: which, the count it told, and the account it says it is of."""

    credential_id: bytes
    sign_count: int
    user: bytes


def ask_to_make(request: HttpRequest, account: Account, known: Iterable[Passkey]) -> tuple[State, str]:
    """What is kept in the session, and what the browser is asked; known keys are not made twice."""
    from fido2.webauthn import (
        PublicKeyCredentialDescriptor,
        PublicKeyCredentialType,
        PublicKeyCredentialUserEntity,
        ResidentKeyRequirement,
        UserVerificationRequirement,
    )

    user = PublicKeyCredentialUserEntity(
        id=account.pk.bytes, name=account.username, display_name=account.name
    )
    descriptors = [
        PublicKeyCredentialDescriptor(type=PublicKeyCredentialType.PUBLIC_KEY, id=bytes(one.credential_id))
        for one in known
    ]
    options, state = _server(request).register_begin(
        user,
        descriptors,
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return _plain(state), json.dumps(dict(options.public_key))


def judge_made(request: HttpRequest, state: State, answer: str) -> Made:
    """The key that the browser made. Raises WrongAnswer."""
    from fido2.webauthn import RegistrationResponse

    with _refusing():
        response = RegistrationResponse.from_dict(_object(answer))
        found = _server(request).register_complete(state, response)
        data = found.credential_data
        if data is None:
            raise WrongAnswer
        return Made(bytes(data.credential_id), bytes(data), found.counter)


def ask_to_show(request: HttpRequest) -> tuple[State, str]:
    """The same for logging in: the browser offers its owner the keys that it has for this address."""
    from fido2.webauthn import UserVerificationRequirement

    options, state = _server(request).authenticate_begin(
        user_verification=UserVerificationRequirement.REQUIRED
    )
    return _plain(state), json.dumps(dict(options.public_key))


def shown_in(answer: str) -> Shown:
    """Which key an answer says it is of; nothing of it is judged yet. Raises WrongAnswer."""
    from fido2.webauthn import AuthenticationResponse

    with _refusing():
        found = AuthenticationResponse.from_dict(_object(answer))
        response = found.response
        user = response.user_handle or b""
        return Shown(bytes(found.raw_id), response.authenticator_data.counter, bytes(user))


def judge_shown(request: HttpRequest, state: State, answer: str, passkey: Passkey) -> None:
    """Whether the key signed what was asked, here and just now. Raises WrongAnswer."""
    from fido2.webauthn import AttestedCredentialData, AuthenticationResponse

    with _refusing():
        response = AuthenticationResponse.from_dict(_object(answer))
        known = [AttestedCredentialData(bytes(passkey.credential))]
        _server(request).authenticate_complete(state, known, response)


def host_of(request: HttpRequest) -> str:
    """The name for which keys count: the host, without its port."""
    host, _colon, port = request.get_host().rpartition(":")
    return host if host and port.isdigit() else request.get_host()


def _server(request: HttpRequest) -> Fido2Server:
    # Imported where it is used: it reads a list of some thousand public suffixes.
    from fido2.server import Fido2Server
    from fido2.webauthn import PublicKeyCredentialRpEntity

    here = f"{request.scheme}://{request.get_host()}"
    entity = PublicKeyCredentialRpEntity(id=host_of(request), name="Schakel")
    return Fido2Server(entity, verify_origin=lambda origin: origin == here)


def _plain(state: Any) -> State:
    return {
        name: None if value is None else str(getattr(value, "value", value)) for name, value in state.items()
    }


def _object(answer: str) -> dict[str, Any]:
    if len(answer) > LONGEST:
        raise WrongAnswer
    found = json.loads(answer)
    if not isinstance(found, dict):
        raise WrongAnswer
    return found


class _refusing:  # noqa: N801 - read as a verb
    """Whatever is wrong with an answer that anybody may make up, is a wrong answer."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        if isinstance(error, Exception) and not isinstance(error, WrongAnswer):
            raise WrongAnswer from error
