"""The real ESCO files become a vocabulary of whole size, and real places are never taken for sea."""

from __future__ import annotations

import csv

import numpy as np
import pytest

from schakel.employers.matching.esco import read_esco
from schakel.employers.matching.places import problem_of
from schakel.employers.matching.types import Location


@pytest.mark.long
def test_esco_gives_rarity_groups_and_likeness(real_data, policy) -> None:
    words = read_esco([real_data / "esco_en_1.1.1", real_data / "esco_nl_1.2"], policy)
    assert (len(words.occupations), words.known_occupations) == (3_008, 3_008)
    assert len(words.competences) > 13_000
    assert words.weights.min() >= 1
    assert (words.groups >= 0).all()
    assert (np.diag(words.likeness) == 100).all()
    assert (words.likeness == words.likeness.T).all()
    technical_director = "http://data.europa.eu/esco/occupation/00030d09-2b3a-4efd-87cc-c4ea39d27c34"
    assert words.label(technical_director, "nl") != words.label(technical_director, "en")


def test_every_dutch_postcode_is_on_land(real_data) -> None:
    with (real_data / "postcode4_nl" / "4pp.csv").open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["soort"] == "Adres"]
    places = [Location(float(row["latitude"]), float(row["longitude"])) for row in rows]
    assert len(places) > 3_000
    assert [place for place in places if problem_of(place)] == []
