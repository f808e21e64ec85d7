"""What a provider says is believed only when everything about it is right."""

from __future__ import annotations

import time
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import KeySet, OctKey, RSAKey

from schakel.ground.accounts import openid
from schakel.ground.accounts.openid import Client, ProviderError, Question, address_to_ask, claims_for
from schakel.ground.accounts.tests.provider import values_in

CLIENT = Client("https://login.example", "schakel", "geheim", "https://hier.example/login/sign-on/back/")
QUESTION = Question("een-staat", "een-nonce", "een-bewijs")
KEY = RSAKey.generate_key(2048, {"kid": "a"})
OTHER = RSAKey.generate_key(2048, {"kid": "a"})
SHARED = OctKey.import_key("geheim" * 10)
DESCRIBED = {
    "issuer": CLIENT.issuer,
    "authorization_endpoint": "https://login.example/ask?tenant=1",
    "token_endpoint": "https://login.example/token",
    "jwks_uri": "https://login.example/keys",
}


def claims(**changes: Any) -> dict[str, Any]:
    now = int(time.time())
    right = {"iss": CLIENT.issuer, "aud": CLIENT.client_id, "sub": "1", "nonce": QUESTION.nonce}
    found = right | {"iat": now, "exp": now + 300} | changes
    return {name: value for name, value in found.items() if value is not None}


def token(told: dict[str, Any], key: Any = KEY, algorithm: str = "RS256") -> str:
    return jwt.encode({"alg": algorithm, "kid": "a"}, told, key, algorithms=[algorithm])


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the provider answers at each of its addresses; its keys are right."""
    found: dict[str, Any] = {
        f"{CLIENT.issuer}/.well-known/openid-configuration": DESCRIBED,
        DESCRIBED["jwks_uri"]: KeySet([KEY]).as_dict(private=False),
        DESCRIBED["token_endpoint"]: {"id_token": token(claims())},
    }
    monkeypatch.setattr(openid, "_fetched", lambda address, **_more: found[address])
    return found


def told(answers: dict[str, Any], text: Any) -> dict[str, Any]:
    answers[DESCRIBED["token_endpoint"]] = {"id_token": text}
    return claims_for(CLIENT, QUESTION, "een-code")


def test_what_is_right_is_believed(answers: dict[str, Any]) -> None:
    assert told(answers, token(claims(roles=["a"])))["roles"] == ["a"]


def test_a_token_for_more_is_believed_when_it_was_given_to_us(answers: dict[str, Any]) -> None:
    assert told(answers, token(claims(aud=["schakel", "ander"], azp="schakel")))["sub"] == "1"


@pytest.mark.parametrize(
    "changes",
    [
        {"iss": "https://elders.example"},
        {"iss": None},
        {"aud": "een-ander"},
        {"aud": ["schakel", "een-ander"]},
        {"aud": None},
        {"azp": "een-ander"},
        {"nonce": "van-een-ander"},
        {"nonce": None},
        {"exp": 1},
        {"exp": None},
        {"sub": None},
        {"sub": ""},
        {"sub": 7},
        {"sub": "x" * 256},
    ],
)
def test_what_is_for_another_or_of_another_time_is_not(answers: dict[str, Any], changes: Any) -> None:
    with pytest.raises(ProviderError):
        told(answers, token(claims(**changes)))


def test_another_key_is_not_believed(answers: dict[str, Any]) -> None:
    with pytest.raises(ProviderError):
        told(answers, token(claims(), OTHER))


def test_a_signature_with_a_shared_secret_or_none_is_not_believed(answers: dict[str, Any]) -> None:
    body = token(claims()).split(".")[1]
    for text in (token(claims(), SHARED, "HS256"), f"eyJhbGciOiJub25lIn0.{body}."):
        with pytest.raises(ProviderError):
            told(answers, text)


@pytest.mark.parametrize("text", [None, 7, "", "a.b.c", "é", "." * 9000])
def test_a_rotten_answer_is_not_believed(answers: dict[str, Any], text: Any) -> None:
    with pytest.raises(ProviderError):
        told(answers, text)


@pytest.mark.parametrize("keys", [{}, {"keys": []}, {"keys": [{"kty": "x"}]}, {"keys": 7}])
def test_rotten_keys_are_not_believed(answers: dict[str, Any], keys: Any) -> None:
    answers[DESCRIBED["jwks_uri"]] = keys
    with pytest.raises(ProviderError):
        told(answers, token(claims()))


@pytest.mark.parametrize(
    "changes", [{"issuer": "https://elders.example"}, {"token_endpoint": "http://x.example"}]
)
def test_a_provider_that_describes_itself_otherwise_is_not_believed(
    answers: dict[str, Any], changes: dict[str, str]
) -> None:
    answers[f"{CLIENT.issuer}/.well-known/openid-configuration"] = DESCRIBED | changes
    with pytest.raises(ProviderError):
        claims_for(CLIENT, QUESTION, "een-code")


def test_the_question_carries_a_proof_and_keeps_what_the_address_had(answers: dict[str, Any]) -> None:
    asked = values_in(address_to_ask(CLIENT, QUESTION))
    assert asked["tenant"] == "1"
    assert asked["code_challenge_method"] == "S256"
    assert QUESTION.verifier not in asked.values()
    assert asked["redirect_uri"] == CLIENT.back


def test_only_encrypted_addresses_are_asked() -> None:
    for address in ("file:///etc/passwd", "http://elders.example/"):
        with pytest.raises(ProviderError):
            openid._fetched(address)
