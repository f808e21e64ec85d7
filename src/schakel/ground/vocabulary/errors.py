"""The one error of this room: a file with concepts, mappings or an index that cannot be used."""

from __future__ import annotations


class VocabularyError(Exception):
    """Says what happened, why, and what to do; each a Dutch sentence for the person who loads the file."""

    def __init__(self, what: str, why: str, remedy: str) -> None:
        super().__init__(f"{what} {why} {remedy}")
        self.what, self.why, self.remedy = what, why, remedy
