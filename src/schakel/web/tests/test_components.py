"""The components print the house style: shape and word together, no inline style or script, Dutch words."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from django.template import engines
from django.template.loader import render_to_string
from django.utils import translation

from schakel.ground.kernel import dates
from schakel.web import charts, marks
from schakel.web.names import initials
from schakel.web.sheet import sheet_context

TODAY = dt.date(2026, 11, 23)
ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted(ROOT.glob("**/templates/**/*.html"))


def day(offset: int) -> dt.date:
    return TODAY + dt.timedelta(days=offset)


def render(source: str, **context: object) -> str:
    template = engines["django"].from_string("{% load schakel %}" + source)
    return template.render({"today": TODAY, **context})


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Marloes van Dijk", "MD"),
        ("Jan-Willem Kroon", "JK"),
        ("mevrouw Haddou", "H"),
        ("A. Hadou-Smit", "AH"),
        ("Pieter van 't Hoff", "PH"),
        ("Joke van der Berg", "JB"),
        ("Stap Vooruit", "SV"),
        ("Sevda Yıldız", "SY"),
        ("Van der", "VD"),
        ("", "?"),
    ],
)
def test_initials_skip_dutch_prefixes(name: str, expected: str) -> None:
    assert initials(name) == expected


@pytest.mark.parametrize(
    ("offset", "state", "words"),
    [
        (-3, "late", "3 dagen te laat"),
        (-1, "late", "1 dag te laat"),
        (0, "soon", "Vandaag"),
        (1, "soon", "Morgen"),
        (4, "open", "Vr 27 nov"),
        (13, "open", "6 dec"),
        (60, "open", "22 jan 2027"),
    ],
)
def test_a_term_is_told_as_people_say_it(offset: int, state: str, words: str) -> None:
    assert dates.due(day(offset), TODAY) == (state, words)


@pytest.mark.parametrize(
    ("offset", "words"),
    [
        (-1, "gisteren"),
        (0, "vandaag"),
        (1, "morgen"),
        (4, "vr 27 nov"),
        (-7, "ma 16 nov"),
        (70, "ma 1 feb 2027"),
    ],
)
def test_a_date_is_told_as_people_say_it(offset: int, words: str) -> None:
    assert dates.people_date(day(offset), TODAY) == words


def test_english_uses_english_names_of_days_and_months() -> None:
    with translation.override("en"):
        assert "Friday" in dates.long_date(day(4))


def test_a_moment_in_utc_is_told_in_dutch_time() -> None:
    late_evening = dt.datetime(2026, 11, 22, 23, 30, tzinfo=dt.UTC)
    assert (dates.clock(late_evening), dates.people_date(late_evening, TODAY)) == ("00.30", "vandaag")


def test_days_late_is_zero_before_and_on_the_day() -> None:
    assert [dates.days_late(day(offset), TODAY) for offset in (-5, 0, 5)] == [5, 0, 0]


def test_date_filters_take_today_and_keep_silent_without_a_date() -> None:
    assert render("{{ d|people_date:today }} {{ d|days_late:today }}", d=day(-1)) == "gisteren 1"
    assert render("{{ d|people_date:today }}{{ d|short_date:today }}{% due_status d %}", d=None) == ""


def test_the_footer_moment_is_written_out() -> None:
    moment = dt.datetime(2026, 11, 23, 8, 40)
    assert render("{{ m|as_of }}", m=moment) == "maandag 23 november 2026, 08.40 uur"


@pytest.mark.parametrize("state", sorted(marks.STATES))
def test_a_state_has_shape_word_and_colour(state: str) -> None:
    html = render("{% status state 'een woord' %}", state=state)
    assert re.search(r'class="sk-status sk-status--\w+"', html)
    assert "<use href=" in html
    assert "een woord" in html


def test_unknown_names_are_refused_with_the_remedy() -> None:
    for call in (marks.icon, marks.glyph):
        with pytest.raises(ValueError, match=r"icons\.html|Use one of"):
            call("nonsense")
    with pytest.raises(ValueError, match="Use one of"):
        marks.status("nonsense", "woord")
    with pytest.raises(ValueError, match="'ours' or 'client'"):
        marks.duty("nonsense")


def test_every_symbol_of_the_sprite_is_known_and_the_reverse() -> None:
    sprite = render_to_string("web/icons.html")
    assert set(re.findall(r'id="i-(\w+)"', sprite)) == marks.ICONS
    assert set(re.findall(r'id="g-(\w+)"', sprite)) == marks.GLYPHS


def test_a_person_chip_is_a_link_only_with_an_address() -> None:
    assert marks.who("Bas Kuiper", url="/x/").startswith('<a class="sk-who" href="/x/">')
    assert marks.who("Bas Kuiper").startswith('<span class="sk-who">')
    assert "sk-who--client" in marks.who("Amina Haddou", kind="client", lead=True)
    assert "sk-who--lead" in marks.who("Marloes van Dijk", lead=True)


def test_the_reason_opens_with_want_once() -> None:
    expected = '<span class="sk-reason"><i>want</i> wens van mevrouw</span>'
    assert marks.reason("want wens van mevrouw") == marks.reason("wens van mevrouw") == expected
    assert marks.reason("") == marks.reason(None) == ""


def test_words_of_people_are_escaped() -> None:
    attack = "<script>alert(1)</script>"
    for html in (
        marks.who(attack),
        marks.status("late", attack),
        marks.reason(attack),
        marks.duty("ours", attack),
    ):
        assert "<script>" not in html


def test_duty_names_whose_move_it_is() -> None:
    assert render("{% duty 'ours' %}") == '<span class="sk-duty">Wij</span>'
    assert "sk-duty--client" in render("{% duty 'client' 'Mevrouw' %}")


def test_the_bars_hold_their_shares() -> None:
    assert 'width="50.00%"' in charts.meter(2, 4)
    assert 'x="40.00%" width="20.00%"' in charts.points([40, 20], 100, label="60 van 100")
    assert 'width="100.00%"' in charts.meter(7, 4)
    with pytest.raises(ValueError, match="4 shades"):
        charts.points([1, 1, 1, 1, 1], 5, label="te veel")


def test_an_interval_places_zero_and_point_on_the_shared_axis() -> None:
    html = charts.interval(3, 11, point=7, label="Zeven meer, drie tot elf")
    assert '<circle class="pt" cx="146.0"' in html
    assert '<line class="zero" x1="90"' in html
    assert "circle" not in charts.interval(-2, 8, label="Min twee tot acht")


def test_templates_hold_no_inline_style_or_script() -> None:
    assert TEMPLATES, f"No templates found below {ROOT}."
    offences = []
    for path in TEMPLATES:
        source = path.read_text(encoding="utf-8")
        offences += [
            f"{path.relative_to(ROOT)}: {hit}"
            for hit in re.findall(
                r"\sstyle=|<style\b|<script(?![^>]*\bsrc=)[^>]*>|\s(?:hx-)?on[:a-z-]+=|javascript:", source
            )
        ]
    assert offences == []


def test_the_python_that_writes_html_holds_no_inline_style() -> None:
    modules = [*ROOT.glob("web/*.py"), *ROOT.glob("web/templatetags/*.py")]
    assert [path.name for path in modules if re.search(r"\sstyle=", path.read_text(encoding="utf-8"))] == []


def test_style_files_stay_small() -> None:
    sheets = list(ROOT.glob("web/css/*.css"))
    assert sheets
    assert [path.name for path in sheets if len(path.read_text(encoding="utf-8").splitlines()) >= 400] == []


def test_every_class_of_ours_in_a_component_has_a_rule() -> None:
    rules = "".join(path.read_text(encoding="utf-8") for path in ROOT.glob("web/css/*.css"))
    used: set[str] = set()
    for path in (ROOT / "web" / "templates").glob("**/*.html"):
        for value in re.findall(r'class="([^"]*)"', path.read_text(encoding="utf-8")):
            used |= set(
                re.findall(r"(?<![\w-])sk-[a-z_-]*[a-z](?![\w{-])", re.sub(r"{[{%].*?[%}]}", " ", value))
            )
    body_only = {"sk-work", "sk-bare"}
    assert {name for name in used - body_only if f".{name}" not in rules} == set()


def test_the_sheet_shows_every_component() -> None:
    html = render_to_string("web/components_sheet.html", {"today": TODAY, "sheet": sheet_context(TODAY)})
    for css in (
        "sk-chain",
        "sk-lanes",
        "sk-time",
        "sk-choice",
        "sk-unc",
        "sk-points",
        "sk-stages",
        "sk-empty",
    ):
        assert f'class="{css}' in html
    assert "3 dagen te laat" in html
    assert html.count('id="') == len(set(re.findall(r'id="([^"]+)"', html)))


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("De WW eindigt op 11 december.", "de WW eindigt op 11 december."),
        ("Het plan loopt al.", "het plan loopt al."),
        ("Hij leert het snelst zo.", "hij leert het snelst zo."),
        ("De Brug wacht op antwoord.", "De Brug wacht op antwoord."),
        ("WW na een reorganisatie", "WW na een reorganisatie"),
        ("Amina wil dit graag", "Amina wil dit graag"),
        ("De", "de"),
    ],
)
def test_after_want_only_the_capital_of_a_name_stays(written: str, shown: str) -> None:
    assert f"</i> {shown}</span>" in marks.reason(written)


def test_the_reason_in_english_opens_with_because_once() -> None:
    with translation.override("en"):
        assert marks.reason("because it helps") == marks.reason("want it helps") == marks.reason("it helps")
