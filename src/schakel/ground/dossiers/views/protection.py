"""The tab with what protects a client: what holds, since when and why, and how it begins and ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from schakel.ground.access.permissions import may, not_found
from schakel.ground.access.types import Level, Section
from schakel.ground.dossiers.forms import ActForm
from schakel.ground.dossiers.forms.protection import (
    DeathForm,
    DetentionForm,
    EndForm,
    HideForm,
    InterpreterForm,
    ProlongForm,
    ReadersForm,
    RepresentativeForm,
    SafetyForm,
)
from schakel.ground.dossiers.protective import lines_of
from schakel.ground.dossiers.queries.people import participations_of
from schakel.ground.dossiers.views.deeds import carry_out
from schakel.ground.dossiers.views.frame import Frame, dossier_frame
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import current_context
from schakel.ground.organisations.queries import memberships_of, names_of_readers
from schakel.ground.people import actions
from schakel.ground.people.models import SECTION_OF, Protection
from schakel.ground.people.queries import address_readers_of, may_name_readers, protections_about
from schakel.ground.people.queries.protections import protection_named
from schakel.web.acting import once
from schakel.web.pages import PROFESSIONALS, SchakelRequest, keep_reads, page

TAB = "dossiers:protection"
Kind = Protection.Kind
SHOWN = Section.IDENTITY | Section.BENEFIT | Section.CONTACTS


@dataclass(frozen=True, slots=True)
class Way:
    """How one kind of protection is recorded: its words, its form, and the act from what was filled in."""

    heading: str | Promise
    help: str | Promise
    form: type[ActForm]
    act: Callable[..., UUID]
    arguments: Callable[[Any], dict[str, Any]]


WAYS: dict[str, Way] = {
    Kind.SECRET_ADDRESS: Way(
        _("Houd het adres geheim"),
        _("Adres en woonplaats verdwijnen van elke pagina, lijst en brief. Een partner ziet ze nooit."),
        HideForm,
        actions.hide_address,
        lambda f: {"membership_ids": f.chosen(), **_cleaned(f, "source", "review_on")},
    ),
    Kind.REPRESENTATIVE: Way(
        _("Leg een wettelijk vertegenwoordiger vast"),
        _("Brieven gaan dan naar deze persoon, die meetekent. Dat kan alleen met een beschikking."),
        RepresentativeForm,
        actions.appoint_representative,
        lambda f: {"new": f.representative(), "source": f.cleaned_data["court"]},
    ),
    Kind.INTERPRETER: Way(
        _("Leg vast dat een tolk nodig is"),
        "",
        InterpreterForm,
        actions.arrange_interpreter,
        lambda f: _cleaned(f, "language", "source"),
    ),
    Kind.SAFETY: Way(
        _("Maak een veiligheidsafspraak"),
        _("Iedereen die de cliënt spreekt, ziet dit boven aan het dossier. Schrijf feiten op, geen oordeel."),
        SafetyForm,
        actions.agree_on_safety,
        lambda f: {"new": f.agreement(), "source": f.cleaned_data["source"]},
    ),
    Kind.DETENTION: Way(
        _("Leg detentie vast"),
        _("Alleen wie over de uitkering gaat of die mag zien, ziet dit."),
        DetentionForm,
        actions.record_detention,
        lambda f: _cleaned(f, "valid_from", "source", "review_on"),
    ),
    Kind.DEATH: Way(
        _("Leg een overlijden vast"),
        _("Open afspraken vervallen meteen en er gaat niets meer uit. Is dit de juiste persoon?"),
        DeathForm,
        actions.record_death,
        lambda f: _cleaned(f, "died_on", "source"),
    ),
}
ENDS: dict[str, Callable[..., UUID]] = {
    Kind.DETENTION: actions.end_detention,
    Kind.SAFETY: actions.end_safety_agreement,
}
PROLONGS: dict[str, Callable[..., UUID]] = {
    Kind.DETENTION: actions.prolong_detention,
    Kind.SAFETY: actions.prolong_safety_agreement,
}


def _cleaned(form: ActForm, *names: str) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in names}


@page(PROFESSIONALS)
@require_GET
def protection(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """What protects the client."""
    return _page(request, dossier_id)


@page(PROFESSIONALS)
@require_POST
def protect(request: SchakelRequest, dossier_id: UUID, kind: str) -> HttpResponse:
    """Record a protective fact of one kind."""
    way = WAYS.get(kind)
    if way is None:
        raise not_found()
    form = _form(way, request, dossier_id, request.POST)

    def act() -> UUID:
        return way.act(actor=request.actor, dossier_id=dossier_id, **way.arguments(form), **once(form))

    return _do(request, dossier_id, kind, form, act, gettext("De bescherming is vastgelegd."))


@page(PROFESSIONALS)
@require_POST
def end(request: SchakelRequest, dossier_id: UUID, protection_id: UUID) -> HttpResponse:
    """End a protection, or say that it was a mistake."""
    row, form = protection_named(dossier_id, protection_id), EndForm(request.POST)

    def act() -> UUID:
        ending = actions.Ending(form.cleaned_data["because"], form.cleaned_data["is_mistake"])
        return ENDS.get(row.kind, actions.end_protection)(
            actor=request.actor,
            dossier_id=dossier_id,
            protection_id=protection_id,
            ending=ending,
            expected_version=form.cleaned_data["version"],
            **once(form),
        )

    name = f"end-{protection_id}"
    return _do(request, dossier_id, name, form, act, gettext("De bescherming is beëindigd."))


@page(PROFESSIONALS)
@require_POST
def prolong(request: SchakelRequest, dossier_id: UUID, protection_id: UUID) -> HttpResponse:
    """Let a protection go on after it was looked at again."""
    row, form = protection_named(dossier_id, protection_id), ProlongForm(request.POST)

    def act() -> UUID:
        return PROLONGS.get(row.kind, actions.prolong_protection)(
            actor=request.actor,
            dossier_id=dossier_id,
            protection_id=protection_id,
            **_cleaned(form, "review_on", "because"),
            expected_version=form.cleaned_data["version"],
            **once(form),
        )

    name = f"prolong-{protection_id}"
    return _do(request, dossier_id, name, form, act, gettext("De bescherming is herzien en loopt door."))


@page(PROFESSIONALS)
@require_POST
def name_readers(request: SchakelRequest, dossier_id: UUID) -> HttpResponse:
    """Name anew who may know a secret address."""
    form = ReadersForm(request.POST, colleagues=_colleagues(request, dossier_id))

    def act() -> UUID:
        return actions.name_address_readers(
            actor=request.actor, dossier_id=dossier_id, membership_ids=form.chosen(), **once(form)
        )

    done = gettext("Vastgelegd wie het adres mag zien.")
    return _do(request, dossier_id, "readers", form, act, done)


def _do(
    request: SchakelRequest, dossier_id: UUID, name: str, form: ActForm, act: Callable[[], UUID], done: str
) -> HttpResponse:
    def again(status: int) -> HttpResponse:
        return _page(request, dossier_id, {name: form}, status)

    return carry_out(request, form, act, done=done, back=(TAB, dossier_id), again=again)


def _page(
    request: SchakelRequest, dossier_id: UUID, tried: dict[str, ActForm] | None = None, status: int = 200
) -> HttpResponse:
    frame, tried = dossier_frame(request, dossier_id, tab=TAB, sections=SHOWN), tried or {}
    rows = [row for row in protections_about(dossier_id) if row.section & frame.sections]
    running = [row for row in rows if row.valid_to is None]
    readers = address_readers_of(dossier_id) if frame.dossier.client.has_secret_address else []
    names = [found.name for found in names_of_readers(readers).values()] if readers else []
    context = frame.context | {
        "running": [_running(row, names, tried) for row in running],
        "ended": [row for row in rows if row.valid_to is not None],
        "ways": _ways(request, frame, running, tried),
        "readers_form": _readers_form(request, dossier_id, readers, tried),
        "tried": next(iter(tried), ""),
    }
    return keep_reads(render(request, "dossiers/protection.html", context, status=status))


def _running(row: Protection, readers: list[str], tried: dict[str, ActForm]) -> dict[str, Any]:
    end, prolong = f"end-{row.pk}", f"prolong-{row.pk}"
    may_change = _may_write(row.section)
    initial = {"version": row.version}
    fresh_end = EndForm(initial=initial | {"is_mistake": row.kind == Kind.DEATH}, auto_id=f"{end}-%s")
    is_reviewed = row.review_on is not None or row.kind in PROLONGS
    return {
        "row": row,
        "lines": lines_of(row, readers),
        "is_due": row.review_on is not None and row.review_on <= clock.today(),
        "end_name": end,
        "prolong_name": prolong,
        "end_form": tried.get(end, fresh_end) if may_change else None,
        "prolong_form": tried.get(prolong, ProlongForm(initial=initial, auto_id=f"{prolong}-%s"))
        if may_change and is_reviewed
        else None,
    }


def _ways(
    request: SchakelRequest, frame: Frame, running: list[Protection], tried: dict[str, ActForm]
) -> list[dict[str, Any]]:
    """What may still be recorded: each kind once, except representatives."""
    there = {row.kind for row in running} - {Kind.REPRESENTATIVE.value}
    return [
        {
            "kind": str(kind),
            "way": way,
            "form": tried.get(kind) or _form(way, request, frame.dossier.pk, None),
        }
        for kind, way in WAYS.items()
        if kind not in there and _may_write(SECTION_OF[Kind(kind)])
    ]


def _form(way: Way, request: SchakelRequest, dossier_id: UUID, posted: Any) -> ActForm:
    options: dict[str, Any] = {}
    if issubclass(way.form, ReadersForm):
        options["colleagues"] = _colleagues(request, dossier_id)
    return way.form(posted, **options)


def _colleagues(request: SchakelRequest, dossier_id: UUID) -> list[tuple[UUID, str]]:
    """Who of the own organisation takes part besides the reader."""
    taking_part = {row.reader_id for row in participations_of(dossier_id)} - {request.actor.reader_id}
    found = memberships_of(request.actor.employer_id).filter(reader_id__in=taking_part)
    return [(member.pk, member.professional.name) for member in found]


def _readers_form(
    request: SchakelRequest, dossier_id: UUID, readers: list[int], tried: dict[str, ActForm]
) -> ActForm | None:
    if not readers or not may_name_readers(dossier_id) or not _may_write(Section.IDENTITY):
        return None
    colleagues = _colleagues(request, dossier_id)
    found = memberships_of(request.actor.employer_id).filter(reader_id__in=readers)
    named = [str(member.pk) for member in found]
    return tried.get("readers") or ReadersForm(colleagues=colleagues, initial={"membership_ids": named})


def _may_write(section: Section) -> bool:
    context = current_context()
    return may(context.actor, context.purpose, section, Level.WRITE).is_allowed
