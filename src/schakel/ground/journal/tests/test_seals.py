"""What the owner of the database could hide from the chain, the seals outside it find."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from schakel.ground.journal.sealing import seal_today
from schakel.ground.journal.verdicts import Verdict
from schakel.ground.journal.verification import verify
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import ConflictError
from schakel.jobseekers.contacts.actions import NewContact, record_contact
from tests.world import World

pytestmark = pytest.mark.django_db(databases=["default", "owner"], transaction=True)

CUT = """
with gone as (
  delete from journal_link where stream_id = %(stream)s and sequence > %(to)s returning entry_id
), entries as (
  delete from journal_entry e using gone where e.id = gone.entry_id
), content as (
  delete from journal_content c using gone where c.entry_id = gone.entry_id
)
update journal_streamhead h set sequence = l.sequence, hash = l.hash from journal_link l
 where h.stream_id = %(stream)s and l.stream_id = h.stream_id and l.sequence = %(to)s
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SCHAKEL_SEALS", str(tmp_path / "seals"))
    monkeypatch.setenv("SCHAKEL_SEAL_KEY", str(tmp_path / "keys" / "seal.pem"))
    return tmp_path / "seals"


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def dossier_id(world: World) -> UUID:
    return world.open(world.marloes, world.uwv)


def _tell(world: World, dossier_id: UUID) -> None:
    with world.marloes.at_work() as actor:
        new = NewContact(clock.now(), "phone", "progress", "Besproken.")
        record_contact(actor=actor, dossier_id=dossier_id, new=new)


def _what(verdict: Verdict) -> str:
    assert not verdict.ok
    assert verdict.first_broken is not None
    return verdict.first_broken.what


def _file(folder: Path, number: int) -> Path:
    return folder / f"seal-{number:06}.txt"


def _write(path: Path, content: bytes) -> None:
    path.chmod(0o600)
    path.write_bytes(content)


def test_a_sealed_journal_verifies(owner: Any, world: World, dossier_id: UUID) -> None:
    assert verify(owner).seals == 0
    assert seal_today() == 1
    _tell(world, dossier_id)
    assert verify(owner).ok
    assert seal_today() == 2
    verdict = verify(owner)
    assert verdict.ok, verdict
    assert verdict.seals == 2


def test_a_later_seal_names_only_what_moved(folder: Path, world: World, dossier_id: UUID) -> None:
    seal_today()
    _tell(world, dossier_id)
    seal_today()
    lines = _file(folder, 2).read_text().splitlines()
    assert len(lines) == 4, "its first line, the dossier, the system's own stream, and the signature"
    assert any(line.startswith(str(dossier_id)) for line in lines)


def test_a_seal_holds_no_word_of_anybody(folder: Path, world: World, dossier_id: UUID) -> None:
    seal_today()
    assert "Proef" not in _file(folder, 1).read_text()
    assert "Marloes" not in _file(folder, 1).read_text()


def test_a_cut_tail_with_its_head_set_back_is_found(owner: Any, world: World, dossier_id: UUID) -> None:
    _tell(world, dossier_id)
    seal_today()
    last = owner.execute("select sequence from journal_streamhead where stream_id = %s", [dossier_id])
    owner.execute(CUT, {"stream": dossier_id, "to": last.fetchone()[0] - 1})
    verdict = verify(owner)
    assert _what(verdict) == "cut since seal 1"
    assert verdict.first_broken is not None
    assert verdict.first_broken.stream == str(dossier_id)


def test_what_came_after_the_last_seal_can_be_cut_unseen(owner: Any, world: World, dossier_id: UUID) -> None:
    """The limit of sealing once a day, said in the operations document."""
    seal_today()
    last = owner.execute("select sequence from journal_streamhead where stream_id = %s", [dossier_id])
    sealed = last.fetchone()[0]
    _tell(world, dossier_id)
    owner.execute(CUT, {"stream": dossier_id, "to": sealed})
    assert verify(owner).ok


def test_a_vanished_dossier_is_found(owner: Any, world: World, dossier_id: UUID) -> None:
    seal_today()
    owner.execute("delete from journal_content where dossier_id = %s", [dossier_id])
    owner.execute("delete from journal_link where stream_id = %s", [dossier_id])
    owner.execute("delete from journal_entry where dossier_id = %s", [dossier_id])
    owner.execute("delete from journal_streamhead where stream_id = %s", [dossier_id])
    verdict = verify(owner)
    assert _what(verdict) == "vanished since seal 1"
    assert verdict.first_broken is not None
    assert verdict.first_broken.stream == str(dossier_id)


def test_a_stream_written_anew_is_found(owner: Any, world: World, dossier_id: UUID) -> None:
    """Every hash recomputed over other content: the chain itself then verifies."""
    seal_today()
    owner.execute(
        "update journal_content set body = '{}' where entry_id ="
        " (select entry_id from journal_link where stream_id = %s and sequence = 1)",
        [dossier_id],
    )
    owner.execute(REWRITE.replace("STREAM", str(dossier_id)))
    assert _what(verify(owner)) == "changed since seal 1"


REWRITE = """
do $$
declare v_hash bytea := ''; r record;
begin
  for r in select l.sequence, e.header, c.salt, c.body, l.stream_id from journal_link l
    join journal_entry e on e.id = l.entry_id join journal_content c on c.entry_id = l.entry_id
   where l.stream_id = 'STREAM' order by l.sequence loop
    v_hash := sha256(v_hash || convert_to(r.header, 'UTF8') || sha256(r.salt || r.body));
    update journal_link set hash = v_hash where stream_id = r.stream_id and sequence = r.sequence;
    update journal_streamhead set hash = v_hash where stream_id = r.stream_id;
  end loop;
end $$
"""


@pytest.mark.parametrize("number", [1, 2])
def test_a_missing_seal_is_found(
    owner: Any, world: World, dossier_id: UUID, folder: Path, number: int
) -> None:
    seal_today()
    seal_today()
    _file(folder, number).unlink()
    assert _what(verify(owner)) == f"seal {number}: missing"


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content.replace(b'"links":', b'"links":1'),
        lambda content: content[:-40],
        lambda content: content + b"meer\n",
        lambda content: b"",
        lambda content: b"\xff\xfe\n" + content,
        lambda content: b"\n".join(content.split(b"\n")[:1] + content.split(b"\n")[2:]),
        lambda content: content.replace(b"signature ", b"signature zz"),
    ],
)
def test_an_altered_seal_is_found(
    owner: Any, world: World, dossier_id: UUID, folder: Path, change: Any
) -> None:
    seal_today()
    path = _file(folder, 1)
    _write(path, change(path.read_bytes()))
    assert _what(verify(owner)).startswith("seal 1: ")


def test_a_seal_signed_with_another_key_is_found(
    owner: Any, world: World, dossier_id: UUID, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seal_today()
    monkeypatch.setenv("SCHAKEL_SEAL_KEY", str(tmp_path / "other.pem"))
    assert _what(verify(owner)) == "seal 1: its key is not here"
    monkeypatch.setenv("SCHAKEL_SEALS", str(tmp_path / "forged"))
    owner.execute("truncate journal_sealmade")
    seal_today()
    monkeypatch.setenv("SCHAKEL_SEAL_KEY", str(tmp_path / "keys" / "seal.pem"))
    assert _what(verify(owner)) == "seal 1: altered, or signed with another key"


def test_nothing_is_sealed_over_what_is_broken(
    owner: Any, world: World, dossier_id: UUID, folder: Path
) -> None:
    _tell(world, dossier_id)
    seal_today()
    owner.execute(CUT, {"stream": dossier_id, "to": 2})
    with pytest.raises(ConflictError, match="niet verzegeld"):
        seal_today()
    assert not _file(folder, 2).exists()


def test_looking_makes_no_key(owner: Any, world: World, tmp_path: Path) -> None:
    verify(owner)
    assert not (tmp_path / "keys").exists()


def test_the_application_may_not_change_what_was_sealed(world: World, dossier_id: UUID, app: Any) -> None:
    seal_today()
    for sql in ("delete from journal_sealmade", "update journal_sealmade set digest = ''"):
        with pytest.raises(Exception, match="permission denied"):
            app.execute(sql)
