"""Sentences are found in code and templates, catalogues follow them, and a broken translation is refused."""

from __future__ import annotations

import gettext
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from schakel.web import messages

TEMPLATE = """{% load i18n %}
<p title="it's">
    {% translate "Wat nu?" %} {% translate "Mei" context "maand" %} {# gewoon #}
  {% blocktranslate count n=n trimmed %}
      {{ n }} signaal
  {% plural %}
      {{ n }} signalen
  {% endblocktranslate %} {{ name|default:_("onbekend") }}
      <p>don't "stop</p>
</p>
"""


@pytest.fixture
def package(tmp_path: Path) -> Path:
    (tmp_path / "room" / "templates").mkdir(parents=True)
    views = 'title = _("Goedemorgen")\nlazy = gettext_lazy("Dag %(name)s")\n'
    (tmp_path / "room" / "views.py").write_text(views)
    (tmp_path / "room" / "templates" / "page.html").write_text(TEMPLATE)
    (tmp_path / "room" / "tests").mkdir()
    (tmp_path / "room" / "tests" / "test_x.py").write_text('_("Niet voor het scherm")\n')
    return tmp_path


def translate(path: Path, sentence: str, translation: str) -> None:
    text = path.read_text()
    untranslated = f'msgid "{sentence}"\nmsgstr ""'
    assert untranslated in text
    path.write_text(text.replace(untranslated, f'msgid "{sentence}"\nmsgstr "{translation}"'))


def test_sentences_come_from_code_and_templates_and_not_from_tests(package: Path) -> None:
    found = {(message.context, message.id) for message in messages.collect(package) if message.id}
    assert found == {
        (None, "Goedemorgen"),
        (None, "Dag %(name)s"),
        (None, "Wat nu?"),
        ("maand", "Mei"),
        (None, ("%(n)s signaal", "%(n)s signalen")),
        (None, "onbekend"),
    }


def test_an_update_keeps_translations_and_drops_what_is_no_longer_said(package: Path) -> None:
    path = messages.update(package, "en")
    translate(path, "Goedemorgen", "Good morning")
    (package / "room" / "templates" / "page.html").unlink()
    messages.update(package, "en")
    with path.open("rb") as file:
        catalogue = read_po(file)
    assert catalogue["Goedemorgen"].string == "Good morning"
    assert "Wat nu?" not in catalogue
    assert "Wat nu?" not in path.read_text()


def test_a_second_update_changes_nothing(package: Path) -> None:
    before = messages.update(package, "en").read_bytes()
    assert messages.update(package, "en").read_bytes() == before
    assert b"Creation-Date" not in before


def test_a_compiled_catalogue_speaks_english(package: Path) -> None:
    translate(messages.update(package, "en"), "Goedemorgen", "Good morning")
    (compiled,) = messages.compile_all(package)
    with compiled.open("rb") as file:
        spoken = gettext.GNUTranslations(file)
    assert spoken.gettext("Goedemorgen") == "Good morning"
    assert spoken.gettext("Wat nu?") == "Wat nu?"


def test_a_translation_that_lost_its_placeholder_is_refused(package: Path) -> None:
    path = messages.update(package, "en")
    translate(path, "Dag %(name)s", "Hello %(nam)s")
    with pytest.raises(messages.CatalogueError, match="Dag"):
        messages.compile_all(package)
    assert not path.with_suffix(".mo").exists()


def test_without_catalogues_there_is_nothing_to_compile(tmp_path: Path) -> None:
    assert messages.compile_all(tmp_path) == []
