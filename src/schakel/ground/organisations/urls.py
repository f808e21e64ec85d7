"""Addresses of the organisations room."""

from __future__ import annotations

from django.urls import path

from schakel.ground.organisations.views import members, wishes

app_name = "organisations"
urlpatterns = [
    path("directory/", members.who_is_who, name="directory"),
    path("members/", members.members, name="members"),
    path("members/<uuid:membership_id>/end/", members.end_member, name="end_member"),
    path("wishes/", wishes.wish_list, name="wishes"),
    path("wishes/new/", wishes.new_wish, name="new_wish"),
    path("wishes/export/", wishes.export, name="export_wishes"),
    path("wishes/<uuid:wish_id>/support/", wishes.support, name="support_wish"),
    path("wishes/<uuid:wish_id>/answer/", wishes.answer, name="answer_wish"),
]
