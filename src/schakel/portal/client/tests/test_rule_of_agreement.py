"""What the law says of an agreement, read by the client beside it (requirement R288)."""

from __future__ import annotations

from datetime import date, timedelta
from html import unescape
from uuid import UUID

import pytest
from django.urls import reverse

from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import InvalidError
from schakel.ground.kernel.ids import uuid7
from schakel.ground.norms.presenting import explained_norm
from schakel.ground.norms.registers import the_register
from schakel.jobseekers.plans.actions import NewAgreement, make_agreement
from schakel.portal.client.tests.scene import Scene
from tests.browsing import MARKS, signed_in

pytestmark = MARKS
DUTY = "PW-9-1-b"


@pytest.fixture
def scene() -> Scene:
    return Scene()


def agree(scene: Scene, norm: str, duty: str = "client") -> UUID:
    with scene.world.bas.at_work(needs_savepoint=True) as actor:
        due_on = clock.today() + timedelta(days=9)
        new = NewAgreement("Kom naar de cursus", "dat helpt u", duty, due_on, norm)
        return make_agreement(
            actor=actor, dossier_id=scene.dossier_id, organisation_id=scene.world.city, new=new
        )


def plan(scene: Scene) -> str:
    return unescape(scene.browser().get(reverse("client:plan")).content.decode())


def test_the_client_reads_the_rule_and_what_may_follow(scene: Scene) -> None:
    agree(scene, DUTY)
    rule = explained_norm(DUTY, clock.today())
    assert rule is not None
    shown = plan(scene)
    assert rule.plain in shown
    assert rule.consequences
    assert all(words in shown for words in rule.consequences)
    assert "Doet u het niet? Dan kan dit volgen:" in shown


def test_of_a_promise_of_others_it_says_what_holds_when_they_fail(scene: Scene) -> None:
    agree(scene, DUTY, duty="ours")
    assert "Gebeurt het niet? Dan geldt dit:" in plan(scene)


def test_an_agreement_without_a_rule_explains_none(scene: Scene) -> None:
    agree(scene, "")
    assert "Wat zegt de regel?" not in plan(scene)


def test_a_text_that_no_lawyer_read_says_so(scene: Scene) -> None:
    agree(scene, DUTY)
    assert the_register().norms[DUTY].plain_checked is None
    assert "Een jurist heeft deze teksten nog niet nagekeken." in plan(scene)


@pytest.mark.parametrize("norm", ["NIET-1", "WWB-X", "PW 9"])
def test_what_is_no_norm_of_today_is_refused(scene: Scene, norm: str) -> None:
    with pytest.raises(InvalidError) as refused:
        agree(scene, norm)
    assert "norm" in refused.value.fields


def test_the_page_refuses_an_unknown_number_and_keeps_what_was_typed(scene: Scene) -> None:
    url = reverse("plans:make", args=[scene.dossier_id])
    told = {"what": "Bijzonder woord", "because": "dat helpt", "duty": "client", "norm": "NIET-1 zomaar"}
    told |= {"due_on": (clock.today() + timedelta(days=5)).isoformat(), "submit_key": str(uuid7())}
    refused = signed_in(scene.world.bas).post(url, told)
    assert refused.status_code == 422
    assert "NIET-1 is geen norm." in refused.content.decode()
    assert "Bijzonder woord" in refused.content.decode()


def test_a_line_from_the_list_is_taken_by_its_number(scene: Scene) -> None:
    url = reverse("plans:make", args=[scene.dossier_id])
    told = {"what": "Kom langs", "because": "dat helpt", "duty": "client", "norm": f"{DUTY} de burger moet"}
    told |= {"due_on": (clock.today() + timedelta(days=5)).isoformat(), "submit_key": str(uuid7())}
    assert signed_in(scene.world.bas).post(url, told).status_code == 302
    assert "Wat zegt de regel?" in plan(scene)


def test_a_norm_does_not_explain_a_day_on_which_it_does_not_hold() -> None:
    assert explained_norm(DUTY, date(1990, 1, 1)) is None
    assert explained_norm("NIET-1", date(2026, 11, 1)) is None


def test_the_page_of_the_norm_counts_open_agreements_of_who_looks(scene: Scene) -> None:
    url = reverse("norms:norm", args=[DUTY])
    words = "Open afspraken in uw dossiers die op deze norm rusten"
    assert words not in signed_in(scene.world.bas).get(url).content.decode()
    agree(scene, DUTY)
    assert words in signed_in(scene.world.bas).get(url).content.decode()
    assert words not in signed_in(scene.world.joris).get(url).content.decode()
