"""Whatever was done in two dossiers: taken together the rules hold, and taken apart all is as it was."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from stdnum.nl import bsn

from schakel.ground.dossiers.tests.merging_scene import Acts, Two
from schakel.ground.dossiers.tests.test_regie_property import check_rules
from schakel.ground.journal.verification import verify
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import ConflictError, SchakelError
from tests.world import World, right_to

pytestmark = pytest.mark.django_db(databases=["default", "owner"], transaction=True)

NAMES = [name for name in vars(Acts) if not name.startswith("_") and name != "do"]
PEOPLE = ["marloes", "marloes", "bas", "bas", "mia", "joris"]
STEPS = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(PEOPLE), st.sampled_from([0, 1])),
    min_size=4,
    max_size=24,
)
TAKE = st.sets(st.sampled_from(["name", "birth_date", "phone", "email", "address"]))
BSN_OF = st.sampled_from(["first", "second", "nobody"])
BSNS = (str(number) for number in count(999_900_000) if bsn.is_valid(str(number)))

_ROWS = "select relation, row_key, content from dossiers_merge_rows(%s)"
_BSNS = "select id, bsn_hash is not null from people_client where id = any(%s)"


def state(owner: Any, ids: tuple[UUID, UUID]) -> dict[tuple[str, str], Any]:
    """Every row about the two, as it stands, and who of them has a BSN."""
    rows = {row[:2]: row[2] for row in owner.execute(_ROWS, [list(ids)]).fetchall()}
    return rows | {("bsn", str(key)): has for key, has in owner.execute(_BSNS, [list(ids)]).fetchall()}


def rights(owner: Any, dossier_id: UUID) -> int:
    """How many rights stand in a dossier."""
    counted = owner.execute(
        "select count(*) from people_benefitentitlement where client_id = %s", [dossier_id]
    )
    return int(counted.fetchone()[0])


def rights_of(rows: dict[tuple[str, str], Any]) -> int:
    """How many rights were told in the two together: none stays behind when they become one."""
    return sum(relation == "people_benefitentitlement" for relation, _key in rows)


@pytest.fixture
def begin() -> Callable[..., Two]:
    world = World()
    return lambda **how: Two(world=world, **how)


def _live(two: Two, steps: Any) -> None:
    """A refusal in words is fine, anything else is not."""
    acts = Acts(two.world)
    for name, who, which in steps:
        try:
            with getattr(two.world, who).at_work(needs_savepoint=True) as actor:
                acts.do(name, actor, two.ids[which])
        except SchakelError:
            continue


# Every example is two whole lives: making a failing one smaller would take many minutes.
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
@given(steps=STEPS, take=TAKE, bsn_of=BSN_OF, is_told_twice=st.booleans())
def test_any_two_taken_together_keep_the_rules_and_come_apart_as_they_were(
    owner: Any, begin: Callable[..., Two], steps: Any, take: set[str], bsn_of: str, is_told_twice: bool
) -> None:
    right = right_to("participatiewet", clock.today())
    persons: dict[str, dict[str, Any]] = {
        "first": {"entitlement": right} if is_told_twice else {},
        "second": {"phone": "0612345678", "entitlement": right},
    }
    if bsn_of in persons:
        persons[bsn_of] |= {"bsn": next(BSNS)}
    two = begin(**persons)
    _live(two, steps)
    before = state(owner, two.ids)
    try:
        merge_id = two.merge(take=take)
    except ConflictError:
        assert state(owner, two.ids) == before
        return
    for dossier_id in two.ids:
        check_rules(owner, dossier_id, clock.today())
    assert rights(owner, two.into) == rights_of(before)
    two.unmerge(merge_id)
    assert state(owner, two.ids) == before
    for dossier_id in two.ids:
        check_rules(owner, dossier_id, clock.today())
    assert verify(owner).ok
