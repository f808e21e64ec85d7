"""A client reads the documents that are meant for them, and sends their own."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from schakel.ground.dossiers.actions import NewDocument, NewFile, add_document
from schakel.ground.dossiers.models import Document
from schakel.ground.kernel import clock
from schakel.portal.client.tests.scene import Scene

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
HERE = "/me/documents/"


def letter(scene: Scene, title: str, **changes: Any) -> Any:
    new = NewDocument("signed_plan", title, clock.today(), **changes)
    with scene.world.marloes.at_work() as actor:
        return add_document(
            actor=actor, dossier_id=scene.dossier_id, new=new, file=NewFile("a.txt", "", b"tekst")
        )


def posted(**changes: Any) -> dict[str, Any]:
    file = SimpleUploadedFile("cv.txt", b"Ik kan lassen.", "text/plain")
    return {"kind": "cv", "title": "Mijn cv", "file": file} | changes


def test_what_is_meant_for_me_is_there_and_nothing_else() -> None:
    scene = Scene()
    letter(scene, "Plan van aanpak")
    letter(scene, "Aantekening", is_for_client=False)
    text = scene.browser(scene.amina).get(HERE).content.decode()
    assert "Plan van aanpak" in text
    assert "Aantekening" not in text


def test_a_hidden_document_cannot_be_fetched_by_its_address() -> None:
    scene = Scene()
    hidden = letter(scene, "Aantekening", is_for_client=False)
    url = reverse("client:document_file", args=[hidden, 1])
    assert scene.browser(scene.amina).get(url).status_code == 404


def test_another_clients_document_cannot_be_fetched() -> None:
    scene = Scene()
    mine = letter(scene, "Plan van aanpak")
    other = scene.of_another()
    url = reverse("client:document_file", args=[mine, 1])
    assert other.browser(other.amina).get(url).status_code == 404


def test_what_i_send_reaches_who_helps_me() -> None:
    scene = Scene()
    page = scene.browser(scene.amina)
    response = page.post(HERE, posted(), follow=True)
    assert "Uw document is bewaard" in response.content.decode()
    with scene.world.marloes.at_work():
        [document] = Document.objects.all()
    assert (document.title, document.organisation_id, document.section_bit) == ("Mijn cv", None, 4)
    fetched = page.get(reverse("client:document_file", args=[document.pk, 1]))
    assert fetched.content == b"Ik kan lassen."


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "diagnosis"},
        {"title": ""},
        {"file": ""},
        {"file": SimpleUploadedFile("cv.pdf", b"MZ000", "application/pdf")},
    ],
)
def test_what_cannot_be_taken_is_said_and_what_was_typed_stays(changes: dict[str, Any]) -> None:
    scene = Scene()
    response = scene.browser(scene.amina).post(HERE, posted(**changes))
    assert response.status_code == 422
    assert "Wat u invulde staat er nog" in response.content.decode()
    with scene.world.marloes.at_work():
        assert not Document.objects.exists()
