"""Times of forms: nobody in them, nothing without agreement, nothing of few, and no forged sign."""

from __future__ import annotations

import re
import time
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.signing import Signer
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import Purpose, Role
from schakel.ground.dossiers.tests.pages import browser, own_statements
from schakel.ground.journal.models import Submission
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.ground.kernel.errors import ConflictError, ForbiddenError, InvalidError
from schakel.ground.kernel.filling import Filled, being_filled, take_filled
from schakel.ground.kernel.ids import uuid7
from schakel.programme.quality.actions import agree_form_times, end_form_times
from schakel.programme.quality.binned import AWAY, bin_of
from schakel.programme.quality.form_kinds import LABELS, TASKS
from schakel.programme.quality.models import FormTime
from schakel.programme.quality.queries.form_times import times_by_kind, times_by_month, times_by_role
from schakel.programme.quality.timing import count_form
from schakel.web.timing import SALT
from tests.architecture.test_addresses import all_addresses
from tests.world import Person, World, hire

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
HOME = reverse("quality:form_times")
CONSENT = reverse("quality:form_times_consent")
COUNT = reverse("quality:count")


@pytest.fixture
def world() -> World:
    return World()


def agree(world: World) -> UUID:
    with world.city_admin.at_work(Purpose.ADMINISTRATION, needs_savepoint=True) as actor:
        on = {"actor": actor, "organisation_id": world.city}
        return agree_form_times(**on, document="Besluit OR (verzonnen)", day=clock.today())


def leader(world: World) -> Person:
    actor = system_actor()
    with as_actor(actor, Purpose.ADMINISTRATION.value):
        return hire(actor, world.city, "Lena Baas", Role.TEAM_LEADER, None)


def counted(world: World) -> list[tuple[str, str, int, int]]:
    with world.city_admin.at_work(Purpose.ADMINISTRATION):
        return list(FormTime.objects.values_list("role", "kind", "bin", "forms"))


def signed(seconds_ago: float) -> str:
    """The submit key of a form that was given so long ago."""
    key = uuid7().int & ((1 << 80) - 1) | int((time.time() - seconds_ago) * 1000) << 80
    return Signer(salt=SALT).sign(str(UUID(int=key)))


def fill(world: World, kind: str, seconds: int, forms: int, person: Person | None = None) -> None:
    with (person or world.bas).at_work():
        count_form(kind, seconds, forms=forms)


def read(person: Person, url: str = HOME) -> str:
    response = browser(person).get(url)
    assert response.status_code == 200
    return str(response.content.decode())


def send(world: World, key: str) -> int:
    return browser(world.city_admin).post(COUNT, {"submit_key": key}).status_code


def test_without_agreement_nothing_is_stored(world: World) -> None:
    assert send(world, signed(40)) == 302
    fill(world, "contacts:list", 40, 20)
    assert counted(world) == []
    assert "Het meten staat uit" in read(world.city_admin)


def test_a_form_that_led_to_an_act_counts_by_role_week_and_bin_and_by_nothing_else(world: World) -> None:
    agree(world)
    assert send(world, signed(40)) == 302
    assert counted(world) == [("administrator", "quality:count", bin_of(40), 1)]
    with world.city_admin.at_work(Purpose.ADMINISTRATION):
        week = FormTime.objects.get().week
    assert week == clock.today() - timedelta(days=clock.today().weekday())
    columns = {field.column for field in FormTime._meta.fields}
    assert columns == {"id", "organisation_id", "role", "week", "kind", "bin", "forms"}


def test_a_form_as_the_page_gave_it_counts(world: World) -> None:
    agree(world)
    client = browser(world.city_admin)
    page = client.get(CONSENT).content.decode()
    found = re.search(r'name="submit_key" value="([^"]+)"', page)
    assert found is not None
    assert client.post(reverse("quality:target", args=["reach"]), _target(found[1])).status_code == 302
    assert [row[1:] for row in counted(world)] == [("quality:target", 0, 1)]


def _target(key: str) -> dict[str, Any]:
    said = {"which": "aim", "percent": 80, "start": clock.today(), "reason": "omdat", "version": 0}
    return said | {"submit_key": key}


def test_a_refused_form_counts_when_it_is_right_and_from_its_first_moment(world: World) -> None:
    agree(world)
    client, url, key = browser(world.city_admin), reverse("quality:target", args=["reach"]), signed(130)
    refused = client.post(url, _target(key) | {"percent": 900})
    assert refused.status_code == 422
    assert f'value="{key}"' in refused.content.decode()
    assert counted(world) == []
    assert client.post(url, _target(key)).status_code == 302
    assert [row[1:] for row in counted(world)] == [("quality:target", bin_of(130), 1)]


def test_the_same_form_sent_twice_counts_once(world: World) -> None:
    agree(world)
    key = signed(12)
    client, url = browser(world.city_admin), reverse("quality:target", args=["reach"])
    assert [client.post(url, _target(key)).status_code for _time in range(2)] == [302, 302]
    assert [row[3] for row in counted(world)] == [1]


@pytest.mark.parametrize(
    "key",
    [
        "",
        str(uuid7()),
        f"{uuid7()}:vervalst",
        Signer(salt="een ander").sign(str(uuid7())),
        Signer(salt=SALT).sign(str(uuid4())),
        signed(-600),
        signed(25 * 3600),
    ],
    ids=["none", "unsigned", "forged", "another salt", "another version", "future", "expired"],
)
def test_a_form_without_a_sound_sign_acts_and_counts_nothing(world: World, key: str) -> None:
    agree(world)
    assert send(world, key) == 302
    assert counted(world) == []


def test_the_key_that_is_kept_with_who_acted_tells_no_time(world: World) -> None:
    agree(world)
    key = signed(40)
    assert send(world, key) == 302
    with world.city_admin.at_work(Purpose.ADMINISTRATION):
        kept = Submission.objects.get(name__startswith="ask_count").key
    assert kept.version == 5
    assert str(kept) not in key


def test_a_form_of_half_an_hour_was_put_away(world: World) -> None:
    agree(world)
    assert send(world, signed(1800)) == 302
    assert [row[2] for row in counted(world)] == [AWAY]


def test_several_acts_of_one_request_sent_in_one_form() -> None:
    with being_filled(Filled("plans:goal", 9)):
        assert take_filled() == Filled("plans:goal", 9)
        assert take_filled() is None
    assert take_filled() is None


def test_a_client_is_no_employee_and_counts_nothing(world: World) -> None:
    agree(world)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select set_config('schakel.organisation', %s, true)", [str(world.city)])
        cursor.execute("select set_config('schakel.role', 'client', true)")
        cursor.execute("select quality_count_form('portal:goal', 3, 1)")
    assert counted(world) == []


def test_an_organisation_counts_and_reads_its_own_forms_only(world: World) -> None:
    agree(world)
    fill(world, "contacts:list", 40, 20, world.marloes)
    fill(world, "contacts:list", 40, 20)
    assert counted(world) == [("client_manager", "contacts:list", bin_of(40), 20)]
    with world.marloes.at_work():
        assert FormTime.objects.count() == 0


def test_nobody_writes_counts_by_hand(world: World) -> None:
    agree(world)
    fill(world, "contacts:list", 40, 20)
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        world.city_admin.at_work(Purpose.ADMINISTRATION),
    ):
        FormTime.objects.update(forms=1)


def test_turning_it_off_lets_go_of_all_that_was_counted(world: World) -> None:
    agree(world)
    fill(world, "contacts:list", 40, 20)
    with world.city_admin.at_work(Purpose.ADMINISTRATION) as actor:
        end_form_times(actor=actor, organisation_id=world.city, reason="de raad stemt niet meer in")
    fill(world, "contacts:list", 40, 20)
    assert counted(world) == []
    agree(world)
    assert counted(world) == []


def test_it_is_on_once_and_off_once_and_an_administrator_decides(world: World) -> None:
    on = {"organisation_id": world.city}
    with world.city_admin.at_work(Purpose.ADMINISTRATION, needs_savepoint=True) as actor:
        with pytest.raises(ConflictError):
            end_form_times(actor=actor, **on, reason="waarom niet")
        with pytest.raises(InvalidError):
            agree_form_times(actor=actor, **on, document=" ", day=clock.today() + timedelta(days=1))
    agree(world)
    with pytest.raises(ConflictError):
        agree(world)
    with world.bas.at_work(needs_savepoint=True) as actor, pytest.raises(ForbiddenError):
        end_form_times(actor=actor, **on, reason="ik wil dit niet")


def test_the_page_turns_it_on_and_keeps_what_was_typed(world: World) -> None:
    client = browser(world.city_admin)
    refused = client.post(CONSENT, {"document": "Besluit 12", "day": "overmorgen"})
    assert refused.status_code == 422
    assert 'value="Besluit 12"' in refused.content.decode()
    said = {"document": "Besluit 12", "day": clock.today().isoformat()}
    assert client.post(CONSENT, said).status_code == 302
    assert "Besluit 12" in client.get(HOME).content.decode()
    assert client.post(CONSENT, {"reason": ""}).status_code == 422
    assert client.post(CONSENT, {"reason": "genoeg gemeten"}).status_code == 302
    assert "Het meten staat uit" in client.get(HOME).content.decode()


def test_under_ten_forms_nothing_is_told_and_never_of_one_kind_alone(world: World) -> None:
    agree(world)
    for kind, forms in (("contacts:list", 30), ("plans:make", 12), ("plans:goal", 4)):
        fill(world, kind, 50, forms)
    with world.bas.at_work(Purpose.STEERING):
        found = {one.key: one for one in times_by_kind(world.city)}
    assert not found["contacts:list"].is_hidden
    assert [(found[key].is_hidden, found[key].forms) for key in ("plans:make", "plans:goal")] == [
        (True, 0)
    ] * 2
    page, file = read(world.city_admin), read(world.city_admin, reverse("quality:form_times_file"))
    assert "Doel in het plan" in page
    assert "Doel in het plan;minder dan tien;;" in file
    assert "Contact vastleggen;30;0;" in file
    hidden = read(world.city_admin, f"{HOME}?form=plans:goal")
    assert "Per maand" not in hidden


def test_times_are_told_with_their_interval_and_what_was_put_away_apart(world: World) -> None:
    agree(world)
    for seconds, forms in ((7, 10), (50, 20), (100, 10), (4000, 5)):
        fill(world, "contacts:list", seconds, forms)
    with world.bas.at_work(Purpose.STEERING):
        (found,) = times_by_kind(world.city)
    first, middle, third = found.quartiles
    assert (found.forms, found.away) == (45, 5)
    assert (middle.value, middle.low, middle.high) == (52.5, 45, 60)
    assert first.low <= first.value <= middle.value <= third.value <= third.high
    assert found.total is not None
    assert found.total.low == 10 * 5 + 20 * 45 + 10 * 90
    page = read(leader(world))
    assert "52 s (45 tot 60)" in page
    assert "geen effect" in page


def test_months_are_told_and_a_role_of_few_people_is_not(world: World) -> None:
    first = clock.today() - timedelta(days=70)
    with clock.travel(first):
        agree(world)
        fill(world, "contacts:list", 40, 20)
    fill(world, "contacts:list", 20, 20)
    with world.bas.at_work(Purpose.STEERING):
        months = times_by_month(world.city, "contacts:list")
        roles = times_by_role(world.city, "contacts:list")
    assert [one.forms for one in months] == [20, 20]
    assert [(one.key, one.is_hidden) for one in roles] == [("client_manager", True)]
    text = read(world.city_admin, f"{HOME}?form=contacts:list")
    assert "Per maand" in text
    assert "niet getoond" in text


def test_a_task_is_told_by_its_forms_for_each_time_it_was_done(world: World) -> None:
    agree(world)
    for kind, forms in (("diagnosis:begin", 12), ("diagnosis:part", 36), ("diagnosis:conclude", 12)):
        fill(world, kind, 50, forms)
    text = read(world.city_admin)
    assert re.search(r"Een diagnose</th>\s*<td[^>]*>12</td>\s*<td[^>]*>5,0</td>", text)
    assert text.count("te weinig om te tonen") == len(TASKS) - 1


def test_a_coach_finds_no_such_page(world: World) -> None:
    assert browser(world.bas).get(HOME).status_code == 404
    assert browser(world.bas).get(CONSENT).status_code == 404


def test_the_pages_ask_as_much_for_many_forms_as_for_one(world: World) -> None:
    agree(world)
    fill(world, "contacts:list", 40, 20)
    one = f"{HOME}?form=contacts:list"
    few = [len(own_statements(world.city_admin, url)) for url in (HOME, one)]
    for kind in LABELS:
        fill(world, kind, 40, 20)
    assert [len(own_statements(world.city_admin, url)) for url in (HOME, one)] == few
    assert max(few) <= 10


def test_counting_a_form_costs_one_statement(world: World, django_assert_num_queries: Any) -> None:
    agree(world)
    with world.bas.at_work(), django_assert_num_queries(1):
        count_form("contacts:list", 40)


def test_every_form_that_has_a_name_or_belongs_to_a_task_exists() -> None:
    known = {name for name, _pattern in all_addresses()}
    named = set(LABELS) | {kind for task in TASKS for kind in task.kinds}
    assert sorted(named - known) == []
    assert all(task.last in task.kinds for task in TASKS)


def test_an_address_that_is_no_form_shows_all(world: World) -> None:
    agree(world)
    assert "Er is nog niets gemeten" in read(world.city_admin, f"{HOME}?form=<script>")
