"""OpenID Connect as its client: where to send a browser, and whether what it comes back with can be believed.

The flow is that of a code with proof of possession (RFC 7636); the answer is believed for its signature, its
issuer, whom it is for, its time, and the question it answers.
"""

from __future__ import annotations

import base64
import json
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from http.client import HTTPException
from typing import Any
from urllib.error import URLError
from urllib.parse import quote_plus, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

SECONDS, BYTES = 10, 1_000_000
"""How long and how much of a provider's answer is waited for and read."""
SKEW = 60
"""Seconds that the provider's clock may be off."""
_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
"""Signatures with a key pair only: with a shared secret whoever reads our files could make answers."""
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class ProviderError(Exception):
    """A provider can't be reached, or its answer can't be believed; the message is for the log."""


@dataclass(frozen=True, slots=True)
class Client:
    """How the provider knows this installation."""

    issuer: str
    client_id: str
    secret: str
    back: str


@dataclass(frozen=True, slots=True)
class Question:
    """What the answer must belong to; kept in the session meanwhile."""

    state: str
    nonce: str
    verifier: str

    def kept(self) -> dict[str, str]:
        """As it stands in a session."""
        return asdict(self)


class _Unmoved(HTTPRedirectHandler):
    """Follows nobody to another address: where the secret and the questions go was judged by us."""

    def redirect_request(self, *_arguments: Any) -> None:
        """No request after a redirect: the answer counts as the failure that it is."""
        return None


_OPENER = build_opener(_Unmoved)


def fresh_question() -> Question:
    """One that nobody can guess."""
    return Question(*(secrets.token_urlsafe(32) for _ in range(3)))


def address_to_ask(client: Client, question: Question) -> str:
    """Where the browser goes to log in. Raises ProviderError."""
    digest = sha256(question.verifier.encode()).digest()
    values = {
        "response_type": "code",
        "client_id": client.client_id,
        "redirect_uri": client.back,
        "scope": "openid profile email",
        "state": question.state,
        "nonce": question.nonce,
        "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
        "code_challenge_method": "S256",
    }
    address = _part(_described(client), "authorization_endpoint")
    return f"{address}{'&' if urlsplit(address).query else '?'}{urlencode(values)}"


def claims_for(client: Client, question: Question, code: str) -> dict[str, Any]:
    """Who logged in, as the provider signed it. Raises ProviderError."""
    described = _described(client)
    answer = _exchanged(client, question, code, _part(described, "token_endpoint"))
    token = answer.get("id_token")
    if not isinstance(token, str):
        raise ProviderError("no id_token in the answer")
    return _believed(client, question, token, _fetched(_part(described, "jwks_uri")))


def is_safe(address: str) -> bool:
    """Whether nobody on the way can read or change what goes there: encrypted, or on this machine."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return bool(parts.hostname) and (parts.scheme == "https" or _is_here(parts.scheme, parts.hostname or ""))


def _is_here(scheme: str, host: str) -> bool:
    return scheme == "http" and host in _LOOPBACK


def _described(client: Client) -> dict[str, Any]:
    found = _fetched(f"{client.issuer.rstrip('/')}/.well-known/openid-configuration")
    if str(found.get("issuer", "")).rstrip("/") != client.issuer.rstrip("/"):
        raise ProviderError("the provider calls itself otherwise than it was entered")
    return found


def _part(described: Mapping[str, Any], name: str) -> str:
    address = described.get(name)
    if not isinstance(address, str) or not is_safe(address):
        raise ProviderError(f"no safe {name}")
    return address


def _exchanged(client: Client, question: Question, code: str, address: str) -> dict[str, Any]:
    values = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": client.back,
        "client_id": client.client_id,
        "code_verifier": question.verifier,
    }
    pair = f"{quote_plus(client.client_id)}:{quote_plus(client.secret)}".encode()
    headers = {"Authorization": f"Basic {base64.b64encode(pair).decode()}"}
    return _fetched(address, data=urlencode(values).encode(), headers=headers)


def _believed(client: Client, question: Question, token: str, keys: Any) -> dict[str, Any]:
    from joserfc import jwt
    from joserfc.errors import JoseError
    from joserfc.jwk import KeySet

    registry = jwt.JWTClaimsRegistry(
        leeway=SKEW,
        iss={"essential": True, "value": client.issuer},
        aud={"essential": True, "value": client.client_id},
        exp={"essential": True},
        sub={"essential": True},
        nonce={"essential": True, "value": question.nonce},
    )
    try:
        claims = jwt.decode(token, KeySet.import_key_set(keys), algorithms=_ALGORITHMS).claims
        registry.validate(claims)
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise ProviderError(f"the answer can't be believed: {type(error).__name__}") from error
    _check_party(client, claims)
    return dict(claims)


def _check_party(client: Client, claims: Mapping[str, Any]) -> None:
    """A token for more than one is believed only if it was given to us."""
    audience = claims["aud"] if isinstance(claims["aud"], list) else [claims["aud"]]
    party = claims.get("azp")
    if (len(audience) > 1 or party is not None) and party != client.client_id:
        raise ProviderError("the answer was given to another")
    if not isinstance(claims["sub"], str) or not 0 < len(claims["sub"]) <= 255:
        raise ProviderError("the answer names nobody")


def _fetched(
    address: str, *, data: bytes | None = None, headers: Mapping[str, str] | None = None
) -> dict[str, Any]:
    if not is_safe(address):
        raise ProviderError("an address that is not encrypted")
    request = Request(address, data=data, headers={"Accept": "application/json", **(headers or {})})  # noqa: S310
    try:
        with _OPENER.open(request, timeout=SECONDS) as answer:
            found = json.loads(answer.read(BYTES))
    except (URLError, OSError, HTTPException, ValueError, RecursionError) as error:
        raise ProviderError(f"no answer of use: {type(error).__name__}") from error
    if not isinstance(found, dict):
        raise ProviderError("no answer of use")
    return found
