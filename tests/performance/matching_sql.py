"""Matching by plain SQL in PostgreSQL: the whole score in one statement, from indexed tables."""

from __future__ import annotations

from typing import Any

import numpy as np

from schakel.employers.matching import words
from schakel.employers.matching.layout import concepts_of, rules_of, terms_of
from schakel.employers.matching.tables import ClientTable, VacancyTable
from tests.performance.matching_population import World
from tests.performance.stage import connect

LEVELS = [f"f{place}" for place in range(len(words.FIELDS))]
EDUCATION = LEVELS[words.FIELDS.index(words.EDUCATION)]
TABLES = f"""
create temporary table person (number int, x int, y int, radius int, exclusions bigint,
  {", ".join(f"{name} int" for name in LEVELS)});
create temporary table has (list int, number int);
create temporary table did (number int, occupation int);
create temporary table alike (asked int, occupation int, percent int);
"""
INDEXES = """
create index on person using gist (point(x, y));
create unique index on person (number);
create index on has (list, number);
create index on did (number) include (occupation);
create unique index on alike (asked, occupation) include (percent);
analyze person; analyze has; analyze did; analyze alike;
"""
BEST = f"""
with fitting as materialized (
    select number, {EDUCATION} as education, (x - %(x)s)::bigint ^ 2 + (y - %(y)s)::bigint ^ 2 as squared
    from person
    where point(x, y) <@ box(point(%(west)s, %(south)s), point(%(east)s, %(north)s))
        and (x - %(x)s)::bigint * (x - %(x)s) + (y - %(y)s)::bigint * (y - %(y)s) <= radius::bigint * radius
        and exclusions & %(excluding)s = 0
        and {" and ".join(f"{name} >= %({name})s" for name in LEVELS)}
), asked as (
    select * from unnest(%(lists)s::int[], %(points)s::int[]) as asked (list, points)
), held as (
    select number, sum(points) as points
    from asked join has using (list) join fitting using (number) group by 1
), likest as (
    select number, max(percent) as percent
    from fitting join did using (number) join alike using (occupation) where asked = %(occupation)s group by 1
), judged as (
    select number, squared, education,
        coalesce(held.points, 0) as competences, coalesce(percent, 0) as percent
    from fitting left join held using (number) left join likest using (number)
)
select number, (competences + %(most_occupation)s * percent / 100
    + %(most_distance)s * greatest(%(zero)s - squared::bigint, 0) / %(zero)s
    + case when %(level)s = 0 then %(most_education)s when education = %(unknown)s then 0
        when education >= %(level)s + %(below)s then %(most_education)s else %(less)s end)::bigint as points
from judged order by points desc, number limit %(top)s
"""


class SqlPeer:
    """The same clients in tables, and one statement a vacancy."""

    def __init__(self, people: ClientTable, work: VacancyTable, of: World) -> None:
        self._people, self._work = people, work
        self._concepts, self._rules = concepts_of(of.vocabulary), rules_of(of.policy)
        self._terms = terms_of(work, self._concepts)
        self._connection = connect("schakel_owner")
        self._connection.execute(TABLES)
        self._fill()
        self._connection.execute(INDEXES)

    def _fill(self) -> None:
        people = self._people
        count = len(people.x)
        numbers = np.arange(count)
        levels = [people.thresholds >> np.uint64(one.shift) & np.uint64(one.highest) for one in words.FIELDS]
        self._copy("person", numbers, people.x, people.y, people.radius, people.exclusions, *levels)
        holders = np.repeat(numbers, np.diff(people.competence_start))
        groups = self._concepts.groups[people.competences]
        lists = np.concatenate([people.competences, groups[groups >= 0]])
        pairs = np.unique(lists.astype(np.int64) * count + np.concatenate([holders, holders[groups >= 0]]))
        self._copy("has", pairs // count, pairs % count)
        self._copy("did", np.repeat(numbers, np.diff(people.occupation_start)), people.occupations)
        asked = np.unique(self._work.occupation[self._work.occupation >= 0])
        rows, others = np.nonzero(self._concepts.likeness[asked])
        self._copy("alike", asked[rows], others, self._concepts.likeness[asked[rows], others])

    def _copy(self, table: str, *columns: np.ndarray) -> None:
        lines = np.column_stack([column.astype(np.int64) for column in columns])
        with self._connection.cursor().copy(f"copy {table} from stdin") as copy:
            for begin in range(0, len(lines), 50_000):
                copy.write(
                    "".join("\t".join(map(str, row)) + "\n" for row in lines[begin : begin + 50_000].tolist())
                )

    def best(self, vacancy: int, top: int) -> list[tuple[int, int]]:
        """Numbers and points, best first."""
        found: list[tuple[int, int]] = self._connection.execute(BEST, self._asked(vacancy, top)).fetchall()
        return found

    def _asked(self, vacancy: int, top: int) -> dict[str, Any]:
        work, rules, terms, field = self._work, self._rules, self._terms, words.EDUCATION
        begin, end = terms.start[vacancy : vacancy + 2]
        asked = int(work.thresholds[vacancy])
        x, y, far = int(work.x[vacancy]), int(work.y[vacancy]), int(self._people.radius.max())
        return {
            "x": x, "y": y, "west": x - far, "east": x + far, "south": y - far, "north": y + far,
            "excluding": int(work.exclusions[vacancy].astype(np.int64)),
            "lists": terms.lists[begin:end].tolist(), "points": terms.points[begin:end].tolist(),
            "occupation": int(work.occupation[vacancy]),
            **{name: asked >> at.shift & at.highest for name, at in zip(LEVELS, words.FIELDS, strict=True)},
            "level": asked >> field.shift & field.highest, "unknown": words.UNKNOWN_EDUCATION,
            "below": rules.levels_below, "less": rules.education_below, "most_education": rules.education,
            "most_occupation": rules.occupation, "most_distance": rules.distance,
            "zero": rules.far_squared, "top": top,
        }  # fmt: skip

    def close(self) -> None:
        """Let the connection go."""
        self._connection.close()
