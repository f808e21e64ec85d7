"""A provider that sends us on to another address gets no further question, and nobody is believed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from schakel.ground.accounts.openid import (
    Client,
    ProviderError,
    Question,
    _fetched,
    address_to_ask,
)

QUESTION = Question("een-staat", "een-nonce", "een-bewijs")


class _Mover(BaseHTTPRequestHandler):
    """Answers each question with a redirect, except at the address that it redirects to."""

    status = 302
    asked: list[str] = []

    def do_GET(self) -> None:
        self.asked.append(f"{self.command} {self.path}")
        if self.path == "/elsewhere":
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b'{"issuer": "http://127.0.0.1"}')
            return
        self.send_response(self.status)
        self.send_header("Location", f"http://127.0.0.1:{self.server.server_address[1]}/elsewhere")
        self.end_headers()

    do_POST = do_GET

    def log_message(self, *_arguments: Any) -> None:
        """Silent: a test has no log to fill."""


@pytest.fixture
def mover() -> Iterator[str]:
    _Mover.asked = []
    server = HTTPServer(("127.0.0.1", 0), _Mover)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_the_place_that_it_redirects_to_would_have_answered(mover: str) -> None:
    assert _fetched(f"{mover}/elsewhere") == {"issuer": "http://127.0.0.1"}


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_refused(mover: str, monkeypatch: pytest.MonkeyPatch, status: int) -> None:
    monkeypatch.setattr(_Mover, "status", status)
    with pytest.raises(ProviderError, match="no answer of use"):
        _fetched(f"{mover}/keys")
    assert _Mover.asked == ["GET /keys"]


def test_the_secret_goes_nowhere_else(mover: str) -> None:
    with pytest.raises(ProviderError):
        _fetched(f"{mover}/token", data=b"code=een-code", headers={"Authorization": "Basic geheim"})
    assert _Mover.asked == ["POST /token"]


def test_nobody_is_sent_to_a_provider_whose_description_has_moved(mover: str) -> None:
    client = Client(mover, "schakel", "geheim", "https://hier.example/login/sign-on/back/")
    with pytest.raises(ProviderError):
        address_to_ask(client, QUESTION)
    assert _Mover.asked == ["GET /.well-known/openid-configuration"]
