"""BSNs, keys and names."""

from __future__ import annotations

import stat
from pathlib import Path
from uuid import uuid4

import pytest
from cryptography.exceptions import InvalidTag
from django.db import IntegrityError, connection, transaction

from schakel.ground.access.types import Purpose
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.ground.organisations.names import folded, person_sort_key, sort_key, split_prefix
from schakel.ground.people.bsn import clean_bsn
from schakel.ground.people.keys import current_keys, key_file
from schakel.ground.people.models import Client
from schakel.ground.people.queries import bsn_of, known_clients
from tests.world import World

BSN = "999990019"


@pytest.mark.parametrize("written", ["999990019", "9999.90.019", " 999 990 019 "])
def test_a_bsn_may_be_written_with_spaces_and_dots(written: str) -> None:
    assert clean_bsn(written) == BSN


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("99912345", "telt 8 cijfers"),
        ("99999001x", "alleen cijfers"),
        ("999990018", "controle op de cijfers"),
        ("123456782", "testreeks 999"),
        ("", "alleen cijfers"),
    ],
)
def test_a_wrong_bsn_is_refused_in_words(written: str, sentence: str) -> None:
    with pytest.raises(InvalidError, match=sentence):
        clean_bsn(written)


def test_a_cipher_belongs_to_one_person() -> None:
    keys, owner = current_keys(), uuid4()
    cipher = keys.encrypt(BSN, owner)
    assert keys.decrypt(cipher, owner) == BSN
    with pytest.raises(InvalidTag):
        keys.decrypt(cipher, uuid4())
    assert BSN.encode() not in cipher


def test_the_keys_are_readable_by_their_user_only() -> None:
    current_keys()
    path: Path = key_file()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Marloes van Dijk", "dijk, marloes van"),
        ("Sevda Yıldız", "yildiz, sevda"),
        ("José de la Cruz", "cruz, jose de la"),
        ("Björn", "bjorn,"),
    ],
)
def test_people_are_sorted_as_in_a_dutch_list(name: str, key: str) -> None:
    assert person_sort_key(name).strip() == key


def test_prefixes_are_split_but_never_the_whole_name() -> None:
    assert split_prefix("van der Berg") == ("van der", "Berg")
    assert split_prefix("Van") == ("", "Van")
    assert sort_key("Berg", "van der", "An") == "berg, an van der"
    assert folded("  Ünal   Çelik ") == "unal celik"


@pytest.mark.django_db(databases=["default", "owner"])
class TestInTheDatabase:
    """What is stored of a client, and who finds it."""

    def test_the_bsn_is_stored_unreadable_and_shown_to_who_may(self) -> None:
        world = World()
        dossier_id = world.open(world.marloes, world.uwv, bsn=BSN)
        with world.marloes.at_work():
            client = Client.objects.get(pk=dossier_id)
            assert BSN.encode() not in bytes(client.bsn_cipher)
            assert bsn_of(client) == BSN

    def test_one_bsn_has_one_dossier(self) -> None:
        world = World()
        world.open(world.marloes, world.uwv, bsn=BSN)
        with pytest.raises((ConflictError, IntegrityError)), transaction.atomic():
            world.open(world.bas, world.city, bsn=BSN)

    def test_a_known_bsn_is_found_across_organisations_by_id_only(self) -> None:
        world = World()
        dossier_id = world.open(world.marloes, world.uwv, bsn=BSN)
        with world.bas.at_work(Purpose.INTAKE):
            by_bsn, by_number = known_clients(bsns=[BSN], organisation_id=world.city, numbers=["A-1"])
            assert by_bsn == {BSN: dossier_id}
            assert by_number == {}
            assert not Client.objects.filter(pk=dossier_id).exists()

    def test_only_registrars_may_ask_whether_someone_is_known(self) -> None:
        world = World()
        with world.joris.at_work(Purpose.SERVICE_DELIVERY), pytest.raises(Exception, match="mag u hier niet"):
            known_clients(bsns=[BSN], organisation_id=world.provider, numbers=[])

    def test_missing_keys_are_not_replaced_beside_stored_numbers(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        elsewhere = tmp_path / "people.json"
        monkeypatch.setenv("SCHAKEL_KEYS", str(elsewhere))
        assert current_keys().id
        elsewhere.unlink()
        monkeypatch.setenv("SCHAKEL_KEYS", str(tmp_path / "gone.json"))
        world = World()
        monkeypatch.delenv("SCHAKEL_KEYS")
        world.open(world.marloes, world.uwv, bsn=BSN)
        monkeypatch.setenv("SCHAKEL_KEYS", str(tmp_path / "gone.json"))
        with pytest.raises(ConflictError, match="sleutels"):
            current_keys()
        assert not (tmp_path / "gone.json").exists()

    def test_no_table_of_ours_holds_a_readable_bsn(self) -> None:
        world = World()
        world.open(world.marloes, world.uwv, bsn=BSN)
        with world.marloes.at_work(), connection.cursor() as cursor:
            cursor.execute("select header from journal_entry")
            assert all(BSN not in row[0] for row in cursor.fetchall())


@pytest.mark.parametrize(("digits", "advice"), [("99912345", "Zet er een 0 voor"), ("12345", "Kijk het na.")])
def test_a_zero_is_advised_only_where_one_is_missing(digits: str, advice: str) -> None:
    with pytest.raises(InvalidError, match=advice) as caught:
        clean_bsn(digits)
    assert ("0 voor" in str(caught.value)) == (len(digits) == 8)
