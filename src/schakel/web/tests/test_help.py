"""The help opens on what belongs to the page one comes from, and is searched by words."""

from __future__ import annotations

import pytest
from django.test import Client

from schakel.ground.access.types import Role
from schakel.ground.accounts.models import Account
from schakel.web.helping import SUBJECTS, subjects_for
from schakel.web.pages import page_of
from tests.architecture.test_addresses import all_addresses
from tests.world import Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=person.account_id))
    return client


def test_the_link_says_from_which_page_and_the_help_opens_there() -> None:
    world = World()
    page = browser(world.marloes)
    assert "/help/?page=dossiers%3Alist" in page.get("/dossiers/").content.decode()
    response = page.get("/help/?page=dossiers:list")
    assert response.context["subjects"][0].key == "clients"
    assert response.content.decode().count("<details open>") == 1


def test_words_find_a_subject_and_unknown_ones_say_so() -> None:
    world = World()
    page = browser(world.marloes)
    assert [s.key for s in page.get("/help/?words=macro").context["subjects"]] == ["documents"]
    assert "Hierover staat niets in de hulp" in page.get("/help/?words=zzz").content.decode()


def test_a_page_that_does_not_exist_opens_nothing() -> None:
    world = World()
    text = browser(world.marloes).get("/help/?page=<script>").content.decode()
    assert "<details open>" not in text
    assert "<script>" not in text


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_help(role: Role) -> None:
    assert len(subjects_for(role)) >= 2


def test_every_page_named_in_the_help_exists_for_a_role_that_reads_it() -> None:
    declared = {name: page_of(pattern.callback) for name, pattern in all_addresses()}
    for subject in SUBJECTS:
        for page in subject.pages:
            found = declared[page]
            assert found is not None
            assert found.roles & subject.roles, page
