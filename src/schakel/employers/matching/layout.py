"""How the two indexes lay out their records, and what a search asks of them: arrays for the compiled loops.

Records stand in bands of the map from west to east. A list holds who has one competence, or any competence of
one group; its members are kept per band, as two bytes within that band.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from schakel.employers.matching.places import UNITS_PER_KM

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from schakel.employers.matching.policy import Policy
    from schakel.employers.matching.tables import VacancyTable
    from schakel.employers.matching.vocabulary import Vocabulary

# A member of a band is numbered in two bytes.
BAND_SIZE = 65_536
# Bits in a word of a bitmap.
WORD = 16
# Records of a band that are looked at together.
BLOCK = 64
# The levels of hope that a query's blocks are lined up in, and how many points wide each is.
LEVELS, LEVEL = 128, 128
# Likeness of occupations (percents) from which its field is looked up; what is less is taken as this much.
LIKELY = 20


class Rules(NamedTuple):
    """The policy's figures that a loop needs; far_squared in squared units of ten metres."""

    occupation: int
    distance: int
    education: int
    education_below: int
    levels_below: int
    far_squared: int
    near_percent: int
    unlikely: int


class Lists(NamedTuple):
    """Members of list l in band b: members[start[s] : start[s + 1]] of slot s = l × bands + b, ascending.

    Neighbouring bands of one list stand side by side, since a search reads them together.

    Where numbers would take more room, a slot of clients holds a bit for each record of the band instead, in
    words of two bytes, the lowest bit first: exactly then its length is that of all words of the band.
    """

    start: NDArray[np.uint32]
    members: NDArray[np.uint16]
    points: NDArray[np.int16]


class Bands(NamedTuple):
    """Band b holds records start[b] to start[b + 1], west to east, all between low[b] and high[b].

    reach[b] is the farthest that any of its clients travels; 0 for vacancies.
    """

    start: NDArray[np.int64]
    low: NDArray[np.int32]
    high: NDArray[np.int32]
    reach: NDArray[np.int32]


class Terms(NamedTuple):
    """Vacancy v gives points[i] to whoever is in list lists[i], for start[v] <= i < start[v + 1].

    A competence's list gives what held is worth above near; its group's list gives what near is worth.
    """

    start: NDArray[np.int64]
    lists: NDArray[np.int32]
    points: NDArray[np.int16]


class Concepts(NamedTuple):
    """groups[c] is the list of competence c's group, or -1; fields[o] that of occupation o's field of work.

    likeness is as in the vocabulary. likely_lists[i] and likely_percents[i], from likely_start[o] to
    likely_start[o + 1], are the fields with an occupation of at least LIKELY percent like o, and the highest
    likeness there: a bound that says who must be looked at.
    """

    groups: NDArray[np.int32]
    fields: NDArray[np.int32]
    likeness: NDArray[np.uint8]
    likely_start: NDArray[np.int64]
    likely_lists: NDArray[np.int32]
    likely_percents: NDArray[np.int16]
    list_count: int


class Room(NamedTuple):
    """Where a search works. visits[v]: band, its records from and up to, highest points of distance.

    sums and hopes are of records. Block b of BLOCK records, of visit rows[b], begins at record firsts[b] and
    reaches at most peaks[b] points, those for education aside; heads and following chain the blocks of each
    level. bars are the rows of the sieve that count, barred who is in them, of one visit.
    """

    visits: NDArray[np.int64]
    sums: NDArray[np.int16]
    hopes: NDArray[np.int16]
    firsts: NDArray[np.int64]
    rows: NDArray[np.int64]
    peaks: NDArray[np.int64]
    heads: NDArray[np.int64]
    following: NDArray[np.int64]
    chosen: NDArray[np.int64]
    bars: NDArray[np.int64]
    barred: NDArray[np.uint16]


class Later(NamedTuple):
    """Bitmaps whose points are added only for those who stay: of visit v, counts[v] that begin at begins[v].

    worth[v] is what they give together; touched only sees to it that memory is really read.
    """

    begins: NDArray[np.int64]
    points: NDArray[np.int64]
    counts: NDArray[np.int64]
    worth: NDArray[np.int64]
    touched: NDArray[np.int64]


def later_for(terms: Terms, bands: Bands) -> Later:
    """Room for the bitmaps of any of these queries."""
    import numpy as np

    visits, most = len(bands.low), int(np.diff(terms.start).max(initial=0))
    return Later(
        np.empty((visits, most), np.int64), np.empty((visits, most), np.int64),
        np.empty(visits, np.int64), np.empty(visits, np.int64), np.zeros(1, np.int64),
    )  # fmt: skip


def room_for(records: int, bands: Bands) -> Room:
    """Room for queries that are done one after the other."""
    import numpy as np

    blocks = records // BLOCK + len(bands.low) + 1
    return Room(
        np.empty((len(bands.low), 4), np.int64),
        np.empty(records + WORD, np.int16), np.empty(records + WORD, np.int16),
        np.empty(blocks, np.int64), np.empty(blocks, np.int64), np.empty(blocks, np.int64),
        np.empty(LEVELS, np.int64), np.empty(blocks, np.int64), np.empty(BLOCK + 1, np.int64),
        np.empty(128, np.int64), np.zeros(BAND_SIZE // WORD, np.uint16),
    )  # fmt: skip


def rules_of(policy: Policy) -> Rules:
    """The figures of a policy."""
    return Rules(
        occupation=policy.occupation,
        distance=policy.distance,
        education=policy.education,
        education_below=policy.education * policy.percent_below // 100,
        levels_below=policy.levels_below,
        far_squared=(policy.far_km * UNITS_PER_KM) ** 2,
        near_percent=policy.near_miss_distance_percent,
        unlikely=policy.occupation * LIKELY // 100,
    )


def concepts_of(vocabulary: Vocabulary) -> Concepts:
    """Competences have the first lists, groups those after, fields the last."""
    import numpy as np

    count, fields = len(vocabulary.weights), vocabulary.field_count
    first_field = count + vocabulary.group_count
    highest = np.zeros((len(vocabulary.fields), fields), np.uint8)
    for occupation, field in enumerate(vocabulary.fields):
        np.maximum(highest[:, field], vocabulary.likeness[:, occupation], out=highest[:, field])
    rows, found = np.nonzero(highest >= LIKELY)
    return Concepts(
        groups=np.where(vocabulary.groups >= 0, vocabulary.groups + count, -1).astype(np.int32),
        fields=(vocabulary.fields + first_field).astype(np.int32),
        likeness=vocabulary.likeness,
        likely_start=np.searchsorted(rows, np.arange(len(highest) + 1)),
        likely_lists=(found + first_field).astype(np.int32),
        likely_percents=highest[rows, found].astype(np.int16),
        list_count=first_field + fields,
    )


def terms_of(vacancies: VacancyTable, concepts: Concepts) -> Terms:
    """What each vacancy gives to whom, every list once, nothing that is worth nothing."""
    import numpy as np

    count = len(vacancies.x)
    owner = np.repeat(np.arange(count), np.diff(vacancies.item_start))
    group = concepts.groups[vacancies.item_competence]
    has_group = group >= 0
    lists = np.concatenate([vacancies.item_competence, group[has_group]]).astype(np.int64)
    owners = np.concatenate([owner, owner[has_group]])
    above = vacancies.item_points - vacancies.item_near
    points = np.concatenate([above, vacancies.item_near[has_group]]).astype(np.int64)
    keys, where = np.unique(owners * concepts.list_count + lists, return_inverse=True)
    sums = np.bincount(where, points, len(keys)).astype(np.int16)
    keys, sums = keys[sums > 0], sums[sums > 0]
    owned, listed = keys // concepts.list_count, keys % concepts.list_count
    start = np.searchsorted(owned, np.arange(count + 1))
    return Terms(start.astype(np.int64), listed.astype(np.int32), sums)


def banded(
    x: NDArray[np.int32], y: NDArray[np.int32], layer: NDArray[np.int64], heights: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """An order of records by layer, band and x, and where each band begins.

    A record of layer l lies in bands of heights[l]; a band with more than BAND_SIZE records is cut.
    """
    import numpy as np

    band = y.astype(np.int64) // heights[layer]
    order = np.lexsort((x, band, layer))
    key = (layer * 1_000_000 + band - band.min(initial=0))[order]
    begins = np.flatnonzero(np.diff(key, prepend=key[0] - 1)) if len(key) else np.zeros(0, np.int64)
    ends = np.append(begins, len(key))[1:]
    cuts = [np.arange(begin, end, BAND_SIZE) for begin, end in zip(begins, ends, strict=True)]
    return order, np.concatenate([*cuts, [len(key)]]).astype(np.int64)


def bands_of(start: NDArray[np.int64], y: NDArray[np.int32], reach: NDArray[np.int32] | None = None) -> Bands:
    """The bounds of bands that begin at start, of records in order."""
    import numpy as np

    begins = start[:-1]
    if not len(begins):
        nothing = np.zeros(0, np.int32)
        return Bands(start, nothing, nothing, nothing)
    low, high = np.minimum.reduceat(y, begins), np.maximum.reduceat(y, begins)
    return Bands(
        start, low, high, np.zeros_like(low) if reach is None else np.maximum.reduceat(reach, begins)
    )
