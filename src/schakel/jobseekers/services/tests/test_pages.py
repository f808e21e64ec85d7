"""The pages of services: four clicks, input kept when refused, query counts, and who gets in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from schakel.ground.access.types import Purpose
from schakel.ground.accounts.models import Account
from schakel.ground.kernel.errors import ConflictError
from schakel.jobseekers.services.actions import remove_local
from schakel.jobseekers.services.models import LocalService, ServiceKnowledge, ServiceUse
from schakel.jobseekers.services.tests.scene import (
    GUIDED,
    choose,
    ended,
    in_days,
    on_ww,
    running,
    tell,
    written,
)
from tests.world import Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=person.account_id))
    return client


def page(name: str, *args: Any) -> str:
    return reverse(f"services:{name}", args=args)


def uses(world: World, dossier_id: UUID) -> list[ServiceUse]:
    with world.marloes.at_work():
        return list(ServiceUse.objects.filter(dossier_id=dossier_id))


def test_the_catalogue_is_filtered_by_its_address() -> None:
    world = World()
    client = browser(world.marloes)
    every = client.get(page("services")).context["found"]
    few = client.get(page("services"), {"scheme": "WAJONG", "content": "work_place"}).context["found"]
    assert 0 < len(few) < len(every)
    past = client.get(page("services"), {"on": "2007-06-01"}).context["found"]
    assert len(past) == 18


@pytest.mark.parametrize("asked", [{"on": "ooit"}, {"scheme": "XX"}, {"on": "1500-01-01"}, {"q": "x" * 500}])
def test_a_rotten_filter_shows_the_page_with_what_is_wrong(asked: dict[str, str]) -> None:
    answer = browser(World().marloes).get(page("services"), asked)
    assert answer.status_code == 200
    assert answer.context["form"].errors


def test_a_service_shows_its_rules_and_norms_and_a_norm_links_back() -> None:
    world = World()
    client = browser(world.marloes)
    text = client.get(page("service", "proefplaatsing-ww")).content.decode()
    assert "Deed dit werk niet eerder bij deze werkgever." in text
    assert reverse("norms:norm", args=["WW-76a"]) in text
    back = client.get(reverse("norms:norm", args=["WW-76a"])).content.decode()
    assert page("service", "proefplaatsing-ww") in back


def test_an_unknown_service_is_not_there() -> None:
    client = browser(World().marloes)
    for key in ("bestaat-niet", "local-niets", "local-01a2075d-c3c6-7363-9d69-dd3d6aa8ece5"):
        assert client.get(page("service", key)).status_code == 404


def test_a_service_is_chosen_in_one_post_without_typing() -> None:
    world = World()
    dossier_id = on_ww(world)
    tell(world.marloes, dossier_id, **GUIDED)
    client = browser(world.marloes)
    form = client.get(page("choose", dossier_id)).context["form"]
    assert form["chosen"].value() is None
    reason = form.offered[0][1]
    answer = client.post(
        page("choose", dossier_id), {"chosen": "intensieve-begeleiding", "reason": reason, "chance": "6"}
    )
    assert answer.status_code == 302
    assert [one.because for one in uses(world, dossier_id)] == [reason]


def test_a_deviation_without_a_sentence_keeps_what_was_filled_in() -> None:
    world = World()
    dossier_id = on_ww(world)
    tell(world.marloes, dossier_id, **{**GUIDED, "komt_na": False})
    client = browser(world.marloes)
    address = f"{page('choose', dossier_id)}?option=intensieve-begeleiding"
    reason = client.get(address).context["form"].offered[0][1]
    sent = {"chosen": "intensieve-begeleiding", "reason": reason, "chance": "4", "client_words": "graag"}
    answer = client.post(address, sent)
    assert answer.status_code == 422
    assert "Deze dienst past alleen met een reden" in answer.content.decode()
    assert answer.context["form"]["client_words"].value() == "graag"
    assert client.post(address, sent | {"reason_text": "hij doet dit met zijn broer"}).status_code == 302


@pytest.mark.parametrize(
    "sent",
    [{"chance": ""}, {"chosen": "x", "reason": "y", "chance": "11"}, {"chosen": "none", "reason": "other"}],
)
def test_a_rotten_choice_is_shown_again(sent: dict[str, str]) -> None:
    world = World()
    answer = browser(world.marloes).post(page("choose", on_ww(world)), sent)
    assert answer.status_code == 422
    assert answer.context["form"].errors


def test_services_are_set_side_by_side_by_the_address() -> None:
    world = World()
    address = page("choose", on_ww(world))
    answer = browser(world.marloes).get(f"{address}?option=scholing&option=proefplaatsing-pw&option=nergens")
    shown = [(option.service.key, option.may_choose) for option, *_beside in answer.context["options"]]
    assert shown == [("scholing", True), ("proefplaatsing-pw", False)]


def test_the_choice_asks_a_bounded_number_of_statements(django_assert_max_num_queries: Any) -> None:
    world = World()
    dossier_id = on_ww(world)
    tell(world.marloes, dossier_id, **GUIDED)
    client = browser(world.marloes)
    client.get(page("choose", dossier_id))
    with django_assert_max_num_queries(25):
        client.get(page("choose", dossier_id))


def test_facts_are_told_on_their_own_page_and_lead_back_to_the_choice() -> None:
    world = World()
    dossier_id = on_ww(world)
    client = browser(world.marloes)
    address = f"{page('facts', dossier_id)}?option=intensieve-begeleiding"
    assert set(client.get(address).context["form"].asked) >= set(GUIDED)
    answer = client.post(address, {f"fact_{name}": "yes" for name in GUIDED})
    assert answer.status_code == 302
    options = client.get(answer["Location"]).context["options"]
    assert options[0][0].verdict == "yes"


def test_an_answer_that_is_no_answer_is_shown_again() -> None:
    world = World()
    dossier_id = on_ww(world)
    client = browser(world.marloes)
    assert client.post(page("facts", dossier_id), {"fact_zelfredzaam": "misschien"}).status_code == 422
    assert client.post(page("facts", dossier_id), {}).status_code == 422


def test_no_question_is_asked_about_health_of_who_may_not_write_it() -> None:
    world = World()
    asked = browser(world.marloes).get(page("facts", on_ww(world))).context["form"].asked
    assert "structurele_beperking" not in asked
    assert "uitkering_per_maand" not in asked


def test_a_service_lives_from_decision_to_evaluation_on_its_pages() -> None:
    world = World()
    dossier_id = on_ww(world)
    tell(world.marloes, dossier_id, bemiddelbaar=True)
    use_id = choose(world.marloes, dossier_id, "jobhunting")
    client, today = browser(world.marloes), in_days(0).isoformat()
    steps: list[tuple[str, dict[str, Any]]] = [
        ("decide", {"decider": world.uwv, "payer": world.uwv, "is_shortest": "yes", "price": "1250,50"}),
        ("start", {"starts_on": today, "ends_on": in_days(90).isoformat()}),
        ("log", {"done_on": today, "what": "Drie bedrijven gebeld."}),
        ("extend", {"until": in_days(120).isoformat(), "because": "nog twee gesprekken"}),
        ("end", {"ended_on": today, "reason": "work", "reached": "yes", "helped": "much"}),
    ]
    for name, sent in steps:
        address = page(name, dossier_id, use_id)
        version = client.get(address).context["form"]["version"].value() or ""
        answer = client.post(address, sent | {"version": version})
        assert answer.status_code == 302, (name, answer.context and answer.context["form"].errors)
    text = client.get(page("use", dossier_id, use_id)).content.decode()
    assert "€ 1.250,50" in text
    assert "nog twee gesprekken" in text
    assert "Drie bedrijven gebeld." in text


@pytest.mark.parametrize("name", ["start", "log", "extend", "end"])
def test_an_empty_step_is_shown_again_with_what_is_missing(name: str) -> None:
    world = World()
    dossier_id = on_ww(world)
    use_id = running(world, dossier_id)
    answer = browser(world.marloes).post(page(name, dossier_id, use_id), {"version": ""})
    assert answer.status_code == 422
    assert answer.context["form"].errors


def test_a_step_on_a_stale_page_says_so() -> None:
    world = World()
    dossier_id = on_ww(world)
    use_id = running(world, dossier_id)
    sent = {"until": in_days(90).isoformat(), "because": "meer tijd", "version": "77"}
    answer = browser(world.marloes).post(page("extend", dossier_id, use_id), sent)
    assert answer.status_code == 409
    assert "Een collega wijzigde deze dienst" in answer.content.decode()


def test_the_tab_asks_the_same_number_of_statements_for_one_use_and_for_many(
    django_assert_max_num_queries: Any,
) -> None:
    world = World()
    dossier_id = on_ww(world)
    first = running(world, dossier_id)
    ended(world.marloes, dossier_id, first)
    for key in ("monitoring", "nazorg", "jobhunting"):
        choose(world.marloes, dossier_id, key, **written())
    client = browser(world.marloes)
    client.get(page("uses", dossier_id))
    with django_assert_max_num_queries(18):
        assert len(client.get(page("uses", dossier_id)).context["open"]) == 3


def test_my_list_is_one_statement_for_all_rows(django_assert_max_num_queries: Any) -> None:
    world = World()
    for _number in range(3):
        running(world, on_ww(world))
    client = browser(world.marloes)
    client.get(page("running"))
    with django_assert_max_num_queries(16):
        assert len(client.get(page("running"), {"kind": "soon", "after": "rommel"}).context["rows"]) == 0
    assert len(client.get(page("running")).context["rows"]) == 3


def test_the_client_reads_why_and_says_what_it_brought() -> None:
    world = World()
    dossier_id = on_ww(world)
    use_id = running(world, dossier_id)
    own = browser(world.client_of(dossier_id, world.marloes))
    assert "Waarom: WW loopt af." in own.get(page("own")).content.decode()
    assert own.get(page("own_view", use_id)).status_code == 404
    ended(world.marloes, dossier_id, use_id)
    assert own.post(page("own_view", use_id), {}).status_code == 422
    said = {"reached": "partly", "helped": "some", "words": "ik weet nu hoe"}
    assert own.post(page("own_view", use_id), said).status_code == 302
    assert "ik weet nu hoe" in own.get(page("own")).content.decode()


LOCAL = {
    "name": "Wijkteam",
    "goal": "Helpen.",
    "target": "Iedereen.",
    "condition": "Woont in de wijk.",
    "how": "own",
    "decider": "municipality",
    "payer": "nobody",
    "guide": "municipality",
    "content": "life",
    "is_decision": "no",
    "valid_from": "2026-01-01",
}


def kept(world: World) -> UUID:
    answer = browser(world.city_admin).post(page("add_local"), LOCAL)
    assert answer.status_code == 302
    return LocalService.objects.get(name="Wijkteam").pk


def test_an_own_service_is_added_and_changed_by_an_administrator_only() -> None:
    world = World()
    local_id = kept(world)
    admin = browser(world.city_admin)
    changed = LOCAL | {"goal": "Beter helpen.", "version": "1"}
    assert admin.post(page("change_local", local_id), changed).status_code == 302
    assert LocalService.objects.get(pk=local_id).goal == "Beter helpen."
    assert browser(world.bas).get(page("add_local")).status_code == 404
    assert admin.post(page("add_local"), LOCAL).status_code == 422


def test_an_own_service_is_an_option_at_its_organisation_only() -> None:
    world = World()
    key = f"local-{kept(world)}"
    assert browser(world.bas).get(page("service", key)).status_code == 200
    assert browser(world.marloes).get(page("service", key)).status_code == 404


def test_an_own_service_in_use_ends_but_is_not_deleted() -> None:
    world = World()
    local_id = kept(world)
    dossier_id = world.open(world.bas, world.city)
    choose(world.bas, dossier_id, f"local-{local_id}", **written())
    admin = browser(world.city_admin)
    refused = admin.post(page("remove_local", local_id), {})
    assert refused.status_code == 409
    assert "in een dossier gebruikt" in refused.content.decode()
    with pytest.raises(ConflictError), world.city_admin.at_work(Purpose.ADMINISTRATION) as actor:
        remove_local(actor=actor, organisation_id=world.city, local_id=local_id)
    end = {"last_day": in_days(0).isoformat(), "version": "1"}
    assert admin.post(page("end_local", local_id), end).status_code == 302


def test_an_own_service_that_was_never_used_can_go() -> None:
    world = World()
    local_id = kept(world)
    assert browser(world.city_admin).post(page("remove_local", local_id), {}).status_code == 302
    assert not LocalService.objects.filter(pk=local_id).exists()


def test_what_is_known_of_a_service_stands_in_the_choice_with_its_day() -> None:
    world = World()
    admin = browser(world.city_admin)
    assert admin.post(page("knowledge", "vrijwilligerswerk"), {"source": ""}).status_code == 422
    said = {"price": "950", "waiting_weeks": "3", "source": "contract 2026"}
    assert admin.post(page("knowledge", "vrijwilligerswerk"), said).status_code == 302
    assert ServiceKnowledge.objects.count() == 1
    dossier_id = world.open(world.bas, world.city)
    answer = browser(world.bas).get(f"{page('choose', dossier_id)}?option=vrijwilligerswerk")
    option = answer.context["options"][0][0]
    assert (option.price, option.waiting, option.known_on) == ("€ 950,00", "3 weken", in_days(0))
