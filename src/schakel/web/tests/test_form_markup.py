"""Forms print NL Design System markup: label, description and error belong to their control."""

from __future__ import annotations

import pytest
from django import forms

from schakel.web.forms import SchakelFormRenderer


class IntakeForm(forms.Form):
    name = forms.CharField(
        label="Naam",
        help_text="Zoals in het paspoort.",
        widget=forms.TextInput(attrs={"autocomplete": "name", "class": "own"}),
    )
    language = forms.ChoiceField(label="Taal", choices=[("nl", "Nederlands"), ("tr", "Turks")])
    channel = forms.ChoiceField(
        label="Kanaal",
        choices=[("p", "bellen"), ("m", "e-mail")],
        widget=forms.RadioSelect,
        help_text="Kies er één.",
    )
    note = forms.CharField(label="Notitie", widget=forms.Textarea, required=False)
    agreed = forms.BooleanField(label="Mevrouw weet hiervan", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, initial=3)

    default_renderer = SchakelFormRenderer


@pytest.fixture
def html() -> str:
    return str(IntakeForm())


@pytest.fixture
def wrong() -> str:
    return str(IntakeForm({"name": "", "language": "nl", "version": "3"}))


def test_a_control_keeps_its_own_attributes_and_gets_house_classes(html: str) -> None:
    assert 'autocomplete="name"' in html
    assert 'class="own utrecht-textbox utrecht-textbox--html-input"' in html
    assert 'class="utrecht-select utrecht-select--html-select"' in html
    assert 'class="utrecht-textarea utrecht-textarea--html-textarea"' in html


def test_the_description_is_tied_to_its_control(html: str) -> None:
    assert 'id="id_name_helptext"' in html
    assert 'aria-describedby="id_name_helptext"' in html


def test_a_radio_group_is_a_fieldset_of_chips(html: str) -> None:
    assert html.count('class="sk-chip"') == 2
    assert '<legend class="utrecht-form-label">Kanaal' in html
    assert 'aria-describedby="id_channel_helptext"' in html


def test_an_optional_field_says_so_and_a_required_one_does_not(html: str) -> None:
    assert html.count("(hoeft niet)") == 1


def test_a_hidden_field_has_no_label(html: str) -> None:
    assert '<input type="hidden" name="version" value="3" id="id_version">' in html
    assert "Version" not in html


def test_an_error_is_tied_to_its_control_and_linked_from_the_summary(wrong: str) -> None:
    assert 'aria-describedby="id_name_helptext id_name_error"' in wrong
    assert 'aria-invalid="true"' in wrong
    assert "utrecht-textbox--invalid" in wrong
    assert '<a href="#id_name">Naam</a>' in wrong
    assert '<a href="#id_channel">Kanaal</a>' in wrong
    assert 'id="id_channel"' in wrong


def test_a_form_without_errors_has_no_summary(html: str) -> None:
    assert "utrecht-alert" not in html
