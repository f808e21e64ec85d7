"""Outside the demonstration the command line makes the first organisation and its administrator."""

from __future__ import annotations

import io
import json
import sys

import pytest
from django.contrib.auth import authenticate

from schakel.config.cli import main
from schakel.ground.access.readers import readers_of
from schakel.ground.accounts.models import Account
from schakel.ground.organisations.models import Membership, Organisation

pytestmark = pytest.mark.django_db(databases=["default", "owner"], transaction=True)

ADA = ["account", "create", "--username", "ada", "--role", "administrator", "--password-stdin"]
WHO = ["--name", "Ada Verhoeven", "--organisation", "Gemeente Proef"]


def make_organisation() -> int:
    return main(["organisation", "create", "--name", "Gemeente Proef", "--kind", "municipality", "--json"])


def type_password(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{text}\n"))


def test_an_organisation_is_made_and_its_id_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert make_organisation() == 0
    made = json.loads(capsys.readouterr().out)
    assert str(Organisation.objects.get().pk) == made["organisation"]


def test_the_same_name_twice_is_refused_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    make_organisation()
    assert make_organisation() == 1
    assert "Deze naam is al in gebruik." in capsys.readouterr().err


def test_an_administrator_can_log_in_and_has_the_role(monkeypatch: pytest.MonkeyPatch) -> None:
    make_organisation()
    type_password(monkeypatch, "een-lang-wachtwoord")
    assert main([*ADA, *WHO]) == 0
    account = authenticate(username="ada", password="een-lang-wachtwoord")
    assert account is not None
    assert [reader.role for reader in readers_of(account.pk)] == ["administrator"]


def test_a_weak_password_makes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    make_organisation()
    type_password(monkeypatch, "kort")
    assert main([*ADA, *WHO]) == 2
    assert not Account.objects.exists()


def test_an_unknown_team_undoes_the_account(monkeypatch: pytest.MonkeyPatch) -> None:
    make_organisation()
    type_password(monkeypatch, "een-lang-wachtwoord")
    assert main([*ADA, *WHO, "--team", "Niemand"]) == 2
    assert not Account.objects.exists()


def test_a_member_of_a_team_sees_its_queue(monkeypatch: pytest.MonkeyPatch) -> None:
    make_organisation()
    team = ["--organisation", "Gemeente Proef", "--name", "Team Werk", "--role", "client_manager"]
    assert main(["organisation", "team", *team]) == 0
    type_password(monkeypatch, "een-lang-wachtwoord")
    words = [*ADA, *WHO, "--team", "Team Werk", "--role", "client_manager"]
    assert main(words) == 0
    assert Membership.objects.get().team.name == "Team Werk"


def test_an_unknown_organisation_names_the_known_ones(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    make_organisation()
    type_password(monkeypatch, "een-lang-wachtwoord")
    assert main([*ADA, "--name", "Ada", "--organisation", "Onbekend"]) == 2
    assert "Gemeente Proef" in capsys.readouterr().err
