"""Entering what a municipality worded for itself at a national norm, and ending it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.journal.verbs import register_verb
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.database_errors import register_rule
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.ground.kernel.versions import update_version
from schakel.ground.norms import access
from schakel.ground.norms.local import open_term
from schakel.ground.norms.models import LocalNorm

EARLIEST, LATEST = date(1990, 1, 1), date(2100, 1, 1)
LENGTHS = {"title": 160, "article": 40, "text": 1000, "plain": 500, "address": 300}


@dataclass(frozen=True, slots=True)
class NewLocalNorm:
    """The article, what it says in one's own words, and from when to when (exclusive) it holds."""

    norm_id: str
    kind: str
    title: str
    article: str
    text: str
    adopted_on: date
    valid_from: date
    plain: str = ""
    address: str = ""
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class LocalNormEntered:
    """A municipality entered what it made of a national norm."""

    norm: str
    source: str
    text: str
    start: str


@dataclass(frozen=True, slots=True)
class LocalNormEnded:
    """A municipality's article no longer holds, or never did."""

    norm: str
    source: str
    end: str
    reason: str


def register() -> None:
    """Make this room's verbs on local norms known, and what the database refuses."""
    register_verb(
        "local_norm.enter",
        LocalNormEntered,
        section=None,
        heading=lambda c: gettext("Plaatselijke regel vastgelegd bij %(norm)s") % {"norm": c["norm"]},
        lines=lambda c: [c["source"]],
    )
    register_verb(
        "local_norm.end",
        LocalNormEnded,
        section=None,
        heading=lambda c: gettext("Plaatselijke regel beëindigd bij %(norm)s") % {"norm": c["norm"]},
        lines=lambda c: [c["source"], gettext("want %(why)s") % {"why": c["reason"]}],
    )
    register_rule("norms_local_norm_once", _is_there_already)


@action(access.WRITE_LOCAL)
def enter_local_norm(*, actor: Actor, organisation_id: UUID, new: NewLocalNorm) -> UUID:
    """Enter an article that fills what a national norm leaves open; returns its id.

    Raises NotFoundError for who is not of a municipality or a norm that leaves nothing open, InvalidError
    with fields, ConflictError when the same article stands there for a day of the period.
    """
    if actor.organisation_kind not in access.MUNICIPAL:
        raise not_found()
    if open_term(new.norm_id, clock.today()) is None:
        raise not_found()
    row = LocalNorm(organisation_id=organisation_id, norm_id=new.norm_id, kind=new.kind)
    for name in LENGTHS:
        setattr(row, name, " ".join(getattr(new, name).split()))
    row.adopted_on, row.valid_from, row.valid_to = new.adopted_on, new.valid_from, new.valid_to
    row.entered_by = actor.name
    _check(row)
    row.save(force_insert=True)
    said = LocalNormEntered(row.norm_id, _source_of(row), row.text, row.valid_from.isoformat())
    record(said, organisation_id=organisation_id, things=[Thing("local_norm", row.id)])
    return row.id


@action(access.WRITE_LOCAL)
def end_local_norm(
    *,
    actor: Actor,
    organisation_id: UUID,
    local_norm_id: UUID,
    end: date,
    reason: str,
    expected_version: int,
) -> UUID:
    """Let an article hold no longer from a day; on its first day it never held. Returns its id.

    Raises NotFoundError for another municipality's, InvalidError with fields, StaleVersionError.
    """
    row = LocalNorm.objects.filter(pk=local_norm_id, organisation_id=organisation_id).first()
    if row is None:
        raise not_found()
    wrong: dict[str, str] = {}
    if not row.valid_from <= end <= LATEST or (row.valid_to is not None and end > row.valid_to):
        wrong["end"] = gettext("Kies een dag vanaf de eerste dag van deze regel, en niet na het einde.")
    if not 0 < len(reason.strip()) <= 300:
        wrong["reason"] = gettext("Schrijf op waarom, in hoogstens 300 tekens.")
    if wrong:
        raise InvalidError(gettext("Zo kan deze regel niet eindigen."), fields=wrong)
    update_version(row, expected_version, valid_to=end)
    said = LocalNormEnded(row.norm_id, _source_of(row), end.isoformat(), reason.strip())
    record(said, organisation_id=organisation_id, things=[Thing("local_norm", local_norm_id)])
    return local_norm_id


def _source_of(row: LocalNorm) -> str:
    """The article as people cite it: "Verordening werk 2026 art. 4"."""
    return f"{row.title} art. {row.article}"


def _check(row: LocalNorm) -> None:
    wrong = {name: sentence for name in LENGTHS if (sentence := _why_wrong(row, name))}
    if row.kind not in LocalNorm.Kind.values:
        wrong["kind"] = gettext("Kies een verordening of een beleidsregel.")
    if not EARLIEST <= row.adopted_on <= clock.today():
        wrong["adopted_on"] = gettext("Kies een dag tussen 1990 en vandaag.")
    if not EARLIEST <= row.valid_from <= LATEST:
        wrong["valid_from"] = gettext("Kies een dag tussen 1990 en 2100.")
    if row.valid_to is not None and not row.valid_from < row.valid_to <= LATEST:
        wrong["valid_to"] = gettext("Kies een dag na de eerste dag, of laat dit leeg.")
    if wrong:
        raise InvalidError(
            gettext("Deze regel klopt nog niet."), gettext("Niet alles is goed."), fields=wrong
        )


def _why_wrong(row: LocalNorm, name: str) -> str:
    text: str = getattr(row, name)
    if not text and name not in {"plain", "address"}:
        return gettext("Vul dit in.")
    if len(text) > LENGTHS[name]:
        return gettext("Gebruik hoogstens %(most)d tekens.") % {"most": LENGTHS[name]}
    if name == "address" and text and not _is_web_address(text):
        return gettext("Een adres begint met https:// en heeft een naam, zoals https://voorbeeld.nl.")
    return ""


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme == "https" and "." in parts.netloc and " " not in text


def _is_there_already() -> ConflictError:
    return ConflictError(
        gettext("Dit artikel staat er al voor een dag in deze periode."),
        gettext("Van één artikel kan er op dezelfde dag maar één tekst gelden."),
        gettext("Beëindig eerst de tekst die er staat, of kies een latere eerste dag."),
    )
