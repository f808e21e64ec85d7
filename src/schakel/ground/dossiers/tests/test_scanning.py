"""The virus scanner is asked over its own protocol, and what it says is what happens."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from schakel.ground.dossiers.scanning import ClamdScanner, ScannerError, Verdict, scanner

CONTENT = b"x" * 200_000


@contextmanager
def clamd(answer: bytes, place: str = "", heard: list[bytes] | None = None) -> Iterator[str]:
    """A server that speaks as clamd does, for one file; heard gets the bytes that it was sent."""
    family = socket.AF_UNIX if place else socket.AF_INET
    server = socket.socket(family, socket.SOCK_STREAM)
    server.bind(place or ("127.0.0.1", 0))
    server.listen(1)
    serving = threading.Thread(target=_serve, args=(server, answer, heard), daemon=True)
    serving.start()
    try:
        yield f"unix:{place}" if place else f"tcp:127.0.0.1:{server.getsockname()[1]}"
    finally:
        server.close()
        serving.join(5)


def _serve(server: socket.socket, answer: bytes, heard: list[bytes] | None) -> None:
    line, _address = server.accept()
    with line, line.makefile("rb") as said:
        assert said.read(10) == b"zINSTREAM\0"
        content = b""
        while size := struct.unpack("!I", said.read(4))[0]:
            content += said.read(size)
        if heard is not None:
            heard.append(content)
        line.sendall(answer)


def test_the_whole_file_is_streamed_and_found_clean() -> None:
    heard: list[bytes] = []
    with clamd(b"stream: OK\0", heard=heard) as address:
        assert ClamdScanner(address).scan(CONTENT) == Verdict(True)
    assert heard == [CONTENT]


def test_a_virus_is_named() -> None:
    with clamd(b"stream: Eicar-Signature FOUND\0") as address:
        assert ClamdScanner(address).scan(CONTENT) == Verdict(False, "Eicar-Signature")


def test_a_socket_in_a_folder_works_too(tmp_path: Path) -> None:
    with clamd(b"stream: OK\0", str(tmp_path / "c")) as address:
        assert ClamdScanner(address).scan(b"x").is_clean


@pytest.mark.parametrize("answer", [b"", b"INSTREAM size limit exceeded. ERROR\0", b"stream: OK of niet\0"])
def test_any_other_answer_is_no_judgement(answer: bytes) -> None:
    with clamd(answer) as address, pytest.raises(ScannerError):
        ClamdScanner(address).scan(b"x")


@pytest.mark.parametrize("address", ["tcp:127.0.0.1:1", "unix:/nowhere/clamd", "127.0.0.1", "tcp:host:x"])
def test_a_scanner_that_is_not_there_is_no_judgement(address: str) -> None:
    with pytest.raises(ScannerError):
        ClamdScanner(address).scan(b"x")


def test_without_an_address_there_is_no_scanner(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SCHAKEL_CLAMD", raising=False)
    assert scanner() is None
