"""Links a free job title to the concepts of a vocabulary, best first, for a person to confirm.

A library without Django: build a `TitleIndex` from labels, or load a saved one.
"""

from schakel.ground.vocabulary.linking.index import TitleIndex
from schakel.ground.vocabulary.linking.types import Entry, Match, Target

__all__ = ["Entry", "Match", "Target", "TitleIndex"]
