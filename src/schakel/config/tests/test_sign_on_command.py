"""Whoever runs the machine enters where people log in at their own organisation."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.test import Client

from schakel.config.cli import main
from schakel.ground.accounts.models import SignOn, SignOnRole
from schakel.ground.accounts.queries import sign_on as queries
from schakel.ground.accounts.queries.sign_on import secret_of_sign_on

pytestmark = pytest.mark.django_db(databases=["default", "owner"], transaction=True)

HERE = ["--organisation", "Gemeente Proef"]
WHAT = ["--label", "Account van de gemeente", "--issuer", "https://login.example", "--client-id", "schakel"]
ROLES = ["--role", "sk=beheer=administrator", "--role", "sk-klant=client_manager"]


@pytest.fixture(autouse=True)
def organisation() -> None:
    main(["organisation", "create", "--name", "Gemeente Proef", "--kind", "municipality"])


def enter(*more: str) -> int:
    return main(["sign-on", "set", "stad", *HERE, *WHAT, *(more or ROLES)])


def test_it_is_entered_and_stands_on_the_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert enter() == 0
    assert "keys/sign-on-stad" in capsys.readouterr().err
    pairs = set(SignOnRole.objects.values_list("word", "role"))
    assert pairs == {("sk=beheer", "administrator"), ("sk-klant", "client_manager")}
    assert "Account van de gemeente" in Client().get("/login/").content.decode()


def test_entered_again_it_is_changed(capsys: pytest.CaptureFixture[str]) -> None:
    enter()
    assert enter("--role", "anders=client_manager", "--two-step") == 0
    assert SignOn.objects.get().is_two_step
    assert list(SignOnRole.objects.values_list("word", flat=True)) == ["anders"]


def test_it_is_listed_and_ended(capsys: pytest.CaptureFixture[str]) -> None:
    enter()
    capsys.readouterr()
    assert main(["sign-on", "list", "--json"]) == 0
    [row] = json.loads(capsys.readouterr().out)["sign_ons"]
    assert row["issuer"] == "https://login.example"
    assert main(["sign-on", "end", "stad", *HERE]) == 0
    assert main(["sign-on", "end", "stad", *HERE]) == 1
    assert "Account van de gemeente" not in Client().get("/login/").content.decode()


@pytest.mark.parametrize("role", ["sk", "=administrator", "sk=koning", "sk=client", ""])
def test_what_is_no_role_is_refused(role: str) -> None:
    assert enter("--role", role) == 2
    assert not SignOn.objects.exists()


@pytest.mark.parametrize("slug", ["back", "Stad", "a/b", "é", "x" * 41])
def test_a_name_that_fits_no_address_is_refused(slug: str) -> None:
    assert main(["sign-on", "set", slug, *HERE, *WHAT, *ROLES]) == 2
    assert not SignOn.objects.exists()


def test_the_secret_is_read_from_the_keys_or_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "default_data", lambda: tmp_path)
    assert secret_of_sign_on("stad") == ""
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "sign-on-stad").write_text("uit-een-bestand\n")
    assert secret_of_sign_on("stad") == "uit-een-bestand"
    monkeypatch.setenv("SCHAKEL_SIGN_ON_STAD", "uit-de-omgeving")
    assert secret_of_sign_on("stad") == "uit-de-omgeving"
