"""The shell, the error pages and the conflict screen hold for every context they meet."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.template import engines
from django.template.loader import render_to_string

from schakel.web.menu import Door, parts

NOW = dt.datetime(2026, 11, 23, 8, 40)


@pytest.fixture
def shell() -> dict[str, Any]:
    return {
        "menu": parts([Door("/day/", "Mijn dag", "d", "home", current=True), Door("/clients/", "Cliënten")]),
        "search_url": "/search/",
        "person": {"name": "Marloes van Dijk", "role": "Werkcoach", "organisation": "UWV"},
        "language_url": "/language/",
        "logout_url": "/logout/",
        "is_demo": True,
        "now": NOW,
    }


def page(parent: str, **context: Any) -> str:
    source = (
        "{% extends '"
        + parent
        + "' %}{% block title %}T{% endblock %}{% block content %}<h1>Inhoud</h1>{% endblock %}"
    )
    return one_line(engines["django"].from_string(source).render(context))


def one_line(html: str) -> str:
    """The page with single spaces, since the layout of the templates says nothing."""
    return " ".join(html.split())


@pytest.mark.parametrize("parent", ["web/base.html", "web/portal_base.html", "web/bare_base.html"])
def test_a_page_has_skip_link_main_and_language(parent: str, shell: dict[str, Any]) -> None:
    html = page(parent, shell=shell)
    assert '<html lang="nl"' in html
    assert 'class="nl-skip-link" href="#inhoud"' in html
    assert 'id="inhoud"' in html
    assert "Proefomgeving" in html


@pytest.mark.parametrize("parent", ["web/base.html", "web/portal_base.html", "web/bare_base.html"])
def test_a_page_without_shell_still_renders(parent: str) -> None:
    html = page(parent)
    assert "Inhoud" in html
    assert "Proefomgeving" not in html
    assert "Log uit" not in html


def test_the_work_shell_marks_the_current_page_and_searches_by_get(shell: dict[str, Any]) -> None:
    html = page("web/base.html", shell=shell)
    assert '<a href="/day/" aria-current="page" data-sk-go="d">Mijn dag</a>' in html
    assert 'action="/search/" method="get"' in html
    assert "Werkcoach · UWV" in html
    assert "Stand van maandag 23 november 2026, 08.40 uur" in html


def test_search_is_there_only_with_an_address(shell: dict[str, Any]) -> None:
    assert 'role="search"' not in page("web/base.html", shell={**shell, "search_url": ""})


def test_log_out_and_language_are_posts(shell: dict[str, Any]) -> None:
    html = page("web/base.html", shell=shell)
    assert '<form method="post" action="/logout/">' in html
    assert '<form method="post" action="/language/"' in html
    assert 'name="language" value="en" lang="en"' in html


def test_the_portal_has_a_dock_with_the_same_doors(shell: dict[str, Any]) -> None:
    html = page("web/portal_base.html", shell=shell)
    assert '<body class="sk-portal"' in html
    assert 'class="sk-dock"' in html
    assert html.count('href="/day/"') == 2


def test_a_message_opens_with_a_word_and_a_shape() -> None:
    class Message:
        level_tag = "error"

        def __str__(self) -> str:
            return "Het sms-kanaal antwoordt niet."

    html = page("web/base.html", messages=[Message()])
    assert "utrecht-alert--error" in html
    assert "<strong>Niet gelukt.</strong> Het sms-kanaal antwoordt niet." in html
    assert "#i-warn" in html


@pytest.mark.parametrize(
    "name", ["400.html", "403.html", "403_csrf.html", "404.html", "409.html", "500.html"]
)
def test_an_error_page_renders_without_any_context(name: str) -> None:
    html = render_to_string(name, {})
    assert html.count("<h1") == 1
    assert 'href="/"' in html


def test_not_found_does_not_tell_whether_it_exists() -> None:
    assert "bestaat niet, of u bent niet betrokken" in render_to_string("404.html", {})


def test_a_refusal_gives_its_reason_and_a_way_on() -> None:
    html = render_to_string(
        "403.html", {"exception": "Want u bent er niet bij betrokken.", "ask_url": "/ask/"}
    )
    assert "Want u bent er niet bij betrokken." in html
    assert 'href="/ask/"' in html


def test_a_conflict_shows_both_versions_with_nothing_chosen() -> None:
    fields = [
        {"name": "goal", "label": "Doel", "mine": "logistiek", "theirs": "groen", "differs": True},
        {"name": "area", "label": "Gebied", "mine": "", "theirs": "", "differs": False},
    ]
    context = {"fields": fields, "version": 3, "submit_key": "k1", "who": "Bas Kuiper", "when": NOW}
    html = one_line(render_to_string("web/conflict.html", context))
    assert html.count('name="keep-goal"') == 2
    assert "checked" not in html
    assert 'name="version" value="3"' in html
    assert 'name="submit_key" value="k1"' in html
    assert 'name="mine-goal" value="logistiek"' in html
    assert "keep-area" not in html
    assert html.count("nl-button--primary") == 1


def test_paging_goes_only_where_there_is_more() -> None:
    html = render_to_string("web/components/pager.html", {"pager": {"next_url": "?after=9"}})
    assert 'rel="next"' in html
    assert 'rel="prev"' not in html
    assert render_to_string("web/components/pager.html", {"pager": {}}).strip() == ""


def test_a_confirmation_carries_version_and_submit_key() -> None:
    context = {"heading": "Uitstellen?", "submit_label": "Stel uit", "submit_key": "k2", "version": 5}
    html = render_to_string("web/components/confirm.html", context)
    assert 'name="submit_key" value="k2"' in html
    assert 'name="version" value="5"' in html
    assert "Stel uit" in html
