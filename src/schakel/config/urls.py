"""All addresses: each room brings its own."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("schakel.web.urls")),
    path("", include("schakel.ground.dossiers.urls")),
    path("", include("schakel.ground.signals.urls")),
    path("", include("schakel.jobseekers.contacts.urls")),
    path("", include("schakel.jobseekers.questions.urls")),
    path("", include("schakel.jobseekers.mentoring.urls")),
    path("", include("schakel.jobseekers.workshops.urls")),
    path("", include("schakel.jobseekers.plans.urls")),
    path("", include("schakel.jobseekers.profile.urls")),
    path("", include("schakel.information.imports.urls")),
    path("", include("schakel.ground.access.urls")),
    path("", include("schakel.ground.organisations.urls")),
    path("", include("schakel.portal.client.urls")),
    path("", include("schakel.ground.journal.urls")),
    path("", include("schakel.ground.notices.urls")),
    path("", include("schakel.ground.norms.urls")),
    path("", include("schakel.jobseekers.diagnosis.urls")),
    path("", include("schakel.jobseekers.intake.urls")),
    path("", include("schakel.jobseekers.services.urls")),
    path("", include("schakel.ground.accounts.urls")),
    path("", include("schakel.programme.quality.urls")),
    path("", include("schakel.programme.studies.urls")),
]
handler400 = "schakel.web.errors.unreadable"
handler404 = "schakel.web.errors.missing"
