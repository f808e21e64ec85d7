"""Looking for viruses: a port, and clamd as its first transport.

`SCHAKEL_CLAMD` names where clamd listens: `unix:/run/clamav/clamd.ctl` or `tcp:127.0.0.1:3310`.
"""

from __future__ import annotations

import os
import socket
import struct
from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext

from schakel.ground.kernel.errors import ConflictError

_CHUNK = 64 * 1024
_MAX_ANSWER = 4096


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a scanner says of a file; found names what is in it."""

    is_clean: bool
    found: str = ""


class Scanner(Protocol):
    """Whatever can tell whether bytes hold a virus."""

    def scan(self, content: bytes) -> Verdict:
        """Judge one file. Raises ScannerError when no judgement came."""


class ScannerError(RuntimeError):
    """The scanner did not answer, or not in words we know."""


@dataclass(frozen=True, slots=True)
class ClamdScanner:
    """clamd over its own protocol: the file is streamed in pieces (INSTREAM) and one line comes back."""

    address: str
    timeout: float = 30.0

    def scan(self, content: bytes) -> Verdict:
        """Judge one file. Raises ScannerError."""
        try:
            with self._connected() as line:
                line.sendall(b"zINSTREAM\0")
                for start in range(0, len(content), _CHUNK):
                    piece = content[start : start + _CHUNK]
                    line.sendall(struct.pack("!I", len(piece)) + piece)
                line.sendall(struct.pack("!I", 0))
                return _verdict(_answer(line))
        except (OSError, ValueError) as error:
            raise ScannerError(str(error)) from error

    def _connected(self) -> socket.socket:
        way, _sign, place = self.address.partition(":")
        if way == "unix":
            line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            line.settimeout(self.timeout)
            try:
                line.connect(place)
            except OSError:
                line.close()
                raise
            return line
        host, _sign, port = place.rpartition(":")
        if way != "tcp" or not host:
            raise ValueError("SCHAKEL_CLAMD is unix:PATH or tcp:HOST:PORT")
        return socket.create_connection((host.strip("[]"), int(port)), timeout=self.timeout)


def _answer(line: socket.socket) -> str:
    said = b""
    while not said.endswith(b"\0") and len(said) < _MAX_ANSWER:
        piece = line.recv(_MAX_ANSWER)
        if not piece:
            break
        said += piece
    return said.rstrip(b"\0\n").decode("utf-8", "replace")


def _verdict(answer: str) -> Verdict:
    words = answer.removeprefix("stream: ")
    if words == "OK":
        return Verdict(True)
    if words.endswith(" FOUND"):
        return Verdict(False, words.removesuffix(" FOUND"))
    raise ScannerError(answer or "no answer")


def scanner() -> Scanner | None:
    """The scanner of this installation; None when there is none, which the pages then say."""
    address = os.environ.get("SCHAKEL_CLAMD", "")
    return ClamdScanner(address) if address else None


def no_answer() -> ConflictError:
    """The refusal while the scanner is silent: nothing unchecked gets in where checking is promised."""
    return ConflictError(
        gettext("Het bestand is niet bewaard."),
        gettext("De virusscanner geeft nu geen antwoord."),
        gettext("Probeer het over een paar minuten opnieuw, of bel de beheerder."),
    )
