"""The pages of a diagnosis: from begin to outcome, with what was typed kept at every refusal."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import Purpose, Role
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.ground.kernel.ids import uuid7
from schakel.jobseekers.diagnosis.forms import concluding
from schakel.jobseekers.diagnosis.forms.concluding import ConcludeForm
from schakel.jobseekers.diagnosis.models import AdviceRequest, Ambition, Diagnosis, DiagnosisPart, MissingItem
from schakel.jobseekers.diagnosis.queries.diagnoses import diagnosis_visible, result_of
from schakel.jobseekers.diagnosis.tests.scene import (
    ANSWERS,
    OURS,
    begin,
    both_take_part,
    conclude,
    concluded,
    in_days,
    sign,
)
from tests.browsing import MARKS, pages_looked_at, signed_in
from tests.world import World, hire

pytestmark = MARKS


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def dossier_id(world: World) -> UUID:
    return both_take_part(world)


def at(name: str, *ids: Any) -> str:
    return reverse(f"diagnosis:{name}", args=ids)


def sent(**values: Any) -> dict[str, Any]:
    return {"submit_key": str(uuid7()), **values}


def asked(part: str, version: int, **changes: Any) -> dict[str, Any]:
    answers = {f"q_{name}": str(value) for name, value in ANSWERS[part].items()}
    return sent(version=str(version), note="", **answers, **changes)


OUTCOME: dict[str, Any] = {
    "summary": "Weet wat hij wil.",
    "rung": "5",
    "phase": "",
    "is_near": "",
    "months": "6",
    "chance": "70",
    "variant": "advise",
    "reason": "fits_profile",
    "reason_text": "",
    "client_view": "agrees",
    "client_words": "",
    "style": "motivating",
    "style_because": "twijfelt nog",
}


def test_an_empty_tab_leads_to_the_first_diagnosis(world: World, dossier_id: UUID) -> None:
    page = signed_in(world.bas)
    assert "Nog geen diagnose" in page.get(at("result", dossier_id)).content.decode()
    response = page.post(
        at("begin", dossier_id), sent(instrument=OURS.digest, mode="alone", second=""), follow=True
    )
    html = response.content.decode()
    assert "De diagnose is begonnen" in html
    assert "niet getoetst aan onderzoek" in html
    assert html.count("nog niet ingevuld") == 6


def test_a_duo_without_a_colleague_is_refused_with_its_field(world: World, dossier_id: UUID) -> None:
    response = signed_in(world.bas).post(
        at("begin", dossier_id), sent(instrument=OURS.digest, mode="duo", second="")
    )
    assert response.status_code == 422
    assert "Kies met wie u het gesprek voert" in response.content.decode()


def test_a_part_is_kept_and_later_signed(world: World, dossier_id: UUID) -> None:
    diagnosis_id = begin(world.marloes, dossier_id)
    page, address = signed_in(world.bas), at("part", dossier_id, diagnosis_id, "wishes")
    assert page.post(address, asked("wishes", 0, do="save")).status_code == 302
    assert page.get(address).context["form"]["q_clear"].value() == str(ANSWERS["wishes"]["clear"])
    response = page.post(address, asked("wishes", 1, do="sign"), follow=True)
    assert "Wensen is ondertekend." in response.content.decode()
    with world.bas.at_work():
        row = DiagnosisPart.objects.get()
        assert row.signed_at is not None
        assert row.answers == ANSWERS["wishes"]


def test_of_two_at_one_part_the_later_sees_both_and_saves_knowingly(world: World, dossier_id: UUID) -> None:
    diagnosis_id = begin(world.marloes, dossier_id)
    address = at("part", dossier_id, diagnosis_id, "wishes")
    theirs = {**asked("wishes", 0), "q_clear": "0", "note": "Belde er al over."}
    signed_in(world.marloes).post(address, theirs)
    page = signed_in(world.bas)
    response = page.post(address, asked("wishes", 0))
    html = response.content.decode()
    assert response.status_code == 409
    assert "Bewaard door een collega: helemaal niet" in html
    assert "Bewaard door een collega: Belde er al over." in html
    assert "Chauffeur" in html
    assert 'name="version" value="1"' in html
    assert page.post(address, asked("wishes", 1)).status_code == 302


@pytest.mark.parametrize("answer", ["9", "x", "-1"])
def test_an_answer_outside_the_scale_is_refused_and_the_rest_kept(
    world: World, dossier_id: UUID, answer: str
) -> None:
    diagnosis_id = begin(world.marloes, dossier_id)
    address = at("part", dossier_id, diagnosis_id, "wishes")
    response = signed_in(world.bas).post(address, {**asked("wishes", 0), "q_clear": answer})
    assert response.status_code == 422
    assert "Kies een van de antwoorden." in response.content.decode()
    assert "Chauffeur" in response.content.decode()


def test_a_part_that_is_not_of_the_instrument_is_not_there(world: World, dossier_id: UUID) -> None:
    diagnosis_id = begin(world.marloes, dossier_id)
    assert signed_in(world.bas).get(at("part", dossier_id, diagnosis_id, "shoes")).status_code == 404


def test_overruling_the_advice_asks_a_reason_and_the_tab_says_so(world: World, dossier_id: UUID) -> None:
    diagnosis_id = begin(world.marloes, dossier_id)
    sign(world.marloes, dossier_id, diagnosis_id)
    page, address = signed_in(world.bas), at("conclude", dossier_id, diagnosis_id)
    assert "Advies van het instrument: adviseren en informeren" in page.get(address).content.decode()
    values = sent(**OUTCOME | {"variant": "coach", "style_review_on": in_days(60).isoformat()}, version="7")
    response = page.post(address, values)
    assert response.status_code == 422
    assert "U wijkt af van het advies" in response.content.decode()
    values |= sent(reason_text="Vroeg zelf om een coach.")
    html = page.post(address, values, follow=True).content.decode()
    assert "Coachen naar zelf oplossen" in html
    assert "anders dan het advies: adviseren en informeren" in html


def test_what_is_missing_is_put_on_the_list_and_found_out(world: World, dossier_id: UUID) -> None:
    diagnosis_id = begin(world.marloes, dossier_id)
    page = signed_in(world.bas)
    values = sent(what="Diploma's", duty="ours", due_on=in_days(4).isoformat())
    html = page.post(at("missing", dossier_id, diagnosis_id), values, follow=True).content.decode()
    assert "Diploma&#x27;s" in html
    with world.bas.at_work():
        item_id = MissingItem.objects.get().pk
    found = sent(answer="Mbo 2 gezien", version="1")
    html = page.post(at("found", dossier_id, item_id), found, follow=True).content.decode()
    assert "Mbo 2 gezien" in html


def test_an_ambition_keeps_its_words_when_refused(world: World, dossier_id: UUID) -> None:
    diagnosis_id = begin(world.marloes, dossier_id)
    page, address = signed_in(world.bas), at("ambition", dossier_id, diagnosis_id)
    response = page.post(address, sent(words="Bakte taarten"))
    assert response.status_code == 422
    assert "Bakte taarten" in response.content.decode()
    page.post(address, sent(words="Bakte taarten", said_by="client"))
    with world.bas.at_work():
        assert Ambition.objects.get().said_by == "client"


def test_who_may_not_see_life_domains_is_not_offered_them(world: World, dossier_id: UUID) -> None:
    diagnosis_id = begin(world.marloes, dossier_id)
    html = signed_in(world.bas).get(at("circumstance", dossier_id, diagnosis_id)).content.decode()
    assert "te weinig opleiding" in html
    assert "verslaving" not in html


def test_a_labour_expert_finds_the_question_and_the_coach_the_answer(world: World, dossier_id: UUID) -> None:
    diagnosis_id = begin(world.marloes, dossier_id)
    actor = system_actor()
    with as_actor(actor, Purpose.ADMINISTRATION.value):
        expert = hire(actor, world.uwv, "Lars Arbeid", Role.LABOUR_EXPERT, None)
    values = sent(
        question="Wat kan zij tillen?",
        expert=str(expert.membership_id),
        answer_by=in_days(9).isoformat(),
    )
    signed_in(world.bas).post(at("ask", dossier_id, diagnosis_id), values)
    page = signed_in(expert)
    assert "Wat kan zij tillen?" in page.get(at("advices")).content.decode()
    with expert.at_work():
        request_id = AdviceRequest.objects.get().pk
    answer = sent(can="Tot 10 kilo.", can_with="", cannot="", advice="Licht werk.", version="1")
    assert page.post(at("answer", dossier_id, request_id), answer).status_code == 302
    assert "Tot 10 kilo." in signed_in(world.bas).get(at("result", dossier_id)).content.decode()
    assert signed_in(world.marloes).get(at("answer", dossier_id, request_id)).status_code == 404


def test_differences_stand_beside_the_diagnosis_before(world: World, dossier_id: UUID) -> None:
    concluded(world, dossier_id)
    again = begin(world.bas, dossier_id)
    sign(world.bas, dossier_id, again, "wishes", clear=3, reachable=3, steps=3)
    html = signed_in(world.bas).get(at("course", dossier_id)).content.decode()
    assert "+33" in html
    assert "Vergelijk de schatting met wat er gebeurde" in html


def test_the_look_at_a_diagnosis_is_in_the_read_log(world: World, dossier_id: UUID) -> None:
    signed_in(world.bas).get(at("result", dossier_id))
    assert "diagnosis:result" in pages_looked_at(world, dossier_id)


def test_the_tab_asks_at_most_fifteen_statements_of_the_database(
    world: World, dossier_id: UUID, django_assert_max_num_queries: Any
) -> None:
    concluded(world, dossier_id)
    again = begin(world.marloes, dossier_id)
    sign(world.marloes, dossier_id, again)
    page, address = signed_in(world.marloes), at("result", dossier_id)
    page.get(address)
    with django_assert_max_num_queries(21) as found:
        page.get(address)
    own = [q for q in found.captured_queries if "diagnosis_" in q["sql"] or "dossiers_" in q["sql"]]
    assert len(own) <= 15


def test_the_client_gives_the_own_view_in_the_portal(world: World, dossier_id: UUID) -> None:
    diagnosis_id = begin(world.marloes, dossier_id)
    page = signed_in(world.client_of(dossier_id, world.marloes))
    assert "nog leeg" in page.get(reverse("client:diagnosis")).content.decode()
    address = reverse("client:diagnosis_part", args=[diagnosis_id, "motivation"])
    assert "Waarom wilt u werken?" in page.get(address).content.decode()
    values = sent(version="0", q_wants="3", q_drive="Mijn kinderen", note="Ik heb er zin in.")
    assert page.post(address, values).status_code == 302
    html = signed_in(world.bas).get(at("part", dossier_id, diagnosis_id, "motivation")).content.decode()
    assert "Ik heb er zin in." in html


def test_the_client_reads_the_outcome(world: World, dossier_id: UUID) -> None:
    concluded(world, dossier_id)
    page = signed_in(world.client_of(dossier_id, world.marloes))
    html = page.get(reverse("client:diagnosis")).content.decode()
    assert "Weet wat hij wil en mist de weg." in html
    assert "70" not in html.split("Wat kwam eruit?")[1].split("</section>")[0]


def test_a_diagnosis_of_another_client_is_not_there(world: World, dossier_id: UUID) -> None:
    other = world.open(world.bas, world.city)
    diagnosis_id = begin(world.bas, other)
    page = signed_in(world.client_of(dossier_id, world.marloes))
    address = reverse("client:diagnosis_part", args=[diagnosis_id, "wishes"])
    assert page.get(address).status_code == 404
    assert signed_in(world.bas).get(at("part", dossier_id, diagnosis_id, "wishes")).status_code == 404
    with world.bas.at_work():
        assert Diagnosis.objects.get().dossier_id == other


def test_an_answer_can_be_taken_back_to_unknown(world: World, dossier_id: UUID) -> None:
    diagnosis_id = begin(world.marloes, dossier_id)
    page, address = signed_in(world.bas), at("part", dossier_id, diagnosis_id, "wishes")
    page.post(address, asked("wishes", 0))
    choices = page.get(address).context["form"].fields["q_clear"].choices
    assert ("", "onbekend") in choices
    assert page.post(address, {**asked("wishes", 1), "q_clear": ""}).status_code == 302
    with world.bas.at_work():
        assert "clear" not in DiagnosisPart.objects.get().answers


def test_who_concludes_on_answers_that_changed_sees_them_first(world: World, dossier_id: UUID) -> None:
    diagnosis_id = begin(world.marloes, dossier_id)
    sign(world.marloes, dossier_id, diagnosis_id)
    page, address = signed_in(world.bas), at("conclude", dossier_id, diagnosis_id)
    seen = page.get(address).context["form"]["version"].value()
    sign(world.marloes, dossier_id, diagnosis_id, "self_reliance", starts=0, asks=0)
    values = sent(**OUTCOME | {"style_review_on": in_days(60).isoformat()}, version=str(seen))
    response = page.post(address, values)
    html = response.content.decode()
    assert response.status_code == 409
    assert "Advies van het instrument: coachen naar zelf oplossen" in html
    assert "Weet wat hij wil." in html
    again = values | {"version": response.context["form"]["version"].value(), "variant": "coach"}
    assert page.post(address, again).status_code == 302


def test_a_part_that_another_organisation_signed_says_so_before_anything_is_typed(
    world: World, dossier_id: UUID
) -> None:
    diagnosis_id = begin(world.marloes, dossier_id)
    sign(world.marloes, dossier_id, diagnosis_id, "wishes")
    address = at("part", dossier_id, diagnosis_id, "wishes")
    words = "UWV Oosterwaard ondertekende dit deel"
    assert words in signed_in(world.bas).get(address).content.decode()
    assert words not in signed_in(world.marloes).get(address).content.decode()


def test_the_outcome_stays_while_a_new_diagnosis_is_taken(world: World, dossier_id: UUID) -> None:
    concluded(world, dossier_id)
    begin(world.bas, dossier_id)
    html = signed_in(world.bas).get(at("result", dossier_id)).content.decode()
    assert "Weet wat hij wil en mist de weg." in html
    assert "6 delen te ondertekenen" in html
    client = signed_in(world.client_of(dossier_id, world.marloes))
    html = client.get(reverse("client:diagnosis")).content.decode()
    assert "Weet wat hij wil en mist de weg." in html
    assert "client:diagnosis_part" not in html
    assert "/wishes/" in html


def test_what_is_still_missing_stays_on_the_list_with_a_new_diagnosis(world: World, dossier_id: UUID) -> None:
    diagnosis_id = begin(world.marloes, dossier_id)
    page = signed_in(world.marloes)
    values = sent(what="Rijbewijs", duty="ours", due_on=in_days(4).isoformat())
    page.post(at("missing", dossier_id, diagnosis_id), values)
    sign(world.marloes, dossier_id, diagnosis_id)
    conclude(world.marloes, dossier_id, diagnosis_id)
    begin(world.marloes, dossier_id)
    assert "Rijbewijs" in page.get(at("result", dossier_id)).content.decode()


def test_a_client_at_two_screens_sees_both_and_keeps_what_was_typed(world: World, dossier_id: UUID) -> None:
    diagnosis_id = begin(world.marloes, dossier_id)
    page = signed_in(world.client_of(dossier_id, world.marloes))
    address = reverse("client:diagnosis_part", args=[diagnosis_id, "motivation"])
    page.post(address, sent(version="0", q_wants="3", note="Eerst."))
    response = page.post(address, sent(version="0", q_wants="0", note="Later."))
    html = response.content.decode()
    assert response.status_code == 409
    assert "Al bewaard: helemaal" in html
    assert "Al bewaard: Eerst." in html
    assert "Later." in html
    again = sent(version=str(response.context["form"]["version"].value()), q_wants="0", note="Later.")
    assert page.post(address, again).status_code == 302


def test_the_client_reads_in_own_words_how_the_guiding_goes(world: World, dossier_id: UUID) -> None:
    diagnosis_id = concluded(world, dossier_id, variant="enforce", reason_text="Kwam niet.", months=1)
    html = (
        signed_in(world.client_of(dossier_id, world.marloes))
        .get(reverse("client:diagnosis"))
        .content.decode()
    )
    assert "Wij maken vaste afspraken met u." in html
    assert "andhaven" not in html
    assert "binnen 1 maand<" in html
    with world.bas.at_work():
        outcome = result_of(diagnosis_visible(dossier_id, diagnosis_id))
        assert outcome
        assert outcome.variant == "enforce"


def test_the_client_reads_the_whole_advice(world: World, dossier_id: UUID) -> None:
    diagnosis_id = begin(world.marloes, dossier_id)
    actor = system_actor()
    with as_actor(actor, Purpose.ADMINISTRATION.value):
        expert = hire(actor, world.uwv, "Lars Arbeid", Role.LABOUR_EXPERT, None)
    asking = sent(question="Tillen?", expert=str(expert.membership_id), answer_by=in_days(9).isoformat())
    signed_in(world.bas).post(at("ask", dossier_id, diagnosis_id), asking)
    with expert.at_work():
        request_id = AdviceRequest.objects.get().pk
    answer = sent(can="Zitten.", can_with="Staan met kruk.", cannot="Tillen.", advice="Licht.", version="1")
    signed_in(expert).post(at("answer", dossier_id, request_id), answer)
    html = (
        signed_in(world.client_of(dossier_id, world.marloes))
        .get(reverse("client:diagnosis"))
        .content.decode()
    )
    assert all(words in html for words in ("Zitten.", "Staan met kruk.", "Tillen.", "Licht."))


def test_phases_are_said_in_the_language_of_the_reader(monkeypatch: Any) -> None:
    monkeypatch.setattr(concluding, "gettext", lambda words: f"en:{words}")
    labels = [str(words) for _value, words in ConcludeForm()["phase"].field.choices]
    assert labels[:2] == ["en:volgt uit de trede", "en:fase 1"]


@pytest.mark.parametrize(("days", "is_asked"), [(364, False), (367, True)])
def test_after_a_year_the_estimate_is_to_be_laid_beside_what_happened(
    world: World, dossier_id: UUID, days: int, is_asked: bool
) -> None:
    diagnosis_id = concluded(world, dossier_id)
    with world.marloes.at_work():
        day = clock.today() - timedelta(days)
        Diagnosis.objects.filter(pk=diagnosis_id).update(concluded_on=day)
    page = signed_in(world.marloes).get(at("result", dossier_id)).content.decode()
    assert ("Klopte de schatting" in page) == is_asked
