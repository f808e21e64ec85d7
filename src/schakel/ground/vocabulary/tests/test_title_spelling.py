"""Two spellings of one occupation title come together."""

from __future__ import annotations

import pytest

from schakel.ground.vocabulary.linking.compounds import CompoundSplitter
from schakel.ground.vocabulary.linking.dutch import plain, stem, title_key
from schakel.ground.vocabulary.linking.variants import MOST_VARIANTS, variants


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Verpleegkundige (m/v)", "verpleegkundige"),
        ("Timmerman M/V/X", "timmerman"),
        ("CNC-draaier", "cnc draaier"),
        ("Coördinator  zorg", "coordinator zorg"),
        ("an\xadti\xadquair", "antiquair"),
        ("", ""),
    ],
)
def test_a_title_is_written_in_plain_words(written: str, expected: str) -> None:
    assert plain(written) == expected


@pytest.mark.parametrize(
    ("feminine", "masculine"),
    [
        ("kapster", "kapper"),
        ("verkoopster", "verkoper"),
        ("schoonmaakster", "schoonmaker"),
        ("medewerkster", "medewerker"),
        ("directrice", "directeur"),
        ("masseuse", "masseur"),
        ("lerares", "leraar"),
        ("zangeres", "zanger"),
        ("secretaresse", "secretaris"),
        ("caissière", "caissier"),
        ("technica", "technicus"),
        ("docente", "docent"),
        ("pedagoge", "pedagoog"),
        ("brandweervrouw", "brandweerman"),
        ("winkelierster", "winkelier"),
    ],
)
def test_gender_forms_share_a_stem(feminine: str, masculine: str) -> None:
    assert stem(plain(feminine)) == stem(plain(masculine))


def test_a_master_is_no_feminine_form() -> None:
    assert stem("webmaster") == "webmaster"


def test_different_occupations_keep_different_stems() -> None:
    words = ["kapper", "kok", "kelner", "bakker", "lasser", "metselaar", "loodgieter", "docent", "arts"]
    assert len({stem(word) for word in words}) == len(words)


def test_a_gender_ending_in_brackets_does_not_change_the_key() -> None:
    assert title_key("Docent(e) (m/v)") == title_key("docent")
    assert title_key("Medewerk(st)er bediening") == title_key("medewerker bediening")


def test_a_compound_falls_apart_into_known_words() -> None:
    splitter = CompoundSplitter({"beveiliging": 3, "beambte": 2, "bloemen": 4, "winkel": 9, "scheeps": 1})
    assert splitter.split("beveiligingsbeambte") == ("beveiliging", "beambte")
    assert splitter.split("bloemenwinkel") == ("bloemen", "winkel")
    assert splitter.split("onbekendwoord") == ("onbekendwoord",)


@pytest.mark.parametrize(
    ("title", "rewritten"),
    [
        ("Lasser / bankwerker", "bankwerker"),
        ("Netwerkbeheerder (hoger)", "netwerkbeheerder"),
        ("Universitair (hoofd)docent sociologie", "docent sociologie hoger onderwijs"),
        ("Docent Frans (2e graads)", "vakdocent frans beroepsonderwijs"),
        ("Wetenschappelijk onderzoeker sociologie", "socioloog"),
        ("Verpleegkundige 32 uur", "verpleegkundige"),
        ("Senior programmeur fulltime", "programmeur"),
    ],
)
def test_a_title_is_also_tried_as(title: str, rewritten: str) -> None:
    assert rewritten in {plain(variant.text) for variant in variants(title)}


def test_the_title_itself_comes_first_and_rewritings_are_bounded() -> None:
    found = variants("a/b/c/d/e/f/g (h) / i (j)")
    assert found[0].text == "a/b/c/d/e/f/g (h) / i (j)"
    assert len(found) <= MOST_VARIANTS
    assert all(0 < variant.weight <= 1 for variant in found)
