"""Tries to log in, counted before anybody is known: the next one waits longer and longer.

A try is claimed before the password is looked at, so that many at once are counted as well. Names that no
account has are counted alike: the answer tells nobody whether a name exists.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from ipaddress import ip_address, ip_network
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models import Q

from schakel.ground.accounts.models import LoginTry
from schakel.ground.kernel import clock

NEVER = datetime(9000, 1, 1, tzinfo=UTC)
KEPT = timedelta(days=30)
"""A level that nobody added to for so long is forgotten, a lock with it."""

_CLAIM = """
insert into accounts_logintry as t (key, level, last_at, closed_until, of)
values (%(key)s, 1, %(now)s, null, %(of)s)
on conflict (key) do update set last_at = %(now)s, (level, closed_until) = (
  select n.level, case when ceil(n.level) >= %(lock)s then %(never)s
    when ceil(n.level) >= %(free)s then %(now)s
      + least(%(longest)s, %(first)s * power(2, least(60, ceil(n.level) - %(free)s)))
      * interval '1 second' end
  from (select 1 + greatest(0, t.level - extract(epoch from %(now)s - t.last_at) / %(leak)s) as level) n)
where t.closed_until is null or t.closed_until <= %(now)s
returning level, closed_until
"""

_UNDO = "update accounts_logintry set level = greatest(0, level - 1), closed_until = null where key = %s"
_FORGET = "delete from accounts_logintry where key = any(%s) or of = any(%s) or last_at < %s"


@dataclass(frozen=True, slots=True)
class Limit:
    """At which try the waiting begins, the first and the longest wait, and how fast a level leaks.

    first, longest and leak are seconds; leak is the time in which the level falls by one. From lock on
    nothing is heard any more until somebody unlocks. All are figures of ours.
    """

    free: int
    first: int
    longest: int
    leak: int
    lock: float


NO_LOCK = 1e9
BY_PLACE = Limit(free=5, first=30, longest=3600, leak=4 * 3600, lock=NO_LOCK)
"""One name from one place: nobody else's guessing counts here, so it may be strict."""
BY_NAME = Limit(free=40, first=15, longest=15 * 60, leak=1800, lock=NO_LOCK)
"""One name from all places together: slow, and never locked, since strangers could then lock anybody out."""
BY_ACCOUNT = Limit(free=5, first=30, longest=3600, leak=4 * 3600, lock=20)
"""The second step, which only who knows the password can reach."""
BY_ADDRESS = Limit(free=60, first=30, longest=3600, leak=60, lock=NO_LOCK)
"""A whole office may share an address."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A try: whether it may go on, until when the key is closed if it fails, and whether it closes it now."""

    key: bytes
    is_heard: bool
    closed_until: datetime | None = None
    closes: bool = False

    @property
    def is_locked(self) -> bool:
        """Whether only somebody else can open this again."""
        return self.closed_until is not None and self.closed_until >= NEVER

    @property
    def minutes(self) -> int:
        """How many minutes to wait, rounded up."""
        left = (self.closed_until or clock.now()) - clock.now()
        return max(1, -int(-left.total_seconds() // 60))


def key_of_name(username: str) -> bytes:
    """The key under which the tries for a login name are counted."""
    return _key("name", username.strip().casefold())


def key_of_place(username: str, place: str) -> bytes:
    """The key for a login name from one place: a network address, or a browser that its owner used before."""
    return _key("place", f"{place}|{username.strip().casefold()}")


def place_of_address(address: str) -> str:
    """A network address as a place; of version 6 the network, which one visitor has."""
    return key_of_address(address).hex()


def key_of_account(account_id: UUID) -> bytes:
    """The key under which the tries for the second step of an account are counted."""
    return _key("second", str(account_id))


def key_of_programs(address: str) -> bytes:
    """The key of the programs at a network address: one with an old token must not keep people out."""
    return _key("programs", place_of_address(address))


def key_of_address(address: str) -> bytes:
    """The key of a network address; of a version 6 address the first 64 bits, which one visitor has."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return _key("address", "")
    whole = str(ip_network(f"{parsed}/64", strict=False)) if parsed.version == 6 else str(parsed)
    return _key("address", whole)


def claim_try(key: bytes, limit: Limit, *, of: bytes | None = None) -> Claim:
    """Count a try, unless the key is closed now; of is the key of the name that it is for."""
    values: dict[str, Any] = {"key": key, "of": of, "now": clock.now(), "never": NEVER}
    values |= {"lock": limit.lock, "leak": limit.leak}
    more = {"free": limit.free, "first": limit.first, "longest": limit.longest}
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, values | more)
        row = cursor.fetchone()
    if row is None:
        until = LoginTry.objects.filter(key=key).values_list("closed_until", flat=True).first()
        return Claim(key, is_heard=False, closed_until=until)
    level, until = row
    crossed = any(bound - 1 < level <= bound for bound in (limit.free, limit.lock))
    return Claim(key, is_heard=True, closed_until=until, closes=crossed)


def forget_tries(*keys: bytes) -> None:
    """Somebody got in or was unlocked: begin anew; what is long past goes as well."""
    with connection.cursor() as cursor:
        cursor.execute(_FORGET, [list(keys), list(keys), clock.now() - KEPT])


def take_back(claim: Claim) -> None:
    """A try that did not fail does not count for its address."""
    with connection.cursor() as cursor:
        cursor.execute(_UNDO, [claim.key])


def closed_among(keys: Iterable[bytes]) -> dict[bytes, datetime]:
    """Which of these keys are closed now, in some place at least, and until when the last of them."""
    wanted = list(keys)
    found = LoginTry.objects.filter(Q(key__in=wanted) | Q(of__in=wanted), closed_until__gt=clock.now())
    rows = found.order_by("closed_until").values_list("key", "of", "closed_until")
    return {bytes(of or key): until for key, of, until in rows if until}


def _key(kind: str, value: str) -> bytes:
    return hmac.new(settings.SECRET_KEY.encode(), f"login-{kind}:{value}".encode(), sha256).digest()
