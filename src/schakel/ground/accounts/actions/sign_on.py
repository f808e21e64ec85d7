"""Entering where people log in at their own organisation, and knowing them from then on."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import STAFF, Role
from schakel.ground.accounts import access
from schakel.ground.accounts.models import SignOn, SignOnRole, SignOnSubject
from schakel.ground.accounts.openid import is_safe
from schakel.ground.accounts.records import held_account
from schakel.ground.accounts.verbs.sign_on import SignOnEnded, SignOnLinked, SignOnSet
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError, InvalidError


@dataclass(frozen=True, slots=True)
class NewSignOn:
    """A provider: roles are pairs of a word of the provider and the role of here that it opens."""

    slug: str
    label: str
    issuer: str
    client_id: str
    roles: tuple[tuple[str, Role], ...]
    name_claim: str = "preferred_username"
    role_claim: str = "roles"
    is_two_step: bool = False


@action(access.SYSTEM)
def set_sign_on(*, actor: Actor, organisation_id: UUID, new: NewSignOn) -> UUID:
    """Enter a provider for an organisation, or change the one of that name; returns its id.

    Raises InvalidError for an address that is not encrypted or without a role, ConflictError for a name that
    another organisation has.
    """
    _check(new)
    row = SignOn.objects.select_for_update().filter(slug=new.slug).first()
    if row is not None and row.organisation_id != organisation_id:
        raise ConflictError(
            gettext("Deze naam is al van een andere organisatie."),
            gettext("De naam staat in het adres waarmee mensen inloggen."),
            gettext("Kies een andere naam."),
        )
    row = row or SignOn(slug=new.slug, organisation_id=organisation_id)
    if row.issuer and row.issuer != new.issuer:
        _forget_subjects(row)
    row.label, row.issuer, row.client_id, row.is_on = new.label, new.issuer, new.client_id, True
    row.name_claim, row.role_claim, row.is_two_step = new.name_claim, new.role_claim, new.is_two_step
    row.save()
    SignOnRole.objects.filter(sign_on=row).delete()
    SignOnRole.objects.bulk_create(
        SignOnRole(sign_on=row, word=word, role=role) for word, role in dict.fromkeys(new.roles)
    )
    _record(SignOnSet(str(row.pk), row.slug), organisation_id, row.pk)
    return row.pk


@action(access.SYSTEM)
def end_sign_on(*, actor: Actor, organisation_id: UUID, slug: str) -> UUID:
    """Let nobody log in by that provider any more; returns its id. Raises NotFoundError."""
    row = SignOn.objects.filter(slug=slug, organisation_id=organisation_id, is_on=True).first()
    if row is None:
        raise not_found()
    SignOn.objects.filter(pk=row.pk).update(is_on=False)
    _record(SignOnEnded(str(row.pk), slug), organisation_id, row.pk)
    return row.pk


@action(access.MANAGE)
def switch_off_sign_on(*, actor: Actor, organisation_id: UUID, sign_on_id: UUID) -> UUID:
    """Let nobody of the own organisation log in by a provider any more; returns its id.

    Switching on again is for whoever runs the installation, who keeps the secret. Raises NotFoundError for
    another organisation's or one that is off.
    """
    row = SignOn.objects.filter(pk=sign_on_id, organisation_id=organisation_id, is_on=True).first()
    if row is None:
        raise not_found()
    SignOn.objects.filter(pk=row.pk).update(is_on=False)
    _record(SignOnEnded(str(row.pk), row.slug), organisation_id, row.pk)
    return row.pk


@action(access.SYSTEM)
def link_subject(
    *, actor: Actor, organisation_id: UUID, sign_on_id: UUID, subject: str, account_id: UUID
) -> UUID:
    """Know somebody at the provider as this account from now on; returns the link's id.

    Who does this must have judged what the provider said.
    """
    account = held_account(account_id)
    link = SignOnSubject(sign_on_id=sign_on_id, subject=subject, account=account, since=clock.now())
    link.save(force_insert=True)
    _record(SignOnLinked(str(sign_on_id), str(account_id)), organisation_id, sign_on_id, account_id)
    return link.pk


def _check(new: NewSignOn) -> None:
    if not is_safe(new.issuer):
        raise InvalidError(
            gettext("Dit adres is niet veilig."),
            gettext("Het adres van de aanbieder moet met https beginnen."),
            gettext("Neem het adres over zoals de aanbieder het noemt."),
        )
    if not new.roles or not all(role in STAFF for _word, role in new.roles):
        raise InvalidError(
            gettext("Er is geen rol genoemd die iemand hier kan hebben."),
            gettext("Zonder rol komt niemand binnen."),
            gettext("Noem bij elk woord van de aanbieder de rol die het opent."),
        )


def _forget_subjects(row: SignOn) -> None:
    """Another provider may give the same numbers to other people."""
    SignOnSubject.objects.filter(sign_on=row).delete()


def _record(content: object, organisation_id: UUID, sign_on_id: UUID, account_id: UUID | None = None) -> None:
    accounts = [Thing("account", account_id)] if account_id else []
    record(content, organisation_id=organisation_id, things=[Thing("sign_on", sign_on_id), *accounts])
