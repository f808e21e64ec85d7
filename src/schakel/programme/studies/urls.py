"""Addresses of studies, and of what clients are asked for them."""

from __future__ import annotations

from django.urls import path

from schakel.programme.studies.views import answers, files, joint, studies

app_name = "studies"
_INVITATION = "studies/invitations/<uuid:study_invitation_id>"
_STUDY = "studies/<uuid:study_id>"

urlpatterns = [
    path("studies/", studies.studies, name="list"),
    path("studies/new/", studies.new, name="new"),
    path("studies/waiting/", answers.waiting, name="waiting"),
    path(f"{_STUDY}/", studies.study, name="study"),
    path(f"{_STUDY}/change/", studies.change, name="change"),
    path(f"{_STUDY}/renew/", studies.renew, name="renew"),
    path(f"{_STUDY}/draw/", studies.draw, name="draw"),
    path(f"{_STUDY}/cases/", files.cases_file, name="cases_file"),
    path(f"{_STUDY}/events/", files.events_file, name="events_file"),
    path(f"{_STUDY}/invite/", joint.invite, name="invite"),
    path(f"{_STUDY}/joint/", joint.joint_file, name="joint_file"),
    path(f"{_STUDY}/deliver/", joint.deliver, name="deliver"),
    path(f"{_INVITATION}/", joint.invitation, name="invitation"),
    path(f"{_INVITATION}/stop/", joint.stop, name="stop"),
    path(f"{_INVITATION}/back/", joint.take_back, name="take_back"),
    path(f"{_STUDY}/end/", studies.end, name="end"),
    path("dossiers/<uuid:dossier_id>/studies/<uuid:study_person_id>/", answers.record, name="record"),
    path("me/studies/", answers.own, name="own"),
    path("me/studies/<uuid:study_person_id>/answer/", answers.answer, name="answer"),
]
