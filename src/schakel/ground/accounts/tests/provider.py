"""A provider of OpenID Connect on this machine, from a package: it knows whoever one names to it."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener, urlopen

PROGRAM = "oidc-provider-mock"
USERS: list[dict[str, Any]] = [
    {"sub": "s-bas", "preferred_username": "bas", "roles": ["sk-coach"]},
    {"sub": "s-other", "preferred_username": "bas", "roles": ["sk-coach"]},
    {"sub": "s-renamed", "preferred_username": "BAS ", "roles": "sk-coach"},
    {"sub": "s-admin", "preferred_username": "bas", "roles": ["administrator", "sk-admin"]},
    {"sub": "s-none", "preferred_username": "bas", "roles": [7, None, {"a": 1}]},
    {"sub": "s-silent", "preferred_username": "bas"},
    {"sub": "s-nobody", "preferred_username": "niemand", "roles": ["sk-coach"]},
    {"sub": "s-marloes", "preferred_username": "marloes", "roles": ["sk-coach"]},
    {"sub": "s-rotten", "preferred_username": ["bas"], "roles": ["sk-coach"]},
]


@contextmanager
def provider(names: dict[str, str]) -> Iterator[str]:
    """Its address while it runs; names are the login names of here for those in USERS."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    program = shutil.which(PROGRAM, path=str(Path(sys.executable).parent))
    assert program, f"{PROGRAM} belongs to the packages of development"
    users = [arg for user in USERS for arg in ("--user-claims", json.dumps(_named(user, names)))]
    process = subprocess.Popen(
        [program, "--port", str(port), *users], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address)
        yield address
    finally:
        process.terminate()
        process.wait(10)


def log_in_there(target: str, subject: str) -> str:
    """Log in at the page that our answer led to; returns the address that it sends the browser back to."""
    body = urlencode({"sub": subject}).encode()
    return _location(Request(target, data=body))


def refuse_there(target: str) -> str:
    """The same for who presses no."""
    return _location(Request(target, data=urlencode({"action": "deny"}).encode()))


def values_in(address: str) -> dict[str, str]:
    """What stands in the query of an address."""
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def _named(user: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    told = user["preferred_username"]
    own = names.get(str(told).strip().casefold()) if isinstance(told, str) else None
    if own is None:
        return user
    return user | {"preferred_username": f"{own.upper()} " if told == "BAS " else own}


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *_arguments: Any) -> None:
        return None


def _location(request: Request) -> str:
    from urllib.error import HTTPError

    try:
        build_opener(_Stay).open(request, timeout=10)
    except HTTPError as answer:
        return str(answer.headers["Location"])
    raise AssertionError("the provider sent nobody back")


def _wait(address: str) -> None:
    for _ in range(100):
        try:
            urlopen(f"{address}/.well-known/openid-configuration", timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the provider did not start")
