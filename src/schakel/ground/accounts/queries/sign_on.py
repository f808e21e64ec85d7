"""Reading where people log in at their own organisation, and what they may then do here."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import Count

from schakel.ground.access.permissions import not_found
from schakel.ground.access.readers import readers_of
from schakel.ground.accounts.models import Account, SignOn, SignOnRole, SignOnSubject
from schakel.ground.kernel.database import default_data

_VARIABLE = "SCHAKEL_SIGN_ON_"
"""The name of a provider follows, in capitals."""


def sign_ons() -> list[SignOn]:
    """Those that are on, by their words."""
    return list(SignOn.objects.filter(is_on=True).order_by("label", "slug"))


def sign_ons_of(organisation_id: UUID) -> list[SignOn]:
    """Those of an organisation, on or off, with their roles and `known`, how many came from there; two
    statements."""
    found = SignOn.objects.filter(organisation_id=organisation_id).prefetch_related("roles")
    return list(found.annotate(known=Count("subjects")).order_by("-is_on", "label", "slug"))


def sign_on_named(slug: str) -> SignOn:
    """The one that is on with that name. Raises NotFoundError."""
    found = SignOn.objects.filter(slug=slug, is_on=True).first()
    if found is None:
        raise not_found()
    return found


def secret_of_sign_on(slug: str) -> str:
    """The secret that the provider gave, from the environment or a file among the keys; else nothing."""
    named = os.environ.get(_VARIABLE + slug.upper().replace("-", "_"))
    if named:
        return named
    path = default_data() / "keys" / f"sign-on-{slug}"
    return path.read_text(encoding="utf-8").strip() if path.is_file() else ""


def account_of_subject(sign_on: SignOn, subject: str) -> Account | None:
    """The account of somebody who came from there before."""
    found = SignOnSubject.objects.select_related("account").filter(sign_on=sign_on, subject=subject).first()
    return found.account if found else None


def account_to_link(sign_on: SignOn, claims: Mapping[str, Any]) -> Account | None:
    """For who comes for the first time: the account with that login name that works at that organisation.

    Nobody who came from there before has it: a name that is given to somebody else opens nothing.
    """
    name = claims.get(sign_on.name_claim)
    if not isinstance(name, str) or not name.strip():
        return None
    found: Account | None = Account.objects.filter(username=name.strip().casefold()).first()
    if found is None or SignOnSubject.objects.filter(sign_on=sign_on, account=found).exists():
        return None
    works_here = any(one.organisation_id == sign_on.organisation_id for one in readers_of(found.pk))
    return found if works_here else None


def roles_in(sign_on: SignOn, claims: Mapping[str, Any]) -> frozenset[str]:
    """The roles of here that the provider's words stand for; words that nobody entered stand for none."""
    told = claims.get(sign_on.role_claim)
    words = [told] if isinstance(told, str) else told if isinstance(told, list) else []
    named = [word for word in words if isinstance(word, str)]
    found = SignOnRole.objects.filter(sign_on=sign_on, word__in=named)
    return frozenset(found.values_list("role", flat=True))


def has_seat(account_id: UUID, organisation_id: UUID, roles: frozenset[str]) -> bool:
    """Whether the account has one of these roles there today."""
    readers = readers_of(account_id)
    return any(one.organisation_id == organisation_id and one.role in roles for one in readers)
