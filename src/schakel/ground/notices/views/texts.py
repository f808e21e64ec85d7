"""Letterhead, templates and standard paragraphs of the administrator's own organisation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schakel.ground.access.types import Role
from schakel.ground.kernel import clock
from schakel.ground.notices.actions import (
    change_letterhead,
    retire_paragraph,
    retire_template,
    write_paragraph,
    write_template,
)
from schakel.ground.notices.fields import fill
from schakel.ground.notices.forms import LetterheadForm, ParagraphForm, TemplateForm, TextForm
from schakel.ground.notices.letters import letter_html, pdf_of
from schakel.ground.notices.ports import Addressee
from schakel.ground.notices.queries import (
    letterhead_of,
    paragraph_of,
    paragraphs_of,
    template_of,
    templates_of,
)
from schakel.web.acting import attempt
from schakel.web.pages import SchakelRequest, page

ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
LETTERHEAD = ("sender", "return_address", "closing", "signatory", "footer")


@page(ADMINISTRATORS)
@require_GET
def texts(request: SchakelRequest) -> HttpResponse:
    """What there is: letterhead, templates, paragraphs."""
    own = request.actor.employer_id
    context = {
        "head": letterhead_of(own, name=request.seat.organisation),  # type: ignore[attr-defined]
        "templates": list(templates_of(own)),
        "paragraphs": list(paragraphs_of(own)),
    }
    return render(request, "notices/texts.html", context)


@page(ADMINISTRATORS)
@require_http_methods(["GET", "POST"])
def letterhead(request: SchakelRequest) -> HttpResponse:
    """Change head and foot."""
    own = request.actor.employer_id
    head = letterhead_of(own, name=request.seat.organisation)  # type: ignore[attr-defined]
    initial = {name: getattr(head, name) for name in LETTERHEAD} | {"version": head.version}
    form = LetterheadForm(request.POST or None, request.FILES or None, initial=initial)
    if _done(form, lambda: change_letterhead(**_asked(request, form))):
        messages.success(request, gettext("Het briefpapier is bewaard."))
        return redirect("notices:texts")
    context = {"form": form, "heading": gettext("Briefpapier"), "has_file": True, "has_logo": bool(head.logo)}
    return _form_page(request, context)


@page(ADMINISTRATORS)
@require_GET
def specimen(request: SchakelRequest) -> HttpResponse:
    """A letter to nobody on the organisation's paper, as PDF."""
    own = request.actor.employer_id
    head = letterhead_of(own, name=request.seat.organisation)  # type: ignore[attr-defined]
    addressee = Addressee("Voorbeeld", "Beste heer of mevrouw,", ("Voorbeeldstraat 1", "1234 AB Voorbeeld"))
    body = fill("[aanhef]\n\nZo ziet een brief van ons eruit.", {"aanhef": addressee.salutation})
    html = letter_html(
        head,
        addressee,
        day=clock.today(),
        subject="Voorbeeld van een brief",
        body=body,
        signed_by=request.actor.name,
    )
    return HttpResponse(
        pdf_of(html),
        content_type="application/pdf",
        headers={"Content-Disposition": 'inline; filename="voorbeeld.pdf"'},
    )


@page(ADMINISTRATORS)
@require_http_methods(["GET", "POST"])
def new_template(request: SchakelRequest) -> HttpResponse:
    """Write a template."""
    form = TemplateForm(request.POST or None, initial={"transport": "letter"})
    if _done(form, lambda: write_template(**_asked(request, form, is_new=True))):
        messages.success(request, gettext("De standaardbrief is bewaard."))
        return redirect("notices:texts")
    return _form_page(request, {"form": form, "heading": gettext("Nieuwe standaardbrief")})


@page(ADMINISTRATORS)
@require_http_methods(["GET", "POST"])
def template(request: SchakelRequest, template_id: UUID) -> HttpResponse:
    """Change a template."""
    row = template_of(request.actor.employer_id, template_id)
    initial = {name: getattr(row, name) for name in ("name", "transport", "subject", "body", "version")}
    form = TemplateForm(request.POST or None, initial=initial)
    if _done(form, lambda: write_template(**_asked(request, form), template_id=template_id)):
        messages.success(request, gettext("De standaardbrief is bewaard."))
        return redirect("notices:texts")
    retire = {"url_name": "notices:retire_template", "id": template_id, "version": row.version}
    return _form_page(request, {"form": form, "heading": row.name, "retire": retire})


@page(ADMINISTRATORS)
@require_http_methods(["GET", "POST"])
def new_paragraph(request: SchakelRequest) -> HttpResponse:
    """Write a standard paragraph."""
    form = ParagraphForm(request.POST or None)
    if _done(form, lambda: write_paragraph(**_asked(request, form, is_new=True))):
        messages.success(request, gettext("De standaardalinea is bewaard."))
        return redirect("notices:texts")
    return _form_page(request, {"form": form, "heading": gettext("Nieuwe standaardalinea")})


@page(ADMINISTRATORS)
@require_http_methods(["GET", "POST"])
def paragraph(request: SchakelRequest, paragraph_id: UUID) -> HttpResponse:
    """Change a standard paragraph."""
    row = paragraph_of(request.actor.employer_id, paragraph_id)
    initial = {"title": row.title, "text": row.text, "version": row.version}
    form = ParagraphForm(request.POST or None, initial=initial)
    if _done(form, lambda: write_paragraph(**_asked(request, form), paragraph_id=paragraph_id)):
        messages.success(request, gettext("De standaardalinea is bewaard."))
        return redirect("notices:texts")
    retire = {"url_name": "notices:retire_paragraph", "id": paragraph_id, "version": row.version}
    return _form_page(request, {"form": form, "heading": row.title, "retire": retire})


@page(ADMINISTRATORS)
@require_POST
def retire_one_template(request: SchakelRequest, template_id: UUID) -> HttpResponse:
    """Offer a template no longer."""
    return _retire(request, lambda given: retire_template(**given, template_id=template_id))


@page(ADMINISTRATORS)
@require_POST
def retire_one_paragraph(request: SchakelRequest, paragraph_id: UUID) -> HttpResponse:
    """Offer a standard paragraph no longer."""
    return _retire(request, lambda given: retire_paragraph(**given, paragraph_id=paragraph_id))


def _retire(request: SchakelRequest, retire: Callable[[dict[str, Any]], UUID]) -> HttpResponse:
    form = TextForm(request.POST)
    if form.is_valid():
        given = {"actor": request.actor, "organisation_id": request.actor.employer_id}
        retire(given | {"expected_version": form.cleaned_data["version"] or 0})
        messages.success(request, gettext("De tekst wordt niet meer aangeboden."))
    return redirect("notices:texts")


def _asked(request: SchakelRequest, form: Any, *, is_new: bool = False) -> dict[str, Any]:
    """A form that lost its version expects one that no row has, so that nothing is overwritten unseen."""
    version = None if is_new else form.cleaned_data["version"] or 0
    return {
        "actor": request.actor,
        "organisation_id": request.actor.employer_id,
        "new": form.new(),
        "expected_version": version,
        "submit_key": form.cleaned_data["submit_key"],
    }


def _done(form: TextForm, act: Callable[[], UUID]) -> bool:
    """Do the act when the form is sent and complete; a refusal lands in the form, with all that was typed."""
    stale = gettext(
        "Een collega heeft dit intussen gewijzigd. Open de tekst opnieuw en neem uw wijziging over."
    )
    return form.is_bound and attempt(form, act, stale=stale).is_done


def _form_page(request: SchakelRequest, context: dict[str, Any]) -> HttpResponse:
    status = 422 if context["form"].errors else 200
    return render(request, "notices/text_form.html", context, status=status)
