"""The pages: upload, columns, preview, chunk by chunk without script, the report and who may see it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from schakel.ground.accounts.models import Account
from schakel.ground.dossiers.models import Dossier
from schakel.ground.kernel import clock
from schakel.ground.kernel.ids import uuid7
from schakel.ground.people.actions import change_client
from schakel.information.imports.models import ImportRow, ImportRun
from schakel.information.imports.tests.files import bsns, file_of, people_file, previewed, row
from tests.world import Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def world() -> World:
    return World()


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=person.account_id))
    return client


def upload(client: Client, content: bytes, **more: str) -> Any:
    file = SimpleUploadedFile("klanten.csv", content, content_type="text/csv")
    return client.post("/imports/", {"file": file, "submit_key": str(uuid7()), **more})


def key_on(page: Any) -> str:
    found = re.search(r'name="submit_key" value="([^"]+)"', page.content.decode())
    assert found
    return found[1]


def test_an_upload_leads_to_its_preview(world: World) -> None:
    client = browser(world.bas)
    answer = upload(client, people_file(3))
    assert answer.status_code == 302
    page = client.get(answer["Location"])
    assert "Verwerk 3 regels" in page.content.decode()


def test_the_preview_shows_line_and_sentence_of_a_wrong_row_first(world: World) -> None:
    client = browser(world.bas)
    page = client.get(upload(client, file_of(row(1), row(2, "123456789")))["Location"]).content.decode()
    assert page.index("BSN:") < page.index("Berg1")


def test_a_file_that_is_no_use_is_refused_beside_its_field(world: World) -> None:
    answer = upload(browser(world.bas), b"")
    assert answer.status_code == 422
    assert "Dit bestand is leeg." in answer.content.decode()


def test_a_file_without_known_headings_asks_which_column_is_which(world: World) -> None:
    client = browser(world.bas)
    answer = upload(client, b"Hoe heet u;Code\nAarts;K1\n")
    columns = client.get(answer["Location"], follow=True)
    assert "Welke kolom is wat?" in columns.content.decode()
    chosen = {"family_name": "Hoe heet u", "client_number": "Code", "submit_key": key_on(columns)}
    page = client.post(columns.redirect_chain[-1][0], chosen, follow=True)
    assert "Verwerk 1 regel" in page.content.decode()
    with world.bas.at_work():
        assert ImportRun.objects.get().content_cipher is None


def test_columns_without_a_name_are_asked_again_with_what_was_chosen(world: World) -> None:
    client = browser(world.bas)
    columns = client.get(upload(client, b"Hoe heet u;Code\nAarts;K1\n")["Location"], follow=True)
    answer = client.post(columns.redirect_chain[-1][0], {"client_number": "Code"})
    assert answer.status_code == 422
    assert "De kolom achternaam ontbreekt." in answer.content.decode()


def test_a_small_file_is_taken_in_at_once(world: World) -> None:
    client = browser(world.bas)
    address = upload(client, people_file(6))["Location"]
    last = client.post(f"{address}apply/", {"submit_key": key_on(client.get(address))}, follow=True)
    assert "6 regels zijn verwerkt" in last.content.decode()
    with world.bas.at_work():
        assert Dossier.objects.count() == 6


def test_the_same_click_twice_is_one(world: World) -> None:
    client = browser(world.bas)
    address = upload(client, people_file(6))["Location"]
    key = {"submit_key": key_on(client.get(address))}
    for _click in range(2):
        client.post(f"{address}apply/", key)
    with world.bas.at_work():
        assert Dossier.objects.count() == 6


def test_refused_rows_come_back_as_a_file_that_can_be_mended(world: World) -> None:
    client = browser(world.bas)
    bad = row(2, "123", **{"laatste beroep": "=1+1"})
    address = upload(client, file_of(row(1), bad))["Location"]
    text = client.get(f"{address}refused.csv").content.decode("utf-8-sig")
    assert text.count("\n") == 2
    assert "'=1+1" in text
    mended = text.replace(";123;", f";{next(bsns())};").encode()
    page = client.get(upload(client, mended)["Location"]).content.decode()
    assert "Verwerk 1 regel" in page


def test_the_outcome_in_the_address_filters_the_rows(world: World) -> None:
    client = browser(world.bas)
    address = upload(client, file_of(row(1), row(2, "123")))["Location"]
    page = client.get(f"{address}?outcome=wrong").content.decode()
    assert "Dijkstra" not in page
    assert "Çelik2" in page
    assert "Berg1" not in page


def test_rows_are_paged_by_their_place(world: World) -> None:
    client = browser(world.bas)
    address = upload(client, people_file(60))["Location"]
    first = client.get(address).content.decode()
    after = re.search(r"\?after=[\d.]+", first)
    assert after
    second = client.get(f"{address}{after[0]}").content.decode()
    assert (first.count('scope="row"'), second.count('scope="row"')) == (50, 10)


def test_files_of_long_ago_are_found_by_paging(world: World) -> None:
    with world.bas.at_work() as actor:
        runs = [
            ImportRun(
                organisation_id=world.city,
                reader_id=actor.reader_id,
                file_name=f"maand{number}.csv",
                started_at=clock.now() - timedelta(days=number // 2),
            )
            for number in range(45)
        ]
        ImportRun.objects.bulk_create(runs)
    client, address, found = browser(world.bas), "/imports/", list[str]()
    for _page in range(3):
        page = client.get(address).content.decode()
        found += re.findall(r"maand\d+", page)
        following = re.search(r'href="(\?before=[0-9a-f-]+)"', page)
        address = f"/imports/{following[1]}" if following else ""
    assert sorted(found) == sorted(run.file_name.partition(".")[0] for run in runs)
    assert not address


@pytest.mark.parametrize("before", ["x", "", "01900000-0000-7000-8000-000000000000"])
def test_a_rotten_place_shows_the_newest_files(world: World, before: str) -> None:
    assert browser(world.bas).get("/imports/", {"before": before}).status_code == 200


@pytest.mark.parametrize("part", ["", "refused.csv", "columns/"])
def test_another_organisation_finds_no_run(world: World, part: str) -> None:
    run_id = previewed(world.bas, world.city, people_file(1))
    assert browser(world.marloes).get(f"/imports/{run_id}/{part}").status_code == 404


def test_another_organisation_applies_no_run(world: World) -> None:
    run_id = previewed(world.bas, world.city, people_file(1))
    answer = browser(world.marloes).post(f"/imports/{run_id}/apply/", {"submit_key": str(uuid7())})
    assert answer.status_code == 404
    with world.bas.at_work():
        assert not ImportRow.objects.filter(is_applied=True).exists()


@pytest.mark.parametrize("who", ["joris", "city_admin"])
def test_who_may_not_register_has_no_such_page(world: World, who: str) -> None:
    assert browser(getattr(world, who)).get("/imports/").status_code == 404


def test_the_team_of_another_organisation_is_refused(world: World) -> None:
    answer = upload(browser(world.bas), people_file(1), default_team=str(world.uwv_team))
    assert answer.status_code == 422


def test_the_statements_of_the_run_page_do_not_grow(world: World, django_assert_max_num_queries: Any) -> None:
    run_id: UUID = previewed(world.bas, world.city, people_file(60))
    client = browser(world.bas)
    client.get(f"/imports/{run_id}/")
    with django_assert_max_num_queries(20):
        assert client.get(f"/imports/{run_id}/").status_code == 200


def test_a_row_of_the_own_organisation_leads_to_its_dossier(world: World) -> None:
    bsn = next(bsns())
    dossier_id = world.open(world.bas, world.city, bsn=bsn)
    client = browser(world.bas)
    page = client.get(upload(client, file_of(row(1, bsn)))["Location"]).content.decode()
    assert f'href="/dossiers/{dossier_id}/"' in page


def test_a_row_of_another_organisation_leads_nowhere(world: World) -> None:
    bsn = next(bsns())
    dossier_id = world.open(world.marloes, world.uwv, bsn=bsn)
    client = browser(world.bas)
    page = client.get(upload(client, file_of(row(1, bsn)))["Location"]).content.decode()
    assert str(dossier_id) not in page


def test_one_person_five_times_in_a_file_is_taken_in_once(world: World) -> None:
    bsn = next(bsns())
    lines = [row(1, bsn), row(2, bsn), row(1), row(3, bsn), row(1, bsn)]
    client = browser(world.bas)
    page = client.get(upload(client, file_of(*lines))["Location"]).content.decode()
    assert "Verwerk 1 regel" in page
    assert page.count("Dubbel met regel 2") == 4


def test_a_file_is_undone_from_its_page_with_a_reason(world: World) -> None:
    client = browser(world.bas)
    address = upload(client, people_file(3))["Location"]
    client.post(f"{address}apply/", {"submit_key": str(uuid7())})
    assert "Draai dit bestand terug" in client.get(address).content.decode()
    page = client.get(f"{address}undo/")
    assert "3 nieuwe dossiers worden teruggenomen" in page.content.decode()
    refused = client.post(f"{address}undo/", {"submit_key": key_on(page), "because": " "})
    assert refused.status_code == 422
    assert "Schrijf in één zin op wat er mis was" in refused.content.decode()
    form = {"submit_key": key_on(refused), "because": "De kolommen waren verwisseld."}
    done = client.post(f"{address}undo/", form, follow=True).content.decode()
    assert "3 regels zijn teruggedraaid." in done
    assert "kolommen waren verwisseld" in done
    assert "Draai dit bestand terug" not in done
    assert client.get(f"{address}undo/")["Location"] == address


def test_a_row_that_stays_is_named_before_and_after(world: World) -> None:
    client = browser(world.bas)
    address = upload(client, people_file(2))["Location"]
    client.post(f"{address}apply/", {"submit_key": str(uuid7())})
    with world.bas.at_work() as actor:
        dossier_id = Dossier.objects.values_list("pk", flat=True)[0]
        changes = {"phone": "0677777777"}
        change_client(actor=actor, dossier_id=dossier_id, expected_version=None, changes=changes)
    before = client.get(f"{address}undo/")
    assert "1 regel blijft staan" in before.content.decode()
    assert "er is daarna in het dossier gewerkt" in before.content.decode()
    form = {"submit_key": key_on(before), "because": "De kolommen waren verwisseld."}
    client.post(f"{address}undo/", form)
    after = client.get(f"{address}?outcome=kept").content.decode()
    assert "er is daarna in het dossier gewerkt" in after
    assert "1 regel blijft staan" in after


def test_a_large_file_is_undone_by_the_worker(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    client = browser(world.bas)
    address = upload(client, people_file(3))["Location"]
    client.post(f"{address}apply/", {"submit_key": str(uuid7())})
    monkeypatch.setattr("schakel.information.imports.views.undoing.CHUNK", 2)
    form = {"submit_key": str(uuid7()), "because": "De kolommen waren verwisseld."}
    page = client.post(f"{address}undo/", form, follow=True).content.decode()
    assert "0 van 3 nagegaan en teruggedraaid" in page
    assert 'http-equiv="refresh"' in page


def test_the_page_that_undoes_asks_few_statements(world: World, django_assert_max_num_queries: Any) -> None:
    client = browser(world.bas)
    address = upload(client, people_file(30))["Location"]
    client.post(f"{address}apply/", {"submit_key": str(uuid7())})
    client.get(address)
    with django_assert_max_num_queries(30):
        client.get(f"{address}undo/")
