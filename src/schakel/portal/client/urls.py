"""Addresses of the client's pages, and of giving a client a login."""

from __future__ import annotations

from django.urls import path

from schakel.portal.client.views import (
    contacts,
    diagnosis,
    documents,
    letters,
    life_domains,
    login,
    moving,
    rules,
)
from schakel.portal.client.views import own as views

app_name = "client"
urlpatterns = [
    path("me/", views.start, name="start"),
    path("me/plan/", views.plan, name="plan"),
    path("me/plan/<uuid:entry_id>/view/", views.give_view, name="view"),
    path("me/data/", views.data, name="data"),
    path("me/data/contact/", views.contact, name="contact"),
    path("me/data/facts/<slug:name>/", views.fact, name="fact"),
    path("me/data/dispute/<uuid:fact_id>/", views.dispute, name="dispute"),
    path("me/looks/", views.looks, name="looks"),
    path("me/letters/", letters.letters, name="letters"),
    path("dossiers/<uuid:dossier_id>/login/", login.login, name="login"),
    path("me/documents/", documents.documents, name="documents"),
    path("me/documents/<uuid:document_id>/<int:number>/", documents.download, name="document_file"),
    path("me/consultations/", documents.consultations, name="consultations"),
    path("me/life-domains/", life_domains.life_domains, name="life_domains"),
    path("me/life-domains/consent/", life_domains.give, name="give_consent"),
    path(
        "me/life-domains/consent/<uuid:consent_id>/withdraw/",
        life_domains.withdraw,
        name="withdraw_consent",
    ),
    path("me/rules/", rules.rules, name="rules"),
    path("me/moving/", moving.moving, name="moving"),
    path("me/diagnosis/", diagnosis.diagnosis, name="diagnosis"),
    path("me/diagnosis/<uuid:diagnosis_id>/<slug:part>/", diagnosis.part, name="diagnosis_part"),
    path("dossiers/<uuid:dossier_id>/login/link/", login.renew, name="renew_login"),
    path("dossiers/<uuid:dossier_id>/login/stop/", login.stop, name="stop_login"),
    path("me/contacts/", contacts.contacts, name="contacts"),
]
