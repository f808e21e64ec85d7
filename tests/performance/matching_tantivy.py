"""Matching by tantivy: a search engine with the filters that its queries can express."""

from __future__ import annotations

import numpy as np

from schakel.employers.matching import words
from schakel.employers.matching.tables import ClientTable, VacancyTable

SIDES = ("west", "east", "south", "north")
FIELDS = (*SIDES, *(f"f{number}" for number in range(len(words.FIELDS))))


class TantivyPeer:
    """An index of clients in memory, one segment, asked with points as boosts."""

    def __init__(self, people: ClientTable, work: VacancyTable) -> None:
        import tantivy

        self._work = work
        schema = tantivy.SchemaBuilder()
        schema.add_integer_field("number", stored=True, fast=True)
        for name in FIELDS:
            schema.add_integer_field(name, indexed=True, fast=True)
        schema.add_text_field("words", tokenizer_name="raw", index_option="basic")
        self._schema = schema.build()
        self._index = tantivy.Index(self._schema)
        writer = self._index.writer(heap_size=200_000_000, num_threads=1)
        for number in range(len(people.x)):
            writer.add_document(self._document(people, number))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def _document(self, people: ClientTable, number: int) -> object:
        import tantivy

        document = tantivy.Document(number=number)
        x, y, reach = (int(column[number]) for column in (people.x, people.y, people.radius))
        for side, value in zip(SIDES, (x - reach, x + reach, y - reach, y + reach), strict=True):
            document.add_integer(side, value)
        for place, value in enumerate(_values(int(people.thresholds[number]))):
            document.add_integer(f"f{place}", value)
        begin, end = people.competence_start[number : number + 2]
        for competence in people.competences[begin:end]:
            document.add_text("words", f"c{competence}")
        for bit in _bits(int(people.exclusions[number])):
            document.add_text("words", f"e{bit}")
        begin, end = people.occupation_start[number : number + 2]
        for occupation in people.occupations[begin:end]:
            document.add_text("words", f"o{occupation}")
        return document

    def best(self, vacancy: int, top: int) -> list[int]:
        """Numbers of the best by competences and occupation, of those in whose square the work lies."""
        import tantivy

        hits = self._searcher.search(
            tantivy.Query.boolean_query(self._clauses(vacancy)), top, count=False
        ).hits
        return [int(self._searcher.doc(address)["number"][0]) for _score, address in hits]

    def _clauses(self, vacancy: int) -> list[tuple[object, object]]:
        from tantivy import Occur, Query

        work, schema = self._work, self._schema
        x, y = int(work.x[vacancy]), int(work.y[vacancy])
        must = [
            self._range("west", None, x), self._range("east", x, None),
            self._range("south", None, y), self._range("north", y, None),
        ]  # fmt: skip
        for place, value in enumerate(_values(int(work.thresholds[vacancy]))):
            if value:
                must.append(self._range(f"f{place}", value, None))
        banned = [
            Query.term_query(schema, "words", f"e{bit}") for bit in _bits(int(work.exclusions[vacancy]))
        ]
        clauses = [(Occur.Must, Query.const_score_query(each, 0.0)) for each in must]
        clauses += [(Occur.MustNot, each) for each in banned]
        return clauses + [(Occur.Should, each) for each in self._wishes(vacancy)]

    def _range(self, field: str, low: int | None, high: int | None) -> object:
        from tantivy import FieldType, Query

        return Query.range_query(self._schema, field, FieldType.Integer, low, high)

    def _wishes(self, vacancy: int) -> list[object]:
        from tantivy import Query

        work = self._work
        begin, end = work.item_start[vacancy : vacancy + 2]
        worth = {
            f"c{competence}": float(points)
            for competence, points in zip(
                work.item_competence[begin:end], work.item_points[begin:end], strict=True
            )
        }
        if work.occupation[vacancy] >= 0:
            worth[f"o{work.occupation[vacancy]}"] = 2_500.0
        return [
            Query.const_score_query(Query.term_query(self._schema, "words", name), points)
            for name, points in worth.items()
            if points
        ]


def _values(thresholds: int) -> list[int]:
    return [thresholds >> field.shift & field.highest for field in words.FIELDS]


def _bits(word: int) -> list[int]:
    return np.flatnonzero([word >> bit & 1 for bit in range(64)]).tolist()
