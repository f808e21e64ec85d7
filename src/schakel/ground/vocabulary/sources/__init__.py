"""Reads the files of classifications (ESCO, ISCO-08, BO&C) and the own demo vocabulary.

A library without Django: it returns plain dataclasses and stores nothing.
"""

from schakel.ground.vocabulary.sources.boc import read_boc_crosswalk
from schakel.ground.vocabulary.sources.demo import read_demo
from schakel.ground.vocabulary.sources.discovery import VocabularySources, discover
from schakel.ground.vocabulary.sources.esco import read_esco_occupations, read_isco_groups
from schakel.ground.vocabulary.sources.types import Concept, Mapping

__all__ = [
    "Concept",
    "Mapping",
    "VocabularySources",
    "discover",
    "read_boc_crosswalk",
    "read_demo",
    "read_esco_occupations",
    "read_isco_groups",
]
