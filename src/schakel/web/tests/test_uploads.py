"""A request that announces more than may be kept is refused in words, before it is read."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from schakel.ground.accounts.models import Account
from schakel.web import uploads
from tests.world import World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def test_a_file_beyond_the_bound_is_refused_and_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MAX_REQUEST", 1000)
    client = Client()
    client.force_login(Account.objects.get(pk=World().bas.account_id))
    answer = client.post("/imports/", {"file": SimpleUploadedFile("groot.csv", b"x" * 2000)})
    assert answer.status_code == 413
    assert "Dit bestand is te groot" in answer.content.decode()
