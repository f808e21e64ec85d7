"""A passkey in software, for tests: it makes keys and signs as a phone would, or wrongly when told so."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2 import cbor
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import AttestedCredentialData

PRESENT, VERIFIED, HAS_KEY = 0x01, 0x04, 0x40


@dataclass
class Device:
    """One key, at one host."""

    host: str = "testserver"
    origin: str = "http://testserver"
    count: int = 0
    flags: int = PRESENT | VERIFIED
    user: str = ""
    key: Any = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    id: bytes = field(default_factory=lambda: os.urandom(32))

    def make(self, options: dict[str, Any]) -> str:
        """The answer to a question to make a key."""
        self.user = options["user"]["id"]
        cose = ES256.from_cryptography_key(self.key.public_key())
        data = AttestedCredentialData.create(bytes(16), self.id, cose)
        content = {"fmt": "none", "attStmt": {}, "authData": self._data(HAS_KEY) + bytes(data)}
        client = self._client("webauthn.create", options["challenge"])
        return self._answer(
            {
                "clientDataJSON": websafe_encode(client),
                "attestationObject": websafe_encode(cbor.encode(content)),
            }
        )

    def show(self, options: dict[str, Any]) -> str:
        """The answer to a question to log in."""
        client, data = self._client("webauthn.get", options["challenge"]), self._data(0)
        signature = self.key.sign(data + sha256(client).digest(), ec.ECDSA(SHA256()))
        return self._answer(
            {
                "clientDataJSON": websafe_encode(client),
                "authenticatorData": websafe_encode(data),
                "signature": websafe_encode(signature),
                "userHandle": self.user,
            }
        )

    def _data(self, more: int) -> bytes:
        return (
            sha256(self.host.encode()).digest() + bytes([self.flags | more]) + self.count.to_bytes(4, "big")
        )

    def _client(self, kind: str, challenge: str) -> bytes:
        assert len(websafe_decode(challenge)) >= 16
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _answer(self, response: dict[str, str]) -> str:
        me = websafe_encode(self.id)
        found = {"id": me, "rawId": me, "type": "public-key", "response": response}
        return json.dumps(found | {"clientExtensionResults": {}})
