"""Reads the files of classifications (ESCO, ISCO-08, BO&C, Competent) and the own demo vocabulary.

A library without Django: it returns plain dataclasses and stores nothing.
"""

from schakel.ground.vocabulary.sources.boc import read_boc_crosswalk
from schakel.ground.vocabulary.sources.demo import read_demo, read_demo_relations, read_demo_skills
from schakel.ground.vocabulary.sources.discovery import VocabularySources, discover
from schakel.ground.vocabulary.sources.esco import read_esco_occupations, read_isco_groups
from schakel.ground.vocabulary.sources.types import Concept, Mapping, Relation, Replacement

__all__ = [
    "Concept",
    "Mapping",
    "Relation",
    "Replacement",
    "VocabularySources",
    "discover",
    "read_boc_crosswalk",
    "read_demo",
    "read_demo_relations",
    "read_demo_skills",
    "read_esco_occupations",
    "read_isco_groups",
]
