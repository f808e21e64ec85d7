"""Consent: what it opens, to whom, until when, and that taking it back closes at once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from schakel.ground.access.types import Purpose, Section
from schakel.ground.dossiers.actions import NewDocument, NewFile, add_document, take_up_life_domain
from schakel.ground.dossiers.models import Consent, LifeDomain, Participation, Regie
from schakel.ground.dossiers.queries.visible import sections_visible
from schakel.ground.dossiers.tests.agreeing import Agreeing
from schakel.ground.journal.models import Entry
from schakel.ground.journal.timeline import timeline
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError
from schakel.ground.people.models import BenefitEntitlement
from tests.world import Person

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def scene() -> Agreeing:
    return Agreeing()


def _sees(scene: Agreeing, person: Person, purpose: Purpose = Purpose.GUIDANCE) -> bool:
    with person.at_work(purpose):
        is_granted = bool(sections_visible(scene.dossier_id) & Section.LIFE_DOMAINS)
        assert LifeDomain.objects.filter(dossier_id=scene.dossier_id).exists() == is_granted
        return is_granted


def test_without_consent_only_who_helps_by_law_and_the_client_see_life_domains(scene: Agreeing) -> None:
    scene.open(scene.cor)
    assert _sees(scene, scene.cor)
    assert _sees(scene, scene.amina, Purpose.OWN_DATA)
    assert not _sees(scene, scene.world.bas)
    assert not _sees(scene, scene.world.marloes)


def test_consent_opens_to_its_own_organisation_and_nobody_else(scene: Agreeing) -> None:
    scene.open(scene.cor)
    scene.agree(scene.world.marloes)
    assert _sees(scene, scene.world.marloes)
    assert not _sees(scene, scene.world.bas)
    assert not _sees(scene, scene.world.joris, Purpose.SERVICE_DELIVERY)


def test_consent_opens_to_no_colleague_who_takes_no_part(scene: Agreeing) -> None:
    scene.open(scene.cor)
    scene.agree(scene.world.bas)
    with scene.world.bert.at_work():
        assert not LifeDomain.objects.exists()
        assert not Consent.objects.exists()


def test_what_a_provider_sees_with_consent_it_may_not_write(scene: Agreeing) -> None:
    life_domain_id = scene.open(scene.cor)
    scene.agree(scene.world.joris, Purpose.SERVICE_DELIVERY)
    assert _sees(scene, scene.world.joris, Purpose.SERVICE_DELIVERY)
    with (
        scene.world.joris.at_work(Purpose.SERVICE_DELIVERY) as actor,
        pytest.raises(ForbiddenError),
    ):
        take_up_life_domain(
            actor=actor, dossier_id=scene.dossier_id, life_domain_id=life_domain_id, worked_on_by="Joris"
        )


def test_the_client_gives_and_takes_back_and_the_grant_is_gone_at_once(scene: Agreeing) -> None:
    scene.open(scene.cor)
    consent_id = scene.agree_oneself(scene.world.city)
    assert _sees(scene, scene.world.bas)
    scene.stop(scene.amina, consent_id)
    assert not _sees(scene, scene.world.bas)
    assert _sees(scene, scene.cor)


def test_a_professional_writes_down_that_the_client_stopped(scene: Agreeing) -> None:
    scene.open(scene.cor)
    consent_id = scene.agree(scene.world.marloes)
    scene.stop(scene.world.marloes, consent_id, Purpose.GUIDANCE)
    assert not _sees(scene, scene.world.marloes)
    with scene.amina.at_work(Purpose.OWN_DATA):
        assert Consent.objects.get(pk=consent_id).withdrawn_by is not None


def test_consent_ends_by_itself_after_its_last_day(scene: Agreeing) -> None:
    scene.open(scene.cor)
    scene.agree_oneself(scene.world.uwv, days=10)
    with clock.travel(clock.today() + timedelta(days=10)):
        assert _sees(scene, scene.world.marloes)
    with clock.travel(clock.today() + timedelta(days=11)):
        assert not _sees(scene, scene.world.marloes)


def test_taken_back_it_can_be_given_anew_on_the_same_day(scene: Agreeing) -> None:
    scene.open(scene.cor)
    scene.stop(scene.amina, scene.agree_oneself(scene.world.city))
    scene.agree_oneself(scene.world.city)
    assert _sees(scene, scene.world.bas)


def test_giving_and_stopping_change_nothing_else(scene: Agreeing) -> None:
    """Benefits, who takes part and who holds the regie are as they were (design §4)."""

    def stands() -> list[Any]:
        with scene.amina.at_work(Purpose.OWN_DATA):
            return [
                list(BenefitEntitlement.objects.values()),
                list(Participation.objects.order_by("pk").values()),
                list(Regie.objects.order_by("pk").values()),
            ]

    before = stands()
    scene.stop(scene.amina, scene.agree_oneself(scene.world.city))
    assert stands() == before


def test_no_consent_is_asked_where_the_law_decides(scene: Agreeing) -> None:
    with pytest.raises(ForbiddenError):
        scene.agree(scene.cor)


def test_the_client_can_agree_only_with_who_takes_part_and_has_something_to_ask(scene: Agreeing) -> None:
    with pytest.raises(NotFoundError):
        scene.agree_oneself(scene.world.provider)
    with pytest.raises(NotFoundError):
        scene.agree_oneself(uuid4())


def test_one_consent_at_a_time(scene: Agreeing) -> None:
    scene.agree(scene.world.marloes)
    with pytest.raises(ConflictError):
        scene.agree(scene.world.marloes)


def test_another_organisation_does_not_take_it_back(scene: Agreeing) -> None:
    consent_id = scene.agree(scene.world.marloes)
    with pytest.raises(NotFoundError):
        scene.stop(scene.world.bas, consent_id, Purpose.GUIDANCE)


def test_what_holds_no_longer_is_not_taken_back_twice(scene: Agreeing) -> None:
    consent_id = scene.agree_oneself(scene.world.city)
    scene.stop(scene.amina, consent_id)
    with pytest.raises(ConflictError):
        scene.stop(scene.amina, consent_id)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"how": "own_page"}, "how"),
        ({"how": "shouted"}, "how"),
        ({"told": "  "}, "told"),
        ({"how": "signed"}, "document_id"),
        ({"last_day": None}, "last_day"),
        ({"last_day": clock.today() - timedelta(days=1)}, "last_day"),
        ({"last_day": clock.today() + timedelta(days=400)}, "last_day"),
    ],
)
def test_an_incomplete_consent_is_refused_at_its_field(
    scene: Agreeing, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidError) as refused:
        scene.agree(scene.world.marloes, **changes)
    assert field in refused.value.fields


def test_signed_consent_names_the_paper(scene: Agreeing) -> None:
    with scene.world.marloes.at_work() as actor:
        paper = add_document(
            actor=actor,
            dossier_id=scene.dossier_id,
            new=NewDocument("signed_plan", "Toestemming", clock.today()),
            file=NewFile("t.txt", "text/plain", b"Ja."),
        )
    consent_id = scene.agree(scene.world.marloes, how="signed", document_id=paper)
    with scene.amina.at_work(Purpose.OWN_DATA):
        assert Consent.objects.get(pk=consent_id).document_id == paper


def test_the_course_tells_of_it_only_to_who_sees_life_domains(scene: Agreeing) -> None:
    scene.agree(scene.world.marloes)
    with scene.world.bas.at_work():
        assert "consent.give" not in {e.verb for e in Entry.objects.filter(dossier_id=scene.dossier_id)}
    with scene.world.marloes.at_work():
        headings = [entry.heading for entry in timeline(scene.dossier_id)]
    assert "Cliënt laat UWV Oosterwaard de leefgebieden zien" in headings
