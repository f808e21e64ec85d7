"""Documents: who may add and see which, kept encrypted, replaced and withdrawn without losing anything."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from cryptography.exceptions import InvalidTag
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.actions import (
    NewDocument,
    NewFile,
    add_document,
    add_participant,
    replace_document,
    withdraw_document,
)
from schakel.ground.dossiers.models import Document, DocumentContent, DocumentRevision
from schakel.ground.dossiers.queries.documents import document_visible, documents_before, opened
from schakel.ground.dossiers.sealing import document_key_file, unseal
from schakel.ground.dossiers.tests import files
from schakel.ground.dossiers.tests.pages import address, browser, looks_written, own_statements
from schakel.ground.dossiers.tests.test_scanning import clamd
from schakel.ground.journal.timeline import timeline
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import (
    ConflictError,
    ForbiddenError,
    InvalidError,
    NotFoundError,
    StaleVersionError,
)
from tests.world import Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
FILE = NewFile("plan.pdf", "application/pdf", files.pdf())


@pytest.fixture(autouse=True)
def without_scanner(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SCHAKEL_CLAMD", raising=False)


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def dossier_id(world: World) -> UUID:
    return world.open(world.marloes, world.uwv)


def told(**changes: Any) -> NewDocument:
    return replace(NewDocument("signed_plan", "Plan van aanpak", clock.today(), "de cliënt"), **changes)


def add(person: Person, dossier_id: UUID, file: NewFile = FILE, **changes: Any) -> UUID:
    with person.at_work() as actor:
        return add_document(actor=actor, dossier_id=dossier_id, new=told(**changes), file=file)


def rows(world: World, model: Any) -> list[Any]:
    """All that who opened the dossier sees of a table; nothing is committed in a test."""
    with world.marloes.at_work():
        return list(model.objects.all())


def help_from(world: World, person: Person, dossier_id: UUID) -> None:
    with world.marloes.at_work() as actor:
        add_participant(
            actor=actor,
            dossier_id=dossier_id,
            kind="helping",
            because="kent de cliënt",
            membership_id=person.membership_id,
        )


def test_a_document_lands_in_the_section_of_its_kind(world: World, dossier_id: UUID) -> None:
    document_id = add(world.marloes, dossier_id, kind="diagnosis")
    with world.marloes.at_work():
        assert document_visible(dossier_id, document_id).section_bit == 8


def test_the_bytes_come_back_as_they_went_in(world: World, dossier_id: UUID) -> None:
    document_id = add(world.marloes, dossier_id)
    with world.marloes.at_work():
        _revision, content = opened(dossier_id, document_id, 1)
    assert content == FILE.content


def test_what_lies_in_the_database_cannot_be_read_there(world: World, dossier_id: UUID) -> None:
    add(world.marloes, dossier_id)
    [row] = rows(world, DocumentContent)
    sealed = bytes(row.sealed)
    assert b"%PDF" not in sealed
    assert b"/Catalog" not in sealed


def test_bytes_put_under_another_document_cannot_be_read(world: World, dossier_id: UUID) -> None:
    add(world.marloes, dossier_id)
    [row] = rows(world, DocumentContent)
    with pytest.raises(InvalidTag):
        unseal(row.key_id, bytes(row.sealed), dossier_id)


def test_lost_keys_are_said_and_not_made_again(
    world: World, dossier_id: UUID, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    add(world.marloes, dossier_id)
    monkeypatch.setenv("SCHAKEL_KEYS", str(tmp_path / "people.json"))
    with pytest.raises(ConflictError, match=r"documents\.json"):
        add(world.marloes, dossier_id)
    assert not document_key_file().exists()


def test_a_provider_sees_no_diagnosis_and_no_income(world: World, dossier_id: UUID) -> None:
    help_from(world, world.joris, dossier_id)
    hidden = add(world.marloes, dossier_id, kind="diagnosis", title="Geheim")
    plan = add(world.marloes, dossier_id)
    with world.joris.at_work(Purpose.SERVICE_DELIVERY):
        assert [d.pk for d in documents_before(dossier_id, limit=9)] == [plan]
        assert not DocumentContent.objects.filter(revision__document_id=hidden).exists()
        with pytest.raises(NotFoundError):
            opened(dossier_id, hidden, 1)


def test_who_takes_no_part_finds_no_row_of_any_table(world: World, dossier_id: UUID) -> None:
    add(world.marloes, dossier_id)
    with world.bas.at_work():
        for model in (Document, DocumentRevision, DocumentContent):
            assert not model.objects.exists()


def test_the_client_finds_only_what_is_meant_for_clients(world: World, dossier_id: UUID) -> None:
    client = world.client_of(dossier_id, world.marloes)
    meant = add(world.marloes, dossier_id)
    add(world.marloes, dossier_id, title="Aantekening", is_for_client=False)
    with client.at_work(Purpose.OWN_DATA):
        assert [d.pk for d in Document.objects.all()] == [meant]
        assert [r.document_id for r in DocumentRevision.objects.all()] == [meant]
        assert DocumentContent.objects.count() == 1


def test_a_section_one_may_only_read_takes_no_document(world: World, dossier_id: UUID) -> None:
    with pytest.raises(ForbiddenError):
        add(world.marloes, dossier_id, kind="decision_letter")


def test_nobody_can_change_what_was_added(world: World, dossier_id: UUID) -> None:
    add(world.marloes, dossier_id)
    with world.marloes.at_work(), connections["default"].cursor() as cursor:
        for statement in (
            "update dossiers_documentrevision set digest = ''",
            "delete from dossiers_documentcontent",
            "delete from dossiers_document",
        ):
            cursor.execute("savepoint s")
            with pytest.raises(Exception, match="permission denied"):
                cursor.connection.execute(statement)
            cursor.execute("rollback to savepoint s")


def test_a_new_version_leaves_the_old_one_readable(world: World, dossier_id: UUID) -> None:
    document_id = add(world.marloes, dossier_id)
    with world.marloes.at_work() as actor:
        replace_document(
            actor=actor,
            dossier_id=dossier_id,
            document_id=document_id,
            file=NewFile("plan2.txt", "", b"tweede"),
            because="handtekening ontbrak",
            expected_version=1,
        )
        assert opened(dossier_id, document_id, 2)[1] == b"tweede"
        assert opened(dossier_id, document_id, 1)[1] == FILE.content


def test_two_at_once_do_not_overwrite_each_other(world: World, dossier_id: UUID) -> None:
    document_id = add(world.marloes, dossier_id)
    with world.marloes.at_work() as actor:
        on = {"actor": actor, "dossier_id": dossier_id, "document_id": document_id}
        replace_document(**on, file=FILE, because="beter", expected_version=1)
        with pytest.raises(StaleVersionError):
            withdraw_document(**on, because="fout", expected_version=1)


def test_what_is_withdrawn_stays_readable_and_changes_no_more(world: World, dossier_id: UUID) -> None:
    document_id = add(world.marloes, dossier_id)
    with world.marloes.at_work() as actor:
        on = {"actor": actor, "dossier_id": dossier_id, "document_id": document_id}
        withdraw_document(**on, because="verkeerde cliënt")
        assert opened(dossier_id, document_id, 1)[1] == FILE.content
        with pytest.raises(ConflictError):
            replace_document(**on, file=FILE, because="toch")


def test_another_organisation_cannot_replace_or_withdraw(world: World, dossier_id: UUID) -> None:
    help_from(world, world.bas, dossier_id)
    document_id = add(world.marloes, dossier_id)
    with world.bas.at_work() as actor, pytest.raises(NotFoundError):
        withdraw_document(actor=actor, dossier_id=dossier_id, document_id=document_id, because="x")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": "  "}, "title"),
        ({"kind": "novel"}, "kind"),
        ({"dated_on": clock.today() + timedelta(days=1)}, "dated_on"),
    ],
)
def test_an_incomplete_document_is_refused(
    world: World, dossier_id: UUID, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidError) as refused:
        add(world.marloes, dossier_id, **changes)
    assert list(refused.value.fields) == [field]


def test_the_timeline_tells_of_it_with_its_digest_and_without_its_bytes(
    world: World, dossier_id: UUID
) -> None:
    add(world.marloes, dossier_id)
    with world.marloes.at_work():
        entry = timeline(dossier_id)[0]
    assert entry.heading == "Document toegevoegd: Plan van aanpak (ondertekend plan)"
    assert len(entry.content["digest"]) == 64
    assert entry.lines == ["niet op virussen gecontroleerd"]


def test_an_infected_file_is_kept_nowhere(
    world: World, dossier_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    with clamd(b"stream: Eicar-Signature FOUND\0") as place:
        monkeypatch.setenv("SCHAKEL_CLAMD", place)
        with pytest.raises(InvalidError, match="virus"):
            add(world.marloes, dossier_id)
    assert rows(world, Document) == rows(world, DocumentContent) == []


def test_a_checked_file_says_so(world: World, dossier_id: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    with clamd(b"stream: OK\0") as place:
        monkeypatch.setenv("SCHAKEL_CLAMD", place)
        add(world.marloes, dossier_id)
    assert [row.scan for row in rows(world, DocumentRevision)] == ["clean"]


def test_nothing_gets_in_while_the_scanner_is_silent(
    world: World, dossier_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SCHAKEL_CLAMD", "tcp:127.0.0.1:1")
    with pytest.raises(ConflictError, match="virusscanner"):
        add(world.marloes, dossier_id)


def posted(**changes: Any) -> dict[str, Any]:
    values = {
        "kind": "signed_plan",
        "title": "Plan van aanpak",
        "dated_on": clock.today().isoformat(),
        "is_for_client": "on",
        "file": SimpleUploadedFile("plan.pdf", files.pdf(), "application/pdf"),
    }
    return values | changes


def test_the_page_adds_lists_and_says_that_nothing_was_scanned(world: World, dossier_id: UUID) -> None:
    response = browser(world.marloes).post(address("documents", dossier_id), posted(), follow=True)
    text = response.content.decode()
    assert "Het document is toegevoegd." in text
    assert "niet op virussen gecontroleerd" in text
    assert "Hier draait geen virusscanner" in text


def test_a_refused_file_keeps_what_was_typed(world: World, dossier_id: UUID) -> None:
    wrong = posted(file=SimpleUploadedFile("plan.pdf", b"MZ" + bytes(99), "application/pdf"))
    response = browser(world.marloes).post(address("documents", dossier_id), wrong)
    text = response.content.decode()
    assert response.status_code == 422
    assert "Dit is een programma" in text
    assert 'value="Plan van aanpak"' in text


@pytest.mark.parametrize(
    "changes",
    [{"file": ""}, {"dated_on": "morgen"}, {"kind": "decision_letter"}, {"title": "x" * 121}, {"kind": ""}],
)
def test_a_rotten_form_is_refused(world: World, dossier_id: UUID, changes: dict[str, Any]) -> None:
    response = browser(world.marloes).post(address("documents", dossier_id), posted(**changes))
    assert response.status_code == 422
    assert rows(world, Document) == []


def test_a_double_click_adds_one(world: World, dossier_id: UUID) -> None:
    page = browser(world.marloes)
    key = str(page.get(address("documents", dossier_id)).context["form"]["submit_key"].value())
    for _ in range(2):
        assert page.post(address("documents", dossier_id), posted(submit_key=key)).status_code == 302
    assert len(rows(world, Document)) == 1


def test_a_file_is_saved_and_never_shown_as_a_page(world: World, dossier_id: UUID) -> None:
    document_id = add(world.marloes, dossier_id, NewFile("één & twee.pdf", "", files.pdf()))
    with looks_written() as looks:
        response = browser(world.marloes).get(address("document_file", dossier_id, document_id, 1))
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert len(looks) == 1


def test_a_version_that_is_not_there_is_not_found(world: World, dossier_id: UUID) -> None:
    document_id = add(world.marloes, dossier_id)
    assert browser(world.marloes).get(address("document_file", dossier_id, document_id, 7)).status_code == 404


def test_replacing_and_withdrawing_go_by_their_pages(world: World, dossier_id: UUID) -> None:
    document_id = add(world.marloes, dossier_id)
    page = browser(world.marloes)
    replaced = {
        "file": SimpleUploadedFile("nieuw.txt", b"nieuw", "text/plain"),
        "because": "getekend",
        "version": 1,
    }
    response = page.post(address("replace_document", dossier_id, document_id), replaced, follow=True)
    assert "Versie 2: nieuw.txt" in response.content.decode()
    gone = {"because": "verkeerde cliënt", "version": 2}
    text = page.post(
        address("withdraw_document", dossier_id, document_id), gone, follow=True
    ).content.decode()
    assert "telt niet meer" in text
    assert "verkeerde cliënt" in text
    assert "Bewaar nieuwe versie" not in text


def test_withdrawing_without_a_reason_is_refused(world: World, dossier_id: UUID) -> None:
    document_id = add(world.marloes, dossier_id)
    response = browser(world.marloes).post(
        address("withdraw_document", dossier_id, document_id), {"because": " ", "version": 1}
    )
    assert response.status_code == 422


def test_the_list_asks_the_same_of_the_database_however_long(world: World, dossier_id: UUID) -> None:
    add(world.marloes, dossier_id)
    few = own_statements(world.marloes, address("documents", dossier_id))
    for number in range(25):
        add(world.marloes, dossier_id, title=f"Plan {number}")
    many = own_statements(world.marloes, address("documents", dossier_id))
    assert len(many) == len(few) <= 6
    page = browser(world.marloes).get(address("documents", dossier_id))
    assert len(page.context["documents"]) == 20
    older = browser(world.marloes).get(page.context["pager"]["next_url"])
    assert len(older.context["documents"]) == 6


def test_a_back_office_sees_and_adds_letters_of_the_benefit(world: World, dossier_id: UUID) -> None:
    help_from(world, world.uwv_office, dossier_id)
    letter = posted(kind="decision_letter", title="Toekenning")
    response = browser(world.uwv_office).post(address("documents", dossier_id), letter, follow=True)
    assert "Toekenning" in response.content.decode()
