"""An instrument is data with a version; what is wrong in its file is named, and one in use stays."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from schakel.config.cli import main
from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.domains import DOMAIN_KINDS
from schakel.ground.kernel.actors import as_actor
from schakel.ground.kernel.errors import ConflictError, ForbiddenError, InvalidError, StaleVersionError
from schakel.jobseekers.diagnosis.actions import (
    NewDiagnosis,
    arrange_scales,
    begin_diagnosis,
    load_instrument,
    remove_instrument,
)
from schakel.jobseekers.diagnosis.comparing import course_of
from schakel.jobseekers.diagnosis.instruments.loading import InstrumentError, parse_instrument
from schakel.jobseekers.diagnosis.instruments.model import TOPICS
from schakel.jobseekers.diagnosis.instruments.shelf import FOLDER, own_instruments
from schakel.jobseekers.diagnosis.models import DiagnosisPart, Instrument
from schakel.jobseekers.diagnosis.queries.diagnoses import all_taken, diagnoses_of, mapping_of
from schakel.jobseekers.diagnosis.queries.instruments import usable
from schakel.jobseekers.diagnosis.scales import HOUSE, Distance
from schakel.jobseekers.diagnosis.tests.scene import begin, concluded, sign
from tests.browsing import MARKS, signed_in
from tests.world import World

FILE = FOLDER / "work-step.yaml"
TEXT = FILE.read_text(encoding="utf-8")
OURS = own_instruments()[0]
IN_DATABASE = MARKS[0]


def problems(text: str) -> list[str]:
    with pytest.raises(InstrumentError) as refused:
        parse_instrument(text.encode(), "test.yaml")
    return list(refused.value.lines)


def line_of(part: str) -> int:
    return TEXT[: TEXT.index(part)].count("\n") + 1


def test_ours_has_the_six_parts_and_every_life_domain() -> None:
    assert [part.topic for part in OURS.core] == list(TOPICS)
    assert {part.domain for part in OURS.domains} == set(DOMAIN_KINDS)
    assert not OURS.is_validated
    assert OURS.languages == ("nl", "en")


def test_the_hash_is_of_the_content_and_not_of_the_layout() -> None:
    assert parse_instrument(f"# anders\n{TEXT}".encode(), "x.yaml").digest == OURS.digest
    changed = TEXT.replace('edition: "1"', 'edition: "2"')
    assert parse_instrument(changed.encode(), "x.yaml").digest != OURS.digest


WRONG: list[tuple[str, str, str]] = [
    ("key: schakel-werkstap", "key: ", "key ontbreekt"),
    ("level: middle, label", "level: some, label", "level is some"),
    ("from: 40, to: 69", "from: 41, to: 69", "aaneen van 0"),
    ("scale: agree\n        weight: 2", "scale: agre\n        weight: 2", "geen schaal"),
    ("        weight: 2", "        weight: 0", "weight is een geheel getal"),
    ("topic: motivation", "topic: wishes", "het onderwerp motivation heeft 0 delen"),
    ("domain: health", "domain: gossip", "domain is gossip"),
    ("least: 3", "least: 9", "least is minstens 1"),
    ("self_reliance.willing: [low]", "self_reliance.kind: [low]", "geen score van dit instrument"),
    ("self_reliance.willing: [low]", "self_reliance.willing: [bad]", "kies uit low, middle, high"),
    ("distance: self_reliance.distance", "distance: wishes.wishes", "een trede"),
    ("self_reliance.willing: [low]", "money.money: [low]", "van een leefgebied"),
    ("Diagnose in zes delen", "x" * 201, "title heeft meer dan 200 tekens"),
    ("maker: Schakel", "maker: Schakel\ncolour: red", "geen bekende sleutel"),
    ("languages: [nl, en]", "languages: [en]", "languages noemt nl"),
    ("value: 3, label", "value: 2, label", "waarden die oplopen"),
]


@pytest.mark.parametrize(("right", "wrong", "reason"), WRONG)
def test_what_is_wrong_is_named_with_its_file_and_line(right: str, wrong: str, reason: str) -> None:
    assert right in TEXT
    found = problems(TEXT.replace(right, wrong, 1))
    [line] = [one for one in found if reason in one][:1] or [f"{found}"]
    assert reason in line
    name, number, _rest = line.split(":", 2)
    assert name == "test.yaml"
    assert 1 <= int(number) <= TEXT.count("\n") + 2


def test_the_line_is_that_of_the_mistake() -> None:
    wrong = TEXT.replace("domain: health", "domain: gossip")
    [found] = [one for one in problems(wrong) if "gossip" in one][:1]
    assert found.startswith(f"test.yaml:{line_of('domain: health')}:")


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe", b"- a", b"a: [", b"key: &a [*a]", b"a: 1\na: 2", b"\x00"])
def test_what_is_no_instrument_at_all_is_refused(raw: bytes) -> None:
    with pytest.raises(InstrumentError) as refused:
        parse_instrument(raw, "test.yaml")
    assert refused.value.lines


def test_the_command_checks_a_file(tmp_path: Any, capsys: Any) -> None:
    assert main(["instruments", "check", str(FILE), "--json"]) == 0
    assert OURS.digest in capsys.readouterr().out
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(TEXT.replace("domain: health", "domain: gossip"), encoding="utf-8")
    assert main(["instruments", "check", str(wrong)]) == 2
    assert f"wrong.yaml:{line_of('domain: health')}: domain is gossip" in capsys.readouterr().err
    assert main(["instruments", "check", str(tmp_path / "absent.yaml")]) == 2


@pytest.fixture
def world() -> World:
    return World()


@IN_DATABASE
def test_one_of_others_is_loaded_and_goes_only_while_nobody_used_it(world: World) -> None:
    raw = TEXT.replace("key: schakel-werkstap", "key: van-elders").encode()
    actor = system_actor()
    with as_actor(actor, Purpose.ADMINISTRATION.value):
        load_instrument(actor=actor, raw=raw, file="elders.yaml")
        load_instrument(actor=actor, raw=raw, file="elders.yaml")
        [ours, theirs] = usable()
        assert (ours.digest, theirs.key) == (OURS.digest, "van-elders")
        remove_instrument(actor=actor, digest=theirs.digest)
        assert not Instrument.objects.exists()


@IN_DATABASE
def test_one_under_a_key_of_ours_is_refused_since_nobody_could_choose_it(world: World) -> None:
    raw = TEXT.replace('edition: "1"', 'edition: "mine"').encode()
    actor = system_actor()
    with as_actor(actor, Purpose.ADMINISTRATION.value), pytest.raises(InstrumentError) as refused:
        load_instrument(actor=actor, raw=raw, file="mine.yaml")
    assert refused.value.lines == ("mine.yaml:1: key schakel-werkstap is van Schakel zelf; kies een andere",)
    assert not Instrument.objects.exists()


@IN_DATABASE
def test_another_edition_takes_over_only_answers_to_the_same_question(world: World) -> None:
    theirs = TEXT.replace("key: schakel-werkstap", "key: van-elders")
    theirs = theirs.replace("De cliënt weet welk werk hij of zij wil", "De cliënt koos een beroep")
    actor = system_actor()
    with as_actor(actor, Purpose.ADMINISTRATION.value):
        load_instrument(actor=actor, raw=theirs.encode(), file="elders.yaml")
    dossier_id = world.open(world.marloes, world.uwv)
    concluded(world, dossier_id)
    digest = parse_instrument(theirs.encode(), "x.yaml").digest
    with world.marloes.at_work() as actor:
        new = NewDiagnosis(digest, "alone")
        again = begin_diagnosis(actor=actor, dossier_id=dossier_id, new=new)
        wishes = DiagnosisPart.objects.get(diagnosis_id=again, name="wishes")
        assert sorted(wishes.answers) == ["reachable", "steps", "which"]
    sign(world.marloes, dossier_id, again, "wishes", "motivation")
    with world.marloes.at_work():
        rows = {row.title: row.cells[-1] for row in course_of(all_taken(diagnoses_of(dossier_id)[::-1]))}
    assert rows["Duidelijkheid van de wens"].percent is not None
    assert rows["Duidelijkheid van de wens"].change is None
    assert rows["Motivatie voor werk"].change == 0


@IN_DATABASE
def test_one_in_use_is_not_removed(world: World) -> None:
    begin(world.marloes, world.open(world.marloes, world.uwv))
    actor = system_actor()
    with as_actor(actor, Purpose.ADMINISTRATION.value), pytest.raises(ConflictError, match="kan niet weg"):
        remove_instrument(actor=actor, digest=OURS.digest)


@IN_DATABASE
def test_nobody_else_loads_one(world: World) -> None:
    with world.city_admin.at_work(Purpose.ADMINISTRATION) as actor, pytest.raises(ForbiddenError):
        load_instrument(actor=actor, raw=TEXT.encode(), file="x.yaml")


@IN_DATABASE
def test_an_organisation_lays_the_scales_beside_each_other(world: World) -> None:
    mine = {**HOUSE, 5: Distance(1, True)}
    on: dict[str, Any] = {"organisation_id": world.city}
    with world.city_admin.at_work(Purpose.ADMINISTRATION) as actor:
        arrange_scales(actor=actor, **on, mapped=mine, expected_version=0)
        assert mapping_of(world.city) == mine
        assert mapping_of(world.uwv) == HOUSE
        with pytest.raises(StaleVersionError):
            arrange_scales(actor=actor, **on, mapped=HOUSE, expected_version=9)
        far_again = {**mine, 6: Distance(1, False)}
        with pytest.raises(InvalidError) as refused:
            arrange_scales(actor=actor, **on, mapped=far_again, expected_version=1)
        assert list(refused.value.fields) == ["near_6"]
        wrong = {**HOUSE, 6: Distance(4, True)}
        with pytest.raises(InvalidError) as refused:
            arrange_scales(actor=actor, **on, mapped=wrong, expected_version=1)
    assert list(refused.value.fields) == ["phase_6"]


@IN_DATABASE
def test_the_page_of_the_scales_keeps_what_was_chosen(world: World) -> None:
    page, address = signed_in(world.city_admin), reverse("diagnosis:scales")
    assert "Uw organisatie gebruikt nu de schalen van Schakel" in page.get(address).content.decode()
    phases = {f"phase_{rung}": "2" for rung in HOUSE}
    response = page.post(address, {**phases, "phase_6": "3", "version": "0"})
    assert response.status_code == 422
    assert page.post(address, {**phases, "near_6": "on", "version": "0"}).status_code == 302
    assert mapping_of(world.city)[6] == Distance(2, True)
